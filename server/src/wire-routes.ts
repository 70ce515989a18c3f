// Which services answer at the doors of the API.
import { expertContracts } from '@enishi/shared/experts';
import { needContracts } from '@enishi/shared/needs';
import { openingContracts } from '@enishi/shared/openings';
import { seedContracts } from '@enishi/shared/seeds';
import type { Bus } from './bus.js';
import { casesRoutes } from './features/cases/cases-routes.js';
import { figuresRoutes } from './features/figures/figures-routes.js';
import { filesRoutes } from './features/files/files-routes.js';
import { introductionsRoutes } from './features/introductions/introductions-routes.js';
import { matchesRoutes } from './features/matches/matches-routes.js';
import { anonymityRoutes } from './features/needs/anonymity-routes.js';
import { createAnonymityService } from './features/needs/anonymity-service.js';
import { notificationsRoutes } from './features/notifications/notifications-routes.js';
import { openingsRoutes } from './features/openings/openings-routes.js';
import { createProjectOpenings } from './features/openings/project-openings.js';
import { organisationsRoutes } from './features/organisations/organisations-routes.js';
import { createOrganisationsService } from './features/organisations/organisations-service.js';
import type { OrganisationsStore } from './features/organisations/organisations-store.js';
import { outcomesRoutes } from './features/outcomes/outcomes-routes.js';
import { projectsRoutes } from './features/projects/projects-routes.js';
import { threadsRoutes } from './features/threads/threads-routes.js';
import { workbenchRoutes } from './features/workbench/workbench-routes.js';
import type { Route } from './http/route.js';
import type { Throttle } from './http/throttle.js';
import { listingRoutes } from './listings/listing-routes.js';
import { municipalityRoutes } from './reference/municipalities-routes.js';
import { municipalities } from './reference/municipalities.js';
import { tagging } from './tagging.js';
import type { Desk } from './wire-desk.js';
import type { Listings } from './wire-listings.js';
import { wireTalent } from './wire-talent.js';

interface Parts extends Desk {
  bus: Bus;
  listings: Listings;
  organisations: OrganisationsStore;
  throttle: Pick<Throttle, 'inquiry'>;
}

const listingsRoutes = ({ listings, organisations }: Parts): Route[] => [
  ...listingRoutes(needContracts, listings.need),
  ...listingRoutes(seedContracts, listings.seed),
  ...listingRoutes(expertContracts, listings.expert),
  ...municipalityRoutes(municipalities),
  ...wireTalent(listings),
  ...listingRoutes(openingContracts, listings.opening),
  ...anonymityRoutes(
    createAnonymityService({
      findNeed: listings.need.store.find,
      findOrganisation: organisations.find,
      countCompanies: organisations.countCompanies,
    }),
  ),
];

export const wireRoutes = (parts: Parts): Route[] => [
  ...organisationsRoutes(
    createOrganisationsService({ store: parts.organisations, bus: parts.bus, isKnownTag: tagging.has }),
  ),
  ...listingsRoutes(parts),
  ...matchesRoutes(parts.brokering.matches),
  ...parts.fits.routes,
  ...introductionsRoutes(parts.brokering.introductions),
  ...parts.ndas.routes,
  ...filesRoutes(parts.talk.files),
  ...threadsRoutes(parts.talk.threads),
  ...notificationsRoutes(parts.brokering.notifications),
  ...workbenchRoutes(parts.cases.workbench),
  ...casesRoutes({ ...parts.cases.routes, admitInquiry: parts.throttle.inquiry }),
  ...projectsRoutes(parts.projects.projects),
  ...openingsRoutes(
    createProjectOpenings({ store: parts.listings.opening.store, canSeeProject: parts.projects.projects.canSee }),
  ),
  ...outcomesRoutes(parts.projects.outcomes, parts.projects.asking),
  ...figuresRoutes(parts.figures),
  ...parts.mail.routes,
  ...parts.meetings.routes,
  ...parts.applications.routes,
  ...parts.assignments.routes,
  ...parts.themedBoards.routes,
  ...parts.dispatches.routes,
];
