// Figures of a fiscal year: examples that were worked out by hand, and laws that hold for any history.
import fc from 'fast-check';
import { caseMoves, caseRoutes, type CaseStage } from '@enishi/shared/case-stages';
import { outcomeKinds } from '@enishi/shared/outcomes';
import { fiscalMonths, fiscalYearOf, fiscalYearSpan } from '@enishi/shared/tokyo-calendar';
import {
  computeFigures,
  median,
  stageAt,
  type FigureCase,
  type FigureFacts,
} from '../../../server/src/features/figures/compute-figures';

const at = (day: string, time = '10:00') => new Date(`${day}T${time}:00+09:00`);
const day = 86_400_000;

const facts = (given: Partial<FigureFacts>): FigureFacts => ({
  fiscalYear: 2026,
  now: at('2026-11-20'),
  prefectures: ['06'],
  cases: [],
  proposals: [],
  outcomes: [],
  answerDueAt: (createdAt) => new Date(createdAt.getTime() + 2 * day),
  ...given,
});
const sato = { id: 'a', name: '佐藤' };
const suzuki = { id: 'b', name: '鈴木' };
let serial = 0;
const buildCase = (given: Partial<FigureCase>): FigureCase => ({
  id: String((serial += 1)),
  route: 'inquiry',
  createdAt: at('2026-05-01'),
  answeredAt: null,
  lead: null,
  moves: [],
  ...given,
});

const countsOf = (list: readonly { count: number }[]) => list.reduce((sum, { count }) => sum + count, 0);
const countOf = (found: ReturnType<typeof computeFigures>, wanted: CaseStage) =>
  found.cases.byStage.find(({ stage }) => stage === wanted)?.count;

describe('the fiscal year', () => {
  it('runs from April to March in Tokyo, to the second', () => {
    expect(fiscalYearOf(new Date('2026-03-31T14:59:59Z'))).toBe(2025);
    expect(fiscalYearOf(new Date('2026-03-31T15:00:00Z'))).toBe(2026);
    expect(fiscalMonths(2026)).toEqual([
      ...['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'],
      ...['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03'],
    ]);
  });

  it('takes in what was open in it, not what had ended before or came after', () => {
    const found = computeFigures(
      facts({
        cases: [
          buildCase({ createdAt: at('2025-12-01') }),
          buildCase({
            createdAt: at('2025-06-01'),
            moves: [{ from: 'received', to: 'ended', at: at('2026-03-31', '23:59') }],
          }),
          buildCase({ createdAt: at('2025-06-01'), moves: [{ from: 'received', to: 'ended', at: at('2026-04-01') }] }),
          buildCase({ createdAt: at('2026-04-01', '00:00') }),
          buildCase({ createdAt: at('2027-04-01', '00:00') }),
        ],
      }),
    );
    expect(found.cases).toMatchObject({ active: 3, created: 1, ended: 1 });
    expect(found.cases.perMonth[0]).toEqual({ month: '2026-04', count: 1 });
  });

  it('shows a year that is over as it stood at its end', () => {
    const cases = [
      buildCase({
        createdAt: at('2025-05-01'),
        moves: [
          { from: 'received', to: 'search', at: at('2025-06-01') },
          { from: 'search', to: 'plan', at: at('2026-05-01') },
        ],
      }),
    ];
    expect(countOf(computeFigures(facts({ cases, fiscalYear: 2025 })), 'search')).toBe(1);
    expect(countOf(computeFigures(facts({ cases })), 'plan')).toBe(1);
  });
});

