// What can happen to a case: pure functions from one state to the next. The store writes what they return, and asks again
// when somebody else was quicker.
import { canMoveCase, isBeforeStage, type CaseStage } from '@enishi/shared/case-stages';
import { caseLimits } from '@enishi/shared/cases';
import { notFound, notPossibleNow } from '../../errors.js';
import type { Action, Assignment, Case, Entry, Move } from './case.js';

/** How many changes of the head are remembered. */
const keptChanges = 20;

const touched = (current: Case, at: Date, set: Partial<Case>): Case => ({
  ...current,
  ...set,
  touchedAt: at > current.touchedAt ? at : current.touchedAt,
});

/** A change of the head, which raises its version. */
export const headChanged = (current: Case, by: string | null, at: Date, fields: string[], set: Partial<Case>): Case => {
  const version = current.version + 1;
  const changes = [...current.changes, { version, by, at, fields }].slice(-keptChanges);
  return touched(current, at, { ...set, version, changes });
};

/** Whatever a coordinator does with an inquiry answers it. */
const answered = (current: Case, at: Date) => ({ answeredAt: current.answeredAt ?? at, handledAt: at });

export const moved = (current: Case, move: Omit<Move, 'from'>, canMove = canMoveCase): Case => {
  if (current.stage === move.to) return current;
  if (!canMove(current.stage, move.to) || current.moves.length >= caseLimits.moves) throw notPossibleNow();
  // Who sets off what follows by itself may be somebody whose name is closed.
  return headChanged(current, move.because === null ? move.by : null, move.at, ['stage'], {
    ...(move.because === null && answered(current, move.at)),
    stage: move.to,
    endReason: move.to === 'ended' ? move.reason : null,
    movedAt: move.at,
    moves: [...current.moves, { ...move, from: current.stage }],
  });
};

/** Forward only, and never out of the end: repeating it, or coming late, changes nothing. */
export const advanced = (current: Case, to: CaseStage, by: string | null, because: string, at: Date): Case => {
  if (!isBeforeStage(current.stage, to)) return current;
  const move = { to, by, at, because, reason: null, text: '' };
  return moved(current, move, () => true);
};

export const assigned = (
  current: Case,
  role: Assignment['role'],
  userId: string | null,
  by: string,
  at: Date,
  centreId: string | null,
): Case => {
  const field = role === 'lead' ? 'leadId' : 'secondId';
  if (current[field] === userId) return current;
  const other = role === 'lead' ? 'secondId' : 'leadId';
  return headChanged(current, by, at, [role], {
    [field]: userId,
    // Nobody stands behind themselves.
    ...(userId !== null && current[other] === userId && { [other]: null }),
    ...(role === 'lead' && { centreId }),
    assignments: [...current.assignments, { role, userId, by, at }],
    isSettled: false,
  });
};

export const entryAdded = (current: Case, entry: Pick<Entry, 'id' | 'kind' | 'at' | 'text' | 'by'>, at: Date): Case => {
  if (current.entries.some(({ id }) => id === entry.id)) return current;
  if (current.entries.length >= caseLimits.entries) throw notPossibleNow();
  const added: Entry = { ...entry, createdAt: at, version: 0, editedAt: null, editedBy: null, isRemoved: false };
  return touched(current, at, { ...answered(current, at), entries: [...current.entries, added] });
};

export const entryChanged = (current: Case, id: string, by: string, at: Date, set: Partial<Entry>): Case => ({
  ...current,
  entries: current.entries.map((entry) =>
    entry.id === id ? { ...entry, ...set, version: entry.version + 1, editedAt: at, editedBy: by } : entry,
  ),
});

export const actionAdded = (
  current: Case,
  action: Pick<Action, 'id' | 'text' | 'ownerId' | 'dueOn' | 'createdBy'>,
  at: Date,
): Case => {
  if (current.actions.some(({ id }) => id === action.id)) return current;
  if (current.actions.length >= caseLimits.actions) throw notPossibleNow();
  const added: Action = {
    ...action,
    source: 'own',
    ownerName: '',
    doneAt: null,
    doneBy: null,
    createdAt: at,
    version: 0,
  };
  return touched(current, at, { handledAt: at, actions: [...current.actions, added] });
};

export const actionChanged = (current: Case, id: string, at: Date, set: Partial<Action>): Case =>
  touched(current, at, {
    handledAt: at,
    actions: current.actions.map((action) =>
      action.id === id ? { ...action, ...set, version: action.version + 1 } : action,
    ),
  });

/** An action as a meeting hands it over. */
export interface GivenAction {
  key: string;
  text: string;
  ownerId: string | null;
  ownerName: string;
  dueOn: string | null;
  doneAt: Date | null;
}

/** Replaces the actions of one source; what was ticked off on the case stays so. */
export const actionsPut = (current: Case, source: string, given: readonly GivenAction[], at: Date): Case => {
  const others = current.actions.filter((action) => action.source !== source);
  if (others.length + given.length > caseLimits.actions) throw notPossibleNow();
  const put = given.map(({ key, ...action }): Action => {
    const id = `${source}:${key}`;
    const before = current.actions.find((known) => known.id === id);
    const fresh = { id, source, createdAt: at, createdBy: null, doneBy: null, version: 0, ...action };
    if (!before) return fresh;
    const doneAt = action.doneAt ?? before.doneAt;
    const isSame =
      before.text === action.text &&
      before.ownerId === action.ownerId &&
      before.ownerName === action.ownerName &&
      before.dueOn === action.dueOn &&
      before.doneAt?.getTime() === doneAt?.getTime();
    return isSame ? before : { ...before, ...action, doneAt, version: before.version + 1 };
  });
  const actions = [...others, ...put];
  const isSame =
    actions.length === current.actions.length && actions.every((action) => current.actions.includes(action));
  return isSame ? current : touched(current, at, { handledAt: at, actions });
};

/** Did anybody work on it by hand? Such a case does not quietly become part of another. */
export const isUntouched = ({ entries, actions, moves, stage }: Case): boolean =>
  entries.length === 0 &&
  actions.length === 0 &&
  moves.every((move) => move.because !== null) &&
  (stage === 'ended' || !isBeforeStage('meeting', stage));

export const requireEntry = (current: Case, id: string): Entry => {
  const entry = current.entries.find((known) => known.id === id);
  if (!entry || entry.isRemoved) throw notFound();
  return entry;
};

export const requireAction = (current: Case, id: string): Action => {
  const action = current.actions.find((known) => known.id === id);
  if (!action) throw notFound();
  return action;
};
