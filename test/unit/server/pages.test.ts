import {
  cutPage,
  decodeCursor,
  duplicateKeyField,
  encodeCursor,
  isId,
  newId,
} from '../../../server/src/database/model-helpers';

const id = 'a'.repeat(24);

test('a cursor comes back as it was made', () => {
  expect(decodeCursor(encodeCursor(5, id), 'number')).toEqual({ value: 5, id });
  expect(decodeCursor(encodeCursor('最上', id), 'string')).toEqual({ value: '最上', id });
});

test.each([
  ['nothing', undefined],
  ['emptiness', ''],
  ['no JSON', Buffer.from('{').toString('base64url')],
  ['another type', encodeCursor('5', id)],
  ['no id', encodeCursor(5, '$ne')],
  ['an operator', Buffer.from(JSON.stringify([{ $gt: 0 }, id])).toString('base64url')],
  ['too much', Buffer.from(JSON.stringify([5, id, 1])).toString('base64url')],
])('%s is no cursor', (_what, cursor) => {
  expect(decodeCursor(cursor, 'number')).toBeUndefined();
});

test('a page ends where there is no more', () => {
  expect(cutPage([1, 2, 3], 2, String)).toEqual({ items: [1, 2], nextCursor: '2' });
  expect(cutPage([1, 2], 2, String)).toEqual({ items: [1, 2], nextCursor: null });
  expect(cutPage([], 2, String)).toEqual({ items: [], nextCursor: null });
});

test('ids are what the database makes, and nothing else', () => {
  expect(isId(newId())).toBe(true);
  for (const wrong of ['', 'x', 'A'.repeat(24), 'a'.repeat(23), `${id}\n`]) expect(isId(wrong)).toBe(false);
});

test('a repeated key tells its field, other faults do not', () => {
  expect(duplicateKeyField({ code: 11_000, keyPattern: { email: 1 } })).toBe('email');
  expect(duplicateKeyField({ code: 11_000 })).toBe('unknown');
  expect(duplicateKeyField(new Error('else'))).toBeUndefined();
});
