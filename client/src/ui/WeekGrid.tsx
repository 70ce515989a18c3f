// Free hours of a week: seven days, six bands of three hours. With `onChange` cells are chosen by pointer or keyboard;
// with `other` a second week lies beneath, and what both share stands out. No cells at all mean any time.
import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { bandHours, bandStart, timeBands, weekCells, weekdays } from '@enishi/shared/weekly-hours';
import type { TimeBand, WeekCell } from '@enishi/shared/weekly-hours';
import { useCopy } from '../copy/index.js';
import { cellAt, chosenAfter, isWithin, moved, takesOut } from './week-cells.js';
import type { Spot } from './week-cells.js';
import styles from './WeekGrid.module.css';

interface WeekGridProps {
  value: readonly WeekCell[];
  onChange?: (value: WeekCell[]) => void;
  /** Somebody else's week, to show what both share. */
  other?: readonly WeekCell[];
  label: string;
  /** Whose each is, for the legend; left out: "one side", "the other side". */
  valueLabel?: string;
  otherLabel?: string;
}

type Look = 'none' | 'own' | 'both' | 'other';
const marks: Record<Look, string> = { none: '', own: '✓', both: '◎', other: '・' };
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

const useBandHours = (): ((band: TimeBand) => string) => {
  const t = useCopy('workTerms');
  return (band) => t('grid.hours', { from: bandStart[band], to: bandStart[band] + bandHours });
};

/** Choosing: where the cursor is, how far it reaches, and what each pointer and key does. */
const useChoosing = (value: readonly WeekCell[], onChange: WeekGridProps['onChange']) => {
  const [spot, setSpot] = useState<Spot>({ column: 0, row: 1 });
  const [anchor, setAnchor] = useState<Spot | null>(null);
  const isDragging = useRef(false);
  const wasDragged = useRef(false);
  const table = useRef<HTMLTableElement>(null);
  const decide = (from: Spot, to: Spot): void => {
    setAnchor(null);
    onChange?.(chosenAfter(value, from, to));
  };
  const go = (to: Spot): void => {
    setSpot(to);
    table.current?.querySelector<HTMLElement>(`[data-spot="${String(to.column)},${String(to.row)}"]`)?.focus();
  };
  const handleKey = (event: React.KeyboardEvent): void => {
    const arrow = arrows[event.key];
    if (arrow) {
      event.preventDefault();
      setAnchor(event.shiftKey ? (anchor ?? spot) : null);
      go(moved(spot, arrow));
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      decide(anchor ?? spot, spot);
    } else if (event.key === 'Escape') setAnchor(null);
  };
  const release = useRef((): void => undefined);
  useEffect(() => {
    release.current = () => {
      isDragging.current = false;
      wasDragged.current = true;
      if (anchor) decide(anchor, spot);
    };
  });
  const spotProps = (at: Spot) => ({
    'data-spot': `${String(at.column)},${String(at.row)}`,
    tabIndex: spot.column === at.column && spot.row === at.row ? 0 : -1,
    onFocus: () => setSpot(at),
    onPointerDown: (event: React.PointerEvent) => {
      wasDragged.current = false;
      // By finger one taps; a finger that moves scrolls the page.
      if (event.pointerType === 'touch' || event.button !== 0) return;
      isDragging.current = true;
      setAnchor(at);
      setSpot(at);
      // Wherever the button goes up, inside the grid or not.
      window.addEventListener('pointerup', () => release.current(), { once: true });
    },
    onPointerEnter: () => {
      if (isDragging.current) setSpot(at);
    },
    onClick: () => {
      setSpot(at);
      // A mouse was dealt with when its button went up; what is left are fingers and assistive technology.
      if (!wasDragged.current) decide(at, at);
      wasDragged.current = false;
    },
  });
  const reachOf = (at: Spot): 'adds' | 'removes' | undefined => {
    if (!anchor || !isWithin(anchor, spot, at)) return undefined;
    return takesOut(value, anchor, spot) ? 'removes' : 'adds';
  };
  const tableProps = { ref: table, onKeyDown: handleKey };
  return onChange ? { tableProps, spotProps, reachOf } : null;
};

