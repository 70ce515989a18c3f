import { CloseButton } from '@mantine/core';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { Tag } from '../../ui/Tag.js';
import { WeekGrid } from './WeekGrid.js';
import styles from './WeekGrid.module.css';

interface SlotPickerProps {
  starts: readonly string[];
  durationMinutes: number;
  onChange: (starts: string[]) => void;
  ownMeetingId?: string;
  error?: string | null;
}

/** The week to choose from, and what has been chosen in words. */
export const SlotPicker = ({ starts, durationMinutes, onChange, ownMeetingId, error }: SlotPickerProps) => {
  const t = useCopy('meetings');
  const format = useFormat();
  return (
    <div>
      <WeekGrid
        starts={starts}
        durationMinutes={durationMinutes}
        onChange={onChange}
        {...(ownMeetingId ? { ownMeetingId } : {})}
      />
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      {starts.length > 0 ? (
        <ul className={styles.chosen} aria-label={t('grid.chosenList', { count: starts.length })}>
          {starts.map((start) => (
            <li key={start}>
              <Tag>
                {format.dateTime(start)}
                <CloseButton
                  size="sm"
                  aria-label={t('grid.remove', { date: format.dateTime(start) })}
                  onClick={() => onChange(starts.filter((one) => one !== start))}
                />
              </Tag>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};
