// What every change of an application goes through: seen by whom, written with its version, followed by what belongs to it.
import type { ApplicationState, ApplicationStep } from '@enishi/shared/applications';
import type { OpeningDraft } from '@enishi/shared/openings';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { notFound, notPossibleNow, stale } from '../../errors.js';
import type { Listing } from '../../listings/listing.js';
import { clocksFrom } from './application-clocks.js';
import { applicationAbilities, canSeeApplication, sideOf, type ApplicationFacts } from './applications-policy.js';
import type { Application, ApplicationsStore, NewApplication, StoredStep } from './applications-store.js';
import type { SeatsStore } from './seats-store.js';

export type Opening = Listing<OpeningDraft>;
export type Profile = Listing;

interface Dependencies {
  store: ApplicationsStore;
  seats: SeatsStore;
  bus: Bus;
  now: () => Date;
  findOpening: (id: string) => Promise<Opening | null>;
  findProfile: (id: string) => Promise<Profile | null>;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, { displayName: string }>>;
  /** Brings listings and places in line with it; repeating it is harmless. */
  settle: (application: Application) => Promise<void>;
}

/** Until when a person may apply, the day itself included. */
export const isInTime = ({ content }: Opening, now: Date): boolean =>
  content.applyBy === null || content.applyBy >= dayOf(now);

export function createApplicationsCore(dependencies: Dependencies) {
  const { store, seats, bus, now } = dependencies;

  const announce = ({ id, version }: Application, actorId: string | null) =>
    bus.announce('application.changed', { applicationId: id, version, actorId });

  const requireVisible = async (id: string, actor: Actor): Promise<Application> => {
    const application = await store.find(id);
    if (!application || !canSeeApplication(actor, application)) throw notFound();
    return application;
  };

  /** Told to the second of two; a name only where it is open to whoever asks. */
  const staleSince = async (id: string, actor: Actor | null) => {
    const current = await store.find(id);
    const last = current?.history.at(-1);
    if (!current || !last) return notFound();
    const isOpen = last.as === 'desk' || current.state === 'accepted' || last.by === actor?.id;
    const name = last.by && isOpen ? (await dependencies.namesOf([last.by])).get(last.by)?.displayName : undefined;
    const change = { by: name ?? null, at: last.at.toISOString(), fields: [`state.${last.kind}`] };
    return stale({ version: current.version, changes: [change] });
  };

  const factsOf = async (application: Application): Promise<ApplicationFacts> => {
    const [opening, profile] = await Promise.all([
      dependencies.findOpening(application.openingId),
      dependencies.findProfile(application.expertId),
    ]);
    const isLive = opening?.status === 'published' && profile?.status === 'published';
    const people = opening?.content.people ?? 0;
    return {
      isLive,
      isInTime: opening !== null && isInTime(opening, now()),
      isFull: await seats.isFull(application.openingId, people, application.id),
      now: now(),
    };
  };

  type Ability = Exclude<keyof ReturnType<typeof applicationAbilities>, 'isFull'>;
  /** The application as the actor has seen it, and as it may be changed by them in this way. */
  const requireAble = async (id: string, version: number, actor: Actor, ability: Ability): Promise<Application> => {
    const application = await requireVisible(id, actor);
    if (application.version !== version) throw await staleSince(id, actor);
    if (!applicationAbilities(actor, application, await factsOf(application))[ability]) throw notPossibleNow();
    return application;
  };

  const stepBy = (actor: Actor | null, application: Application, kind: ApplicationStep): StoredStep => ({
    kind,
    by: actor?.id ?? null,
    as: actor ? (sideOf(actor, application) ?? 'desk') : 'clock',
    at: now(),
  });

  /** @param actor null for a clock */
  const change = async (
    application: Application,
    actor: Actor | null,
    kind: ApplicationStep,
    set: Partial<NewApplication>,
  ): Promise<Application> => {
    const step = stepBy(actor, application, kind);
    const updated = await store.update(application.id, application.version, set, step);
    if (!updated) throw await staleSince(application.id, actor);
    await dependencies.settle(updated);
    announce(updated, actor?.id ?? null);
    return updated;
  };

  return {
    store,
    seats,
    now,
    findOpening: dependencies.findOpening,
    findProfile: dependencies.findProfile,
    announce,
    requireVisible,
    requireAble,
    factsOf,
    change,
    /** Into another state, with the clocks that begin there. */
    move: (
      application: Application,
      actor: Actor | null,
      state: ApplicationState & ApplicationStep,
      set: Partial<NewApplication> = {},
    ): Promise<Application> =>
      change(application, actor, state, { ...set, state, changedAt: now(), ...clocksFrom(state, now()) }),
  };
}
export type ApplicationsCore = ReturnType<typeof createApplicationsCore>;
