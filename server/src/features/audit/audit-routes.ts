import { exportAuditEvents, listAuditEvents } from '@enishi/shared/audit';
import { route, type Route } from '../../http/route.js';
import type { AuditService } from './audit-service.js';

export const auditRoutes = (service: AuditService): Route[] => [
  route(listAuditEvents, ({ query }) => service.list(query)),
  route(exportAuditEvents, ({ actor, query, request }) => service.asCsv(actor, query, request)),
];
