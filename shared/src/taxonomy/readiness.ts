// Technology readiness levels as a company and a professor can both understand them, and which of them can still
// become something useful in the time that a company has.

export type ReadinessLevel = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export interface Readiness {
  readonly level: ReadinessLevel;
  readonly ja: string;
  readonly en: string;
}

// One level a line.
// prettier-ignore
export const readinessLevels: readonly Readiness[] = [
  { level: 1, ja: '基本となる原理を見つけた', en: 'The basic principle has been observed' },
  { level: 2, ja: '何に使えるか、考えをまとめた', en: 'An idea of how to use it has been written down' },
  { level: 3, ja: '実験室で、要となる部分が働くことを確かめた', en: 'The key part has been shown to work in an experiment' },
  { level: 4, ja: '実験室で、部品を組み合わせて動いた', en: 'The parts work together in the laboratory' },
  { level: 5, ja: '実際に近い環境で、部品や材料を試した', en: 'Parts or materials have been tested in near-real conditions' },
  { level: 6, ja: '実際に近い環境で、試作機が動いた', en: 'A prototype works in near-real conditions' },
  { level: 7, ja: '実際の現場で、試作機が動いた', en: 'A prototype works at a real site' },
  { level: 8, ja: '製品として完成し、試験や認証を通った', en: 'The product is complete and has passed its tests' },
  { level: 9, ja: '現場で使われ、実績がある', en: 'It is in use and has a record' },
];

export interface ReadinessForTime {
  /** The company has at most this many months; null: longer, or not decided. */
  readonly months: number | null;
  readonly from: ReadinessLevel;
  readonly to: ReadinessLevel;
  readonly ja: string;
  readonly en: string;
}

// One span a line.
// prettier-ignore
export const readinessByTime: readonly ReadinessForTime[] = [
  { months: 6, from: 7, to: 9, ja: '半年以内なら、現場で動いたことのあるもの', en: 'Within half a year: what has already worked at a real site' },
  { months: 12, from: 6, to: 9, ja: '1年以内なら、試作機のあるもの', en: 'Within a year: what has a prototype' },
  { months: 24, from: 4, to: 8, ja: '2年以内なら、実験室で組み上がったもの', en: 'Within two years: what works in the laboratory' },
  { months: 36, from: 3, to: 7, ja: '3年以内なら、実験で見込みの立ったもの', en: 'Within three years: what an experiment has shown to be possible' },
  { months: null, from: 1, to: 9, ja: '期限がなければ、原理の段階から', en: 'Without a date: from the principle on' },
];

/** The levels that fit a company that needs its result in so many months; null: no date given. */
export const readinessForMonths = (months: number | null): ReadinessForTime => {
  const fitting = readinessByTime.find((span) => span.months === null || (months !== null && months <= span.months));
  if (!fitting) throw new Error('readinessByTime must end with a span without limit');
  return fitting;
};
