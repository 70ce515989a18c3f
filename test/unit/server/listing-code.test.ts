import { freshCodes, withNewCode } from '../../../server/src/listings/listing-code';

const taken = Object.assign(new Error('E11000'), { code: 11_000, keyPattern: { code: 1 } });

describe('codes of listings', () => {
  it('are drawn again where one was given before', async () => {
    const given: string[] = [];
    const listTaken = (drawn: readonly string[]) => {
      // The first draw meets three that there are already.
      const known = given.length === 0 ? drawn.slice(0, 3) : [];
      given.push(...known);
      return Promise.resolve(known);
    };
    const codes = await freshCodes('N', 1000, listTaken);
    expect(new Set(codes).size).toBe(1000);
    expect(given).toHaveLength(3);
    expect(codes.filter((code) => given.includes(code))).toEqual([]);
  });

  it('are tried again when another process was quicker, but not for ever', async () => {
    const tried: string[] = [];
    const won = await withNewCode('S', (code) => {
      tried.push(code);
      return tried.length < 3 ? Promise.reject(taken) : Promise.resolve(code);
    });
    expect(won).toBe(tried[2]);
    await expect(withNewCode('S', () => Promise.reject(taken))).rejects.toBe(taken);
    await expect(withNewCode('S', () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
  });
});
