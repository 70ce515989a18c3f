// Talent who would move in: a way of its own to look at profiles.
import { talentRoutes } from './features/talent/talent-routes.js';
import { createTalentService } from './features/talent/talent-service.js';
import type { Route } from './http/route.js';
import { tagging } from './tagging.js';
import type { Listings } from './wire-listings.js';

export const wireTalent = ({ expert }: Listings): Route[] =>
  talentRoutes(createTalentService({ experts: expert, withNarrower: tagging.withNarrower }));
