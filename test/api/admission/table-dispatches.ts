// The doors of expert dispatch: the company that asked, the expert who was asked, coordinators of its prefecture.
import * as dispatches from '@enishi/shared/dispatches';
import type { Contract } from '@enishi/shared/contract';
import type { Door, Input } from './table';
import { except, signedIn, type Knocker, type Things } from './world';

const parties: Knocker[] = ['owner', 'expert', 'coordinator'];

const one =
  (body?: object) =>
  ({ dispatch: { id } }: Things): Input => ({
    params: { id },
    // Of nothing that there is: whoever is let in is told so, and nothing changes.
    ...(body && { body: { version: 999, ...body } }),
  });
/** Each sees it; what is not theirs to do is refused with a sentence, not hidden. */
const step = (contract: Contract, body: object): Door => ({ contract, input: one(body), may: parties });
const expertId = 'e'.repeat(24);

export const dispatchDoors: Door[] = [
  { contract: dispatches.listDispatches, may: signedIn },
  {
    contract: dispatches.createDispatch,
    input: () => ({ body: {} }),
    isWrongInput: true,
    may: ['owner', 'colleague', 'blocked', 'company', 'coordinator', 'elsewhere'],
    forbidden: ['researcher', 'bystander', 'expert', 'admin'],
  },
  { contract: dispatches.getDispatch, input: one(), may: parties },
  { contract: dispatches.listDispatchCandidates, input: one(), may: ['owner', 'coordinator'] },
  step(dispatches.wishForExpert, { expertId }),
  {
    contract: dispatches.askExpert,
    input: one({ expertId }),
    may: ['coordinator'],
    forbidden: except('coordinator', 'elsewhere'),
  },
  step(dispatches.answerDispatch, { answer: 'accept' }),
  step(dispatches.reportDispatch, { date: '2026-11-20', hours: 1, done: '現場を見た。' }),
  step(dispatches.endDispatch, { reason: 'no_longer_needed' }),
  {
    contract: dispatches.listDispatchMenus,
    may: ['coordinator', 'elsewhere', 'admin'],
    forbidden: except('coordinator', 'elsewhere', 'admin'),
  },
  {
    contract: dispatches.setDispatchMenu,
    input: () => ({ params: { prefecture: '06' }, body: { version: 999, hours: 10 } }),
    may: ['coordinator', 'admin'],
    forbidden: except('coordinator', 'elsewhere', 'admin'),
  },
];