describe('worked out by hand', () => {
  it('days in a stage: 2, 4 and 9 days of hearing make a median of 4; going back does not count', () => {
    const hearing = (days: number) =>
      buildCase({
        createdAt: at('2026-05-01'),
        moves: [
          { from: 'received', to: 'hearing', at: at('2026-05-02') },
          { from: 'hearing', to: 'search', at: new Date(at('2026-05-02').getTime() + days * day) },
        ],
      });
    const back = buildCase({
      moves: [
        { from: 'received', to: 'hearing', at: at('2026-05-11') },
        { from: 'hearing', to: 'received', at: at('2026-05-21') },
        { from: 'received', to: 'ended', at: at('2026-05-22') },
      ],
    });
    const { stays } = computeFigures(facts({ cases: [hearing(9), hearing(2), hearing(4), back] }));
    expect(stays).toEqual([
      { stage: 'received', count: 4, medianDays: 1 },
      { stage: 'hearing', count: 3, medianDays: 4 },
    ]);
  });

  it('answers: 1 h, 3 h and 50 h, one too late without answer, one still in time', () => {
    const hours = (count: number) => new Date(at('2026-05-01').getTime() + count * 3_600_000);
    const { answers } = computeFigures(
      facts({
        cases: [
          buildCase({ answeredAt: hours(1) }),
          buildCase({ answeredAt: hours(50) }),
          buildCase({ answeredAt: hours(3) }),
          buildCase({}),
          buildCase({ createdAt: at('2026-11-20', '09:00') }),
          buildCase({ route: 'need', answeredAt: hours(90) }),
        ],
      }),
    );
    expect(answers).toEqual({ inquiries: 5, answered: 3, medianHours: 3, inTime: 2, judged: 4 });
  });

  it('proposals: each step is part of the one before', () => {
    const proposal = { createdAt: at('2026-06-01'), isAccepted: true, hasMet: true, isCarried: true };
    const { proposals } = computeFigures(
      facts({
        proposals: [
          proposal,
          { ...proposal, hasMet: false },
          { ...proposal, isCarried: false },
          { ...proposal, hasMet: false, isCarried: false },
          { ...proposal, isAccepted: false },
          { ...proposal, createdAt: at('2026-03-31') },
        ],
      }),
    );
    expect(proposals).toEqual({ sent: 5, accepted: 4, met: 3, carried: 2 });
  });

  it('outcomes: sums by certainty', () => {
    const sales = { kind: 'sales', count: 1 } as const;
    const { outcomes } = computeFigures(
      facts({
        outcomes: [
          { ...sales, certainty: 'confirmed', yen: 3_000_000 },
          { ...sales, certainty: 'estimate', yen: 12_000_000 },
          { ...sales, certainty: 'reported', yen: 500_000 },
          { kind: 'jobs', certainty: 'confirmed', count: 2, yen: null },
          { kind: 'jobs', certainty: 'reported', count: 1, yen: null },
        ],
      }),
    );
    expect(outcomes).toEqual([
      {
        kind: 'sales',
        count: 3,
        yen: 15_500_000,
        confirmedYen: 3_000_000,
        estimateYen: 12_000_000,
        reportedYen: 500_000,
      },
      { kind: 'jobs', count: 3, yen: 0, confirmedYen: 0, estimateYen: 0, reportedYen: 0 },
    ]);
  });

  it('load: the busiest first, nobody among them', () => {
    const ended = [{ from: 'received', to: 'ended', at: at('2026-06-01') } as const];
    const { load } = computeFigures(
      facts({
        cases: [
          buildCase({ lead: sato }),
          buildCase({ lead: suzuki }),
          buildCase({ lead: suzuki, createdAt: at('2025-12-01') }),
          buildCase({ lead: suzuki, moves: ended }),
          buildCase({}),
        ],
      }),
    );
    expect(load).toEqual([
      { name: '鈴木', open: 2, created: 2, ended: 1 },
      { name: null, open: 1, created: 1, ended: 0 },
      { name: '佐藤', open: 1, created: 1, ended: 0 },
    ]);
  });
});

