// Who comes into question for an opening or a profile. Everybody who may be paired is looked at; only the best are then
// read word by word.
import { fitLimits } from '@enishi/shared/fits';
import type { MatchEngine } from '../../matching/types.js';
import type { Pairing } from './pairing.js';
import type { ExpertFacts, OpeningFacts, WorkFactsStore } from './work-facts-store.js';
import { textsOfOpening, type Expert, type Opening } from './work-sides.js';

interface Dependencies {
  engine: Pick<MatchEngine, 'rank'>;
  facts: WorkFactsStore;
  pairing: Pairing;
}

interface Scored {
  id: string;
  score: number;
}

/** So many are looked at before others get their turn. */
const atOnce = 400;
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const expertItem = 'expert:';

async function scoreEach<T extends { id: string }>(
  all: readonly T[],
  scoreOf: (one: T) => number | null,
): Promise<Scored[]> {
  const scored: Scored[] = [];
  for (const [at, one] of all.entries()) {
    if (at % atOnce === atOnce - 1) await breathe();
    const score = scoreOf(one);
    if (score !== null) scored.push({ id: one.id, score });
  }
  return scored;
}

const bestOf = (scored: readonly Scored[]): string[] =>
  [...scored]
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, fitLimits.kept)
    .map(({ id }) => id);

export function createFitCandidates({ engine, facts, pairing }: Dependencies) {
  /** Null: never a fit. Where skills are asked for, somebody without any of them, or of their kind, is none. */
  const quickScore = (opening: OpeningFacts, expert: ExpertFacts): number | null => {
    if (!pairing.mayPair(opening, expert)) return null;
    const { score, parts } = pairing.quickScore(opening, expert);
    return opening.content.skills.length > 0 && parts.skills === 0 ? null : score;
  };

  return {
    async expertsFor(opening: Opening): Promise<string[]> {
      const admitted = await scoreEach(await facts.listExperts(), (one) => quickScore(opening, one));
      if (opening.content.skills.length > 0) return bestOf(admitted);
      // Only its words can tell who fits it: the engine reads them, of those who may be paired.
      const ids = new Set(admitted.map(({ id }) => `${expertItem}${id}`));
      const query = { ...textsOfOpening(opening.content), tags: opening.content.tags };
      const wanted = { k: fitLimits.kept, kinds: ['expert'], filter: (id: string) => ids.has(id) };
      return (await engine.rank(query, wanted)).map(({ id }) => id.slice(expertItem.length));
    },
    async openingsFor(expert: Expert): Promise<string[]> {
      const open = (await facts.listOpenings()).filter(pairing.isOpen);
      return bestOf(await scoreEach(open, (one) => quickScore(one, expert)));
    },
  };
}
export type FitCandidates = ReturnType<typeof createFitCandidates>;
