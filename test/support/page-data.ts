// What a server answers, complete and by the contract; a test says only what matters to it.
import { secrecyPresets } from '@enishi/shared/disclosure';
import type { ExpertView } from '@enishi/shared/experts';
import type { ListingAbilities } from '@enishi/shared/listings';
import type { NeedCard, NeedView } from '@enishi/shared/needs';
import type { Viewer } from '@enishi/shared/users';

/** An identifier of the right form, the same for the same number. */
export const idOf = (number: number): string => number.toString(16).padStart(24, '0');

const moment = '2026-11-20T01:23:00.000Z';

export const aViewer = (given: Partial<Viewer> = {}): Viewer => ({
  id: idOf(1),
  email: 'hanako@example.jp',
  displayName: '山田 花子',
  roles: ['company'],
  activeRole: 'company',
  organisation: { id: idOf(2), name: '置賜電機', nameEn: '', kind: 'company', prefecture: '06' },
  membership: null,
  prefecture: '06',
  servedPrefectures: [],
  language: 'ja',
  notificationSettings: {},
  mailSettings: {},
  mustSetUpSecondFactor: false,
  version: 0,
  ...given,
});

const none: ListingAbilities = {
  canEdit: false,
  canPublish: false,
  canClose: false,
  canDelete: false,
  canSeeCandidates: false,
  canSeeLedger: false,
  canExpressInterest: false,
  canCoordinate: false,
};

export const aNeedCard = (given: Partial<NeedCard> = {}): NeedCard => ({
  id: idOf(100),
  code: 'N-0001',
  status: 'published',
  version: 0,
  title: '蓄電池の安全性を評価してほしい',
  tags: [],
  freeTags: [],
  cooperation: [],
  prefecture: '06',
  language: 'ja',
  isSample: false,
  isMine: false,
  createdAt: moment,
  updatedAt: moment,
  publishedAt: moment,
  closedAt: null,
  industry: null,
  timeframe: 'unknown',
  organisation: null,
  ...given,
});

export const aNeedView = (
  given: Partial<Omit<NeedView, 'abilities'>> & { abilities?: Partial<ListingAbilities> } = {},
): NeedView => {
  const { organisation, ...card } = aNeedCard();
  return {
    ...card,
    organisation,
    details: { situation: '', goal: '', tried: '', mustHaves: [], budget: 'unknown', readinessWanted: null },
    contact: null,
    disclosure: secrecyPresets.nameless,
    closeReason: null,
    blocked: null,
    ...given,
    abilities: { ...none, ...given.abilities },
  };
};

/** A published profile of one's own. */
export const aProfile = (
  given: Partial<Omit<ExpertView, 'abilities'>> & { abilities?: Partial<ListingAbilities> } = {},
): ExpertView => {
  const { organisation, industry: _industry, timeframe: _timeframe, ...card } = aNeedCard();
  return {
    ...card,
    code: 'E-0001',
    title: '印刷物と写真のデザイン',
    tags: ['graphic-design', 'branding'],
    isMine: true,
    kind: 'teleworker',
    hoursPerWeek: 12,
    workPlace: 'remote',
    ...{ skills: [], speech: [], availableFrom: null, availableTo: null, unavailableUntil: null },
    organisation,
    ...{ minimumReward: null, moveWish: null, closeReason: null, blocked: [] },
    details: {
      ...{ canDo: '印刷物の版下と写真の補正を受けます。', experience: '', cells: [] },
      ...{ municipality: null, travelKm: null, certificates: [], links: [] },
    },
    contact: { displayName: '山田 花子', email: 'hanako@example.jp', note: '' },
    disclosure: secrecyPresets.open,
    ...given,
    abilities: {
      ...none,
      ...{ canEdit: true, canClose: true, canSeeCandidates: true, canSeeLedger: true },
      ...given.abilities,
    },
  };
};
