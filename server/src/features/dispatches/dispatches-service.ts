// Asking for an expert, from the request to the report of the visit.
import { dispatchClock, type DispatchForm, type DispatchReport, type DispatchState } from '@enishi/shared/dispatches';
import type { answerDispatch, endDispatch } from '@enishi/shared/dispatches';
import type { BodyOf } from '@enishi/shared/contract';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { hasRole, type Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { invalidField, notFound, notPossibleNow, stale } from '../../errors.js';
import { addWorkingDays } from '../../working-days.js';
import type { DispatchCandidates, Profile } from './dispatch-candidates.js';
import type { DispatchHours } from './dispatch-hours.js';
import { dispatchAbilities, sideOf, visibleDispatches } from './dispatches-policy.js';
import type { DispatchPresenter } from './dispatches-present.js';
import type { Dispatch, DispatchesStore, NewDispatch, StoredStep } from './dispatches-store.js';

interface Dependencies {
  store: DispatchesStore;
  hours: DispatchHours;
  candidates: DispatchCandidates;
  present: DispatchPresenter;
  bus: Bus;
  now: () => Date;
  isKnownTag: (tag: string) => boolean;
  isMunicipality: (code: string) => boolean;
  findProfile: (id: string) => Promise<Profile | null>;
  findOrganisation: (id: string) => Promise<{ id: string; prefecture: string } | null>;
}

type Ability = keyof ReturnType<typeof dispatchAbilities>;

export function createDispatchesService(dependencies: Dependencies) {
  const { store, hours, candidates, present, bus, now } = dependencies;

  const announce = ({ id }: Dispatch, actorId: string | null) =>
    bus.announce('dispatch.changed', { dispatchId: id, actorId });

  const requireVisible = async (id: string, actor: Actor): Promise<Dispatch> => {
    const dispatch = await store.find(id);
    if (!dispatch || !sideOf(actor, dispatch)) throw notFound();
    return dispatch;
  };

  const outdated = ({ version, steps }: Dispatch) => {
    const last = steps.at(-1);
    // Who did it may be somebody whose name is closed to the reader.
    const changes = last ? [{ by: null, at: last.at.toISOString(), fields: [`state.${last.kind}`] }] : [];
    return stale({ version, changes });
  };

  const requireAble = async (id: string, version: number, ability: Ability, actor: Actor): Promise<Dispatch> => {
    const dispatch = await requireVisible(id, actor);
    if (dispatch.version !== version) throw outdated(dispatch);
    if (!dispatchAbilities(actor, dispatch, dayOf(now()))[ability]) throw notPossibleNow();
    return dispatch;
  };

  const save = async (
    dispatch: Dispatch,
    set: Partial<Omit<Dispatch, 'id'>>,
    kind: StoredStep['kind'],
    actor: Actor,
  ): Promise<Dispatch> => {
    const updated = await store.update(dispatch.id, dispatch.version, set, { kind, by: actor.id, at: now() });
    if (updated) {
      announce(updated, actor.id);
      return updated;
    }
    const current = await store.find(dispatch.id);
    if (!current) throw notFound();
    // Hours that were held for this attempt are given back.
    await hours.align(current);
    throw outdated(current);
  };

  const requireProfile = async (expertId: string, dispatch: Dispatch, actor: Actor): Promise<Profile> => {
    const profile = await dependencies.findProfile(expertId);
    if (!profile || !candidates.mayAsk(profile, dispatch, actor)) throw invalidField('expertId', 'not_a_choice');
    return profile;
  };

  /** A company asks for itself, a coordinator for a company of the region. */
  const clientOf = async ({ organisationId }: DispatchForm, actor: Actor) => {
    if (!hasRole(actor, 'coordinator') || organisationId === null || organisationId === actor.organisationId) {
      if (!hasRole(actor, 'company')) throw invalidField('organisationId', 'required');
      return { clientUserId: actor.id, clientOrganisationId: actor.organisationId, prefecture: actor.prefecture };
    }
    const organisation = await dependencies.findOrganisation(organisationId);
    if (!organisation) throw invalidField('organisationId', 'unknown_organisation');
    const { id, prefecture } = organisation;
    if (!actor.servedPrefectures.includes(prefecture)) throw invalidField('organisationId', 'not_a_choice');
    return { clientUserId: null, clientOrganisationId: id, prefecture };
  };

  return {
    requireVisible,

    async list(query: { cursor?: string | undefined; limit: number; state?: DispatchState | undefined }, actor: Actor) {
      const cursor = decodeCursor(query.cursor, 'number');
      const where = { ...visibleDispatches(actor), ...(query.state && { state: query.state }) };
      const before = cursor && { createdAt: new Date(cursor.value), id: cursor.id };
      const { items: found, total } = await store.page(where, query.limit + 1, before);
      const { items, nextCursor } = cutPage(found, query.limit, (last) =>
        encodeCursor(last.createdAt.getTime(), last.id),
      );
      return { items: await present.rows(items, actor), total, nextCursor };
    },

    async create(form: DispatchForm, actor: Actor) {
      const unknown = form.tags.findIndex((tag) => !dependencies.isKnownTag(tag));
      if (unknown >= 0) throw invalidField(`tags.${unknown}`, 'unknown_tag');
      if (form.municipality && !dependencies.isMunicipality(form.municipality))
        throw invalidField('municipality', 'not_a_choice');
      const { organisationId: _organisation, ...facts } = form;
      const createdAt = now();
      const fresh: NewDispatch = {
        ...facts,
        ...(await clientOf(form, actor)),
        createdById: actor.id,
        createdAt,
        version: 0,
        state: 'requested',
        ...{ wishedExpertId: null, expertId: null, expertUserId: null, askedById: null, answerBy: null },
        ...{ declines: [], caseId: null, visit: null, isReminded: false, report: null, end: null },
        steps: [{ kind: 'requested', by: actor.id, at: createdAt }],
        toldSteps: 0,
        isSettled: false,
      };
      const { made, isNew } = await store.create(fresh);
      if (isNew) announce(made, actor.id);
      return present.view(made, actor);
    },

    get: async (id: string, actor: Actor) => present.view(await requireVisible(id, actor), actor),

    async listCandidates(id: string, actor: Actor) {
      const dispatch = await requireVisible(id, actor);
      if (sideOf(actor, dispatch) === 'expert') throw notFound();
      return { items: dispatch.state === 'requested' ? await candidates.list(dispatch, actor) : [] };
    },

    async wish(id: string, { version, expertId }: { version: number; expertId: string }, actor: Actor) {
      const dispatch = await requireAble(id, version, 'canWish', actor);
      await requireProfile(expertId, dispatch, actor);
      return present.view(await save(dispatch, { wishedExpertId: expertId }, 'wished', actor), actor);
    },

    async ask(id: string, { version, expertId }: { version: number; expertId: string }, actor: Actor) {
      const dispatch = await requireAble(id, version, 'canAsk', actor);
      const { ownerId: expertUserId } = await requireProfile(expertId, dispatch, actor);
      await hours.hold(dispatch, dispatch.hours);
      const answerBy = addWorkingDays(now(), dispatchClock.answerDays);
      const set = { state: 'asked' as const, expertId, expertUserId, askedById: actor.id, answerBy };
      return present.view(await save(dispatch, set, 'asked', actor), actor);
    },

    async answer(id: string, body: BodyOf<typeof answerDispatch>, actor: Actor): Promise<{ state: DispatchState }> {
      const dispatch = await requireAble(id, body.version, 'canAnswer', actor);
      if (body.answer === 'accept') {
        const { state } = await save(dispatch, { state: 'accepted', answerBy: null }, 'accepted', actor);
        return { state };
      }
      const { reason, text } = body;
      const declines = [...dispatch.declines, { expertId: dispatch.expertId ?? '', reason, text }];
      const free = { state: 'requested' as const, expertId: null, expertUserId: null, answerBy: null };
      const { state } = await save(dispatch, { ...free, declines }, 'declined', actor);
      return { state };
    },

    async report(id: string, { version, ...report }: DispatchReport & { version: number }, actor: Actor) {
      const dispatch = await requireAble(id, version, 'canReport', actor);
      if (report.date > dayOf(now())) throw invalidField('date', 'too_big');
      const written = { ...report, by: actor.id, at: now() };
      await hours.hold({ ...dispatch, report: written }, report.hours);
      return present.view(await save(dispatch, { state: 'reported', report: written }, 'reported', actor), actor);
    },

    async end(id: string, { version, reason, text }: BodyOf<typeof endDispatch>, actor: Actor) {
      const dispatch = await requireAble(id, version, 'canEnd', actor);
      const set = { state: 'ended' as const, end: { reason, text, by: actor.id }, answerBy: null };
      return present.view(await save(dispatch, set, 'ended', actor), actor);
    },

    async titlesOf(ids: readonly string[], actor: Actor): Promise<Map<string, { title: string; isMine: boolean }>> {
      const found = await store.listByIds(ids);
      return new Map(
        found.flatMap((dispatch) => {
          const side = sideOf(actor, dispatch);
          return side ? [[dispatch.id, { title: dispatch.theme, isMine: side !== 'desk' }] as const] : [];
        }),
      );
    },

    mayWatch: async (id: string, actor: Actor): Promise<boolean> => {
      const dispatch = await store.find(id);
      return dispatch !== null && sideOf(actor, dispatch) !== null;
    },
  };
}
export type DispatchesService = ReturnType<typeof createDispatchesService>;
