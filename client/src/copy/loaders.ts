// Where the words of each area are, for each language. Types come from the Japanese files.
import type { common } from './ja/common.js';
import type { errors } from './ja/errors.js';
import type { talk } from './ja/talk.js';
import type { terms } from './ja/terms.js';
import type { visitor } from './ja/visitor.js';
import type { account } from './ja/account.js';
import type { listings } from './ja/listings.js';
import type { organisations } from './ja/organisations.js';
import type { home } from './ja/home.js';
import type { workbench } from './ja/workbench.js';
import type { writing } from './ja/writing.js';
import type { matches } from './ja/matches.js';
import type { applications } from './ja/applications.js';
import type { introductions } from './ja/introductions.js';
import type { meetings } from './ja/meetings.js';
import type { memberships } from './ja/memberships.js';
import type { notifications } from './ja/notifications.js';
import type { admin } from './ja/admin.js';
import type { mail } from './ja/mail.js';
import type { cases } from './ja/cases.js';
import type { profiles } from './ja/profiles.js';
import type { assignments } from './ja/assignments.js';
import type { boards } from './ja/boards.js';
import type { projects } from './ja/projects.js';
import type { figures } from './ja/figures.js';
import type { fits } from './ja/fits.js';
import type { settings } from './ja/settings.js';
import type { dispatches } from './ja/dispatches.js';
import type { openings } from './ja/openings.js';
import type { work } from './ja/work.js';
import type { workDesk } from './ja/work-desk.js';
import type { talent } from './ja/talent.js';
import type { workTerms } from './ja/work-terms.js';

export interface Resources {
  common: typeof common;
  errors: typeof errors;
  talk: typeof talk;
  terms: typeof terms;
  visitor: typeof visitor;
  account: typeof account;
  listings: typeof listings;
  organisations: typeof organisations;
  home: typeof home;
  workbench: typeof workbench;
  writing: typeof writing;
  matches: typeof matches;
  applications: typeof applications;
  introductions: typeof introductions;
  meetings: typeof meetings;
  memberships: typeof memberships;
  notifications: typeof notifications;
  admin: typeof admin;
  mail: typeof mail;
  profiles: typeof profiles;
  assignments: typeof assignments;
  boards: typeof boards;
  projects: typeof projects;
  figures: typeof figures;
  fits: typeof fits;
  settings: typeof settings;
  cases: typeof cases;
  dispatches: typeof dispatches;
  openings: typeof openings;
  work: typeof work;
  workDesk: typeof workDesk;
  talent: typeof talent;
  workTerms: typeof workTerms;
}
export type Area = keyof Resources;

type Loaders = Record<Area, () => Promise<Record<string, unknown>>>;

const ja: Loaders = {
  common: () => import('./ja/common.js'),
  errors: () => import('./ja/errors.js'),
  talk: () => import('./ja/talk.js'),
  terms: () => import('./ja/terms.js'),
  visitor: () => import('./ja/visitor.js'),
  account: () => import('./ja/account.js'),
  listings: () => import('./ja/listings.js'),
  organisations: () => import('./ja/organisations.js'),
  home: () => import('./ja/home.js'),
  workbench: () => import('./ja/workbench.js'),
  writing: () => import('./ja/writing.js'),
  matches: () => import('./ja/matches.js'),
  applications: () => import('./ja/applications.js'),
  introductions: () => import('./ja/introductions.js'),
  meetings: () => import('./ja/meetings.js'),
  memberships: () => import('./ja/memberships.js'),
  notifications: () => import('./ja/notifications.js'),
  admin: () => import('./ja/admin.js'),
  mail: () => import('./ja/mail.js'),
  profiles: () => import('./ja/profiles.js'),
  assignments: () => import('./ja/assignments.js'),
  boards: () => import('./ja/boards.js'),
  projects: () => import('./ja/projects.js'),
  figures: () => import('./ja/figures.js'),
  fits: () => import('./ja/fits.js'),
  settings: () => import('./ja/settings.js'),
  cases: () => import('./ja/cases.js'),
  dispatches: () => import('./ja/dispatches.js'),
  openings: () => import('./ja/openings.js'),
  work: () => import('./ja/work.js'),
  workDesk: () => import('./ja/work-desk.js'),
  talent: () => import('./ja/talent.js'),
  workTerms: () => import('./ja/work-terms.js'),
};

const en: Loaders = {
  common: () => import('./en/common.js'),
  errors: () => import('./en/errors.js'),
  talk: () => import('./en/talk.js'),
  terms: () => import('./en/terms.js'),
  visitor: () => import('./en/visitor.js'),
  account: () => import('./en/account.js'),
  listings: () => import('./en/listings.js'),
  organisations: () => import('./en/organisations.js'),
  home: () => import('./en/home.js'),
  workbench: () => import('./en/workbench.js'),
  writing: () => import('./en/writing.js'),
  matches: () => import('./en/matches.js'),
  applications: () => import('./en/applications.js'),
  introductions: () => import('./en/introductions.js'),
  meetings: () => import('./en/meetings.js'),
  memberships: () => import('./en/memberships.js'),
  notifications: () => import('./en/notifications.js'),
  admin: () => import('./en/admin.js'),
  mail: () => import('./en/mail.js'),
  profiles: () => import('./en/profiles.js'),
  assignments: () => import('./en/assignments.js'),
  boards: () => import('./en/boards.js'),
  projects: () => import('./en/projects.js'),
  figures: () => import('./en/figures.js'),
  fits: () => import('./en/fits.js'),
  settings: () => import('./en/settings.js'),
  cases: () => import('./en/cases.js'),
  dispatches: () => import('./en/dispatches.js'),
  openings: () => import('./en/openings.js'),
  work: () => import('./en/work.js'),
  workDesk: () => import('./en/work-desk.js'),
  talent: () => import('./en/talent.js'),
  workTerms: () => import('./en/work-terms.js'),
};

export const loaders = { ja, en } as const;
