// What a server answers, complete and by the contract; a test says only what matters to it.
import { secrecyPresets } from '@enishi/shared/disclosure';
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
