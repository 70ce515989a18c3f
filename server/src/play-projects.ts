// Sample projects: one under way with its monthly review, one that has come to a product with outcomes in this year.
import { partForms, type PartForm } from '@enishi/shared/projects';
import { outcomeForm } from '@enishi/shared/outcomes';
import { addMonths, dayOf, fiscalYearOf, monthOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from './actor.js';
import type { Wired } from './wire.js';

interface Cast {
  needId: string;
  coordinator: Actor;
  company: Actor;
  owner: Actor;
}
type Stage = Pick<Wired, 'cases' | 'projects' | 'bus'>;

/** Work and milestones of both projects, counted in months from their beginning. */
function workFor({ company, owner }: Cast, start: string, today: string, isDone: boolean): PartForm[] {
  const { work_package, milestone } = partForms;
  const month = (count: number) => addMonths(start, count);
  const share = (whileRunning: number) => (isDone ? 100 : whileRunning);
  const reached = (day: string) => (isDone || day < today ? day : null);
  const work = (title: string, organisationId: string, from: number, to: number, doneShare: number): PartForm => ({
    kind: 'work_package',
    content: work_package.parse({ title, organisationId, from: month(from), to: month(to), doneShare }),
  });
  const reach = (title: string, dueOn: string): PartForm => ({
    kind: 'milestone',
    content: milestone.parse({ title, dueOn, reachedOn: reached(dueOn) }),
  });
  return [
    work('仕様の整理', company.organisationId, 0, 1, 100),
    work('試作', company.organisationId, 1, 4, share(45)),
    work('評価と改良', owner.organisationId, 3, 6, share(0)),
    reach('仕様の合意', month(1)),
    reach('試作1号機', month(4)),
  ];
}

function supportFor({ coordinator, owner }: Cast, start: string): PartForm[] {
  const { budget, team, measure } = partForms;
  const span = { from: start, to: addMonths(start, 6) };
  const joins = (userId: string, role: string, hours: number): PartForm => ({
    kind: 'team',
    content: team.parse({ userId, role, hours, ...span }),
  });
  const used = {
    menu: '専門家派遣',
    usedOn: addMonths(start, 1),
    result: '仕様の抜けが3つ見つかり、先に直せた。（見本）',
  };
  return [
    { kind: 'budget', content: budget.parse({ title: '試作の材料と加工', source: 'own', yen: 800_000 }) },
    { kind: 'budget', content: budget.parse({ title: 'ものづくりの補助金', source: 'subsidy', yen: 1_500_000 }) },
    joins(coordinator.id, '全体の進行と支援メニューの手配', 24),
    joins(owner.id, '技術の助言と評価', 40),
    { kind: 'measure', content: measure.parse(used) },
  ];
}

const review = (month: string, light: 'green' | 'yellow'): PartForm => ({
  kind: 'review',
  content: partForms.review.parse({
    ...{ month, light, wentWell: '打合せの間隔が決まり、宿題が期限どおりに戻ってきた。（見本）' },
    ...{ hinders: light === 'yellow' ? '加工先の順番待ちで、部材が2週間遅れている。（見本）' : '' },
    next: '評価の条件を3者で確かめる。（見本）',
  }),
});

/** @param monthsAgo when it began */
async function play(wired: Stage, cast: Cast, now: Date, monthsAgo: number, isDone: boolean): Promise<void> {
  const { projects } = wired.projects;
  const { needId, coordinator } = cast;
  const found = await wired.cases.findOfNeed(needId);
  if (!found) return;
  const today = dayOf(now);
  const startsOn = addMonths(today, -monthsAgo);
  const form = {
    ...{
      key: `sample-${needId}`,
      title: isDone ? '製品になった共同開発（見本）' : '試作を進める共同開発（見本）',
      startsOn,
    },
    goal: '半年で試作を終えて、取引先の評価を受け、受注を始める。（見本）',
  };
  const begun = await projects.create(found.id, form, coordinator);
  const parts = [...workFor(cast, startsOn, today, isDone), ...supportFor(cast, startsOn)];
  for (const [index, part] of parts.entries())
    await projects.addPart(begun.id, { ...part, key: `sample-part-${index}` }, coordinator);
  for (let count = 1; count < monthsAgo; count += 1) {
    const month = monthOf(addMonths(startsOn, count));
    const key = `sample-review-${count}`;
    await projects.addPart(begun.id, { ...review(month, count === 1 ? 'yellow' : 'green'), key }, coordinator);
  }
  const { version, state } = await projects.get(begun.id, coordinator);
  if (state !== 'under_way') return;
  const scenario = '専門家派遣で仕様を固め、補助金で試作し、展示会で最初の受注につなげる。（見本）';
  const ending = isDone ? { state: 'done' as const, endedOn: addMonths(today, -1) } : {};
  await projects.change(begun.id, { version, scenario, ...ending }, coordinator);
}

/** Two sides that have just been connected plan together. */
export const playProject = (wired: Stage, cast: Cast, now: Date): Promise<void> => play(wired, cast, now, 3, false);

/** A product, its first sales and a job, in the fiscal year of the start. */
export async function playOutcome(wired: Stage, cast: Cast, now: Date): Promise<void> {
  await play(wired, cast, now, 8, true);
  const found = await wired.cases.findOfNeed(cast.needId);
  if (!found) return;
  const fiscalYear = fiscalYearOf(now);
  const outcomes = [
    { kind: 'product', fiscalYear, text: '評価キットとして発売（見本）' },
    { kind: 'sales', fiscalYear, yen: 4_800_000, text: '取引先3社への初回納入（見本）' },
    { kind: 'sales', fiscalYear, yen: 12_000_000, certainty: 'estimate', text: '年度末までの見込み（見本）' },
    { kind: 'jobs', fiscalYear, count: 1, text: '評価の担当を1名採用（見本）' },
  ];
  for (const [index, outcome] of outcomes.entries())
    await wired.projects.outcomes.record(
      found.id,
      { ...outcomeForm.parse(outcome), key: `sample-outcome-${index}` },
      cast.coordinator,
    );
}
