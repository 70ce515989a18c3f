import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { conceptRowSchema } from '@enishi/shared/taxonomy/concept';
import { conceptRows } from '@enishi/shared/taxonomy/concept-rows';
import { foldLabel, spellingsOf } from '@enishi/shared/taxonomy/fold';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';

const ids = new Set(conceptRows.map(({ id }) => id));

describe('the table of concepts', () => {
  it('holds enough concepts, each of the agreed form', () => {
    expect(conceptRows.length).toBeGreaterThanOrEqual(430);
    for (const row of conceptRows) {
      const { error } = conceptRowSchema.safeParse(row);
      expect({ id: row.id, error }).toEqual({ id: row.id, error: undefined });
    }
  });

  it('has every id once', () => {
    expect(ids.size).toBe(conceptRows.length);
  });

  it('refers only to concepts that exist, and never to itself', () => {
    const dangling = conceptRows.flatMap(({ id, broader, related = [] }) =>
      [...broader, ...related].filter((other) => !ids.has(other) || other === id).map((other) => `${id} -> ${other}`),
    );
    expect(dangling).toEqual([]);
  });

  it('has no circle of broader concepts', () => {
    const parents = new Map(conceptRows.map(({ id, broader }) => [id, broader]));
    const reaches = (from: string, target: string, seen = new Set<string>()): boolean =>
      (parents.get(from) ?? []).some((parent) => {
        if (parent === target) return true;
        if (seen.has(parent)) return false;
        seen.add(parent);
        return reaches(parent, target, seen);
      });
    expect([...ids].filter((id) => reaches(id, id))).toEqual([]);
  });

  it('gives every label to one concept only', () => {
    const owner = new Map<string, string>();
    const doubles: string[] = [];
    for (const { id, ja, en, synonyms } of conceptRows) {
      for (const label of [ja, en, ...(synonyms?.ja ?? []), ...(synonyms?.en ?? [])].flatMap(spellingsOf)) {
        const key = foldLabel(label);
        const other = owner.get(key);
        if (other !== undefined && other !== id) doubles.push(`${label}: ${other} and ${id}`);
        owner.set(key, id);
      }
    }
    expect(doubles).toEqual([]);
  });

  it('gives a reading wherever the Japanese name is not kana alone', () => {
    const unreadable = conceptRows.filter(({ ja, kana }) => !/^[ぁ-ゖァ-ヶー]+$/u.test(ja) && kana === undefined);
    expect(unreadable.map(({ id }) => id)).toEqual([]);
  });

  it('places every concept in a field', () => {
    const fields = new Set(taxonomy.fields.map(({ id }) => id));
    const lost = taxonomy.all.filter(
      ({ id }) => !fields.has(id) && ![...taxonomy.ancestors(id).keys()].some((ancestor) => fields.has(ancestor)),
    );
    expect(lost).toEqual([]);
    expect(fields.size).toBeLessThanOrEqual(20);
  });

  it('stays small enough for a phone: under 60 kB gzipped', () => {
    const folder = path.resolve(__dirname, '../../../../shared/src/taxonomy');
    const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    const text = sources.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
    expect(gzipSync(text).length).toBeLessThan(60_000);
  });
});
