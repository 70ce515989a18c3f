// Organisations by name, kind and prefecture; the filters live in the address.
import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { organisationKinds } from '@enishi/shared/organisations';
import { useCopy } from '../../copy/index.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { usePrefectureChoices, usePrefectureName } from '../../lib/places.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { SelectField } from '../../ui/SelectField.js';
import { useOrganisations } from './organisation-queries.js';
import styles from './Organisations.module.css';

const names = ['q', 'kind', 'prefecture'] as const;

const Results = ({ filters, onClear }: { filters: Record<string, string>; onClear: () => void }) => {
  const t = useCopy('organisations');
  const common = useCopy('common');
  const terms = useCopy('terms');
  const nameOf = useOrganisationName();
  const placeOf = usePrefectureName();
  const list = useOrganisations(filters);
  if (list.isPending) return <LoadingState rows={6} height={56} />;
  if (!list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  const total = list.data.pages[0]?.total ?? 0;
  return (
    <>
      <p className={styles.total} role="status">
        {common('results', { count: total })}
      </p>
      {items.length === 0 ? (
        <EmptyState
          title={t('empty')}
          action={
            <Button variant="default" onClick={onClear}>
              {common('clear')}
            </Button>
          }
        >
          {t('emptyHelp')}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {items.map((organisation) => (
            <li key={organisation.id} className={styles.row}>
              <Link to={`/organisations/${organisation.id}`}>{nameOf(organisation)}</Link>
              <span>{terms(`organisationKind.${organisation.kind}`)}</span>
              <span>{placeOf(organisation.prefecture)}</span>
            </li>
          ))}
        </ul>
      )}
      <Pager shown={items.length} total={total} query={list} />
    </>
  );
};

const NameBox = ({ initial, onSearch }: { initial: string; onSearch: (q: string) => void }) => {
  const t = useCopy('organisations');
  const common = useCopy('common');
  const [typed, setTyped] = useState(initial);
  return (
    <form
      role="search"
      aria-label={t('searchHere')}
      className={styles.words}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <TextInput
        type="search"
        label={t('name')}
        placeholder={t('namePlaceholder')}
        maxLength={80}
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

export const OrganisationBrowse = () => {
  const t = useCopy('organisations');
  const terms = useCopy('terms');
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(
    names.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])),
  );
  const set = (name: string, value: string | null): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return (
    <>
      <div className={styles.filters}>
        <NameBox key={search.get('q') ?? ''} initial={search.get('q') ?? ''} onSearch={(q) => set('q', q || null)} />
        <SelectField
          name="kind"
          label={t('kind')}
          none={t('any')}
          choices={organisationKinds.map((kind) => ({ value: kind, label: terms(`organisationKind.${kind}`) }))}
          value={search.get('kind')}
          onChange={(kind) => set('kind', kind)}
        />
        <SelectField
          name="prefecture"
          label={t('prefecture')}
          none={t('any')}
          choices={usePrefectureChoices()}
          value={search.get('prefecture')}
          onChange={(prefecture) => set('prefecture', prefecture)}
        />
      </div>
      <Results filters={filters} onClear={() => setSearch({})} />
    </>
  );
};
