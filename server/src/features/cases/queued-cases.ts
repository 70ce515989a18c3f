// Cases as the workbench queues them.
import { clocksOf } from './case-clocks.js';
import type { Case } from './case.js';
import type { CasesStore } from './cases-store.js';

const queueLimit = 400;
/** Working days can be stretched by holidays to this many days. */
const horizonMs = 14 * 86_400_000;

const asQueued = (found: Case) => ({
  id: found.id,
  code: found.code,
  title: found.title,
  needId: found.needId,
  prefecture: found.prefecture,
  leadId: found.leadId,
  secondId: found.secondId,
  leadAt: found.assignments.findLast(({ role }) => role === 'lead')?.at ?? null,
  stage: found.stage,
  answeredAt: found.answeredAt,
  handledAt: found.handledAt,
  whom: [found.contact.organisation, found.contact.name].filter(Boolean).join(' '),
  clocks: clocksOf(found).map(({ kind, since, dueAt, action }) => ({
    kind,
    since,
    dueAt,
    what: action?.text ?? '',
    ownerId: action?.ownerId ?? null,
  })),
});

/** Those of some needs, those named, and those of the prefectures with a clock that runs out soon; each once. */
export const createQueuedCases =
  ({ store, now }: { store: CasesStore; now: () => Date }) =>
  async (wanted: { prefectures: readonly string[]; needIds: readonly string[]; caseIds: readonly string[] }) => {
    const found = await Promise.all([
      store.listOfNeeds(wanted.needIds),
      store.listByIds(wanted.caseIds),
      store.listDue(wanted.prefectures, new Date(now().getTime() + horizonMs), queueLimit),
    ]);
    return [...new Map(found.flat().map((one) => [one.id, asQueued(one)])).values()];
  };
