// Browse and search one kind of listing: filters in the address, results page by page.
import { useId, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { listingKinds } from '@enishi/shared/listings';
import type { ListingKind } from '@enishi/shared/listings';
import { useCopy } from '../../copy/index.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { PageHead } from '../../ui/PageHead.js';
import { Pager } from '../../ui/Pager.js';
import { BrowseFilters } from './BrowseFilters.js';
import { ListingCard } from './ListingCard.js';
import { ListingList } from './ListingList.js';
import { filterNames, filtersOf, sharedSearch } from './filters.js';
import { pluralOf } from './kinds.js';
import { useListings } from './listing-queries.js';
import styles from './Browse.module.css';

const navNames = {
  need: 'nav.needs',
  seed: 'nav.seeds',
  expert: 'nav.experts',
  opening: 'nav.openings',
} as const;

const KindTabs = ({ kind, search }: { kind: ListingKind; search: URLSearchParams }) => {
  const t = useCopy('listings');
  const common = useCopy('common');
  return (
    <nav aria-label={t('browse.kinds')} className={styles.tabs}>
      {listingKinds.map((other) => (
        <Link
          key={other}
          to={`/${pluralOf[other]}${sharedSearch(search)}`}
          className={styles.tab}
          aria-current={other === kind ? 'page' : undefined}
        >
          {common(navNames[other])}
        </Link>
      ))}
    </nav>
  );
};

const WordBox = ({ initial, onSearch }: { initial: string; onSearch: (q: string) => void }) => {
  const t = useCopy('listings');
  const common = useCopy('common');
  const [typed, setTyped] = useState(initial);
  return (
    <form
      role="search"
      aria-label={t('browse.searchHere')}
      className={styles.words}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <TextInput
        type="search"
        className={styles.word}
        aria-label={t('browse.q')}
        placeholder={t('browse.qPlaceholder')}
        maxLength={200}
        value={typed}
        leftSection={<IconSearch size={16} aria-hidden />}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {common('search')}
      </Button>
    </form>
  );
};

const Results = ({
  kind,
  filters,
  onClear,
}: {
  kind: ListingKind;
  filters: Record<string, string>;
  onClear: () => void;
}) => {
  const t = useCopy('listings');
  const common = useCopy('common');
  const list = useListings(kind, filters);
  if (list.isPending) return <LoadingState rows={4} />;
  if (list.isError && !list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  const total = list.data.pages[0]?.total ?? 0;
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <p className={styles.total} role="status">
        {common('results', { count: total })}
      </p>
      {items.length === 0 ? (
        <EmptyState
          title={t(`browse.${kind}.empty`)}
          action={
            isFiltered ? (
              <Button variant="default" onClick={onClear}>
                {common('clear')}
              </Button>
            ) : null
          }
        >
          {isFiltered ? t('browse.emptyHelp') : null}
        </EmptyState>
      ) : (
        <ListingList>
          {items.map((card) => (
            <ListingCard key={card.id} kind={kind} card={card} />
          ))}
        </ListingList>
      )}
      <Pager shown={items.length} total={total} query={list} />
    </>
  );
};

export const Browse = ({ kind }: { kind: ListingKind }) => {
  const t = useCopy('listings');
  const common = useCopy('common');
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const [isOpen, setIsOpen] = useState(false);
  const filters = filtersOf(kind, search);
  const count = filterNames[kind].filter((name) => search.has(name)).length;
  const set = (name: string, value: string | null): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { preventScrollReset: true },
    );
  const clear = (): void => setSearch({}, { preventScrollReset: true });
  return (
    <>
      <PageHead title={t(`browse.${kind}.title`)} description={t(`browse.${kind}.lead`)} />
      <KindTabs kind={kind} search={search} />
      <div className={styles.layout}>
        <section aria-labelledby={id}>
          <div className={styles.filterHead}>
            <h2 id={id} className={styles.filterTitle}>
              {t('browse.filters')}
            </h2>
            {count > 0 ? (
              <Button variant="subtle" size="compact-sm" onClick={clear}>
                {common('clear')}
              </Button>
            ) : null}
          </div>
          <Button
            className={styles.toggle}
            variant="default"
            fullWidth
            aria-expanded={isOpen}
            aria-controls={`${id}-fields`}
            leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
            onClick={() => setIsOpen(!isOpen)}
          >
            {t('browse.showFilters')}
            {count > 0 ? `（${t('browse.filtersOn', { count })}）` : ''}
          </Button>
          <div id={`${id}-fields`} className={isOpen ? styles.open : styles.folded}>
            <BrowseFilters kind={kind} search={search} onSet={set} />
          </div>
        </section>
        <div>
          <WordBox key={search.get('q') ?? ''} initial={search.get('q') ?? ''} onSearch={(q) => set('q', q || null)} />
          <Results kind={kind} filters={filters} onClear={clear} />
        </div>
      </div>
    </>
  );
};
