// Cases, matches, introductions and notices as the server would answer them, complete; say only what matters.
import { makeTimelineEntry } from '@enishi/shared/cases';
import type { IntroductionView } from '@enishi/shared/introductions';
import type { NeedMatch } from '@enishi/shared/matches';
import type { NeedView } from '@enishi/shared/needs';
import type { Notification } from '@enishi/shared/notifications';
import type { SeedCard } from '@enishi/shared/seeds';
import type { Viewer } from '@enishi/shared/users';
import type { NeedCase, QueueItem } from '@enishi/shared/workbench';
import { aNeedCard, aNeedView, aViewer, idOf } from '../support/page-data.js';

const HOUR = 3_600_000;
/** A moment so many hours from now; negative ones are past. */
export const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

const centre = {
  id: idOf(900),
  name: '置賜支援センター',
  nameEn: 'Okitama Centre',
  kind: 'support_centre' as const,
  prefecture: '06',
};

export const aCoordinator = (given: Partial<Viewer> = {}): Viewer =>
  aViewer({
    displayName: '佐藤 美咲',
    roles: ['coordinator'],
    activeRole: 'coordinator',
    organisation: centre,
    servedPrefectures: ['06'],
    ...given,
  });

const owner = {
  ...centre,
  kind: 'company' as const,
  name: '飯豊電機',
  nameEn: '',
  industry: 'E',
  size: 'to_50' as const,
  person: '鈴木 一郎',
};

const shared = { tags: ['lithium-ion-battery'], cooperation: ['technical_consultation' as const] };
const { industry: _industry, timeframe: _timeframe, ...withoutNeed } = aNeedCard(shared);

export const buildSeedCard = (given: Partial<SeedCard> = {}): SeedCard => ({
  ...withoutNeed,
  id: idOf(20),
  code: 'S-0001',
  title: '電池の発熱・短絡の評価法',
  readiness: 6,
  propertyStatus: 'applied',
  organisation: { ...owner, id: idOf(901), kind: 'university', name: '東北の大学', size: null },
  ...given,
});

export const buildNeedView = (given: Partial<Omit<NeedView, 'abilities'>> = {}): NeedView =>
  aNeedView({
    ...shared,
    id: idOf(10),
    title: '持ち運べる蓄電池の安全性を評価してほしい',
    timeframe: 'within_3_months',
    organisation: owner,
    details: {
      situation: '屋外で使うポータブル電源を作っています。',
      goal: 'リチウムイオン電池の安全性評価を公的な立場の方と行いたい。',
      tried: '',
      mustHaves: ['2月の展示会に間に合うこと'],
      budget: 'to_1m',
      readinessWanted: null,
    },
    abilities: { canSeeCandidates: true, canCoordinate: true },
    ...given,
  });

export const buildMatch = (given: Partial<NeedMatch> = {}): NeedMatch => ({
  id: idOf(30),
  version: 0,
  score: 86.2,
  parts: { tags: 38.4, text: 23.9, cooperation: 10, region: 10, readiness: 3.9 },
  evidence: {
    tags: [{ concept: 'lithium-ion-battery', queryConcept: 'lithium-ion-battery', relation: 'same' }],
    words: ['安全性'],
    quotes: [{ field: 'body', text: '短絡の両方で安全性を数値にします。', marks: [{ start: 6, end: 9 }] }],
  },
  missing: ['readiness'],
  state: 'candidate',
  stateBy: null,
  stateAt: null,
  declineReason: null,
  introductionId: null,
  computedAt: inHours(-40),
  abilities: { canShortlist: true, canPropose: true, canDecline: true, canExpressInterest: false },
  candidate: { kind: 'seed', card: buildSeedCard() },
  ...given,
});

export const buildCase = (given: Partial<NeedCase> = {}): NeedCase => ({
  need: buildNeedView(),
  caseId: idOf(60),
  caseCode: 'C2026-0001',
  stage: 'search',
  lead: null,
  caseVersion: 0,
  matches: [buildMatch()],
  isMatched: true,
  introductions: [],
  timeline: [makeTimelineEntry({ key: 'published', kind: 'published', at: inHours(-48), by: '鈴木 一郎' })],
  ...given,
});

export const buildQueueItem = (given: Partial<QueueItem> = {}): QueueItem => ({
  kind: 'new_need',
  caseId: idOf(60),
  needId: idOf(10),
  introductionId: null,
  meetingId: null,
  title: '持ち運べる蓄電池の安全性を評価してほしい',
  code: 'N-0001',
  prefecture: '06',
  since: inHours(-48),
  dueAt: inHours(-25),
  lead: null,
  isMine: false,
  candidates: 1,
  what: '',
  whom: '',
  ...given,
});

const pending = { state: 'pending' as const, at: null, reason: null, text: '', isMine: false };

export const buildIntroduction = (given: Partial<IntroductionView> = {}): IntroductionView => ({
  id: idOf(40),
  version: 0,
  origin: 'proposal',
  state: 'open',
  progress: 'sent',
  reply: { whyUs: 'まずは30分ほど、お話しになってみませんか。', offer: '', firstStep: '', question: '' },
  createdAt: inHours(-3),
  dueAt: inHours(237),
  endedAt: null,
  coordinator: '佐藤 美咲',
  need: aNeedCard({ id: idOf(10), title: '持ち運べる蓄電池の安全性を評価してほしい' }),
  candidate: { kind: 'seed', card: buildSeedCard() },
  answers: { need: { ...pending, isMine: true }, item: pending },
  mySide: 'need',
  opened: null,
  abilities: { canAnswer: true, canEnd: false },
  ...given,
});

export const buildNotice = (given: Partial<Notification> = {}): Notification => ({
  id: idOf(50),
  kind: 'need_published',
  createdAt: inHours(-1),
  readAt: null,
  subject: { kind: 'need', id: idOf(10), title: 'ひのき床材の断熱性を示したい' },
  other: null,
  score: null,
  count: 3,
  reason: null,
  address: `/workbench/${idOf(10)}`,
  ...given,
});
