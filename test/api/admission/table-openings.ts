// The doors of openings: the company that posted one for members, and whoever may offer work themselves.
import { listProjectOpenings, openingContracts } from '@enishi/shared/openings';
import { buildOpening } from '../../support/builders';
import type { Door, Input } from './table';
import { except, knockers, signedIn, type Things } from './world';

const opening = ({ opening: { id } }: Things): Input => ({ params: { id } });
const changed =
  (more: object = {}) =>
  ({ opening: { id } }: Things): Input => ({
    params: { id },
    // Of nothing that there is: whoever is let in is told so, and nothing changes.
    body: { version: 999, ...more },
  });
const ofOwner = { may: ['owner'], forbidden: except('owner', 'blocked') } satisfies Partial<Door>;

export const openingDoors: Door[] = [
  { contract: openingContracts.list, may: knockers },
  { contract: openingContracts.listMine, may: signedIn },
  {
    contract: openingContracts.create,
    input: () => ({ body: buildOpening() }),
    may: ['owner', 'colleague', 'blocked', 'company', 'coordinator', 'elsewhere'],
    forbidden: ['researcher', 'bystander', 'expert', 'admin'],
  },
  { contract: openingContracts.get, about: 'for members', input: opening, may: except('blocked') },
  { contract: openingContracts.update, input: changed({ title: '別の題名' }), ...ofOwner },
  { contract: openingContracts.publish, input: changed(), ...ofOwner },
  { contract: openingContracts.close, input: changed({ reason: 'no_longer_needed' }), ...ofOwner },
  { contract: openingContracts.remove, input: opening, ...ofOwner },
  { contract: openingContracts.ledger, input: opening, ...ofOwner },
  { contract: openingContracts.ledgerFile, input: opening, ...ofOwner },
  {
    contract: listProjectOpenings,
    input: ({ project: { id } }) => ({ params: { id } }),
    may: ['coordinator'],
  },
];
