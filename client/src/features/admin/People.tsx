import { Table } from '@mantine/core';
import { roles } from '@enishi/shared/roles';
import { userStatuses } from '@enishi/shared/users';
import type { PersonRow } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { FilterChoice, Filters, SearchField } from './Filters.js';
import { Person } from './Person.js';
import styles from './People.module.css';
import { usePeople } from './use-admin.js';
import type { PeopleFilter } from './use-admin.js';

interface PeopleProps {
  filter: PeopleFilter;
  onFilterChange: (filter: PeopleFilter) => void;
  viewerId: string | null;
}

const PeopleFilters = ({ filter, onFilterChange }: Omit<PeopleProps, 'viewerId'>) => {
  const t = useCopy('admin');
  const terms = useCopy('terms');
  return (
    <Filters label={t('people.title')}>
      <SearchField
        label={t('people.search')}
        value={filter.q ?? ''}
        onChange={(q) => onFilterChange({ ...filter, q: q || undefined })}
      />
      <FilterChoice
        name="role"
        label={t('people.role')}
        all={t('people.anyRole')}
        values={roles}
        nameOf={(role) => terms(`role.${role}`)}
        value={filter.role ?? null}
        onChange={(role) => onFilterChange({ ...filter, role: role ?? undefined })}
      />
      <FilterChoice
        name="status"
        label={t('people.status')}
        all={t('people.anyStatus')}
        values={userStatuses}
        nameOf={(status) => terms(`userStatus.${status}`)}
        value={filter.status ?? null}
        onChange={(status) => onFilterChange({ ...filter, status: status ?? undefined })}
      />
    </Filters>
  );
};

const PeopleTable = ({ people, viewerId }: { people: readonly PersonRow[]; viewerId: string | null }) => {
  const t = useCopy('admin');
  return (
    <Table className={styles.table} verticalSpacing="sm" aria-label={t('people.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('people.name')}</Table.Th>
          <Table.Th>{t('people.organisation')}</Table.Th>
          <Table.Th>{t('people.roles')}</Table.Th>
          <Table.Th>{t('people.lastSignIn')}</Table.Th>
          <Table.Th>{t('people.actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Person key={person.id} person={person} isMe={person.id === viewerId} />
        ))}
      </Table.Tbody>
    </Table>
  );
};

export const People = (props: PeopleProps) => {
  const t = useCopy('admin');
  const query = usePeople(props.filter);
  const people = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PeopleFilters {...props} />
      {query.isPending ? <LoadingState rows={5} height={56} /> : null}
      {query.isError && !people ? <FailedState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {people?.length === 0 ? <EmptyState title={t('people.empty')} /> : null}
      {people && people.length > 0 ? <PeopleTable people={people} viewerId={props.viewerId} /> : null}
      {people ? (
        <Pager shown={people.length} total={query.data?.pages[0]?.total ?? people.length} query={query} />
      ) : null}
    </>
  );
};
