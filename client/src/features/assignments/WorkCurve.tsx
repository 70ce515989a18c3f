// What was done week by week, what was planned, and how it goes on.
import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import type { TotalsView } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';

const dayName = (week: string): string => week.slice(5).replace('-', '/').replace(/\b0/g, '');

export const WorkCurve = ({ totals }: { totals: TotalsView }) => {
  const t = useCopy('assignments');
  const series = [
    { name: 'plan', label: t('progress.plan'), color: 'gray.5' },
    { name: 'ahead', label: t('progress.ahead'), color: 'shu.6', strokeDasharray: '4 4' },
    { name: 'done', label: t('progress.done'), color: 'ai.8' },
  ];
  const isDrawn = (name: string) => totals.curve.some((point) => point[name as 'plan' | 'ahead' | 'done'] !== null);
  return (
    <LineChart
      h={220}
      data={totals.curve.map(({ week, ...point }) => ({ name: dayName(week), ...point }))}
      dataKey="name"
      series={series.filter(({ name }) => isDrawn(name))}
      curveType="linear"
      gridAxis="y"
      tickLine="none"
      withLegend
      lineProps={{ isAnimationActive: false }}
      // The table says the same to whoever cannot see the chart; nothing within it takes the focus.
      lineChartProps={{ accessibilityLayer: false }}
    />
  );
};
