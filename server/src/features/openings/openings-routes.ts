import { listProjectOpenings } from '@enishi/shared/openings';
import { route, type Route } from '../../http/route.js';
import type { ProjectOpenings } from './project-openings.js';

export const openingsRoutes = (ofProject: ProjectOpenings): Route[] => [
  route(listProjectOpenings, async ({ params, actor }) => ({ items: await ofProject(params.id, actor) })),
];
