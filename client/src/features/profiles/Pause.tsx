// "Not available until …" by one press, and back again.
import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { expertContracts } from '@enishi/shared/experts';
import type { ExpertView } from '@enishi/shared/experts';
import { addDays, addMonths, dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { call } from '../../lib/http.js';
import { useNow } from '../../lib/use-now.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { Tag } from '../../ui/Tag.js';
import styles from './Pause.module.css';

interface PauseProps {
  profile: Pick<ExpertView, 'id' | 'version' | 'unavailableUntil'>;
  onChanged: (view: ExpertView) => void;
  /** Somebody else, or oneself elsewhere, changed it meanwhile. */
  onFailed: () => void;
}

export const Pause = ({ profile, onChanged, onFailed }: PauseProps) => {
  const t = useCopy('profiles');
  const format = useFormat();
  const today = dayOf(new Date(useNow()));
  const { id, version, unavailableUntil } = profile;
  const change = useMutation({
    mutationFn: (until: string | null) =>
      call(expertContracts.update, { params: { id }, body: { version, unavailableUntil: until } }),
    onSuccess: (view, until) => {
      onChanged(view);
      notifyDone(until ? t('pause.done', { date: format.date(until) }) : t('pause.resumed'));
    },
    onError: onFailed,
  });
  const isPaused = unavailableUntil !== null && unavailableUntil >= today;
  const spans = [
    ['week', addDays(today, 7)],
    ['month', addMonths(today, 1)],
    ['quarter', addMonths(today, 3)],
  ] as const;
  return (
    <div className={styles.pause}>
      {isPaused ? (
        <>
          <Tag look="attention">{t('pause.paused', { date: format.date(unavailableUntil) })}</Tag>
          <Button variant="default" size="compact-md" loading={change.isPending} onClick={() => change.mutate(null)}>
            {t('pause.resume')}
          </Button>
        </>
      ) : (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button variant="default" size="compact-md" loading={change.isPending}>
              {t('pause.open')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('pause.menu')}</Menu.Label>
            {spans.map(([span, day]) => (
              <Menu.Item key={span} onClick={() => change.mutate(day)}>
                {t(`pause.${span}`, { date: format.date(day) })}
              </Menu.Item>
            ))}
            <Menu.Item component={Link} to={`/experts/${id}/edit`}>
              {t('pause.otherDay')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <ErrorNote error={change.error} />
    </div>
  );
};
