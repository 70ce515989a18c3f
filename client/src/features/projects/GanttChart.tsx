// The chart: months as columns, a bar for each work package, a diamond for each milestone, lines for today and the target.
import type { KeyboardEvent } from 'react';
import type { MilestoneView, ProjectView, WorkPackageView } from '@enishi/shared/projects';
import { addMonths } from '@enishi/shared/tokyo-calendar';
import { useCopy, useLanguage } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ganttSizes, scaleOf } from './gantt-scale.js';
import type { GanttScale } from './gantt-scale.js';
import styles from './GanttChart.module.css';

interface GanttChartProps {
  project: ProjectView;
  today: string;
  selectedId: string | null;
  onSelect: (id: string) => void;
}

const { row, head } = ganttSizes;

interface ItemProps {
  label: string;
  id: string;
  isSelected: boolean;
  onSelect: (id: string) => void;
  children: React.ReactNode;
}

/** Something on the chart that can be reached by keyboard and tells about itself. */
const Item = ({ label, id, isSelected, onSelect, children }: ItemProps) => {
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onSelect(id);
  };
  return (
    <g
      className={styles.item}
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={isSelected}
      onClick={() => onSelect(id)}
      onFocus={() => onSelect(id)}
      onKeyDown={handleKey}
    >
      {children}
    </g>
  );
};

interface BarProps extends Pick<GanttChartProps, 'selectedId' | 'onSelect'> {
  scale: GanttScale;
  top: number;
}

const Bar = ({ scale, top, selectedId, onSelect, part }: BarProps & { part: WorkPackageView }) => {
  const t = useCopy('projects');
  const format = useFormat();
  const { id, title, organisationName, from, to, doneShare } = part;
  const left = scale.left(from);
  // The last day is worked on, too.
  const width = Math.max(6, scale.left(to) + scale.monthWidth / 30 - left);
  const words = { title, owner: organisationName, from: format.date(from), to: format.date(to), share: doneShare };
  return (
    <Item label={t('gantt.bar', words)} id={id} isSelected={selectedId === id} onSelect={onSelect}>
      <rect className={styles.reach} x={left} y={top} width={Math.max(width, row)} height={row} />
      <rect className={styles.bar} x={left} y={top + 12} width={width} height={row - 24} rx={4} />
      <rect className={styles.done} x={left} y={top + 12} width={(width * doneShare) / 100} height={row - 24} rx={4} />
    </Item>
  );
};

const Diamond = ({ scale, top, selectedId, onSelect, part }: BarProps & { part: MilestoneView }) => {
  const t = useCopy('projects');
  const format = useFormat();
  const { id, title, dueOn, reachedOn } = part;
  const x = scale.left(dueOn);
  const y = top + row / 2;
  const words = { title, due: format.date(dueOn), reached: reachedOn ? format.date(reachedOn) : '' };
  return (
    <Item
      label={t(reachedOn ? 'gantt.diamondReached' : 'gantt.diamond', words)}
      id={id}
      isSelected={selectedId === id}
      onSelect={onSelect}
    >
      <rect className={styles.reach} x={x - row / 2} y={top} width={row} height={row} />
      <path className={reachedOn ? styles.reached : styles.diamond} d={`M${x} ${y - 9}l9 9l-9 9l-9-9z`} />
    </Item>
  );
};

interface LineProps {
  x: number;
  width: number;
  height: number;
  label: string;
  look: 'today' | 'target';
}

/** Room that the word beside a line takes. */
const labelWidth = 48;

const Line = ({ x, width, height, label, look }: LineProps) => {
  const isAtEdge = x > width - labelWidth;
  return (
    <g className={styles[look]}>
      <line x1={x} x2={x} y1={look === 'today' ? 20 : 34} y2={height} />
      <text x={isAtEdge ? x - 4 : x + 4} y={look === 'today' ? 32 : 42} textAnchor={isAtEdge ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  );
};

const Months = ({ scale, height }: { scale: GanttScale; height: number }) => {
  const language = useLanguage();
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const short = new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Tokyo', month: 'short' });
  const long = new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Tokyo', month: 'short', year: 'numeric' });
  return (
    <g aria-hidden>
      {scale.months.map((day, index) => {
        const x = index * scale.monthWidth;
        const isNamed = index === 0 || day.slice(5, 7) === '01';
        return (
          <g key={day}>
            <line className={styles.grid} x1={x} x2={x} y1={0} y2={height} />
            <text className={styles.month} x={x + 6} y={15}>
              {(isNamed ? long : short).format(new Date(day))}
            </text>
          </g>
        );
      })}
    </g>
  );
};

export const GanttChart = ({ project, today, selectedId, onSelect }: GanttChartProps) => {
  const t = useCopy('projects');
  const scale = scaleOf(project, today);
  const { workPackages, milestones, targetOn, state } = project;
  const height = head + (workPackages.length + milestones.length) * row;
  const names = [...workPackages, ...milestones];
  const end = addMonths(scale.months.at(-1) ?? today, 1);
  const isTodayShown = state === 'under_way' && today < end;
  return (
    <div className={styles.chart}>
      <ul className={styles.names} aria-hidden>
        {names.map(({ id, title }) => (
          <li key={id} title={title}>
            <span>{title}</span>
          </li>
        ))}
      </ul>
      {/* A region that scrolls must be reachable by keyboard. */}
      <div className={styles.scroll} role="region" aria-label={t('gantt.scroll')} tabIndex={0}>
        <svg
          width={scale.width}
          height={height}
          role="group"
          aria-label={t('gantt.label', { title: project.title })}
          className={styles.svg}
        >
          <Months scale={scale} height={height} />
          <Line width={scale.width} x={scale.left(targetOn)} height={height} label={t('gantt.target')} look="target" />
          {isTodayShown ? (
            <Line width={scale.width} x={scale.left(today)} height={height} label={t('gantt.today')} look="today" />
          ) : null}
          {workPackages.map((part, index) => (
            <Bar key={part.id} {...{ scale, selectedId, onSelect, part }} top={head + index * row} />
          ))}
          {milestones.map((part, index) => (
            <Diamond
              key={part.id}
              {...{ scale, selectedId, onSelect, part }}
              top={head + (workPackages.length + index) * row}
            />
          ))}
        </svg>
      </div>
    </div>
  );
};
