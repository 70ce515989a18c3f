import { toCsv } from '../../../server/src/csv';

test('cells are quoted where they must be, rows end as spreadsheets expect', () => {
  expect(toCsv([['a', 'b,c', 'say "no"', 'two\nlines', '']])).toBe('\uFEFFa,"b,c","say ""no""","two\nlines",\r\n');
  expect(toCsv([])).toBe('\uFEFF\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '　=1', '＝1+1', '＋1', '－1', '＠SUM(A1)'])(
  '%j is text, never a formula',
  (given) => {
    expect(toCsv([[given]])).toMatch(/^\uFEFF"?'/);
  },
);

test('a dash or sign within, and a plain number, stay as they are', () => {
  expect(toCsv([['a-b', '甲＝乙', '12']])).toBe('\uFEFFa-b,甲＝乙,12\r\n');
});
