// The doors of fits: whoever posted the opening, whoever wrote the profile, and the coordinators of its place.
import { listExpertFits, listOpeningFits } from '@enishi/shared/fits';
import { downloadWorkDesk, getWorkDesk } from '@enishi/shared/work-desk';
import type { Door } from './table';
import { knockers, type Knocker } from './world';

const strangers: readonly Knocker[] = ['visitor', 'suspended', 'ended'];
const coordinators: Knocker[] = ['coordinator', 'elsewhere'];
const others = knockers.filter((one) => !strangers.includes(one) && !coordinators.includes(one));

export const fitDoors: Door[] = [
  {
    contract: listOpeningFits,
    input: ({ opening: { id } }) => ({ params: { id } }),
    may: ['owner', 'coordinator'],
  },
  {
    contract: listExpertFits,
    input: ({ profile: { id } }) => ({ params: { id } }),
    may: ['expert', 'coordinator'],
  },
  { contract: getWorkDesk, may: coordinators, forbidden: others },
  { contract: downloadWorkDesk, may: coordinators, forbidden: others },
  {
    contract: getWorkDesk,
    about: 'of one prefecture',
    input: () => ({ query: { prefecture: '06' } }),
    may: ['coordinator'],
    forbidden: others,
  },
];
