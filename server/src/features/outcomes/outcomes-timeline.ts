// What outcomes and the questions after them add to the timeline of a case, put together when it is asked for.
import { makeTimelineEntry, type TimelineEntry } from '@enishi/shared/cases';
import type { Actor } from '../../actor.js';
import type { Outcome, OutcomesStore } from './outcomes-store.js';
import { outcomeWords } from './outcomes-words.js';
import type { QuestionsStore } from './questions-store.js';

interface Dependencies {
  store: OutcomesStore;
  questions: QuestionsStore;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, { displayName: string }>>;
}

const titleOf = ({ kind, certainty, yen, count, fiscalYear }: Outcome, { language }: Actor): string => {
  const words = outcomeWords[language];
  const size = yen === null ? words.count(kind, count) : words.yen(yen);
  return `${words.kind[kind]} ${size} (${words.certainty[certainty]}, ${fiscalYear})`;
};

export const createOutcomesTimeline =
  ({ store, questions, namesOf }: Dependencies) =>
  async (caseId: string, actor: Actor): Promise<TimelineEntry[]> => {
    const [outcomes, asked] = await Promise.all([store.listOf([caseId]), questions.listOf(caseId)]);
    const names = await namesOf(outcomes.flatMap(({ createdById }) => createdById ?? []));
    return [
      ...outcomes.map((outcome) =>
        makeTimelineEntry({
          key: `outcome:${outcome.id}`,
          kind: 'outcome',
          at: outcome.createdAt.toISOString(),
          by: (outcome.createdById && names.get(outcome.createdById)?.displayName) ?? null,
          about: titleOf(outcome, actor),
          text: outcome.text,
        }),
      ),
      ...asked.map(({ id, name, askedAt }) =>
        makeTimelineEntry({
          key: `asked:${id}`,
          kind: 'outcome_asked',
          at: askedAt.toISOString(),
          about: name || null,
          isAutomatic: true,
        }),
      ),
      ...asked.flatMap(({ id, name, answer, answeredAt }) =>
        answer && answeredAt
          ? [
              makeTimelineEntry({
                key: `answered:${id}`,
                kind: answer.hasOutcome ? 'outcome_answered' : 'outcome_none',
                at: answeredAt.toISOString(),
                about: name || null,
                text: answer.text,
              }),
            ]
          : [],
      ),
    ];
  };
