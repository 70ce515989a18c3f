import { Link } from 'react-router';
import type { MeetingRow } from '@enishi/shared/meetings';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { Clock } from '../../ui/Clock.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { Tag } from '../../ui/Tag.js';
import styles from './Meetings.module.css';
import { stateLooks } from './state-looks.js';
import { useMeetings } from './use-meetings.js';

const MeetingLine = ({ row, level }: { row: MeetingRow; level: 2 | 3 }) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  const t = useCopy('meetings');
  const format = useFormat();
  const isOver = row.endsAt !== null && new Date(row.endsAt) < new Date();
  return (
    <article className={styles.row} aria-label={row.title}>
      <p className={styles.line}>
        <Tag look={row.isMyTurn ? 'attention' : stateLooks[row.state]}>
          {row.isMyTurn ? t('myTurn') : t(`state.${row.state}`)}
        </Tag>
        {row.startsAt && row.endsAt ? (
          <strong>
            {format.dateTime(row.startsAt)}–{format.time(row.endsAt)}
          </strong>
        ) : row.state === 'polling' ? (
          <>
            <span>{t('slotCount', { count: row.slots })}</span>
            <span>{t('answeredCount', { asked: row.asked, answered: row.answered })}</span>
          </>
        ) : null}
      </p>
      <Heading>
        <Link to={`/meetings/${row.id}`}>{row.title}</Link>
      </Heading>
      <p className={styles.line}>
        <span>{row.place || (row.hasVideo ? t('online') : t('noPlace'))}</span>
        <span>
          {t('host')}: {row.host}
        </span>
        {row.minutesSentAt ? <span>{t('minutesSent')}</span> : null}
        {!row.minutesSentAt && row.minutesDueAt && isOver ? (
          <Clock dueAt={row.minutesDueAt} label={t('minutesDue')} />
        ) : null}
      </p>
    </article>
  );
};

interface MeetingListProps {
  when: 'coming' | 'past';
  caseId?: string;
}

export const MeetingList = ({ when, caseId }: MeetingListProps) => {
  const t = useCopy('meetings');
  const query = useMeetings(when, caseId);
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && caseId) return null;
  if (items.length === 0)
    return (
      <EmptyState title={t(when === 'coming' ? 'emptyComing' : 'emptyPast')}>
        {when === 'coming' ? t('emptyComingHelp') : null}
      </EmptyState>
    );
  return (
    <>
      <div className={styles.rows}>
        {items.map((row) => (
          <MeetingLine key={row.id} row={row} level={caseId ? 3 : 2} />
        ))}
      </div>
      <Pager shown={items.length} total={query.data.pages[0]?.total ?? items.length} query={query} />
    </>
  );
};
