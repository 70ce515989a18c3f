// Each figure with its chart, its sentence and its table.
import { BarChart } from '@mantine/charts';
import type { Figures } from '@enishi/shared/figures';
import { useCopy, useLanguage } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { Figure } from './Figure.js';

interface CardProps {
  figures: Figures;
}

interface BarsProps {
  data: Record<string, string | number>[];
  series: { name: string; label: string; color: string }[];
  isSideways?: boolean;
}

/** Numbers of things: whole, from nothing upwards. */
const Bars = ({ data, series, isSideways = false }: BarsProps) => (
  <BarChart
    h={isSideways ? Math.max(120, data.length * 40) : 240}
    data={data}
    dataKey="name"
    series={series}
    type={series.length > 1 ? 'stacked' : 'default'}
    {...(isSideways
      ? { orientation: 'vertical' as const, yAxisProps: { width: 150, interval: 0 as const }, gridAxis: 'x' as const }
      : { gridAxis: 'y' as const })}
    xAxisProps={isSideways ? { allowDecimals: false } : { interval: 0, angle: -35, textAnchor: 'end', height: 56 }}
    withLegend={series.length > 1}
    maxBarWidth={28}
    barProps={{ isAnimationActive: false }}
    tickLine="none"
    // The table says the same to whoever cannot see the chart; nothing within it takes the focus.
    barChartProps={{ accessibilityLayer: false }}
  />
);

const most = <T extends { count: number }>(list: readonly T[]): T | undefined =>
  list.reduce<T | undefined>((best, one) => (one.count > (best?.count ?? 0) ? one : best), undefined);

const useShare = (): ((part: number, whole: number) => string) => {
  const language = useLanguage();
  const format = new Intl.NumberFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 0,
  });
  return (part, whole) => (whole === 0 ? '—' : format.format(part / whole));
};

const useMonthName = (): ((month: string) => string) => {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { month: 'short', timeZone: 'UTC' });
  return (month) => format.format(new Date(`${month}-01`));
};

export const Stages = ({ figures: { cases } }: CardProps) => {
  const t = useCopy('figures');
  const names = useCopy('cases');
  const format = useFormat();
  const shown = cases.byStage.filter(({ count }) => count > 0);
  const top = most(shown);
  const rows = cases.byStage.map(({ stage, count }) => [names(`stage.${stage}`), format.number(count)]);
  return (
    <Figure
      title={t('stages.title')}
      says={
        top
          ? t('stages.says', { total: cases.active, stage: names(`stage.${top.stage}`), count: top.count })
          : t('empty')
      }
      table={{ heads: [t('stages.stage'), t('count')], rows }}
    >
      <Bars
        isSideways
        data={shown.map(({ stage, count }) => ({ name: names(`stage.${stage}`), count }))}
        series={[{ name: 'count', label: t('count'), color: 'ai.8' }]}
      />
    </Figure>
  );
};

export const Routes = ({ figures: { cases } }: CardProps) => {
  const t = useCopy('figures');
  const names = useCopy('cases');
  const format = useFormat();
  const top = most(cases.byRoute);
  return (
    <Figure
      title={t('routes.title')}
      says={
        top
          ? t('routes.says', { total: cases.created, route: names(`route.${top.route}`), count: top.count })
          : t('routes.none')
      }
      table={{
        heads: [t('routes.route'), t('count')],
        rows: cases.byRoute.map(({ route, count }) => [names(`route.${route}`), format.number(count)]),
      }}
    >
      {top ? (
        <Bars
          isSideways
          data={cases.byRoute.map(({ route, count }) => ({ name: names(`route.${route}`), count }))}
          series={[{ name: 'count', label: t('count'), color: 'ai.5' }]}
        />
      ) : null}
    </Figure>
  );
};

export const Months = ({ figures: { cases } }: CardProps) => {
  const t = useCopy('figures');
  const format = useFormat();
  const monthName = useMonthName();
  const top = most(cases.perMonth);
  return (
    <Figure
      title={t('months.title')}
      says={top ? t('months.says', { month: monthName(top.month), count: top.count }) : t('months.none')}
      table={{
        heads: [t('months.month'), t('count')],
        rows: cases.perMonth.map(({ month, count }) => [monthName(month), format.number(count)]),
      }}
    >
      {top ? (
        <Bars
          data={cases.perMonth.map(({ month, count }) => ({ name: monthName(month), count }))}
          series={[{ name: 'count', label: t('count'), color: 'ai.8' }]}
        />
      ) : null}
    </Figure>
  );
};

