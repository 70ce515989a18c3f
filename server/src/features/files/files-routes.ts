import { downloadFile, listFiles, removeFile, uploadFile } from '@enishi/shared/files';
import { downloadRoute, route, uploadRoute, type Route } from '../../http/route.js';
import type { FilesService } from './files-service.js';

export const filesRoutes = (service: FilesService): Route[] => [
  route(listFiles, ({ query, actor }) => service.list({ kind: query.subjectKind, id: query.subjectId }, actor)),
  uploadRoute(uploadFile, ({ query, bytes, actor }) => service.add(query, bytes, actor)),
  downloadRoute(downloadFile, ({ params, actor }) => service.open(params.id, actor)),
  route(removeFile, ({ params, actor }) => service.remove(params.id, actor)),
];
