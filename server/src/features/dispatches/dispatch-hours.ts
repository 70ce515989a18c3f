// Hours of the support menu against requests: refused when they do not suffice, and kept in line with what became of a
// request.
import { defaultMenuHours, type DispatchMenu, type DispatchQuota } from '@enishi/shared/dispatches';
import { dayOf, fiscalYearOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import { invalid, notFound, stale } from '../../errors.js';
import type { DispatchHoursStore, HoursOf } from './dispatch-hours-store.js';
import { keptPrefectures, mayKeepMenu } from './dispatches-policy.js';
import type { Dispatch } from './dispatches-store.js';

interface Dependencies {
  store: DispatchHoursStore;
  now: () => Date;
}

const isSame = (one: HoursOf, other: HoursOf) =>
  one.fiscalYear === other.fiscalYear && one.organisationId === other.organisationId;

export function createDispatchHours({ store, now }: Dependencies) {
  const thisYear = () => fiscalYearOf(dayOf(now()));

  /** The year that the visit lies in, as far as it is known. */
  const placeOf = ({ prefecture, clientOrganisationId, report, visit, wantedBy }: Dispatch): HoursOf => {
    const on = report?.date ?? (visit ? dayOf(visit.startsAt) : null) ?? wantedBy ?? dayOf(now());
    return { prefecture, organisationId: clientOrganisationId, fiscalYear: fiscalYearOf(on) };
  };

  const menuOf = async (prefecture: string, fiscalYear: number): Promise<DispatchMenu> => {
    const menu = await store.findMenu(prefecture, fiscalYear);
    const { hours, version } = menu ?? { hours: defaultMenuHours, version: 0 };
    return { prefecture, fiscalYear, hours, isDefault: menu === null, version };
  };

  return {
    /** @throws when the menu does not grant as many; the limit is what is left. */
    async hold(dispatch: Dispatch, hours: number): Promise<void> {
      const place = placeOf(dispatch);
      const { hours: granted } = await menuOf(place.prefecture, place.fiscalYear);
      const left = await store.hold(place, dispatch.id, hours, granted);
      if (left !== null) throw invalid([{ path: 'hours', problem: 'too_big', limit: left }]);
    },

    /** Brings what is held in line with a request. What was granted once is not taken back by a smaller menu. */
    async align(dispatch: Dispatch): Promise<void> {
      const { id, state, hours, report } = dispatch;
      const isHolding = state === 'asked' || state === 'accepted' || state === 'reported';
      const place = placeOf(dispatch);
      for (const held of await store.listHeld(id))
        if (!isHolding || !isSame(held, place)) await store.hold(held, id, 0, null);
      if (isHolding) await store.hold(place, id, report?.hours ?? hours, null);
    },

    async quotaOf(dispatch: Dispatch): Promise<DispatchQuota> {
      const place = placeOf(dispatch);
      const { fiscalYear, hours } = await menuOf(place.prefecture, place.fiscalYear);
      return { fiscalYear, hours, used: await store.usedBy(place) };
    },

    listMenus: (actor: Actor): Promise<DispatchMenu[]> =>
      Promise.all(keptPrefectures(actor).map((prefecture) => menuOf(prefecture, thisYear()))),

    async setMenu(prefecture: string, { version, hours }: { version: number; hours: number }, actor: Actor) {
      if (!mayKeepMenu(actor, prefecture)) throw notFound();
      const fiscalYear = thisYear();
      const menu = { prefecture, fiscalYear, hours, version, changedById: actor.id, changedAt: now() };
      const current = await menuOf(prefecture, fiscalYear);
      if (current.version !== version || !(await store.setMenu(menu))) {
        const { version: latest } = await menuOf(prefecture, fiscalYear);
        throw stale({ version: latest, changes: [] });
      }
      return menuOf(prefecture, fiscalYear);
    },
  };
}
export type DispatchHours = ReturnType<typeof createDispatchHours>;
