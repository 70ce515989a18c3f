/** Time under control: stands still until it is moved. */
export function createClock(start = new Date('2026-11-20T01:00:00.000Z')) {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    set: (moment: Date) => {
      current = moment.getTime();
    },
    /** Moves on by so many milliseconds. */
    move: (milliseconds: number) => {
      current += milliseconds;
    },
  };
}
export type Clock = ReturnType<typeof createClock>;
export const day = 86_400_000;
