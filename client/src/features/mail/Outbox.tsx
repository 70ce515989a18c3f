// All mails that left or will leave, for administrators.
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { letterStates } from '@enishi/shared/mail';
import type { LetterState, OutboxRow } from '@enishi/shared/mail';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { Pager } from '../../ui/Pager.js';
import { SelectField } from '../../ui/SelectField.js';
import styles from './Outbox.module.css';
import { RetryButton } from './RetryButton.js';
import { useAbout, useOutbox, useRetryAll } from './use-mail.js';

const Row = ({ row }: { row: OutboxRow }) => {
  const t = useCopy('mail');
  const format = useFormat();
  const about = useAbout()(row);
  const { id, to, state, tries, createdAt, dueAt, settledAt, lastError, canRetry } = row;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <Link to={`/admin/mail/${id}`} className={styles.about}>
          {about}
        </Link>
        <span className={styles.facts}>
          {to ? <span>{to}</span> : null}
          <time dateTime={settledAt ?? createdAt}>{format.dateTime(settledAt ?? createdAt)}</time>
          {tries > 0 ? <span>{t('tries', { count: tries })}</span> : null}
          {dueAt && tries > 0 ? <span>{t('nextTry', { time: format.dateTime(dueAt) })}</span> : null}
        </span>
        {lastError ? <span className={styles.error}>{t('lastError', { error: lastError })}</span> : null}
      </div>
      <span className={styles.state} data-state={state}>
        {t(`state.${state}`)}
      </span>
      {canRetry ? <RetryButton row={row} /> : null}
    </li>
  );
};

interface Delivery {
  way: 'smtp' | 'folder';
  where: string;
  isMissing: boolean;
}

const DeliveryLine = ({ delivery: { way, where, isMissing } }: { delivery: Delivery }) => {
  const t = useCopy('mail');
  return (
    <p className={isMissing ? `${styles.delivery} ${styles.missing}` : styles.delivery}>
      {isMissing ? t('delivery.missing') : t(`delivery.${way}`, { where })}
    </p>
  );
};

const RetryAll = () => {
  const t = useCopy('mail');
  const retry = useRetryAll();
  return (
    <>
      <Button
        variant="default"
        loading={retry.isPending}
        onClick={() => retry.mutate(undefined, { onSuccess: ({ count }) => notifyDone(t('retried', { count })) })}
      >
        {t('retryAll')}
      </Button>
      <ErrorNote error={retry.error} />
    </>
  );
};

interface OutboxProps {
  state: LetterState | undefined;
  onStateChange: (state: LetterState | undefined) => void;
}

export const Outbox = ({ state, onStateChange }: OutboxProps) => {
  const t = useCopy('mail');
  const format = useFormat();
  const query = useOutbox(state);
  if (query.isPending) return <LoadingState rows={5} height={64} />;
  const pages = query.data?.pages ?? [];
  const [first] = pages;
  if (!first) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const items = pages.flatMap((page) => page.items);
  const nameOf = (known: LetterState) =>
    t('countOf', { state: t(`state.${known}`), number: format.number(first.counts[known]) });
  return (
    <>
      <DeliveryLine delivery={first.delivery} />
      <div className={styles.bar}>
        <SelectField
          name="state"
          label={t('stateFilter')}
          none={t('all')}
          choices={letterStates.map((value) => ({ value, label: nameOf(value) }))}
          value={state ?? null}
          onChange={(chosen) => onStateChange(letterStates.find((known) => known === chosen))}
        />
        {first.counts.dead > 0 ? <RetryAll /> : null}
      </div>
      {items.length === 0 ? (
        <EmptyState title={t(state ? 'emptyState' : 'empty')}>{state ? null : t('emptyHelp')}</EmptyState>
      ) : (
        <ul className={styles.list} aria-label={t('title')}>
          {items.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      <Pager shown={items.length} total={first.total} query={query} />
    </>
  );
};
