// How the shared forms treat what people send; the server and the browser read them alike.
import { z } from 'zod';
import { canSeeGroup, disclosureGroups, levelsOf, standings } from '@enishi/shared/disclosure';
import { errorCodes, errorStatus, fieldErrors, fieldProblems } from '@enishi/shared/errors';
import { changesOf, line, text } from '@enishi/shared/fields';
import { introductionAnswer } from '@enishi/shared/introductions';
import { decline } from '@enishi/shared/matches';

const problems = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : fieldErrors(parsed.error);
};

test('changes fill in nothing', () => {
  const form = z.object({
    title: line(10).default('empty'),
    list: z.array(z.string()).default([]),
    place: z.string().nullable().default(null),
  });
  expect(changesOf(form).parse({})).toEqual({});
  expect(changesOf(form).parse({ title: ' new ', place: null })).toEqual({ title: 'new', place: null });
  expect(problems(changesOf(form), { title: '' })).toEqual([{ path: 'title', problem: 'required' }]);
});

test.each([
  ['nothing', line(5), undefined, { problem: 'required' }],
  ['a choice not yet made', z.string(), null, { problem: 'required' }],
  ['blanks', line(5), '   ', { problem: 'required' }],
  ['too much', line(5), 'abcdef', { problem: 'too_long', limit: 5 }],
  ['too little', text(50, 10), 'abc', { problem: 'too_short', limit: 10 }],
  ['a number in place of text', line(5), 5, { problem: 'wrong_form' }],
  ['too big a number', z.number().max(9), 10, { problem: 'too_big', limit: 9 }],
  ['too small a number', z.number().min(1), 0, { problem: 'too_small', limit: 1 }],
  ['no such choice', z.enum(['a', 'b']), 'c', { problem: 'not_a_choice' }],
  ['too many', z.array(z.string()).max(1), ['a', 'b'], { problem: 'too_many', limit: 1 }],
  ['an empty list', z.array(z.string()).min(1), [], { problem: 'required' }],
])('%s is told as a problem of the field', (_what, schema, value, expected) => {
  expect(problems(z.object({ field: schema }), { field: value })).toEqual([{ path: 'field', ...expected }]);
});

test('one problem is told for each field, with its path', () => {
  const form = z.object({ list: z.array(z.object({ name: line(3) })) });
  expect(problems(form, { list: [{ name: 'ok' }, { name: '' }, {}] })).toEqual([
    { path: 'list.1.name', problem: 'required' },
    { path: 'list.2.name', problem: 'required' },
  ]);
});

test('"other" asks for words, wherever somebody declines', () => {
  const answer = { answer: 'decline', version: 0, reason: 'other' };
  for (const [schema, value] of [
    [decline, { reason: 'other' }],
    [introductionAnswer, answer],
  ] as const) {
    expect(problems(schema, value)).toEqual([{ path: 'text', problem: 'required' }]);
    expect(problems(schema, { ...value, text: '理由' })).toEqual([]);
    expect(problems(schema, { ...value, reason: 'cost' })).toEqual([]);
  }
});

test('every code has a status, every problem a name', () => {
  expect(errorCodes.length).toBe(Object.keys(errorStatus).length);
  for (const code of errorCodes) expect(errorStatus[code]).toBeGreaterThanOrEqual(400);
  expect(new Set(fieldProblems).size).toBe(fieldProblems.length);
});

test('whoever stands nearer never sees less', () => {
  // Those who were introduced stand beside the members, not above them, where a summary is for coordinators.
  const order = ['visitor', 'member', 'introduced', 'mutual', 'nda', 'owner'] as const;
  expect(new Set([...order, 'coordinator'])).toEqual(new Set(standings));
  for (const summary of levelsOf.summary)
    for (const details of levelsOf.details)
      for (const organisation of levelsOf.organisation)
        for (const contact of levelsOf.contact)
          for (const group of disclosureGroups) {
            const seen = order.map((standing) =>
              canSeeGroup(standing, group, { summary, details, organisation, contact }),
            );
            expect(seen).toEqual([...seen].sort());
            expect(canSeeGroup('coordinator', group, { summary, details, organisation, contact })).toBe(true);
          }
});
