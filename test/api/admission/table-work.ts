// The doors of work that was agreed on: the company, the worker, and coordinators of its prefecture.
import * as assignments from '@enishi/shared/assignment-contracts';
import * as boards from '@enishi/shared/themed-boards';
import type { Contract } from '@enishi/shared/contract';
import type { Door, Input } from './table';
import { signedIn, type Knocker, type Things } from './world';

const parties: readonly Knocker[] = ['owner', 'expert', 'coordinator'];
const week = '2026-11-16';

const of =
  (body?: object, more: Record<string, string> = {}) =>
  ({ assignmentId }: Things): Input => ({ params: { id: assignmentId, ...more }, ...(body && { body }) });
/** Of nothing that there is: whoever is let in is told so, and nothing changes. */
const version = 999;
/** What is not a party's own they may see and not do; to everybody else it does not exist. */
const only = (may: Knocker[], contract: Contract, input: Door['input']): Door => ({
  contract,
  input,
  may,
  forbidden: parties.filter((one) => !may.includes(one)),
});

const ofBoard =
  (body?: (things: Things) => object) =>
  (things: Things): Input => ({ params: { id: things.board.id }, ...(body && { body: body(things) }) });
/** Coordinators of the centre's prefectures; to others a board does not exist, and nobody else is let in at all. */
const desk = (contract: Contract, input?: Door['input']): Door => ({
  contract,
  may: ['coordinator'],
  forbidden: signedIn.filter((one) => one !== 'coordinator' && one !== 'elsewhere'),
  ...(input && { input }),
});
const field = { title: 'IoT', tags: ['iot'] };

export const workDoors: Door[] = [
  { ...desk(boards.listBoards), may: ['coordinator', 'elsewhere'] },
  {
    ...desk(boards.createBoard, () => ({ body: { key: 'knocked-at', ...field, tags: [] } })),
    ...{ may: ['coordinator', 'elsewhere'], isWrongInput: true },
  },
  desk(boards.getBoard, ofBoard()),
  desk(
    boards.changeBoard,
    ofBoard(() => ({ version, ...field })),
  ),
  desk(
    boards.removeBoard,
    ofBoard(() => ({ version })),
  ),
  desk(
    boards.setPair,
    ofBoard(({ need, seed }) => ({
      needId: need.id,
      kind: 'seed',
      candidateId: seed.id,
      version: null,
      state: 'talked',
    })),
  ),
  { contract: assignments.listAssignments, may: signedIn },
  { contract: assignments.getAssignment, input: of(), may: parties },
  only(['expert'], assignments.reportWeek, of({ version: null, units: 169 }, { week })),
  only(['owner'], assignments.answerWeek, of({ version, answer: 'approve' }, { week })),
  only(['expert'], assignments.deliverWork, of({ version, key: 'knocked-at', note: '納品します。' })),
  only(['owner'], assignments.inspectWork, of({ version, answer: 'accept' })),
  only(['owner'], assignments.recordPayment, of({ version, paidOn: null }, { key: 'once' })),
  only(['owner', 'expert'], assignments.stopAssignment, of({ version, reason: 'no_time' })),
  only(['owner', 'expert'], assignments.reviewAssignment, of({ ratings: { work: 5, contact: 5, promises: 5 } })),
];
workDoors.forEach((door) => {
  if (door.contract === assignments.reportWeek) door.isWrongInput = true;
});
