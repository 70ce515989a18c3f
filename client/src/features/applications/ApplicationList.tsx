import type { ComponentType, ReactNode } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useCopy } from '../../copy/index.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { ApplicationRow } from './ApplicationRow.js';
import styles from './Applications.module.css';
import { applicationGroups, useApplications } from './use-applications.js';
import type { ApplicationGroup } from './use-applications.js';

/** Draws the rows, and knows a word more about some of them. */
export type Notes = ComponentType<{
  ids: readonly string[];
  children: (noteOf: (id: string) => ReactNode) => ReactNode;
}>;

interface ApplicationListProps {
  group: ApplicationGroup | null;
  onGroupChange: (group: ApplicationGroup | null) => void;
  side: 'worker' | 'company' | 'coordinator';
  Notes: Notes;
}

const ALL = 'all';

const GroupFilter = ({ group, onGroupChange }: Pick<ApplicationListProps, 'group' | 'onGroupChange'>) => {
  const t = useCopy('applications');
  const common = useCopy('common');
  return (
    <div className={styles.filter}>
      <SegmentedControl
        aria-label={t('list.filter')}
        data={[
          { value: ALL, label: common('all') },
          ...applicationGroups.map((value) => ({ value, label: t(`list.group.${value}`) })),
        ]}
        value={group ?? ALL}
        onChange={(value) => onGroupChange(applicationGroups.find((known) => known === value) ?? null)}
      />
    </div>
  );
};

const Empty = ({ group, onGroupChange, side }: ApplicationListProps) => {
  const t = useCopy('applications');
  const common = useCopy('common');
  if (group === null) return <EmptyState title={t('list.empty')}>{t(`list.emptyHelp.${side}`)}</EmptyState>;
  const showAll = (
    <Button variant="default" onClick={() => onGroupChange(null)}>
      {common('all')}
    </Button>
  );
  return <EmptyState title={t('list.emptyFilter')} action={showAll} />;
};

const Rows = (props: ApplicationListProps) => {
  const { group, Notes } = props;
  const query = useApplications({ state: group ?? undefined });
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty {...props} />;
  return (
    <>
      <div className={styles.rows}>
        <Notes ids={items.map(({ id }) => id)}>
          {(noteOf) =>
            items.map((application) => (
              <ApplicationRow key={application.id} application={application} note={noteOf(application.id)} />
            ))
          }
        </Notes>
      </div>
      <Pager shown={items.length} total={query.data.pages[0]?.total ?? items.length} query={query} />
    </>
  );
};

export const ApplicationList = (props: ApplicationListProps) => (
  <>
    <GroupFilter {...props} />
    <Rows {...props} />
  </>
);

/** Those to one opening, on its page. */
export const ApplicationsOfOpening = ({ openingId, Notes }: { openingId: string; Notes: Notes }) => {
  const t = useCopy('applications');
  const query = useApplications({ openingId });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="applications" className={`${styles.panel} ${styles.below}`}>
      <h2 id="applications" className={styles.heading}>
        {t('list.ofOpening')}
      </h2>
      {query.isPending ? <LoadingState rows={2} height={56} /> : null}
      {query.isError ? <FailedState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && items.length === 0 ? <p>{t('list.noneOfOpening')}</p> : null}
      <div className={styles.rows}>
        <Notes ids={items.map(({ id }) => id)}>
          {(noteOf) =>
            items.map((application) => (
              <ApplicationRow
                key={application.id}
                application={application}
                isWithinOpening
                note={noteOf(application.id)}
              />
            ))
          }
        </Notes>
      </div>
      {query.hasNextPage ? (
        <Pager shown={items.length} total={query.data?.pages[0]?.total ?? items.length} query={query} />
      ) : null}
    </section>
  );
};
