// What the desk does with cases. Each command is a step from whatever the case is by now; what follows a change (notices,
// letters, screens) is announced after it and can be repeated.
import type { z } from 'zod';
import { caseStages, type CaseStage } from '@enishi/shared/case-stages';
import type { BodyOf } from '@enishi/shared/contract';
import type { CaseQuery, moveCase, setCasePeople, updateCase } from '@enishi/shared/case-contracts';
import { caseLimits, type caseForm, type CaseRef, type ideaForm, type inquiryForm } from '@enishi/shared/cases';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { invalidField, notFound } from '../../errors.js';
import { requireVersion, type CaseCommands } from './case-commands.js';
import { assigned, headChanged, moved } from './case-transitions.js';
import { beginCase } from './case.js';
import { placeFor } from './cases-policy.js';
import type { CasePresenter, Colleague } from './cases-present.js';
import type { CasesStore } from './cases-store.js';

interface Dependencies {
  store: CasesStore;
  present: CasePresenter;
  commands: CaseCommands;
  bus: Bus;
  now: () => Date;
  coordinatorsOf: (prefecture: string) => Promise<Colleague[]>;
  /** Which of these, as "kind:id", the actor may see. */
  knownRefs: (refs: readonly CaseRef[], actor: Actor) => Promise<ReadonlySet<string>>;
}

const day = 86_400_000;

export function createCasesService(dependencies: Dependencies) {
  const { store, present, bus, now, commands } = dependencies;
  const { requireDesk, requireColleague, command } = commands;

  const begin = async (fields: Parameters<typeof beginCase>[0], requestKey: string, actor: Actor | null) => {
    const { made, isNew } = await store.create(beginCase(fields, now()), requestKey);
    if (isNew) bus.announce('case.created', { caseId: made.id, actorId: actor?.id ?? null });
    return made;
  };

  const requirePlace = (actor: Actor, wish: string | undefined): string => {
    const place = placeFor(actor, wish);
    if (place === null) throw invalidField('prefecture', 'not_a_choice');
    return place;
  };

  const filterOf = (query: CaseQuery, actor: Actor) => ({
    prefectures: actor.servedPrefectures.filter((one) => !query.prefecture || one === query.prefecture),
    stages: query.stage,
    leadId: query.lead === 'none' ? null : query.lead === 'me' ? actor.id : query.lead,
    route: query.route,
    q: query.q,
    touchedBefore: query.silentDays ? new Date(now().getTime() - query.silentDays * day) : undefined,
  });

  return {
    requireDesk,

    /** A phone call, written down by whoever took it. */
    async create({ key, isMine, prefecture, ...form }: z.output<typeof caseForm>, actor: Actor) {
      const at = now();
      const lead = { role: 'lead' as const, userId: actor.id, by: actor.id, at };
      const made = await begin(
        {
          ...form,
          route: 'inquiry',
          prefecture: requirePlace(actor, prefecture),
          createdBy: actor.id,
          centreId: actor.organisationId,
          ...(isMine && { leadId: actor.id, assignments: [lead] }),
        },
        `${actor.id}:${key}`,
        actor,
      );
      return present.view(await requireDesk(made.id, actor), actor);
    },

    async createIdea({ key, prefecture, ...form }: z.output<typeof ideaForm>, actor: Actor) {
      const known = await dependencies.knownRefs(form.refs, actor);
      if (form.refs.some((ref) => !known.has(`${ref.kind}:${ref.id}`))) throw notFound();
      const at = now();
      const made = await begin(
        {
          ...form,
          route: 'idea',
          prefecture: requirePlace(actor, prefecture),
          createdBy: actor.id,
          centreId: actor.organisationId,
          leadId: actor.id,
          assignments: [{ role: 'lead', userId: actor.id, by: actor.id, at }],
        },
        `${actor.id}:${key}`,
        actor,
      );
      return present.view(await requireDesk(made.id, actor), actor);
    },

    /** From somebody without an account. Nobody may be left waiting at a desk where nobody sits. */
    async createInquiry({ key, website: _trap, ...form }: z.output<typeof inquiryForm>): Promise<{ code: string }> {
      const { title, text, prefecture, language, ...contact } = form;
      if ((await dependencies.coordinatorsOf(prefecture)).length === 0)
        throw invalidField('prefecture', 'not_a_choice');
      const { code } = await begin(
        { title, text, prefecture, language, contact, route: 'inquiry', createdBy: null },
        `inquiry:${key}`,
        null,
      );
      return { code };
    },

    async list(query: CaseQuery, actor: Actor) {
      const filter = filterOf(query, actor);
      const [found, total, counted, loads] = await Promise.all([
        store.listFor(filter, caseLimits.board),
        store.count(filter),
        store.countByStage(filter),
        store.countByLead(actor.servedPrefectures, now()),
      ]);
      const names = await present.namesOf(loads.flatMap(({ _id }) => _id ?? []));
      const workload = loads
        .map(({ _id, open, overdue }) => ({
          lead: _id ? { id: _id, displayName: names.get(_id)?.displayName ?? '' } : null,
          open,
          overdue,
        }))
        .sort((one, other) => other.open - one.open);
      const counts = Object.fromEntries(caseStages.map((stage) => [stage, counted.get(stage) ?? 0]));
      return {
        items: await present.cards(found, actor),
        total,
        counts: counts as Record<CaseStage, number>,
        workload,
        now: now().toISOString(),
      };
    },

    get: async (id: string, actor: Actor) => present.view(await requireDesk(id, actor), actor),

    async move(id: string, { version, to, reason, text }: BodyOf<typeof moveCase>, actor: Actor) {
      const at = now();
      const after = await command(id, actor, (current) => {
        // A second click, or a colleague who had the same thought.
        if (current.stage === to) return current;
        requireVersion(current, version, ['stage']);
        return moved(current, { to, by: actor.id, at, because: null, reason: to === 'ended' ? reason : null, text });
      });
      return present.view(after, actor);
    },

    async setPeople(id: string, { version, leadId, secondId }: BodyOf<typeof setCasePeople>, actor: Actor) {
      const found = await requireDesk(id, actor);
      const lead = await requireColleague(found, leadId, 'leadId');
      await requireColleague(found, secondId, 'secondId');
      const at = now();
      const after = await command(id, actor, (current) => {
        const isSame =
          (leadId === undefined || current.leadId === leadId) &&
          (secondId === undefined || current.secondId === secondId);
        if (isSame) return current;
        requireVersion(current, version, ['lead', 'second']);
        const centreId = lead?.organisationId ?? current.centreId;
        const led = leadId === undefined ? current : assigned(current, 'lead', leadId, actor.id, at, centreId);
        return secondId === undefined ? led : assigned(led, 'second', secondId, actor.id, at, centreId);
      });
      return present.view(after, actor);
    },

    async update(id: string, { version, ...changes }: BodyOf<typeof updateCase>, actor: Actor) {
      const at = now();
      const after = await command(id, actor, (current) => {
        requireVersion(current, version, Object.keys(changes));
        return headChanged(current, actor.id, at, Object.keys(changes), {
          ...changes,
          ...(changes.title !== undefined && { hasOwnTitle: true }),
        });
      });
      return present.view(after, actor);
    },
  };
}
export type CasesService = ReturnType<typeof createCasesService>;
