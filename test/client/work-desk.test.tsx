import { screen, within } from '@testing-library/react';
import { getWorkDesk, type WorkDesk } from '@enishi/shared/work-desk';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator } from './case-data.js';
import './patience.js';

const desk: WorkDesk = {
  prefectures: ['06'],
  openings: 3,
  people: 4,
  unsaid: 1,
  skills: [
    { tag: 'cad', openings: 2, wantedHours: 40, people: 1, freeHours: 12, learners: 0, learningHours: 0 },
    { tag: 'translation', openings: 1, wantedHours: 5, people: 2, freeHours: 9, learners: 1, learningHours: 8 },
  ],
};

test('a coordinator reads which skills are missing, as a sentence, a picture and a table, and looks beyond the border', async () => {
  const server = createServer(aCoordinator());
  const asked: unknown[] = [];
  server.on(getWorkDesk, ({ query }) => {
    asked.push(query);
    return query.withNeighbours ? { ...desk, prefectures: ['04', '06'], openings: 0, people: 0, skills: [] } : desk;
  });
  const page = await openPage('/desk/work');
  await screen.findByText('いちばん足りないのは、CADです。');
  screen.getByText(/募集3件、仕事を受けられる人4人。 うち1人は時間を書いていない/);
  const table = within(screen.getByRole('table', { name: 'スキルごとの募集と人' }));
  table.getByRole('row', { name: 'CAD 2 40 1 12 0人・0時間 28' });
  table.getByRole('row', { name: '翻訳・通訳 1 5 2 9 1人・8時間 0' });
  expect(screen.getByRole('link', { name: '需給' }).getAttribute('aria-current')).toBe('page');

  await page.user.click(screen.getByRole('switch', { name: 'となりの県も含める' }));
  await screen.findByRole('heading', { name: 'まだ募集もプロフィールもありません' });
  expect(window.location.search).toBe('?neighbours=true');
  expect(screen.getByRole('link', { name: 'CSVで保存' }).getAttribute('href')).toBe(
    '/api/desk/work.csv?withNeighbours=true',
  );
  expect(asked).toEqual([{}, { withNeighbours: 'true' }]);
  expect(server.mistakes).toEqual([]);
  page.close();
});
