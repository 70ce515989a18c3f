// One address per page; each page loads its own code and its own words.
import { Outlet, createBrowserRouter } from 'react-router';
import type { LazyRouteFunction, RouteObject } from 'react-router';
import type { Role } from '@enishi/shared/roles';
import { loadAreas } from '../copy/index.js';
import type { Area } from '../copy/loaders.js';
import { LoadingState } from '../ui/LoadingState.js';
import { Page } from '../ui/Page.js';
import { PageBroken } from './PageBroken.js';
import { PageNotFound } from './PageNotFound.js';
import { RequireRole } from './RequireRole.js';
import { RequireSignIn } from './RequireSignIn.js';
import { Shell } from './Shell.js';

type Loaded = { Component: React.ComponentType };

const page =
  (load: () => Promise<Loaded>, ...areas: Area[]): LazyRouteFunction<RouteObject> =>
  async () => {
    const [loaded] = await Promise.all([load(), loadAreas(areas)]);
    return { Component: loaded.Component };
  };

const forRoles = (roles: readonly Role[], children: RouteObject[]): RouteObject => ({
  element: (
    <RequireRole roles={roles}>
      <Outlet />
    </RequireRole>
  ),
  children,
});

/** The same page under two addresses, side by side, so that a form goes on when its first words have been saved. */
const editing = (plural: string, load: () => Promise<Loaded>, ...areas: Area[]): RouteObject[] => [
  { path: `${plural}/new`, lazy: page(load, 'writing', 'account', ...areas) },
  { path: `${plural}/:id/edit`, lazy: page(load, 'writing', 'account', ...areas) },
];

const publicPages: RouteObject[] = [
  { index: true, lazy: page(() => import('./pages/LandingPage.js'), 'visitor', 'listings') },
  { path: 'needs', lazy: page(() => import('./pages/NeedsPage.js'), 'listings') },
  { path: 'seeds', lazy: page(() => import('./pages/SeedsPage.js'), 'listings') },
  { path: 'experts', lazy: page(() => import('./pages/ExpertsPage.js'), 'listings') },
  { path: 'openings', lazy: page(() => import('./pages/OpeningsPage.js'), 'listings') },
  { path: 'organisations', lazy: page(() => import('./pages/OrganisationsPage.js'), 'organisations') },
  { path: 'needs/:id', lazy: page(() => import('./pages/NeedPage.js'), 'listings', 'introductions', 'talk') },
  { path: 'seeds/:id', lazy: page(() => import('./pages/SeedPage.js'), 'listings', 'introductions') },
  {
    path: 'experts/:id',
    lazy: page(() => import('./pages/ExpertPage.js'), 'fits', 'listings', 'introductions', 'profiles', 'workTerms'),
  },
  {
    path: 'openings/:id',
    lazy: page(() => import('./pages/OpeningPage.js'), 'fits', 'listings', 'openings', 'workTerms'),
  },
  { path: 'organisations/:id', lazy: page(() => import('./pages/OrganisationPage.js'), 'organisations') },
  { path: 'inquiry', lazy: page(() => import('./pages/InquiryPage.js'), 'cases') },
  { path: 'sign-in', lazy: page(() => import('./pages/SignInPage.js'), 'account') },
  { path: 'sign-up', lazy: page(() => import('./pages/SignUpPage.js'), 'account') },
  { path: 'sign-up/confirm', lazy: page(() => import('./pages/SignUpConfirmPage.js'), 'account') },
  { path: 'forgot', lazy: page(() => import('./pages/ForgotPage.js'), 'account') },
  { path: 'reset/:token', lazy: page(() => import('./pages/ResetPage.js'), 'account') },
  { path: 'poll/:token', lazy: page(() => import('./pages/PollPage.js'), 'meetings') },
  { path: 'outcome/:token', lazy: page(() => import('./pages/OutcomePage.js'), 'projects') },
  { path: 'invite/:token', lazy: page(() => import('./pages/InvitePage.js'), 'account') },
  { path: 'unsubscribe/:token', lazy: page(() => import('./pages/UnsubscribePage.js'), 'mail', 'notifications') },
];

const workbench = page(
  () => import('./pages/WorkbenchPage.js'),
  'workbench',
  'cases',
  'matches',
  'introductions',
  'memberships',
);

