import { changeBoard, createBoard, getBoard, listBoards, removeBoard, setPair } from '@enishi/shared/themed-boards';
import { route, type Route } from '../../http/route.js';
import type { BoardsService } from './boards-service.js';

export const boardsRoutes = (service: BoardsService): Route[] => [
  route(listBoards, ({ actor }) => service.list(actor)),
  route(createBoard, ({ body, actor }) => service.create(body, actor)),
  route(getBoard, ({ params, actor }) => service.get(params.id, actor)),
  route(changeBoard, ({ params, body, actor }) => service.change(params.id, body, actor)),
  route(removeBoard, ({ params, body, actor }) => service.remove(params.id, body.version, actor)),
  route(setPair, ({ params, body, actor }) => service.setPair(params.id, body, actor)),
];
