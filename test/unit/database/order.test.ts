import fc from 'fast-check';
import { BSON, Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { readDoc, writeDoc } from '../../../server/src/database/embedded/bson/codec.js';
import { compareValues, encodeValue, keyText } from '../../../server/src/database/embedded/bson/order.js';
import type { Value } from '../../../server/src/database/embedded/bson/values.js';

const NEAR = ['9007199254740992', '9007199254740993', '-9007199254740993', '0.1', '0.10', '1E+3', '-0.3', '1E-20'];

const numbers: fc.Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.integer({ min: -3, max: 3 }),
  fc.double().map((n) => new Double(n) as Value),
  fc.constantFrom(0.1, -0.3, 2 ** 53, NaN, Infinity, -Infinity).map((n) => new Double(n) as Value),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n) as Value),
  fc.constantFrom(...NEAR.slice(0, 3)).map((text) => Long.fromString(text) as Value),
  fc.constantFrom(...NEAR).map((text) => Decimal128.fromString(text) as Value),
);
const scalars: fc.Arbitrary<Value> = fc.oneof(
  numbers,
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom<Value>('', 'a', 'a\0', 'a\0b', '\uff5e', '\u{20bb7}', null, true, false, new MinKey(), new MaxKey()),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(bytes, bytes.length % 3 === 0 ? 4 : 0) as Value),
  fc.constantFrom<Value>(new ObjectId('64b000000000000000000001'), new ObjectId('64b000000000000000000002')),
  fc.constantFrom<Value>(new Timestamp({ t: 1, i: 2 }), new Timestamp({ t: 2, i: 1 }), new BSONRegExp('a', 'i')),
);
const { value: values } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), tie('value')), { maxLength: 3 }).map((list) => new Map(list)),
  ),
}));

describe('the order of values', () => {
  it('is the same by comparison and by bytes', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const byBytes = Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)));
        expect(Math.sign(compareValues(a, b))).toBe(byBytes);
        expect(Math.sign(compareValues(b, a))).toBe(byBytes === 0 ? 0 : -byBytes);
      }),
      { numRuns: 3000 },
    );
  });

  it('holds for keys that are joined: no value is the beginning of another', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [x, y] = [keyText(a), keyText(b)];
        expect(x === y || !y.startsWith(x)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('raw BSON', () => {
  it('comes back as it was, byte for byte, and reads as the bson package reads it', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = writeDoc(new Map([['v', value]]));
        expect(writeDoc(readDoc(bytes)).equals(bytes)).toBe(true);
        const options = { promoteValues: false, bsonRegExp: true };
        expect(BSON.calculateObjectSize(BSON.deserialize(bytes, options))).toBe(bytes.length);
      }),
    );
  });

  it('reads only the fields that are wanted', () => {
    const bytes = Buffer.from(BSON.serialize({ a: 1, b: { c: 'x' }, d: [1, 2] }));
    expect([...readDoc(bytes, new Set(['b', 'nothing'])).keys()]).toEqual(['b']);
  });

  it('refuses lengths that do not fit, at every byte', () => {
    const sound = Buffer.from(BSON.serialize({ a: 'text', b: [1, { c: 2 }], d: Buffer.from('x') }));
    for (let at = 0; at < sound.length; at++) {
      const broken = Buffer.from(sound);
      broken[at] = 0xee;
      try {
        expect(readDoc(broken)).toBeInstanceOf(Map);
      } catch (error) {
        expect(BSON.BSONError.isBSONError(error) || error instanceof RangeError).toBe(true);
      }
    }
  });
});
