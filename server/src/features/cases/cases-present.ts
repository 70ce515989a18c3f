// How a case looks to the desk.
import { caseMoves } from '@enishi/shared/case-stages';
import type { CaseAction, CaseCard, CaseRef, CaseView } from '@enishi/shared/cases';
import type { Person } from '@enishi/shared/listings';
import type { Actor } from '../../actor.js';
import { clocksOf } from './case-clocks.js';
import type { Action, Case } from './case.js';

type Names = ReadonlyMap<string, { displayName: string }>;

export interface Colleague {
  id: string;
  displayName: string;
  organisationId: string;
}

export interface PresentDependencies {
  namesOf: (ids: readonly string[]) => Promise<Names>;
  coordinatorsOf: (prefecture: string) => Promise<Colleague[]>;
  organisationsByIds: (ids: readonly string[]) => Promise<{ id: string; name: string }[]>;
  needsByIds: (
    ids: readonly string[],
  ) => Promise<{ id: string; code: string; status: string; content: { title: string } }[]>;
  /** Titles of those that the actor may see, by "kind:id". */
  titlesOf: (refs: readonly CaseRef[], actor: Actor) => Promise<ReadonlyMap<string, string>>;
}

const personOf = (id: string | null, names: Names): Person | null => {
  const found = id === null ? undefined : names.get(id);
  return id !== null && found ? { id, displayName: found.displayName } : null;
};

/** The open action that is due first; those without a day come last. */
const nextActionOf = ({ actions }: Pick<Case, 'actions'>): Action | null =>
  actions
    .filter(({ doneAt }) => doneAt === null)
    .sort((one, other) => (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999'))[0] ?? null;

const addressOf = ({ source }: Action): string | null => {
  const [kind, id] = source.split(':');
  return kind === 'meeting' && id ? `/meetings/${id}` : kind === 'project' && id ? `/projects/${id}` : null;
};

export const presentAction = (action: Action, names: Names): CaseAction => ({
  id: action.id,
  text: action.text,
  owner: personOf(action.ownerId, names),
  ownerName: (action.ownerId && names.get(action.ownerId)?.displayName) || action.ownerName,
  dueOn: action.dueOn,
  doneAt: action.doneAt?.toISOString() ?? null,
  doneBy: (action.doneBy && names.get(action.doneBy)?.displayName) ?? null,
  version: action.version,
  isOwn: action.source === 'own',
  address: addressOf(action),
});

const peopleIn = ({ leadId, secondId, createdBy, actions }: Case): string[] =>
  [leadId, secondId, createdBy, ...actions.flatMap(({ ownerId, doneBy }) => [ownerId, doneBy])].flatMap(
    (id) => id ?? [],
  );

const presentCard = (found: Case, actor: Actor, names: Names): CaseCard => {
  const next = nextActionOf(found);
  const [clock] = clocksOf(found);
  return {
    id: found.id,
    code: found.code,
    version: found.version,
    title: found.title,
    route: found.route,
    stage: found.stage,
    endReason: found.endReason,
    prefecture: found.prefecture,
    needId: found.needId,
    lead: personOf(found.leadId, names),
    second: personOf(found.secondId, names),
    isMine: found.leadId === actor.id || found.secondId === actor.id,
    createdAt: found.createdAt.toISOString(),
    movedAt: found.movedAt.toISOString(),
    touchedAt: found.touchedAt.toISOString(),
    nextAction: next && {
      text: next.text,
      dueOn: next.dueOn,
      ownerName: (next.ownerId && names.get(next.ownerId)?.displayName) || next.ownerName,
    },
    clock: clock ? { kind: clock.kind, dueAt: clock.dueAt.toISOString() } : null,
    allowedMoves: [...caseMoves[found.stage]],
  };
};

export function createCasePresenter(dependencies: PresentDependencies) {
  const { namesOf, organisationsByIds } = dependencies;
  return {
    namesOf,
    cards: async (found: readonly Case[], actor: Actor): Promise<CaseCard[]> => {
      const names = await namesOf(found.flatMap(peopleIn));
      return found.map((one) => presentCard(one, actor, names));
    },
    async view(found: Case, actor: Actor): Promise<CaseView> {
      const colleagues = await dependencies.coordinatorsOf(found.prefecture);
      const centreIds = colleagues.map(({ organisationId }) => organisationId);
      const [names, organisations, needs, titles] = await Promise.all([
        namesOf(peopleIn(found)),
        organisationsByIds([...new Set(found.centreId ? [...centreIds, found.centreId] : centreIds)]),
        dependencies.needsByIds(found.needId ? [found.needId] : []),
        dependencies.titlesOf(found.refs, actor),
      ]);
      const organisationNames = new Map(organisations.map(({ id, name }) => [id, name]));
      const [need] = needs;
      return {
        ...presentCard(found, actor, names),
        text: found.text,
        contact: found.contact,
        centre: found.centreId ? { id: found.centreId, name: organisationNames.get(found.centreId) ?? '' } : null,
        createdBy: (found.createdBy && names.get(found.createdBy)?.displayName) ?? null,
        answeredAt: found.answeredAt?.toISOString() ?? null,
        need: need ? { id: need.id, code: need.code, title: need.content.title, status: need.status } : null,
        refs: found.refs.flatMap((ref) => {
          const title = titles.get(`${ref.kind}:${ref.id}`);
          return title === undefined ? [] : [{ ...ref, title }];
        }),
        actions: found.actions.map((action) => presentAction(action, names)),
        colleagues: colleagues.map(({ id, displayName, organisationId }) => ({
          id,
          displayName,
          organisation: organisationNames.get(organisationId) ?? '',
        })),
        canLinkNeed: found.needId === null && found.linkingNeedId === null && found.stage !== 'ended',
      };
    },
  };
}
export type CasePresenter = ReturnType<typeof createCasePresenter>;
