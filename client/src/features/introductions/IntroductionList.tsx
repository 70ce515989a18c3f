import type { ComponentType, ReactNode } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { introductionStates } from '@enishi/shared/introductions';
import type { IntroductionState } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { IntroductionRow } from './IntroductionRow.js';
import styles from './IntroductionList.module.css';
import { useIntroductions } from './use-introductions.js';

interface IntroductionListProps {
  state: IntroductionState | null;
  onStateChange: (state: IntroductionState | null) => void;
  /** Draws the rows, and knows a word more about some of them. */
  Notes: ComponentType<{ ids: readonly string[]; children: (noteOf: (id: string) => ReactNode) => ReactNode }>;
}

const ALL = 'all';

const StateFilter = ({ state, onStateChange }: Omit<IntroductionListProps, 'Notes'>) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const common = useCopy('common');
  const choices = [
    { value: ALL, label: common('all') },
    ...introductionStates.map((value) => ({ value, label: terms(`introductionState.${value}`) })),
  ];
  const find = (value: string): IntroductionState | null => introductionStates.find((known) => known === value) ?? null;
  return (
    <div className={styles.filter}>
      <SegmentedControl
        aria-label={t('filter')}
        data={choices}
        value={state ?? ALL}
        onChange={(value) => onStateChange(find(value))}
      />
    </div>
  );
};

const Rows = ({ state, onStateChange, Notes }: IntroductionListProps) => {
  const t = useCopy('introductions');
  const common = useCopy('common');
  const query = useIntroductions(state);
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && state !== null)
    return (
      <EmptyState
        title={t('emptyFilter')}
        action={
          <Button variant="default" onClick={() => onStateChange(null)}>
            {common('all')}
          </Button>
        }
      />
    );
  if (items.length === 0) return <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>;
  return (
    <>
      <div className={styles.rows}>
        <Notes ids={items.map(({ id }) => id)}>
          {(noteOf) =>
            items.map((introduction) => (
              <IntroductionRow key={introduction.id} introduction={introduction} note={noteOf(introduction.id)} />
            ))
          }
        </Notes>
      </div>
      <Pager shown={items.length} total={query.data.pages[0]?.total ?? items.length} query={query} />
    </>
  );
};

export const IntroductionList = (props: IntroductionListProps) => (
  <>
    <StateFilter {...props} />
    <Rows {...props} />
  </>
);