const moments = fc.date({ min: at('2024-04-01'), max: at('2027-06-01'), noInvalidDate: true });
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 * day }), fc.nat()), { maxLength: 8 });
const cases = fc.array(
  fc
    .record({
      route: fc.constantFrom(...caseRoutes),
      createdAt: moments,
      answer: fc.option(fc.nat(10 * day)),
      lead: fc.option(fc.constantFrom(sato, suzuki)),
      steps,
    })
    .map(({ answer, steps: taken, ...rest }) => {
      let time = rest.createdAt.getTime();
      let from: CaseStage = 'received';
      const moves = taken.map(([wait, choice]) => {
        const allowed = caseMoves[from];
        const move = { from, to: allowed[choice % allowed.length] ?? 'ended', at: new Date((time += wait)) };
        from = move.to;
        return move;
      });
      return buildCase({
        ...rest,
        moves,
        answeredAt: answer === null ? null : new Date(rest.createdAt.getTime() + answer),
      });
    }),
  { maxLength: 25 },
);
const outcomes = fc.array(
  fc.record({
    kind: fc.constantFrom(...outcomeKinds),
    certainty: fc.constantFrom('reported' as const, 'estimate' as const, 'confirmed' as const),
    count: fc.integer({ min: 1, max: 50 }),
    yen: fc.option(fc.nat(1_000_000_000)),
  }),
);
const proposals = fc.array(
  fc.record({ createdAt: moments, isAccepted: fc.boolean(), hasMet: fc.boolean(), isCarried: fc.boolean() }),
);
const anyFacts = fc
  .record({ cases, outcomes, proposals, now: moments, fiscalYear: fc.constantFrom(2024, 2025, 2026) })
  .map(facts);

describe('for any history', () => {
  it('sums agree with one another', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const found = computeFigures(given);
        const { active, created, ended, byStage, byRoute, perMonth } = found.cases;
        expect(countsOf(byStage)).toBe(active);
        expect(countsOf(byRoute)).toBe(created);
        expect(countsOf(perMonth)).toBe(created);
        expect(found.load.reduce((sum, { open }) => sum + open, 0)).toBe(active - ended);
        expect(found.load.reduce((sum, one) => sum + one.ended, 0)).toBe(ended);
        const yen = given.outcomes.reduce((sum, one) => sum + (one.yen ?? 0), 0);
        expect(found.outcomes.reduce((sum, one) => sum + one.yen, 0)).toBe(yen);
        for (const one of found.outcomes) expect(one.confirmedYen + one.estimateYen + one.reportedYen).toBe(one.yen);
        const { sent, accepted, met, carried } = found.proposals;
        expect([sent, accepted, met, carried]).toEqual([sent, accepted, met, carried].sort((a, b) => b - a));
        expect(found.answers.inTime).toBeLessThanOrEqual(found.answers.judged);
        expect(found.answers.judged).toBeLessThanOrEqual(found.answers.inquiries);
      }),
    );
  });

  it('a case that came to be in a year belongs to that year and no other', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const years = [2023, 2024, 2025, 2026, 2027];
        const sum = years
          .map((fiscalYear) => computeFigures(facts({ cases: given, fiscalYear, now: at('2028-04-01') })).cases.created)
          .reduce((one, other) => one + other, 0);
        expect(sum).toBe(given.length);
      }),
    );
  });

  it('order does not matter', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const turned = {
          ...given,
          cases: [...given.cases].reverse(),
          outcomes: [...given.outcomes].reverse(),
          proposals: [...given.proposals].reverse(),
        };
        expect(computeFigures(turned)).toEqual(computeFigures(given));
      }),
    );
  });

  it('the median has as many values below as above', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), (values) => {
        const middle = median(values) ?? NaN;
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
    expect(median([])).toBeNull();
    expect(median([4, 1])).toBe(2.5);
  });

  it('nobody stands anywhere before the first move but where it began', () => {
    fc.assert(
      fc.property(cases, (given) => {
        for (const one of given) expect(stageAt(one, fiscalYearSpan(2020).from)).toBe('received');
      }),
    );
  });
});
