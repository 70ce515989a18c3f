import {
  addAction,
  addEntry,
  createCase,
  createIdea,
  createInquiry,
  getCase,
  getTimeline,
  linkNeed,
  listCases,
  moveCase,
  removeEntry,
  setCasePeople,
  updateAction,
  updateCase,
  updateEntry,
} from '@enishi/shared/case-contracts';
import { route, type Route } from '../../http/route.js';
import type { CaseRecords } from './case-records.js';
import type { CaseTimeline } from './case-timeline.js';
import type { CasesFollowing } from './cases-following.js';
import type { CasePresenter } from './cases-present.js';
import type { CasesService } from './cases-service.js';

interface Dependencies {
  service: CasesService;
  records: CaseRecords;
  timeline: CaseTimeline;
  following: Pick<CasesFollowing, 'linkNeed'>;
  present: CasePresenter;
  /** How often one address may ask the desk. */
  admitInquiry: (address: string) => Promise<void>;
}

export const casesRoutes = ({
  service,
  records,
  timeline,
  following,
  present,
  admitInquiry,
}: Dependencies): Route[] => [
  route(createCase, ({ body, actor }) => service.create(body, actor)),
  route(createIdea, ({ body, actor }) => service.createIdea(body, actor)),
  route(createInquiry, async ({ body, request }) => {
    await admitInquiry(request.ip ?? '');
    return service.createInquiry(body);
  }),
  route(listCases, ({ query, actor }) => service.list(query, actor)),
  route(getCase, ({ params, actor }) => service.get(params.id, actor)),
  route(getTimeline, async ({ params, query, actor }) =>
    timeline.read(await service.requireDesk(params.id, actor), actor, query),
  ),
  route(moveCase, ({ params, body, actor }) => service.move(params.id, body, actor)),
  route(setCasePeople, ({ params, body, actor }) => service.setPeople(params.id, body, actor)),
  route(updateCase, ({ params, body, actor }) => service.update(params.id, body, actor)),
  route(linkNeed, async ({ params, body, actor }) =>
    present.view(await following.linkNeed(params.id, body.version, body.needId, actor), actor),
  ),
  route(addEntry, ({ params, body, actor }) => records.addEntry(params.id, body, actor)),
  route(updateEntry, ({ params, body, actor }) => records.updateEntry(params.id, params.entryId, body, actor)),
  route(removeEntry, ({ params, actor }) => records.removeEntry(params.id, params.entryId, actor)),
  route(addAction, ({ params, body, actor }) => records.addAction(params.id, body, actor)),
  route(updateAction, ({ params, body, actor }) => records.updateAction(params.id, params.actionId, body, actor)),
];
