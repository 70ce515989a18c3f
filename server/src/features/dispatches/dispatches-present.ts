// A request for an expert as each of its sides may read it.
import type { DispatchRow, DispatchView } from '@enishi/shared/dispatches';
import type { OrganisationRecord } from '@enishi/shared/organisations';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import { notFound } from '../../errors.js';
import type { DispatchHours } from './dispatch-hours.js';
import { dispatchAbilities, isTurnOf, sideOf } from './dispatches-policy.js';
import type { Dispatch } from './dispatches-store.js';

interface PersonFacts {
  displayName: string;
  organisation: { name: string };
}
export interface ProfileFacts {
  id: string;
  ownerId: string;
  title: string;
}

interface Dependencies {
  now: () => Date;
  hours: Pick<DispatchHours, 'quotaOf'>;
  namesOf: (ids: readonly string[]) => Promise<Map<string, PersonFacts>>;
  organisationsByIds: (ids: readonly string[]) => Promise<OrganisationRecord[]>;
  findProfile: (id: string) => Promise<ProfileFacts | null>;
  /** It is noted whom a name was shown to. */
  noteName: (profile: ProfileFacts, actor: Actor) => Promise<void>;
}

const isTogether = ({ state, report }: Dispatch) => state === 'accepted' || state === 'reported' || report !== null;
const iso = (date: Date | null | undefined) => date?.toISOString() ?? null;

export function createDispatchPresenter(dependencies: Dependencies) {
  const { now, namesOf, findProfile } = dependencies;

  const organisationNames = async (ids: readonly string[]) =>
    new Map(
      (await dependencies.organisationsByIds([...new Set(ids)])).map(({ id, name, nameEn, kind, prefecture }) => [
        id,
        { id, name, nameEn, kind, prefecture },
      ]),
    );

  const requireSide = (dispatch: Dispatch, actor: Actor) => {
    const side = sideOf(actor, dispatch);
    if (!side) throw notFound();
    return side;
  };

  const factsOf = (dispatch: Dispatch, actor: Actor) => {
    const { id, code, version, state, theme, hours, prefecture, wantedBy, createdAt, visit } = dispatch;
    return {
      ...{ id, code, version, state, theme, hours, prefecture, wantedBy },
      createdAt: createdAt.toISOString(),
      visitAt: iso(visit?.startsAt),
      side: requireSide(dispatch, actor),
      isMyTurn: isTurnOf(actor, dispatch, now()),
    };
  };

  /** An expert learns for whom it is once they have accepted. */
  const seesClient = (dispatch: Dispatch, actor: Actor): boolean =>
    requireSide(dispatch, actor) !== 'expert' || isTogether(dispatch);

  const presentClient = async (dispatch: Dispatch, actor: Actor): Promise<DispatchView['client']> => {
    if (!seesClient(dispatch, actor)) return null;
    const { clientOrganisationId, clientUserId } = dispatch;
    const name = (await organisationNames([clientOrganisationId])).get(clientOrganisationId);
    const person = clientUserId ? (await namesOf([clientUserId])).get(clientUserId) : undefined;
    return name ? { ...name, person: person?.displayName ?? null } : null;
  };

  const presentExpert = async (dispatch: Dispatch, actor: Actor): Promise<DispatchView['expert']> => {
    const { expertId, expertUserId } = dispatch;
    const side = requireSide(dispatch, actor);
    if (!expertId || !expertUserId || (side === 'client' && !isTogether(dispatch))) return null;
    const profile = await findProfile(expertId);
    if (!profile) return null;
    const person = (await namesOf([expertUserId])).get(expertUserId);
    if (side !== 'expert') await dependencies.noteName(profile, actor);
    const { id, title } = profile;
    return { id, title, name: person?.displayName ?? null, organisation: person?.organisation.name ?? null };
  };

  const presentDeclines = (dispatch: Dispatch): Promise<DispatchView['declines']> =>
    Promise.all(
      dispatch.declines.map(async ({ expertId, reason, text }) => ({
        title: (await findProfile(expertId))?.title ?? '',
        reason,
        text,
      })),
    );

  const presentWish = async ({ wishedExpertId }: Dispatch): Promise<DispatchView['wish']> => {
    const wished = wishedExpertId ? await findProfile(wishedExpertId) : null;
    return wished && { id: wished.id, title: wished.title };
  };

  return {
    async rows(found: readonly Dispatch[], actor: Actor): Promise<DispatchRow[]> {
      const names = await organisationNames(found.map(({ clientOrganisationId }) => clientOrganisationId));
      return found.map((dispatch) => ({
        ...factsOf(dispatch, actor),
        organisation: seesClient(dispatch, actor) ? (names.get(dispatch.clientOrganisationId) ?? null) : null,
      }));
    },

    async view(dispatch: Dispatch, actor: Actor): Promise<DispatchView> {
      const side = requireSide(dispatch, actor);
      const { text, tags, place, municipality, visit, caseId, answerBy, report, end, steps } = dispatch;
      const isDesk = side === 'desk';
      const [client, expert, wish, declines, quota] = await Promise.all([
        presentClient(dispatch, actor),
        presentExpert(dispatch, actor),
        side === 'expert' ? null : presentWish(dispatch),
        isDesk ? presentDeclines(dispatch) : [],
        side === 'expert' ? null : dependencies.hours.quotaOf(dispatch),
      ]);
      // Whom the desk asked in vain is no matter of the others.
      const shown = steps.filter(({ kind }) => isDesk || !['wished', 'asked', 'declined', 'no_answer'].includes(kind));
      return {
        ...factsOf(dispatch, actor),
        ...{ text, tags, place, municipality, client, expert, wish, declines, quota },
        visit: visit && { ...visit, startsAt: visit.startsAt.toISOString(), endsAt: visit.endsAt.toISOString() },
        caseId: isDesk ? caseId : null,
        answerBy: side === 'client' ? null : iso(answerBy),
        report: report && {
          ...{ date: report.date, hours: report.hours, done: report.done, next: report.next },
          at: report.at.toISOString(),
        },
        end: end && { reason: end.reason, text: end.text },
        history: shown.map(({ kind, at }) => ({ kind, at: at.toISOString() })),
        abilities: dispatchAbilities(actor, dispatch, dayOf(now())),
      };
    },
  };
}
export type DispatchPresenter = ReturnType<typeof createDispatchPresenter>;
