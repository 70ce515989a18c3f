// How the desk changes a case: who may, against which version, and who is told that the other was quicker.
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { AppError, invalidField, notFound, stale } from '../../errors.js';
import type { Case, Transition } from './case.js';
import { isOnDesk } from './cases-policy.js';
import type { CasePresenter, Colleague } from './cases-present.js';
import type { CasesStore } from './cases-store.js';

interface Dependencies {
  store: CasesStore;
  present: Pick<CasePresenter, 'namesOf'>;
  bus: Bus;
  coordinatorsOf: (prefecture: string) => Promise<Colleague[]>;
}

/** Names come later; here it is said who, by id. */
export const outdated = (
  version: number,
  changes: { version: number; by: string | null; at: Date; fields: string[] }[],
) => stale({ version, changes: changes.map(({ by, at, fields }) => ({ by, at: at.toISOString(), fields })) });

/** Refuses to write over what somebody else did to the same fields since; other fields do not get in the way. */
export const requireVersion = (current: Case, seen: number, fields: readonly string[]): void => {
  const since = current.changes.filter(({ version }) => version > seen);
  const isForgotten = since.length < current.version - seen;
  const isTouched = since.some((change) => change.fields.some((field) => fields.includes(field)));
  if (seen > current.version || isForgotten || isTouched) throw outdated(current.version, since);
};

export function createCaseCommands({ store, present, bus, coordinatorsOf }: Dependencies) {
  const requireDesk = async (id: string, actor: Actor): Promise<Case> => {
    const found = await store.find(id);
    if (!found || !isOnDesk(actor, found)) throw notFound();
    return found;
  };

  const withNames = async (error: unknown): Promise<unknown> => {
    if (!(error instanceof AppError) || !error.details.stale) return error;
    const { version, changes } = error.details.stale;
    const names = await present.namesOf(changes.flatMap(({ by }) => by ?? []));
    return stale({
      version,
      changes: changes.map((change) => ({
        ...change,
        by: (change.by && names.get(change.by)?.displayName) ?? null,
      })),
    });
  };

  const command = async (id: string, actor: Actor, transition: Transition): Promise<Case> => {
    await requireDesk(id, actor);
    try {
      const { before, after } = await store.change(id, transition);
      if (after !== before) bus.announce('case.changed', { caseId: after.id, actorId: actor.id });
      return after;
    } catch (error) {
      throw await withNames(error);
    }
  };

  const requireColleague = async (
    found: Case,
    userId: string | null | undefined,
    field: string,
  ): Promise<Colleague | null> => {
    if (!userId) return null;
    const colleague = (await coordinatorsOf(found.prefecture)).find(({ id }) => id === userId);
    if (!colleague) throw invalidField(field, 'not_a_choice');
    return colleague;
  };

  return { requireDesk, requireColleague, command };
}
export type CaseCommands = ReturnType<typeof createCaseCommands>;
