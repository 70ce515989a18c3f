// The whole sample world, ready for the loader. Listings alternate between the regions, the newest last.
import { okayamaExperts } from './experts-okayama.js';
import { okayamaInstitutesSeeds } from './seeds-okayama-institutes.js';
import { okayamaNeeds } from './needs-okayama.js';
import { okayamaSeeds } from './seeds-okayama.js';
import { tokyoExperts } from './experts-tokyo.js';
import { tokyoNeeds } from './needs-tokyo.js';
import { tokyoSeeds } from './seeds-tokyo.js';
import { yamagataExperts } from './experts-yamagata.js';
import { yamagataInstituteSeeds } from './seeds-yamagata-institute.js';
import { yamagataNeeds } from './needs-yamagata.js';
import { yamagataSeeds } from './seeds-yamagata.js';
import { yamaguchiExperts } from './experts-yamaguchi.js';
import { yamaguchiNeeds } from './needs-yamaguchi.js';
import { yamaguchiSeeds } from './seeds-yamaguchi.js';
import { sampleAccounts } from './accounts.js';
import { sampleCompanies } from './companies.js';
import { sampleInstitutions } from './institutions.js';
import type {
  SampleAccount,
  SampleExpert,
  SampleNeed,
  SampleOrganisation,
  SampleSeed,
  SampleSignIn,
} from './sample-types.js';

export interface SampleWorld {
  organisations: readonly SampleOrganisation[];
  accounts: readonly SampleAccount[];
  needs: readonly SampleNeed[];
  seeds: readonly SampleSeed[];
  experts: readonly SampleExpert[];
  /** One account for each kind of user, to be told to whoever starts the product. */
  signIns: readonly SampleSignIn[];
}

/** Takes one from the end of each list in turn and builds from the back, so that the newest of every region come last. */
const alternate = <Item>(lists: readonly (readonly Item[])[]): Item[] => {
  const longest = Math.max(...lists.map(({ length }) => length));
  const rounds = Array.from({ length: longest }, (_, round) => lists.flatMap((list) => list.at(-1 - round) ?? []));
  return rounds.reverse().flat();
};

// prettier-ignore
const signIns: readonly SampleSignIn[] = [
  { label: 'company (Yamagata)', email: 'desk@yukiakari.example' },
  { label: 'company (Okayama)', email: 'desk@yunoka.example' },
  { label: 'researcher (Yamagata)', email: 'kudo@asagiri-it.example' },
  { label: 'researcher (Okayama)', email: 'sugihara@seto-iti.example' },
  { label: 'expert', email: 'battery-test@experts.example' },
  { label: 'teleworker', email: 'clerk-1@experts.example' },
  { label: 'coordinator (Yamagata)', email: 'endo@okitama-link.example' },
  { label: 'coordinator (Okayama)', email: 'kubota@tsuyama-centre.example' },
  { label: 'coordinator (Yamaguchi)', email: 'fujii@yamaguchi-innovation.example' },
  { label: 'administrator', email: 'admin@enishi.example' },
];

export const sampleWorld: SampleWorld = {
  organisations: [...sampleInstitutions, ...sampleCompanies],
  accounts: sampleAccounts,
  needs: alternate<SampleNeed>([tokyoNeeds, yamaguchiNeeds, okayamaNeeds, yamagataNeeds]),
  seeds: alternate<SampleSeed>([
    tokyoSeeds,
    yamaguchiSeeds,
    okayamaInstitutesSeeds,
    okayamaSeeds,
    yamagataInstituteSeeds,
    yamagataSeeds,
  ]),
  experts: alternate<SampleExpert>([tokyoExperts, yamaguchiExperts, okayamaExperts, yamagataExperts]),
  signIns,
};
