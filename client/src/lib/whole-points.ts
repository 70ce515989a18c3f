/**
 * Parts in whole points that add up to the score as it is shown. The largest remainders are rounded up, so that nobody
 * who adds the numbers finds them one off.
 */
export function wholePoints<Part extends string>(
  order: readonly Part[],
  parts: Readonly<Record<Part, number>>,
  score: number,
): { score: number; parts: { part: Part; points: number }[] } {
  const total = Math.round(score);
  const shown = order.map((part) => ({ part, points: Math.floor(parts[part]), rest: parts[part] % 1 }));
  let missing = total - shown.reduce((sum, { points }) => sum + points, 0);
  for (const entry of [...shown].sort((one, other) => other.rest - one.rest)) {
    if (missing <= 0) break;
    entry.points += 1;
    missing -= 1;
  }
  return { score: total, parts: shown.map(({ part, points }) => ({ part, points })) };
}
