// One picture: to the left the hours that are asked for, to the right those that are there, skill by skill.
import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import type { SkillBalance } from '@enishi/shared/work-desk';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useTagName } from '../../lib/taxonomy.js';

/** What is missing most, and what there is most of; the table holds all. */
const SHOWN = { missing: 10, spare: 5 } as const;
const rowHeight = 36;

const picked = (skills: readonly SkillBalance[]): readonly SkillBalance[] => {
  const told = skills.filter((skill) => skill.wantedHours + skill.freeHours + skill.learningHours > 0);
  const most = SHOWN.missing + SHOWN.spare;
  return told.length <= most ? told : [...told.slice(0, SHOWN.missing), ...told.slice(-SHOWN.spare)];
};

export const SkillGap = ({ skills }: { skills: readonly SkillBalance[] }) => {
  const t = useCopy('workDesk');
  const format = useFormat();
  const nameOf = useTagName();
  const data = picked(skills).map(({ tag, wantedHours, freeHours, learningHours }) => ({
    name: nameOf(tag) ?? '…',
    missing: -Math.max(0, wantedHours - freeHours),
    met: -Math.min(wantedHours, freeHours),
    free: freeHours,
    learning: learningHours,
  }));
  return (
    <BarChart
      h={data.length * rowHeight + 80}
      data={data}
      dataKey="name"
      type="stacked"
      orientation="vertical"
      series={[
        { name: 'met', label: t('chart.met'), color: 'ai.3' },
        { name: 'missing', label: t('chart.missing'), color: 'shu.7' },
        { name: 'free', label: t('chart.free'), color: 'ai.8' },
        { name: 'learning', label: t('chart.learning'), color: 'gray.5' },
      ]}
      gridAxis="x"
      withLegend
      valueFormatter={(hours) => t('hours', { hours: format.number(Math.abs(hours)) })}
      yAxisProps={{ width: 110, interval: 0 }}
      xAxisProps={{ tickFormatter: (hours: number) => format.number(Math.abs(hours)) }}
      referenceLines={[{ x: 0, color: 'gray.7' }]}
      maxBarWidth={22}
      barProps={{ isAnimationActive: false }}
      tickLine="none"
      // Bars of one skill lie to both sides of nothing. The table says the same to whoever cannot see the chart.
      barChartProps={{ stackOffset: 'sign', accessibilityLayer: false }}
    />
  );
};
