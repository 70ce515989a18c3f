import {
  addProjectPart,
  changeProject,
  changeProjectPart,
  createProject,
  getProject,
  listProjectPeople,
  listProjects,
  removeProjectPart,
  reportProgress,
} from '@enishi/shared/projects';
import { route, type Route } from '../../http/route.js';
import type { ProjectsService } from './projects-service.js';

export const projectsRoutes = (service: ProjectsService): Route[] => [
  route(createProject, ({ params, body, actor }) => service.create(params.id, body, actor)),
  route(listProjects, ({ query, actor }) => service.list(query, actor)),
  route(getProject, ({ params, actor }) => service.get(params.id, actor)),
  route(changeProject, ({ params, body, actor }) => service.change(params.id, body, actor)),
  route(listProjectPeople, ({ params, actor }) => service.people(params.id, actor)),
  route(addProjectPart, ({ params, body, actor }) => service.addPart(params.id, body, actor)),
  route(changeProjectPart, ({ params, body, actor }) => service.changePart(params, body, actor)),
  route(removeProjectPart, ({ params, body, actor }) => service.removePart(params, body.version, actor)),
  route(reportProgress, ({ params, body, actor }) => service.report(params, body.version, body.doneShare, actor)),
];
