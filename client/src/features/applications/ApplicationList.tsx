import type { ComponentType, ReactNode } from 'react';
import { useCopy } from '../../copy/index.js';
import { FailedState } from '../../ui/FailedState.js';
import { FilteredList } from '../../ui/FilteredList.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import card from '../../ui/Card.module.css';
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

export const ApplicationList = ({ group, onGroupChange, side, Notes }: ApplicationListProps) => {
  const t = useCopy('applications');
  const choices = applicationGroups.map((value) => ({ value, label: t(`list.group.${value}`) }));
  const filter = { label: t('list.filter'), choices, chosen: group, onChoose: onGroupChange };
  return (
    <FilteredList
      filter={{ ...filter, empty: t('list.emptyFilter') }}
      query={useApplications({ state: group ?? undefined })}
      empty={t('list.empty')}
      emptyHelp={t(`list.emptyHelp.${side}`)}
    >
      {(items) => (
        <Notes ids={items.map(({ id }) => id)}>
          {(noteOf) =>
            items.map((application) => (
              <ApplicationRow key={application.id} application={application} note={noteOf(application.id)} />
            ))
          }
        </Notes>
      )}
    </FilteredList>
  );
};

/** Those to one opening, on its page. */
export const ApplicationsOfOpening = ({ openingId, Notes }: { openingId: string; Notes: Notes }) => {
  const t = useCopy('applications');
  const query = useApplications({ openingId });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="applications" className={`${card.card} ${styles.below}`}>
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
