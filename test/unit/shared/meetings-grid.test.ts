// The grid of half hours, and choosing in it.
import { byFit, cellsOf, fitsGrid, meetingGrid } from '@enishi/shared/meetings';
import { addDays, cellAt, choose, mondayOf, rowCount, rowTime } from '../../../client/src/features/meetings/week';

const tokyo = (time: string, date = '2026-11-24') => new Date(`${date}T${time}:00+09:00`);
const iso = (time: string, date?: string) => tokyo(time, date).toISOString();

describe('the grid', () => {
  it('lies between eight and twenty o’clock in Japan, on half hours', () => {
    expect([fitsGrid(tokyo('08:00'), 60), fitsGrid(tokyo('19:00'), 60), fitsGrid(tokyo('13:30'), 30)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([fitsGrid(tokyo('07:30'), 60), fitsGrid(tokyo('19:30'), 60), fitsGrid(tokyo('13:15'), 30)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('knows no summer time: the same hours on every day of the year', () => {
    for (let day = 0; day < 366; day += 1) {
      const date = addDays('2026-01-01', day);
      expect(cellAt(date, 0).getTime()).toBe(tokyo('08:00', date).getTime());
      expect(fitsGrid(cellAt(date, rowCount - 1), 30)).toBe(true);
    }
  });

  it('takes as many cells as a meeting is long', () => {
    for (const minutes of meetingGrid.durations)
      expect(cellsOf(tokyo('10:00'), minutes).length * meetingGrid.minutes).toBe(minutes);
    expect(cellsOf(tokyo('10:00'), 60)).toEqual([tokyo('10:00'), tokyo('10:30')]);
  });

  it('begins its weeks on Monday in Japan', () => {
    expect(mondayOf(tokyo('00:10', '2026-11-23'))).toBe('2026-11-23');
    expect(mondayOf(tokyo('23:50', '2026-11-29'))).toBe('2026-11-23');
    expect([rowTime(0), rowTime(1), rowTime(rowCount - 1)]).toEqual(['8:00', '8:30', '19:30']);
  });
});

describe('choosing', () => {
  const choosing = { starts: [] as string[], durationMinutes: 60, limit: 12, isFree: () => true };
  const pick = (from: number, to: number, given: Partial<typeof choosing> = {}) =>
    choose({ ...choosing, ...given }, { day: '2026-11-24', from, to }).starts;

  it('one cell begins one slot; pointing at it again takes it out, wherever in it', () => {
    const starts = pick(4, 4);
    expect(starts).toEqual([iso('10:00')]);
    expect([pick(4, 4, { starts }), pick(5, 5, { starts })]).toEqual([[], []]);
  });

  it('a stretch is filled with slots one after the other, upwards as downwards', () => {
    const filled = [iso('10:00'), iso('11:00')];
    expect([pick(4, 7), pick(7, 4), pick(4, 8)]).toEqual([filled, filled, filled]);
  });

  it('goes around what is taken, and around what was chosen', () => {
    const lunch = tokyo('11:00').getTime();
    expect(pick(4, 9, { isFree: (cell: number) => cell !== lunch } as never)).toEqual([iso('10:00'), iso('11:30')]);
    expect(pick(4, 9, { starts: [iso('11:00')] })).toEqual([iso('10:00'), iso('11:00'), iso('12:00')]);
  });

  it('never lays slots over each other, over the end of the day, or beyond the limit', () => {
    expect(pick(rowCount - 1, rowCount - 1)).toEqual([]);
    expect(pick(3, 3, { starts: [iso('10:00')] })).toEqual([iso('10:00')]);
    expect(pick(0, rowCount - 1, { limit: 3 })).toHaveLength(3);
  });
});

it('puts the slot first that fewest cannot come to, then the one that most can', () => {
  const slot = (yes: number, maybe: number, no: number, time: string) => ({
    counts: { yes, maybe, no },
    startsAt: iso(time),
  });
  const order = [slot(1, 2, 0, '15:00'), slot(2, 0, 1, '09:00'), slot(2, 1, 0, '14:00'), slot(1, 2, 0, '11:00')];
  expect(order.sort(byFit).map(({ startsAt }) => startsAt)).toEqual([
    iso('14:00'),
    iso('11:00'),
    iso('15:00'),
    iso('09:00'),
  ]);
});
