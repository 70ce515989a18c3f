import type { Role } from '@enishi/shared/roles';
import type { common } from '../copy/ja/common.js';

export interface NavItem {
  to: string;
  name: keyof (typeof common)['nav'];
}

const needs: NavItem = { to: '/needs', name: 'needs' };
const seeds: NavItem = { to: '/seeds', name: 'seeds' };
const experts: NavItem = { to: '/experts', name: 'experts' };
const organisations: NavItem = { to: '/organisations', name: 'organisations' };
const home: NavItem = { to: '/home', name: 'home' };
const introductions: NavItem = { to: '/introductions', name: 'introductions' };
const meetings: NavItem = { to: '/meetings', name: 'meetings' };
const projects: NavItem = { to: '/projects', name: 'projects' };
const work: NavItem = { to: '/work', name: 'work' };
const telework: NavItem = { to: '/work', name: 'telework' };
const figures: NavItem = { to: '/figures', name: 'figures' };

const ownSide = [home, introductions, meetings, projects, needs, seeds, experts, organisations];
const withWork = [home, introductions, meetings, projects, work, needs, seeds, experts, organisations];

/** The main pages for each view; `null` is a visitor. */
export const navigationFor = (role: Role | null): readonly NavItem[] => {
  if (role === null) return [needs, seeds, experts, organisations];
  if (role === 'coordinator')
    return [
      { to: '/workbench', name: 'workbench' },
      { to: '/cases', name: 'cases' },
      introductions,
      meetings,
      telework,
      figures,
      needs,
      seeds,
      experts,
      organisations,
    ];
  if (role === 'admin') return [{ to: '/admin', name: 'admin' }, figures, needs, seeds, experts, organisations];
  return role === 'researcher' ? ownSide : withWork;
};

/** Where somebody of this role begins their day. */
export const homeOf = (role: Role): string =>
  role === 'coordinator' ? '/workbench' : role === 'admin' ? '/admin' : '/home';

const browsePages = ['/needs', '/seeds', '/experts', '/openings', '/organisations'] as const;

/** The list that the search of the header looks through: the one on screen, else the one that helps this role most. */
export const searchTarget = (pathname: string, role: Role | null): string =>
  browsePages.find((browse) => pathname === browse) ??
  (role === 'company' || role === 'coordinator' ? '/seeds' : '/needs');
