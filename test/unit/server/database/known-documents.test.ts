import { mongo } from 'mongoose';
import { createKnownDocuments } from '../../../../server/src/database/known-documents.js';

interface Found {
  _id: mongo.ObjectId;
  title: string;
  tags: string[];
}

const idOf = (number: number) => number.toString(16).padStart(24, '0');

/** A collection as the driver shows it: questions wait until they are let through. */
function createCollection(titles: Record<number, string>) {
  const questions: string[][] = [];
  let open: (() => void)[] = [];
  let isGated = false;
  const bytesOf = (id: string): Uint8Array[] => {
    const title = titles[Number(`0x${id}`)];
    return title === undefined
      ? []
      : [mongo.BSON.serialize({ _id: new mongo.ObjectId(id), title, tags: ['one', 'two'] })];
  };
  const find = (where: { _id: { $in: mongo.ObjectId[] } }) => ({
    toArray: async () => {
      const ids = where._id.$in.map((id) => id.toHexString());
      questions.push(ids);
      if (isGated) await new Promise<void>((resolve) => open.push(resolve));
      if (ids.includes(idOf(13))) throw new Error('the line is lost');
      return ids.flatMap(bytesOf);
    },
  });
  return {
    titles,
    questions,
    close: () => {
      isGated = true;
    },
    letThrough: () => {
      isGated = false;
      open.forEach((go) => go());
      open = [];
    },
    documents: createKnownDocuments({ find } as never, ({ _id, title, tags }: Found) => ({
      id: _id.toHexString(),
      title,
      tags,
    })),
  };
}

test('finds what exists, in the order asked for, each once', async () => {
  const { documents } = createCollection({ 1: 'one', 2: 'two' });
  const found = await documents.listByIds([idOf(2), idOf(9), idOf(1), idOf(2)]);
  expect(found.map(({ title }) => title)).toEqual(['two', 'one']);
  expect(await documents.listByIds([])).toEqual([]);
});

test('an unchanged document is the same object again, a changed one is new', async () => {
  const { documents, titles } = createCollection({ 1: 'one' });
  const [first] = await documents.listByIds([idOf(1)]);
  const [second] = await documents.listByIds([idOf(1)]);
  expect(second).toBe(first);
  titles[1] = 'uno';
  const [third] = await documents.listByIds([idOf(1)]);
  expect([first?.title, third?.title]).toEqual(['one', 'uno']);
});

test('what is shared cannot be changed by one of those who read it', async () => {
  const { documents } = createCollection({ 1: 'one' });
  const [found] = await documents.listByIds([idOf(1)]);
  expect(() => found?.tags.push('three')).toThrow(TypeError);
});

test('whoever asks while an answer is on its way goes in one question after it, never with an older one', async () => {
  const collection = createCollection({ 1: 'one', 2: 'two' });
  const { documents, questions, titles } = collection;
  collection.close();
  const early = documents.listByIds([idOf(1)]);
  const late = [documents.listByIds([idOf(1)]), documents.listByIds([idOf(2), idOf(1)])];
  expect(questions).toHaveLength(1);
  titles[1] = 'uno';
  collection.letThrough();
  await early;
  expect((await Promise.all(late)).map((found) => found.map(({ title }) => title))).toEqual([['uno'], ['two', 'uno']]);
  expect(questions).toEqual([[idOf(1)], [idOf(1), idOf(2)]]);
});

test('a question that fails, fails for those who asked it; the next is asked anew', async () => {
  const { documents } = createCollection({ 1: 'one' });
  await expect(documents.listByIds([idOf(13)])).rejects.toThrow('the line is lost');
  expect(await documents.listByIds([idOf(1)])).toHaveLength(1);
});

test('many ids are asked for in several questions', async () => {
  const collection = createCollection(Object.fromEntries(Array.from({ length: 400 }, (_, at) => [at + 100, `${at}`])));
  const ids = (from: number) => Array.from({ length: 200 }, (_, at) => idOf(from + at));
  collection.close();
  const asked = [[idOf(100)], ids(100), ids(300)].map((wanted) => collection.documents.listByIds(wanted));
  collection.letThrough();
  expect((await Promise.all(asked)).map((found) => found.length)).toEqual([1, 200, 200]);
  expect(collection.questions.map((question) => question.length)).toEqual([1, 200, 200]);
});
