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

/** What both projects are made of, counted in months from their beginning; `done` is how far they are. */
function partsFor({ coordinator, company, owner }: Cast, start: string, today: string, isDone: boolean): PartForm[] {
  const month = (count: number) => addMonths(start, count);
  const share = (whileRunning: number) => (isDone ? 100 : whileRunning);
  const { work_package, milestone, budget, team, measure } = partForms;
  const ofCompany = { organisationId: company.organisationId };
  const ofOwner = { organisationId: owner.organisationId };
  const reached = (day: string) => (isDone || day < today ? day : null);
  return [
    {
      kind: 'work_package',
      content: work_package.parse({ title: '仕様の整理', ...ofCompany, from: start, to: month(1), doneShare: 100 }),
    },
    {
      kind: 'work_package',
      content: work_package.parse({ title: '試作', ...ofCompany, from: month(1), to: month(4), doneShare: share(45) }),
    },
    {
      kind: 'work_package',
      content: work_package.parse({
        ...{ title: '評価と改良', ...ofOwner, from: month(3), to: month(6), doneShare: share(0) },
        note: '評価の手順は大学側で用意します。（見本）',
      }),
    },
    {
      kind: 'milestone',
      content: milestone.parse({ title: '仕様の合意', dueOn: month(1), reachedOn: reached(month(1)) }),
    },
    {
      kind: 'milestone',
      content: milestone.parse({ title: '試作1号機', dueOn: month(4), reachedOn: reached(month(4)) }),
    },
    { kind: 'budget', content: budget.parse({ title: '試作の材料と加工', source: 'own', yen: 800_000 }) },
    { kind: 'budget', content: budget.parse({ title: 'ものづくりの補助金', source: 'subsidy', yen: 1_500_000 }) },
    {
      kind: 'team',
      content: team.parse({
        ...{ userId: coordinator.id, role: '全体の進行と支援メニューの手配', hours: 24 },
        ...{ from: start, to: month(6) },
      }),
    },
    {
      kind: 'team',
      content: team.parse({ userId: owner.id, role: '技術の助言と評価', hours: 40, from: start, to: month(6) }),
    },
    {
      kind: 'measure',
      content: measure.parse({
        ...{ menu: '専門家派遣', usedOn: month(1), result: '仕様の抜けが3つ見つかり、先に直せた。（見本）' },
      }),
    },
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
  for (const [index, part] of partsFor(cast, startsOn, today, isDone).entries())
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
