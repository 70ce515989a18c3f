// A week in half hours: what is taken, and, where `onChange` is given, slots to choose by pointer or keyboard.
import { useMemo, useRef, useState } from 'react';
import { ActionIcon, Button, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { meetingLimits } from '@enishi/shared/meetings';
import type { BusyTime } from '@enishi/shared/meetings';
import { useCopy, useLanguage } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useNow } from '../../lib/use-now.js';
import { useBusyTimes } from './use-meetings.js';
import { addDays, busyCells, cellAt, choose, chosenCells, daysOf, mondayOf, rowCount, rowTime } from './week.js';
import styles from './WeekGrid.module.css';

interface WeekGridProps {
  starts?: readonly string[];
  durationMinutes?: number;
  onChange?: (starts: string[]) => void;
  /** A poll whose own held time may be chosen again. */
  ownMeetingId?: string;
}
interface Spot {
  column: number;
  row: number;
}

type Look = 'free' | 'past' | 'busy' | 'tentative' | 'chosen';
const none: readonly string[] = [];

const useWeek = ({ starts = none, durationMinutes = 60, ownMeetingId }: WeekGridProps) => {
  const now = useNow();
  const [monday, setMonday] = useState(() => mondayOf(new Date(starts[0] ?? now)));
  const query = useBusyTimes(monday);
  const busy = useMemo(() => busyCells(query.data?.items ?? []), [query.data]);
  const chosen = useMemo(() => chosenCells(starts, durationMinutes), [starts, durationMinutes]);
  const isTaken = (cell: number): BusyTime | undefined => {
    const time = busy.get(cell);
    return time && time.meetingId !== ownMeetingId ? time : undefined;
  };
  const lookOf = (cell: number): Look => {
    if (chosen.has(cell)) return 'chosen';
    const time = isTaken(cell);
    if (time) return time.isFirm ? 'busy' : 'tentative';
    return cell <= now ? 'past' : 'free';
  };
  return { monday, setMonday, now, lookOf, isTaken, isFree: (cell: number) => cell > now && !isTaken(cell) };
};

/** 11/24(火) */
const useDayName = (): Intl.DateTimeFormat => {
  const language = useLanguage();
  return useMemo(
    () =>
      new Intl.DateTimeFormat(language, {
        timeZone: 'Asia/Tokyo',
        month: 'numeric',
        day: 'numeric',
        weekday: 'short',
      }),
    [language],
  );
};

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};
const clamp = (value: number, max: number): number => Math.min(Math.max(value, 0), max);

