import { expertContent } from '@enishi/shared/experts';
import { needContent } from '@enishi/shared/needs';
import { seedContent } from '@enishi/shared/seeds';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { expertAsItem, needAsItem, seedAsItem } from '../../../server/src/features/matches/match-items.js';
import { createMatchIndex } from '../../../server/src/matching/match-index.js';
import { sampleWorld } from '../../../server/src/samples/sample-world.js';
import { sampleJudgements } from './sample-judgements.js';

const published = <Row extends { status: string }>(rows: readonly Row[]): Row[] =>
  rows.filter(({ status }) => status === 'published');

/** What the adapters read of a stored listing. */
const stored = <Kind extends string, Content>(kind: Kind, id: string, content: Content) =>
  ({ kind, id, content }) as never;

const index = createMatchIndex({ taxonomy });
index.put([
  ...published(sampleWorld.seeds).map(({ key, content }) =>
    seedAsItem(stored('seed', key, seedContent.parse(content))),
  ),
  ...published(sampleWorld.experts).map(({ key, content }) =>
    expertAsItem(stored('expert', key, expertContent.parse(content))),
  ),
]);

const firstFive = (need: string): string[] => {
  const row = sampleWorld.needs.find(({ key }) => key === need);
  if (!row) throw new Error(`no sample need ${need}`);
  const item = needAsItem(stored('need', row.key, needContent.parse(row.content)));
  return index.match({ ...item, kinds: ['seed', 'expert'] }, { k: 5 }).map(({ id }) => id.split(':')[1] ?? id);
};

describe('the sample needs', () => {
  it('are judged for at least sixteen, with two to four picks each', () => {
    expect(sampleJudgements.length).toBeGreaterThanOrEqual(16);
    expect(new Set(sampleJudgements.map(({ need }) => need)).size).toBe(sampleJudgements.length);
    const keys = new Set([...sampleWorld.seeds, ...sampleWorld.experts].map(({ key }) => key));
    for (const { picks } of sampleJudgements) {
      expect(picks.length).toBeGreaterThanOrEqual(2);
      expect(picks.length).toBeLessThanOrEqual(4);
      expect(picks.filter((pick) => !keys.has(pick))).toEqual([]);
    }
  });

  it.each(sampleJudgements)('$need: what a coordinator would pick first stands first or second', ({ need, picks }) => {
    expect(firstFive(need).slice(0, 2)).toContain(picks[0]);
  });

  it('have at least five sixths of all picks among the first five', () => {
    const missing = sampleJudgements.flatMap(({ need, picks }) => {
      const shown = firstFive(need);
      return picks.filter((pick) => !shown.includes(pick)).map((pick) => `${need}: ${pick}`);
    });
    const all = sampleJudgements.flatMap(({ picks }) => picks).length;
    expect({ missing: missing.length <= all / 6 ? [] : missing }).toEqual({ missing: [] });
  });
});
