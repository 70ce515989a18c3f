import type { ReactNode } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useCopy } from '../copy/index.js';
import { EmptyState } from './EmptyState.js';
import { FailedState } from './FailedState.js';
import styles from './FilteredList.module.css';
import { LoadingState } from './LoadingState.js';
import { Pager } from './Pager.js';

interface Filter<Value extends string> {
  label: string;
  choices: readonly { value: Value; label: string }[];
  /** Null shows all. */
  chosen: Value | null;
  onChoose: (value: Value | null) => void;
  /** Said when nothing is as chosen. */
  empty: string;
}

interface FilteredListProps<Item, Value extends string> {
  filter: Filter<Value>;
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[]; total: number }>>;
  empty: string;
  emptyHelp: string;
  children: (items: readonly Item[]) => ReactNode;
}

const ALL = 'all';

function FilterLine<Value extends string>({ label, choices, chosen, onChoose }: Filter<Value>) {
  const common = useCopy('common');
  return (
    <div className={styles.filter}>
      <SegmentedControl
        aria-label={label}
        data={[{ value: ALL, label: common('all') }, ...choices]}
        value={chosen ?? ALL}
        onChange={(chosenValue) => onChoose(choices.find(({ value }) => value === chosenValue)?.value ?? null)}
      />
    </div>
  );
}

function Rows<Item, Value extends string>(props: FilteredListProps<Item, Value>) {
  const { filter, query, empty, emptyHelp, children } = props;
  const common = useCopy('common');
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && filter.chosen !== null)
    return (
      <EmptyState
        title={filter.empty}
        action={
          <Button variant="default" onClick={() => filter.onChoose(null)}>
            {common('all')}
          </Button>
        }
      />
    );
  if (items.length === 0) return <EmptyState title={empty}>{emptyHelp}</EmptyState>;
  return (
    <>
      <div className={styles.rows}>{children(items)}</div>
      <Pager shown={items.length} total={query.data.pages[0]?.total ?? items.length} query={query} />
    </>
  );
}

/** A list that is read page by page, narrowed to one state, with what stands there while it loads, fails or is empty. */
export function FilteredList<Item, Value extends string>(props: FilteredListProps<Item, Value>) {
  return (
    <>
      <FilterLine {...props.filter} />
      <Rows {...props} />
    </>
  );
}
