// A case as the server knows it, and how one begins.
import type { CaseEndReason, CaseRoute, CaseStage } from '@enishi/shared/case-stages';
import type { CaseContact, CaseRef, EntryKind } from '@enishi/shared/cases';
import type { Language } from '@enishi/shared/fields';
import { alarmsFor } from './case-clocks.js';

export interface Move {
  from: CaseStage | null;
  to: CaseStage;
  by: string | null;
  at: Date;
  reason: CaseEndReason | null;
  text: string;
  /** What it followed from, e.g. "introduction:…"; null for a move by hand. */
  because: string | null;
}

export interface Assignment {
  role: 'lead' | 'second';
  userId: string | null;
  by: string | null;
  at: Date;
}

export interface Entry {
  id: string;
  kind: EntryKind;
  at: Date;
  text: string;
  by: string;
  createdAt: Date;
  version: number;
  editedAt: Date | null;
  editedBy: string | null;
  isRemoved: boolean;
}

export interface Action {
  id: string;
  /** "own", or what put it there, such as "meeting:…". */
  source: string;
  text: string;
  ownerId: string | null;
  ownerName: string;
  /** Day in Asia/Tokyo. */
  dueOn: string | null;
  doneAt: Date | null;
  doneBy: string | null;
  createdAt: Date;
  createdBy: string | null;
  version: number;
}

export interface Case {
  id: string;
  code: string;
  /** Counts what stands at its head: stage, people, title, contact. Entries and actions have versions of their own. */
  version: number;
  /** Counts every write. */
  revision: number;
  title: string;
  /** False while the title is that of the need. */
  hasOwnTitle: boolean;
  text: string;
  route: CaseRoute;
  needId: string | null;
  /** A need that it is being linked to; set until that need's own case has become part of this one. */
  linkingNeedId: string | null;
  /** The case that this one became part of. */
  mergedIntoId: string | null;
  refs: CaseRef[];
  prefecture: string;
  centreId: string | null;
  contact: CaseContact;
  language: Language;
  leadId: string | null;
  secondId: string | null;
  stage: CaseStage;
  endReason: CaseEndReason | null;
  moves: Move[];
  assignments: Assignment[];
  entries: Entry[];
  actions: Action[];
  createdAt: Date;
  createdBy: string | null;
  movedAt: Date;
  touchedAt: Date;
  answeredAt: Date | null;
  /** When somebody last worked on it by hand. */
  handledAt: Date | null;
  /** When somebody has to be told of a clock that ran out; null while none runs. */
  alarmAt: Date | null;
  /** When the first of its clocks runs out. */
  dueAt: Date | null;
  /** Up to here everybody was told. */
  alarmedUntil: Date;
  /** What happened to the head last, for telling the second of two what the first one did. */
  changes: { version: number; by: string | null; at: Date; fields: string[] }[];
  /** False until notices and letters have followed the last change. */
  isSettled: boolean;
}

export type Transition = (current: Case) => Case;
export type CaseFields = Omit<Case, 'id' | 'code'>;

const nobody: CaseContact = { name: '', organisation: '', phone: '', email: '' };

/** A case at its beginning. */
export function beginCase(
  given: Pick<Case, 'title' | 'route' | 'prefecture' | 'createdBy'> & Partial<CaseFields>,
  at: Date,
): CaseFields {
  const begun: CaseFields = {
    version: 0,
    revision: 0,
    hasOwnTitle: true,
    text: '',
    needId: null,
    linkingNeedId: null,
    mergedIntoId: null,
    refs: [],
    centreId: null,
    contact: nobody,
    language: 'ja',
    leadId: null,
    secondId: null,
    stage: 'received',
    endReason: null,
    moves: [],
    assignments: [],
    entries: [],
    actions: [],
    createdAt: at,
    movedAt: at,
    touchedAt: at,
    answeredAt: null,
    handledAt: null,
    alarmAt: null,
    dueAt: null,
    alarmedUntil: at,
    changes: [],
    isSettled: false,
    ...given,
  };
  return { ...begun, ...alarmsFor(begun) };
}