export const WeekGrid = (props: WeekGridProps) => {
  const { starts = none, durationMinutes = 60, onChange } = props;
  const t = useCopy('meetings');
  const format = useFormat();
  const { monday, setMonday, now, lookOf, isTaken, isFree } = useWeek(props);
  const [spot, setSpot] = useState<Spot>({ column: 0, row: 4 });
  const [anchor, setAnchor] = useState<Spot | null>(null);
  const [said, setSaid] = useState('');
  const isDragging = useRef(false);
  const wasDragged = useRef(false);
  const grid = useRef<HTMLDivElement>(null);
  const days = daysOf(monday);
  const dayName = useDayName();

  const go = (to: Spot): void => {
    setSpot(to);
    grid.current?.querySelector<HTMLElement>(`[data-spot="${String(to.column)}-${String(to.row)}"]`)?.focus();
  };
  const decide = (from: Spot, to: Spot): void => {
    setAnchor(null);
    const day = days[from.column];
    if (!onChange || !day) return;
    const range = { day, from: from.row, to: to.row };
    const result = choose({ starts, durationMinutes, limit: meetingLimits.slots, isFree }, range);
    const count = result.starts.length;
    if (result.removed[0]) setSaid(t('grid.removed', { date: format.dateTime(result.removed[0]), count }));
    else if (result.added.length > 0)
      setSaid(t('grid.added', { date: format.list(result.added.map((start) => format.dateTime(start))), count }));
    else setSaid(count >= meetingLimits.slots ? t('grid.full', { limit: meetingLimits.slots }) : t('grid.blocked'));
    onChange(result.starts);
  };
  const handleKey = (event: React.KeyboardEvent): void => {
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      // A stretch lies within one day.
      const widens = event.shiftKey && onChange !== undefined && move[0] === 0;
      setAnchor(widens ? (anchor ?? spot) : null);
      go({ column: clamp(spot.column + move[0], 6), row: clamp(spot.row + move[1], rowCount - 1) });
    } else if ((event.key === ' ' || event.key === 'Enter') && onChange) {
      event.preventDefault();
      decide(anchor ?? spot, spot);
    } else if (event.key === 'Escape') setAnchor(null);
  };
  const press = (event: React.PointerEvent, at: Spot): void => {
    wasDragged.current = false;
    // By finger one taps; a finger that moves scrolls the page.
    if (!onChange || event.pointerType === 'touch' || event.button !== 0) return;
    isDragging.current = true;
    setAnchor(at);
    setSpot(at);
  };
  const drag = (at: Spot): void => {
    if (isDragging.current && anchor) setSpot({ column: anchor.column, row: at.row });
  };
  const release = (): void => {
    if (isDragging.current && anchor) {
      wasDragged.current = true;
      decide(anchor, spot);
    }
    isDragging.current = false;
  };
  const tap = (at: Spot): void => {
    setSpot(at);
    // A mouse was dealt with when its button went up; what is left are fingers and assistive technology.
    if (onChange && !wasDragged.current) decide(at, at);
    wasDragged.current = false;
  };
  const isReached = ({ column, row }: Spot): boolean =>
    anchor?.column === column && row >= Math.min(anchor.row, spot.row) && row <= Math.max(anchor.row, spot.row);
  const labelOf = (day: string, row: number): string => {
    const cell = cellAt(day, row);
    const look = lookOf(cell.getTime());
    const title = isTaken(cell.getTime())?.title ?? '';
    return `${format.dateTime(cell.toISOString())} ${t(`grid.${look}`, { title })}`;
  };

  return (
    <div>
      {onChange ? <p className={styles.help}>{t('grid.help')}</p> : null}
      <div className={styles.bar}>
        <ActionIcon variant="default" aria-label={t('grid.previous')} onClick={() => setMonday(addDays(monday, -7))}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" size="compact-md" onClick={() => setMonday(mondayOf(new Date(now)))}>
          {t('grid.today')}
        </Button>
        <ActionIcon variant="default" aria-label={t('grid.next')} onClick={() => setMonday(addDays(monday, 7))}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <strong>{format.date(cellAt(monday, 0).toISOString())}–</strong>
      </div>
      <div className={styles.frame}>
        <div
          ref={grid}
          className={styles.grid}
          role="grid"
          tabIndex={-1}
          aria-label={t('grid.label', { from: format.date(cellAt(monday, 0).toISOString()) })}
          onKeyDown={handleKey}
          onPointerUp={release}
          onPointerLeave={release}
        >
          <div className={styles.row} role="row">
            <span className={styles.head} role="columnheader">
              <VisuallyHidden>{t('grid.time')}</VisuallyHidden>
            </span>
            {days.map((day) => (
              <span key={day} className={styles.head} role="columnheader">
                {dayName.format(cellAt(day, 0))}
              </span>
            ))}
          </div>
          {Array.from({ length: rowCount }, (_, row) => (
            <div key={row} className={styles.row} role="row">
              <span className={styles.time} role="rowheader" data-half={row % 2 === 1 || undefined}>
                {row % 2 === 0 ? rowTime(row) : <VisuallyHidden>{rowTime(row)}</VisuallyHidden>}
              </span>
              {days.map((day, column) => {
                const look = lookOf(cellAt(day, row).getTime());
                return (
                  <span
                    key={day}
                    className={styles.cell}
                    role="gridcell"
                    data-spot={`${String(column)}-${String(row)}`}
                    data-look={look}
                    data-half={row % 2 === 1 || undefined}
                    data-reach={isReached({ column, row }) || undefined}
                    data-readonly={onChange === undefined || undefined}
                    aria-selected={onChange ? look === 'chosen' : undefined}
                    aria-label={labelOf(day, row)}
                    tabIndex={spot.column === column && spot.row === row ? 0 : -1}
                    onFocus={() => setSpot({ column, row })}
                    onPointerDown={(event) => press(event, { column, row })}
                    onPointerEnter={() => drag({ column, row })}
                    onClick={() => tap({ column, row })}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  );
};
