import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AnswerOf } from '@enishi/shared/contract';
import type { getQueue, QueueItem } from '@enishi/shared/workbench';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { QueueList } from './QueueList.js';
import styles from './QueuePane.module.css';
import { useChangedItems } from './use-changed-items.js';

interface QueuePaneProps {
  query: UseQueryResult<AnswerOf<typeof getQueue>>;
  needId: string | null;
  addressOf: (item: QueueItem) => string;
  /** Above the list: what waits beside the queue. */
  head: ReactNode;
  foot: ReactNode;
}

const Items = ({ query, needId, addressOf }: Omit<QueuePaneProps, 'foot' | 'head'>) => {
  const t = useCopy('workbench');
  const changed = useChangedItems(query.data?.items);
  if (query.isPending) return <LoadingState rows={5} height={76} />;
  if (!query.data) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const { items } = query.data;
  if (items.length === 0)
    return (
      <EmptyState
        level={3}
        icon={<IconCircleCheck size={32} stroke={1.5} />}
        title={t('empty')}
        action={
          <Button component={Link} to="/needs" variant="default">
            {t('emptyBrowse')}
          </Button>
        }
      >
        {t('emptyHelp')}
      </EmptyState>
    );
  return <QueueList items={items} needId={needId} changed={changed} addressOf={addressOf} />;
};

/** The left of the workbench: today, how many, and what they are. */
export const QueuePane = ({ head, foot, ...rest }: QueuePaneProps) => {
  const t = useCopy('workbench');
  const format = useFormat();
  const { data } = rest.query;
  return (
    <>
      <p className={styles.eyebrow}>{data ? format.date(data.now) : ' '}</p>
      <h2 className={styles.title}>
        {t('today')} {data ? <span className={styles.count}>{t('count', { count: data.items.length })}</span> : null}
      </h2>
      {head}
      <Items {...rest} />
      {foot}
    </>
  );
};