const signedInPages: RouteObject[] = [
  {
    path: 'home',
    lazy: page(() => import('./pages/HomePage.js'), 'home', 'fits', 'listings', 'profiles', 'memberships'),
  },
  { path: 'dispatches', lazy: page(() => import('./pages/DispatchesPage.js'), 'dispatches', 'work') },
  { path: 'dispatches/:id', lazy: page(() => import('./pages/DispatchPage.js'), 'dispatches') },
  { path: 'work', lazy: page(() => import('./pages/WorkPage.js'), 'work', 'fits', 'listings') },
  { path: ':plural/:id/ledger', lazy: page(() => import('./pages/LedgerPage.js'), 'writing') },
  { path: 'needs/:id/candidates', lazy: page(() => import('./pages/CandidatesPage.js'), 'matches', 'introductions') },
  { path: 'seeds/:id/needs', lazy: page(() => import('./pages/FittingNeedsPage.js'), 'matches', 'introductions') },
  { path: 'experts/:id/needs', lazy: page(() => import('./pages/FittingNeedsPage.js'), 'matches', 'introductions') },
  {
    path: 'openings/:id/fits',
    lazy: page(() => import('./pages/OpeningFitsPage.js'), 'fits', 'listings', 'applications', 'workTerms'),
  },
  {
    path: 'experts/:id/openings',
    lazy: page(() => import('./pages/ExpertFitsPage.js'), 'fits', 'listings', 'workTerms'),
  },
  { path: 'introductions', lazy: page(() => import('./pages/IntroductionsPage.js'), 'introductions', 'talk') },
  {
    path: 'introductions/:id',
    lazy: page(() => import('./pages/IntroductionPage.js'), 'introductions', 'talk', 'meetings'),
  },
  { path: 'meetings', lazy: page(() => import('./pages/MeetingsPage.js'), 'meetings') },
  { path: 'meetings/:id', lazy: page(() => import('./pages/MeetingPage.js'), 'meetings') },
  { path: 'applications', lazy: page(() => import('./pages/ApplicationsPage.js'), 'applications', 'work', 'talk') },
  { path: 'applications/:id', lazy: page(() => import('./pages/ApplicationPage.js'), 'applications', 'talk') },
  { path: 'applications/:id/terms', lazy: page(() => import('./pages/ApplicationTermsPage.js'), 'applications') },
  { path: 'assignments', lazy: page(() => import('./pages/AssignmentsPage.js'), 'assignments', 'work') },
  { path: 'assignments/:id', lazy: page(() => import('./pages/AssignmentPage.js'), 'assignments', 'talk') },
  { path: 'projects', lazy: page(() => import('./pages/ProjectsPage.js'), 'projects') },
  { path: 'projects/:id', lazy: page(() => import('./pages/ProjectPage.js'), 'projects', 'openings', 'talk') },
  { path: 'notifications', lazy: page(() => import('./pages/NotificationsPage.js'), 'notifications') },
  { path: 'memberships', lazy: page(() => import('./pages/MembershipsPage.js'), 'memberships') },
  { path: 'second-factor', lazy: page(() => import('./pages/SecondFactorPage.js'), 'settings') },
  {
    path: 'settings',
    lazy: page(() => import('./pages/SettingsPage.js'), 'settings', 'notifications', 'meetings', 'memberships'),
  },
  forRoles(
    ['company', 'coordinator'],
    editing('needs', () => import('./pages/NeedEditPage.js')),
  ),
  forRoles(
    ['company', 'coordinator'],
    [
      ...editing('openings', () => import('./pages/OpeningEditPage.js'), 'openings', 'workTerms'),
      { path: 'dispatches/new', lazy: page(() => import('./pages/DispatchNewPage.js'), 'dispatches', 'workTerms') },
    ],
  ),
  forRoles(
    ['researcher', 'coordinator'],
    editing('seeds', () => import('./pages/SeedEditPage.js')),
  ),
  forRoles(
    ['expert', 'teleworker', 'coordinator'],
    editing('experts', () => import('./pages/ExpertEditPage.js'), 'profiles', 'workTerms'),
  ),
  forRoles(
    ['coordinator'],
    [
      { path: 'desk/work', lazy: page(() => import('./pages/WorkDeskPage.js'), 'workDesk', 'work') },
      { path: 'meetings/new', lazy: page(() => import('./pages/MeetingNewPage.js'), 'meetings') },
      {
        path: 'talent',
        lazy: page(
          () => import('./pages/TalentPage.js'),
          ...(['talent', 'work', 'workTerms', 'listings', 'applications', 'introductions'] as const),
        ),
      },
      { path: 'boards', lazy: page(() => import('./pages/ThemedBoardsPage.js'), 'boards', 'work') },
      { path: 'boards/:id', lazy: page(() => import('./pages/ThemedBoardPage.js'), 'boards', 'introductions') },
      { path: 'cases', lazy: page(() => import('./pages/BoardPage.js'), 'cases') },
      { path: 'cases/new', lazy: page(() => import('./pages/QuickInquiryPage.js'), 'cases') },
      { path: 'cases/idea', lazy: page(() => import('./pages/IdeaPage.js'), 'cases') },
      { path: 'cases/:id', lazy: page(() => import('./pages/CasePage.js'), 'cases', 'meetings', 'projects', 'talk') },
      { path: 'cases/:id/print', lazy: page(() => import('./pages/CasePrintPage.js'), 'cases') },
      { path: 'workbench', lazy: workbench },
      { path: 'workbench/:needId', lazy: workbench },
    ],
  ),
  forRoles(
    ['coordinator', 'admin'],
    [{ path: 'figures', lazy: page(() => import('./pages/FiguresPage.js'), 'figures', 'cases', 'projects') }],
  ),
  forRoles(
    ['admin'],
    [
      { path: 'admin', lazy: page(() => import('./pages/AdminPage.js'), 'admin', 'memberships') },
      { path: 'admin/mail', lazy: page(() => import('./pages/MailPage.js'), 'mail', 'notifications') },
      { path: 'admin/mail/:id', lazy: page(() => import('./pages/MailLetterPage.js'), 'mail', 'notifications') },
    ],
  ),
];

const firstLoad = (
  <Page>
    <LoadingState />
  </Page>
);

const routes: RouteObject[] = [
  {
    path: '/',
    element: <Shell />,
    HydrateFallback: () => firstLoad,
    children: [
      {
        errorElement: <PageBroken />,
        children: [
          ...publicPages,
          {
            element: (
              <RequireSignIn>
                <Outlet />
              </RequireSignIn>
            ),
            children: signedInPages,
          },
          { path: '*', element: <PageNotFound /> },
        ],
      },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes);
