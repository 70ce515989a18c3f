// Cases as the server would answer them, complete; say only what matters.
import { caseMoves, caseStages } from '@enishi/shared/case-stages';
import type { CaseCard, CaseView } from '@enishi/shared/cases';
import type { AnswerOf } from '@enishi/shared/contract';
import type { listCases } from '@enishi/shared/case-contracts';
import { idOf } from '../support/page-data.js';
import { inHours } from './case-data.js';

export const buildCard = (given: Partial<CaseCard> = {}): CaseCard => {
  const stage = given.stage ?? 'hearing';
  return {
    id: idOf(60),
    code: 'C2026-0001',
    version: 0,
    title: 'めっき液の再利用',
    route: 'inquiry',
    stage,
    endReason: null,
    prefecture: '06',
    needId: null,
    lead: { id: idOf(1), displayName: '佐藤 美咲' },
    second: null,
    isMine: true,
    createdAt: inHours(-100),
    movedAt: inHours(-50),
    touchedAt: inHours(-50),
    nextAction: null,
    clock: null,
    allowedMoves: [...caseMoves[stage]],
    ...given,
  };
};

export const buildView = (given: Partial<CaseView> = {}): CaseView => ({
  ...buildCard(given),
  text: '',
  contact: { name: '', organisation: '', phone: '', email: '' },
  centre: null,
  createdBy: '佐藤 美咲',
  answeredAt: null,
  need: null,
  refs: [],
  actions: [],
  colleagues: [{ id: idOf(1), displayName: '佐藤 美咲', organisation: '置賜支援センター' }],
  canLinkNeed: true,
  ...given,
});

export const buildBoard = (items: readonly CaseCard[]): AnswerOf<typeof listCases> => ({
  items: [...items],
  total: items.length,
  counts: Object.fromEntries(
    caseStages.map((stage) => [stage, items.filter((card) => card.stage === stage).length]),
  ) as AnswerOf<typeof listCases>['counts'],
  workload: [{ lead: { id: idOf(2), displayName: '高橋 誠' }, open: 3, overdue: 1 }],
  now: inHours(0),
});
