// Expert dispatch: requests, hours of the support menu, the case and the meeting from which a visit is arranged.
import type { Connection } from 'mongoose';
import type { ExpertCard } from '@enishi/shared/experts';
import type { Bus } from './bus.js';
import { createDispatchCandidates } from './features/dispatches/dispatch-candidates.js';
import { createDispatchHours } from './features/dispatches/dispatch-hours.js';
import { createDispatchHoursStore } from './features/dispatches/dispatch-hours-store.js';
import { createDispatchesFollow, type Notify } from './features/dispatches/dispatches-follow.js';
import { createDispatchPresenter } from './features/dispatches/dispatches-present.js';
import { dispatchesRoutes } from './features/dispatches/dispatches-routes.js';
import { createDispatchesService } from './features/dispatches/dispatches-service.js';
import { createDispatchesStore, type Dispatch } from './features/dispatches/dispatches-store.js';
import type { OrganisationsStore } from './features/organisations/organisations-store.js';
import type { People } from './features/users/people.js';
import type { MatchEngine } from './matching/types.js';
import type { Publisher } from './realtime/sockets.js';
import { municipalities } from './reference/municipalities.js';
import { tagging } from './tagging.js';
import type { Cases } from './wire-cases.js';
import type { Listings } from './wire-listings.js';
import type { Meetings } from './wire-meetings.js';

interface Parts {
  connection: Connection;
  bus: Bus;
  now: () => Date;
  engine: MatchEngine;
  people: People;
  organisations: OrganisationsStore;
  listings: Listings;
  cases: Pick<Cases, 'service'>;
  meetings: Pick<Meetings, 'store'>;
  notify: Notify;
  publisher: () => Publisher;
}

type Followed = Pick<Parts, 'people' | 'organisations' | 'listings' | 'cases'>;

function wireFollowing({ people, organisations, listings, cases }: Followed) {
  /** Whoever asked the expert; a colleague where that account is gone. */
  const leadOf = async ({ askedById, prefecture }: Dispatch) => {
    const asked = askedById ? await people.findActor(askedById) : null;
    if (asked) return asked;
    const [first] = await people.coordinatorsOf(prefecture);
    return first ? people.findActor(first.id) : null;
  };
  const contactOf = async ({ clientUserId, clientOrganisationId }: Dispatch) => {
    const organisation = await organisations.find(clientOrganisationId);
    const person = clientUserId ? (await people.describe([clientUserId])).get(clientUserId) : undefined;
    const { displayName: name = '', email = '' } = person ?? {};
    return { name, organisation: organisation?.name ?? '', phone: '', email };
  };
  return {
    async openCase(dispatch: Dispatch): Promise<string | null> {
      const lead = await leadOf(dispatch);
      if (!lead) return null;
      const { id, code, theme, text, prefecture } = dispatch;
      const contact = await contactOf(dispatch);
      const form = { key: `dispatch-${id}`, title: theme, text: `${code}\n${text}`, contact, isMine: true, prefecture };
      return (await cases.service.create(form, lead)).id;
    },
    async bringTogether({ expertId, clientUserId }: Dispatch): Promise<void> {
      if (expertId && clientUserId) await listings.expert.store.admit(expertId, clientUserId, true);
    },
  };
}

export function wireDispatches(parts: Parts) {
  const { connection, bus, now, engine, people, organisations, listings, meetings, publisher } = parts;
  const store = createDispatchesStore(connection);
  const hours = createDispatchHours({ store: createDispatchHoursStore(connection), now });
  const findProfile = listings.expert.store.find;
  const present = createDispatchPresenter({
    ...{ now, hours },
    namesOf: people.describe,
    organisationsByIds: organisations.listByIds,
    async findProfile(id) {
      const found = await findProfile(id);
      return found && { id, ownerId: found.ownerId, title: found.content.title };
    },
    async noteName({ id, ownerId }, actor) {
      if (ownerId !== actor.id) await listings.ledger.note(actor, [{ kind: 'expert', id, groups: ['organisation'] }]);
    },
  });
  const candidates = createDispatchCandidates({
    ...{ engine, now },
    listProfiles: listings.expert.store.listByIds,
    cards: async (found, actor) => (await listings.expert.cards(found, actor)) as unknown as ExpertCard[],
  });
  const dispatches = createDispatchesService({
    ...{ store, hours, candidates, present, bus, now, findProfile },
    isKnownTag: tagging.has,
    isMunicipality: municipalities.has,
    findOrganisation: organisations.find,
  });
  const { follow, meetingChanged, sweep } = createDispatchesFollow({
    ...{ store, hours, now },
    announce: (dispatchId, actorId) => bus.announce('dispatch.changed', { dispatchId, actorId }),
    notify: parts.notify,
    coordinatorsOf: people.coordinatorsOf,
    findMeeting: meetings.store.find,
    ...wireFollowing(parts),
  });

  return {
    dispatches,
    follow,
    meetingChanged,
    /** Client and expert of the case of a request that was accepted. */
    async listTogether(caseId: string): Promise<{ userId: string; side: 'need' | 'item' }[]> {
      const found = await store.findOfCase(caseId);
      if (!found || (found.state !== 'accepted' && found.state !== 'reported')) return [];
      return [
        ...(found.clientUserId ? [{ userId: found.clientUserId, side: 'need' as const }] : []),
        ...(found.expertUserId ? [{ userId: found.expertUserId, side: 'item' as const }] : []),
      ];
    },
    async screens({ dispatchId }: { dispatchId: string }): Promise<void> {
      const found = await store.find(dispatchId);
      if (!found) return;
      const hint = { topic: 'dispatch', id: dispatchId } as const;
      await publisher().recheckWatchers({ kind: 'dispatch', id: dispatchId });
      publisher().toWatchers({ kind: 'dispatch', id: dispatchId }, hint);
      // Lists are not watched one by one.
      for (const userId of [found.clientUserId, found.expertUserId]) if (userId) publisher().toUser(userId, hint);
      publisher().toCoordinators(found.prefecture, hint);
    },
    routes: dispatchesRoutes(dispatches, hours),
    sweeps: { dispatches: sweep },
  };
}
export type Dispatches = ReturnType<typeof wireDispatches>;
