// Every endpoint of the product. The server refuses to start when one has no handler; OpenAPI and tests read this list.
import * as applications from './applications.js';
import * as assignments from './assignment-contracts.js';
import * as audit from './audit.js';
import * as cases from './case-contracts.js';
import * as anonymity from './anonymity.js';
import * as dispatches from './dispatches.js';
import { expertContracts } from './experts.js';
import * as figures from './figures.js';
import * as files from './files.js';
import * as fits from './fits.js';
import * as introductions from './introductions.js';
import * as mail from './mail.js';
import * as matches from './matches.js';
import * as meetings from './meeting-contracts.js';
import * as memberships from './memberships.js';
import * as minutes from './minutes.js';
import * as municipalities from './municipalities.js';
import { needContracts } from './needs.js';
import * as ndas from './ndas.js';
import * as notifications from './notifications.js';
import { listProjectOpenings, openingContracts } from './openings.js';
import * as organisations from './organisations.js';
import * as outcomes from './outcomes.js';
import * as passwordResets from './password-resets.js';
import * as privacy from './privacy.js';
import * as secondFactor from './second-factor.js';
import * as polls from './polls.js';
import * as projects from './projects.js';
import { seedContracts } from './seeds.js';
import * as signUps from './sign-ups.js';
import * as talent from './talent.js';
import * as themedBoards from './themed-boards.js';
import * as threads from './threads.js';
import * as users from './users.js';
import * as workDesk from './work-desk.js';
import * as workbench from './workbench.js';
import type { Contract } from './contract.js';

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;

const from = (module: object): Contract[] => Object.values(module).filter(isContract);

export const contracts: readonly Contract[] = [
  ...from(users),
  ...from(signUps),
  ...from(passwordResets),
  ...from(secondFactor),
  ...from(privacy),
  ...from(audit),
  ...from(organisations),
  ...from(memberships),
  ...from(needContracts),
  ...from(anonymity),
  ...from(seedContracts),
  ...from(expertContracts),
  ...from(municipalities),
  ...from(talent),
  ...from(openingContracts),
  listProjectOpenings,
  ...from(matches),
  ...from(fits),
  ...from(workDesk),
  ...from(introductions),
  ...from(ndas),
  ...from(files),
  ...from(threads),
  ...from(notifications),
  ...from(mail),
  ...from(workbench),
  ...from(cases),
  ...from(meetings),
  ...from(minutes),
  ...from(polls),
  ...from(projects),
  ...from(outcomes),
  ...from(dispatches),
  ...from(figures),
  ...from(applications),
  ...from(assignments),
  ...from(themedBoards),
];
