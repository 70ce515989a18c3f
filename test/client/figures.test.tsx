import { screen, within } from '@testing-library/react';
import { caseRoutes, caseStages } from '@enishi/shared/case-stages';
import { getFigures } from '@enishi/shared/figures';
import type { Figures } from '@enishi/shared/figures';
import { fiscalMonths, fiscalYearOf, fiscalYearSpan } from '@enishi/shared/tokyo-calendar';
import { createServer, openPage } from '../support/page.js';
import { aViewer } from '../support/page-data.js';
import { aCoordinator } from './case-data.js';
import './patience.js';

const year = fiscalYearOf(new Date());

const buildFigures = (fiscalYear: number, given: Partial<Figures> = {}): Figures => {
  const { from, to } = fiscalYearSpan(fiscalYear);
  return {
    fiscalYear,
    from: from.toISOString(),
    to: to.toISOString(),
    asOf: new Date().toISOString(),
    prefectures: ['06'],
    cases: {
      active: 0,
      created: 0,
      ended: 0,
      byStage: caseStages.map((stage) => ({ stage, count: 0 })),
      byRoute: caseRoutes.map((route) => ({ route, count: 0 })),
      perMonth: fiscalMonths(fiscalYear).map((month) => ({ month, count: 0 })),
    },
    stays: [],
    answers: { inquiries: 0, answered: 0, medianHours: null, inTime: 0, judged: 0 },
    proposals: { sent: 0, accepted: 0, met: 0, carried: 0 },
    outcomes: [],
    load: [],
    ...given,
  };
};

const full = buildFigures(year, {
  cases: {
    ...buildFigures(year).cases,
    active: 5,
    created: 4,
    byStage: caseStages.map((stage) => ({ stage, count: stage === 'search' ? 4 : stage === 'plan' ? 1 : 0 })),
    byRoute: caseRoutes.map((route) => ({ route, count: route === 'inquiry' ? 3 : route === 'idea' ? 1 : 0 })),
  },
  answers: { inquiries: 3, answered: 2, medianHours: 5.5, inTime: 2, judged: 2 },
  proposals: { sent: 10, accepted: 4, met: 2, carried: 1 },
  outcomes: [
    {
      kind: 'sales',
      count: 2,
      yen: 15_000_000,
      confirmedYen: 3_000_000,
      estimateYen: 12_000_000,
      reportedYen: 0,
    },
  ],
});

test('each figure says in a sentence what it means, and is a table too', async () => {
  const server = createServer(aCoordinator());
  server.on(getFigures, ({ query }) => (query.fiscalYear === year ? full : buildFigures(query.fiscalYear)));
  const page = await openPage('/figures');
  await screen.findByText('5件が動いていて、いちばん多いのは「探索」の4件です。');
  screen.getByText('3件の相談のうち2件に回答し、半分は5.5時間以内でした。2営業日以内は100%です。');
  screen.getByText('送った打診10件のうち、双方の承諾まで進んだのは40%です。');
  screen.getByText('売上は合わせて15,000,000円、そのうち確定は3,000,000円です。');
  const outcomes = within(screen.getByRole('table', { name: '成果' }));
  outcomes.getByRole('row', { name: '売上 2 15,000,000円 3,000,000円 12,000,000円 0円' });
  const proposals = within(screen.getByRole('table', { name: '打診のゆくえ' }));
  proposals.getByRole('row', { name: '双方が承諾 4 40%' });
  expect(screen.getByRole('link', { name: 'Excelで保存' }).getAttribute('href')).toBe(
    `/api/figures.xlsx?fiscalYear=${year}`,
  );

  await page.user.selectOptions(screen.getByRole('combobox', { name: '年度' }), `${year - 1}年度`);
  await screen.findByRole('heading', { name: 'この年度の実績はまだありません' });
  expect(window.location.search).toBe(`?year=${year - 1}`);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a company does not get to the figures', async () => {
  const server = createServer(aViewer());
  const page = await openPage('/figures');
  await screen.findByRole('heading', { name: 'この立場では開けません' });
  expect(server.calls.filter((call) => call.includes('/api/figures'))).toEqual([]);
  page.close();
});