const Legend = ({ looks }: { looks: readonly (readonly [Look, string])[] }) => (
  <ul className={styles.legend}>
    {looks.map(([look, name]) => (
      <li key={look}>
        <span className={styles.sample} data-look={look} aria-hidden>
          {marks[look]}
        </span>
        {name}
      </li>
    ))}
  </ul>
);

const any = (cells: readonly WeekCell[]): readonly WeekCell[] => (cells.length === 0 ? weekCells : cells);

export const WeekGrid = ({ value, onChange, other, label, valueLabel, otherLabel }: WeekGridProps) => {
  const t = useCopy('workTerms');
  const hoursOf = useBandHours();
  const choosing = useChoosing(value, onChange);
  const own = onChange ? value : any(value);
  const theirs = other ? any(other) : [];
  const lookOf = (cell: WeekCell): Look => {
    if (own.includes(cell)) return theirs.includes(cell) ? 'both' : 'own';
    return theirs.includes(cell) ? 'other' : 'none';
  };
  const wordOf: Record<Look, string> = {
    none: t('grid.notChosen'),
    own: t('grid.chosen'),
    both: t('grid.other'),
    other: t('grid.otherOnly'),
  };
  if (!onChange && !other && value.length === 0) return <p className={styles.note}>{t('grid.anyShown')}</p>;
  const shared = any(value).filter((cell) => theirs.includes(cell)).length * bandHours;
  const sum = value.length === 0 ? t('grid.any') : t('grid.total', { hours: value.length * bandHours });
  return (
    <div>
      {onChange ? <p className={styles.note}>{t('grid.help')}</p> : null}
      <table
        className={styles.table}
        aria-label={label}
        {...(choosing ? { role: 'grid', 'aria-multiselectable': true, 'data-open': true, ...choosing.tableProps } : {})}
      >
        <thead>
          <tr>
            <td className={styles.corner}>
              <VisuallyHidden>{t('grid.time')}</VisuallyHidden>
            </td>
            {weekdays.map((day, column) => (
              <th
                key={day}
                scope="col"
                aria-label={t(`weekdayLong.${day}`)}
                {...choosing?.spotProps({ column, row: -1 })}
              >
                {t(`weekday.${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {timeBands.map((band, row) => (
            <tr key={band}>
              <th scope="row" {...choosing?.spotProps({ column: -1, row })}>
                <span className={styles.band}>{t(`band.${band}`)}</span> {hoursOf(band)}
              </th>
              {weekdays.map((day, column) => {
                const look = lookOf(cellAt(column, row));
                const at = { column, row };
                return (
                  <td
                    key={day}
                    data-look={look}
                    {...(choosing
                      ? {
                          ...choosing.spotProps(at),
                          role: 'gridcell',
                          'aria-selected': look === 'own' || look === 'both',
                          'aria-label': `${t('grid.cell', { day: t(`weekdayLong.${day}`), hours: hoursOf(band) })} ${wordOf[look]}`,
                          'data-reach': choosing.reachOf(at),
                        }
                      : {})}
                  >
                    <span aria-hidden>{marks[look]}</span>
                    {choosing ? null : <VisuallyHidden>{wordOf[look]}</VisuallyHidden>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {other ? (
        <Legend
          looks={[
            ['both', t('grid.legendBoth')],
            ['own', valueLabel ?? t('grid.legendOwn')],
            ['other', otherLabel ?? t('grid.legendOther')],
          ]}
        />
      ) : null}
      {other ? <p className={styles.note}>{t('grid.overlap', { hours: shared })}</p> : null}
      {onChange ? (
        <p className={styles.note} role="status">
          {sum}
        </p>
      ) : null}
    </div>
  );
};
