import { downloadFigures, getFigures } from '@enishi/shared/figures';
import { downloadRoute, route, type Route } from '../../http/route.js';
import type { FiguresService } from './figures-service.js';

export const figuresRoutes = (service: FiguresService): Route[] => [
  route(getFigures, ({ query, actor }) => service.get(query, actor)),
  downloadRoute(downloadFigures, ({ query, actor }) => service.download(query, actor)),
];
