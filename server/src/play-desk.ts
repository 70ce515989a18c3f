// What the desk of remote work has under way in the sample world: a company that asks for an expert, and the board of a
// coordinator with a field of their own.
import { dispatchForm } from '@enishi/shared/dispatches';
import { newBoard } from '@enishi/shared/themed-boards';
import type { Actor } from './actor.js';
import type { Wired } from './wire.js';

type Stage = Pick<Wired, 'dispatches' | 'themedBoards' | 'bus'>;

const request = dispatchForm.parse({
  key: 'sample-dispatch-1',
  theme: '検査の記録を紙から画面へ移す進め方（見本）',
  text: '検査の記録がすべて紙で、月末の集計に二日かかります。どこから画面に移せばよいか、現場を見て順番を教えてください。（見本）',
  tags: ['production-visualization', 'iot'],
  hours: 3,
});

const board = newBoard.parse({
  key: 'sample-board-iot',
  title: 'IoT・設備の見える化（見本）',
  tags: ['iot', 'predictive-maintenance', 'production-visualization'],
  note: '古い機械にも後から付けられるものを優先して組み合わせる。（見本）',
});

/** Doing it again makes nothing twice: each has its key. */
export async function playDesk(stage: Stage, actors: readonly Actor[], company: Actor): Promise<void> {
  await stage.dispatches.dispatches.create(request, company);
  const coordinator = actors.find(({ servedPrefectures }) => servedPrefectures.includes('06'));
  if (coordinator) await stage.themedBoards.boards.create(board, coordinator);
  await stage.bus.settled();
}
