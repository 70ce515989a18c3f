// npm run eval -- [--sets DIR] [--items docs.jsonl --queries queries.jsonl --qrels qrels.tsv] [--run out.tsv] [--no-baselines]
// Ranks judged sets with the very engine of the product and prints nDCG@10, recall@20 and MRR with 95% intervals, beside
// MiniSearch with its own tokenizer and with Intl.Segmenter. Without --items every set in DIR is taken.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import { taxonomy } from '../shared/dist/taxonomy/taxonomy.js';
import { createMatchIndex } from '../server/dist/matching/match-index.js';

const RUN_DEPTH = 100;
const { values: options } = parseArgs({
  options: {
    sets: { type: 'string', default: '../shared/data' },
    items: { type: 'string' },
    queries: { type: 'string' },
    qrels: { type: 'string' },
    run: { type: 'string' },
    baselines: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const readLines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
const readJudgements = (file) => {
  const judgements = new Map();
  for (const line of readLines(file)) {
    const [query, item, grade] = line.trim().split('\t');
    if (!judgements.has(query)) judgements.set(query, new Map());
    judgements.get(query).set(item, Number(grade ?? 1));
  }
  return judgements;
};

const readSet = (name, files) => ({
  name,
  items: readLines(files.items).map((line) => JSON.parse(line)),
  queries: readLines(files.queries).map((line) => JSON.parse(line)),
  judgements: files.qrels ? readJudgements(files.qrels) : undefined,
});

const findSets = () => {
  if (options.items) return [readSet('given', options)];
  return readdirSync(options.sets, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(options.sets, entry.name, 'docs.jsonl')))
    .map(({ name }) => {
      const file = (kind) => join(options.sets, name, kind);
      return readSet(name, { items: file('docs.jsonl'), queries: file('queries.jsonl'), qrels: file('qrels.tsv') });
    });
};

// A tag of a judged set is a free tag: it names a concept when the taxonomy knows it.
const asItem = ({ id, title = '', text = '', tags = [] }) => ({
  id: String(id),
  kind: 'seed',
  title,
  body: text,
  tags: [],
  freeTags: tags,
});

const rankWithEnishi = ({ items, queries }) => {
  const index = createMatchIndex({ taxonomy });
  index.put(items.map(asItem));
  return queries.map(({ text, title = '', tags = [] }) =>
    index.rank({ title, body: text, tags: [], freeTags: tags }, { k: RUN_DEPTH }),
  );
};

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const segmentWords = (text) =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

const rankWithMiniSearch = ({ items, queries }, tokenizer) => {
  const index = new MiniSearch({ fields: ['title', 'text', 'tags'], ...(tokenizer ? { tokenize: tokenizer } : {}) });
  index.addAll(
    items.map(({ id, title = '', text = '', tags = [] }) => ({ id: String(id), title, text, tags: tags.join(' ') })),
  );
  return queries.map(({ text, title = '', tags = [] }) =>
    index
      .search([title, text, ...tags].join(' ').trim())
      .slice(0, RUN_DEPTH)
      .map(({ id, score }) => ({ id, score })),
  );
};

const gain = (grade, rank) => (2 ** grade - 1) / Math.log2(rank + 2);
const ndcg = (ranked, grades) => {
  const best = [...grades.values()].sort((a, b) => b - a).slice(0, 10);
  const ideal = best.reduce((sum, grade, rank) => sum + gain(grade, rank), 0);
  return ranked.slice(0, 10).reduce((sum, { id }, rank) => sum + gain(grades.get(id) ?? 0, rank), 0) / ideal;
};
const recall = (ranked, grades) => {
  const wanted = [...grades].filter(([, grade]) => grade > 0);
  const found = new Set(ranked.slice(0, 20).map(({ id }) => id));
  return wanted.filter(([id]) => found.has(id)).length / wanted.length;
};
const reciprocal = (ranked, grades) => 1 / (ranked.findIndex(({ id }) => (grades.get(id) ?? 0) > 0) + 1 || Infinity);

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const withInterval = (values) => {
  const middle = mean(values);
  const spread = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) / values.length);
  return `${middle.toFixed(3)} ±${(1.96 * spread).toFixed(3)}`;
};

const measure = ({ queries, judgements }, rankings) => {
  const judged = queries.flatMap(({ id }, at) => {
    const grades = judgements.get(String(id));
    return grades && [...grades.values()].some((grade) => grade > 0) ? [{ ranked: rankings[at], grades }] : [];
  });
  return [ndcg, recall, reciprocal].map((of) => withInterval(judged.map(({ ranked, grades }) => of(ranked, grades))));
};

const print = (cells) =>
  process.stdout.write(`${cells.map((cell, at) => String(cell).padEnd(at < 2 ? 24 : 15)).join('')}\n`);

const evaluate = (set) => {
  const rankings = rankWithEnishi(set);
  if (set.judgements) {
    print([set.name, 'enishi', ...measure(set, rankings)]);
    if (options.baselines) {
      print(['', 'minisearch', ...measure(set, rankWithMiniSearch(set))]);
      print(['', 'minisearch, segmenter', ...measure(set, rankWithMiniSearch(set, segmentWords))]);
    }
  }
  return rankings.flatMap((ranked, at) =>
    ranked.map(({ id, score }, rank) => `${set.queries[at].id} Q0 ${id} ${rank + 1} ${score} enishi\n`),
  );
};

print(['set', 'engine', 'nDCG@10', 'recall@20', 'MRR']);
const lines = findSets().flatMap(evaluate);
if (options.run) writeFileSync(options.run, lines.join(''));