export const Stays = ({ figures: { stays } }: CardProps) => {
  const t = useCopy('figures');
  const names = useCopy('cases');
  const format = useFormat();
  const longest = stays.reduce<(typeof stays)[number] | undefined>(
    (best, one) => ((one.medianDays ?? 0) > (best?.medianDays ?? -1) ? one : best),
    undefined,
  );
  return (
    <Figure
      title={t('stays.title')}
      says={
        longest
          ? t('stays.says', { stage: names(`stage.${longest.stage}`), days: format.number(longest.medianDays ?? 0) })
          : t('stays.none')
      }
      table={{
        heads: [t('stages.stage'), t('stays.moved'), t('stays.days')],
        rows: stays.map(({ stage, count, medianDays }) => [
          names(`stage.${stage}`),
          format.number(count),
          medianDays === null ? '—' : format.number(medianDays),
        ]),
      }}
    >
      {longest ? (
        <Bars
          isSideways
          data={stays.map(({ stage, medianDays }) => ({ name: names(`stage.${stage}`), days: medianDays ?? 0 }))}
          series={[{ name: 'days', label: t('stays.days'), color: 'ai.6' }]}
        />
      ) : null}
    </Figure>
  );
};

export const Answers = ({ figures: { answers } }: CardProps) => {
  const t = useCopy('figures');
  const format = useFormat();
  const shareOf = useShare();
  const { inquiries, answered, medianHours, inTime, judged } = answers;
  const share = shareOf(inTime, judged);
  const hours = medianHours === null ? null : format.number(medianHours);
  const says =
    inquiries === 0
      ? t('answers.none')
      : hours === null
        ? t('answers.waiting', { inquiries })
        : t('answers.says', { inquiries, answered, hours, share });
  const rows = [
    [t('answers.inquiries'), format.number(inquiries)],
    [t('answers.answered'), format.number(answered)],
    [t('answers.median'), hours === null ? '—' : t('answers.hours', { hours })],
    [t('answers.inTime'), t('answers.of', { part: inTime, whole: judged, share })],
  ];
  return <Figure title={t('answers.title')} says={says} table={{ heads: [t('item'), t('count')], rows }} />;
};

export const Proposals = ({ figures: { proposals } }: CardProps) => {
  const t = useCopy('figures');
  const format = useFormat();
  const shareOf = useShare();
  const steps = (['sent', 'accepted', 'met', 'carried'] as const).map((step) => ({
    name: t(`proposals.${step}`),
    count: proposals[step],
  }));
  return (
    <Figure
      title={t('proposals.title')}
      says={
        proposals.sent === 0
          ? t('proposals.none')
          : t('proposals.says', { sent: proposals.sent, share: shareOf(proposals.accepted, proposals.sent) })
      }
      table={{
        heads: [t('item'), t('count'), t('proposals.share')],
        rows: steps.map(({ name, count }) => [name, format.number(count), shareOf(count, proposals.sent)]),
      }}
    >
      {proposals.sent > 0 ? (
        <Bars isSideways data={steps} series={[{ name: 'count', label: t('count'), color: 'ai.8' }]} />
      ) : null}
    </Figure>
  );
};

export const Outcomes = ({ figures: { outcomes } }: CardProps) => {
  const t = useCopy('figures');
  const words = useCopy('projects');
  const format = useFormat();
  const money = (yen: number): string => t('outcomes.amount', { yen: format.number(yen) });
  const sales = outcomes.find(({ kind }) => kind === 'sales');
  const says =
    outcomes.length === 0
      ? t('outcomes.none')
      : sales
        ? t('outcomes.says', { yen: format.number(sales.yen), confirmed: format.number(sales.confirmedYen) })
        : t('outcomes.saysOther', { kinds: format.list(outcomes.map(({ kind }) => words(`outcomeKind.${kind}`))) });
  return (
    <Figure
      title={t('outcomes.title')}
      says={says}
      table={{
        heads: [
          t('outcomes.kind'),
          t('count'),
          t('outcomes.yen'),
          t('outcomes.confirmed'),
          t('outcomes.estimate'),
          t('outcomes.reported'),
        ],
        rows: outcomes.map(({ kind, count, yen, confirmedYen, estimateYen, reportedYen }) => [
          words(`outcomeKind.${kind}`),
          format.number(count),
          ...[yen, confirmedYen, estimateYen, reportedYen].map(money),
        ]),
      }}
    >
      {outcomes.length > 0 ? (
        <Bars
          isSideways
          data={outcomes.map(({ kind, count }) => ({ name: words(`outcomeKind.${kind}`), count }))}
          series={[{ name: 'count', label: t('count'), color: 'moss.8' }]}
        />
      ) : null}
    </Figure>
  );
};

export const Load = ({ figures: { load } }: CardProps) => {
  const t = useCopy('figures');
  const format = useFormat();
  const nameOf = (name: string | null): string => name ?? t('load.nobody');
  const [top] = load;
  return (
    <Figure
      title={t('load.title')}
      says={top ? t('load.says', { name: nameOf(top.name), count: top.open }) : t('load.none')}
      table={{
        heads: [t('load.name'), t('load.open'), t('load.created'), t('load.ended')],
        rows: load.map(({ name, open, created, ended }) => [
          nameOf(name),
          ...[open, created, ended].map(format.number),
        ]),
      }}
    >
      {top ? (
        <Bars
          isSideways
          data={load.map(({ name, open, ended }) => ({ name: nameOf(name), open, ended }))}
          series={[
            { name: 'open', label: t('load.open'), color: 'ai.8' },
            { name: 'ended', label: t('load.ended'), color: 'ai.2' },
          ]}
        />
      ) : null}
    </Figure>
  );
};
