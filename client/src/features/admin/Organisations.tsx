import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { organisationKinds } from '@enishi/shared/organisations';
import type { OrganisationName } from '@enishi/shared/organisations';
import { useCopy } from '../../copy/index.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { usePrefectureChoices, usePrefectureName } from '../../lib/places.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { FilterChoice, Filters, SearchField } from './Filters.js';
import { OrganisationForm } from './OrganisationForm.js';
import styles from './Organisations.module.css';
import { useOrganisations } from './use-admin.js';
import type { OrganisationFilter } from './use-admin.js';

interface OrganisationsProps {
  filter: OrganisationFilter;
  onFilterChange: (filter: OrganisationFilter) => void;
}

const OrganisationFilters = ({ filter, onFilterChange }: OrganisationsProps) => {
  const t = useCopy('admin');
  const terms = useCopy('terms');
  const prefectureOf = usePrefectureName();
  const codes = usePrefectureChoices().map(({ value }) => value);
  return (
    <Filters label={t('organisations.title')}>
      <SearchField
        label={t('organisations.search')}
        value={filter.q ?? ''}
        onChange={(q) => onFilterChange({ ...filter, q: q || undefined })}
      />
      <FilterChoice
        name="kind"
        label={t('organisations.kind')}
        all={t('organisations.anyKind')}
        values={organisationKinds}
        nameOf={(kind) => terms(`organisationKind.${kind}`)}
        value={filter.kind ?? null}
        onChange={(kind) => onFilterChange({ ...filter, kind: kind ?? undefined })}
      />
      <FilterChoice
        name="prefecture"
        label={t('organisations.prefecture')}
        all={t('organisations.anyPrefecture')}
        values={codes}
        nameOf={prefectureOf}
        value={filter.prefecture ?? null}
        onChange={(prefecture) => onFilterChange({ ...filter, prefecture: prefecture ?? undefined })}
      />
    </Filters>
  );
};

const Row = ({ organisation }: { organisation: OrganisationName }) => {
  const terms = useCopy('terms');
  const nameOf = useOrganisationName();
  const prefectureOf = usePrefectureName();
  return (
    <li className={styles.row}>
      <Link to={`/organisations/${organisation.id}`}>{nameOf(organisation)}</Link>
      <span className={styles.facts}>
        {terms(`organisationKind.${organisation.kind}`)} ・ {prefectureOf(organisation.prefecture)}
      </span>
    </li>
  );
};

export const Organisations = (props: OrganisationsProps) => {
  const t = useCopy('admin');
  const [isCreating, setIsCreating] = useState(false);
  const query = useOrganisations(props.filter);
  const items = query.data?.pages.flatMap((page) => page.items);
  if (isCreating) return <OrganisationForm onClose={() => setIsCreating(false)} />;
  return (
    <>
      <div className={styles.head}>
        <Button onClick={() => setIsCreating(true)}>{t('organisations.create')}</Button>
      </div>
      <OrganisationFilters {...props} />
      {query.isPending ? <LoadingState rows={5} height={44} /> : null}
      {query.isError && !items ? <FailedState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {items?.length === 0 ? <EmptyState title={t('organisations.empty')} /> : null}
      {items && items.length > 0 ? (
        <ul className={styles.list}>
          {items.map((organisation) => (
            <Row key={organisation.id} organisation={organisation} />
          ))}
        </ul>
      ) : null}
      {items ? <Pager shown={items.length} total={query.data?.pages[0]?.total ?? items.length} query={query} /> : null}
    </>
  );
};
