import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { timelineGroupNames } from '@enishi/shared/cases';
import type { TimelineGroup } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { ChoicesField } from '../../ui/ChoiceField.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { TimelineEntries } from './CaseTimeline.js';
import styles from './CasePanels.module.css';
import { EntryActions } from './EntryActions.js';
import { useStory } from './use-cases.js';

const QUIET_MS = 250;

/** Everything that happened in a case, newest first, filtered and searched by the server. */
export const CaseStory = ({ caseId }: { caseId: string }) => {
  const t = useCopy('cases');
  const [groups, setGroups] = useState<TimelineGroup[]>([]);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), QUIET_MS);
  const query = useStory(caseId, { groups, q });
  const { data } = query;
  return (
    <section className={styles.panel} aria-labelledby="story">
      <h2 id="story" className={styles.title}>
        {t('timeline.title')}
      </h2>
      <TextInput
        type="search"
        aria-label={t('timeline.search')}
        placeholder={t('timeline.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ChoicesField
        name="groups"
        label={t('timeline.groups')}
        help=""
        choices={timelineGroupNames.map((value) => ({ value, label: t(`group.${value}`) }))}
        value={groups}
        onChange={setGroups}
      />
      {query.isPending ? <LoadingState rows={4} height={56} /> : null}
      {query.isError && !data ? <FailedState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {data ? (
        <>
          <p className={styles.note} role="status">
            {t('timeline.shown', { total: data.total, shown: data.items.length })}
          </p>
          {data.items.length === 0 ? (
            <p className={styles.note}>{t(data.total === 0 ? 'timeline.empty' : 'timeline.nothingFound')}</p>
          ) : null}
          <TimelineEntries entries={data.items} actionsOf={(entry) => <EntryActions caseId={caseId} entry={entry} />} />
        </>
      ) : null}
    </section>
  );
};
