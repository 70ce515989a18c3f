import { Button, Table, TextInput } from '@mantine/core';
import { auditKinds, exportAuditEvents } from '@enishi/shared/audit';
import type { AuditEvent } from '@enishi/shared/audit';
import { disclosureGroups } from '@enishi/shared/disclosure';
import { roles } from '@enishi/shared/roles';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { addressOf } from '../../lib/http.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { FilterChoice, Filters } from './Filters.js';
import styles from './People.module.css';
import { useAuditEvents } from './use-admin.js';
import type { AuditFilter } from './use-admin.js';

interface AuditLogProps {
  filter: AuditFilter;
  onFilterChange: (filter: AuditFilter) => void;
}

const AuditFilters = ({ filter, onFilterChange }: AuditLogProps) => {
  const t = useCopy('admin');
  const change = (part: Partial<AuditFilter>): void => onFilterChange({ ...filter, ...part });
  const file = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return (
    <Filters label={t('audit.title')}>
      <FilterChoice
        name="kind"
        label={t('audit.kindLabel')}
        all={t('audit.anyKind')}
        values={auditKinds}
        nameOf={(kind) => t(`audit.kind.${kind}`)}
        value={filter.kind ?? null}
        onChange={(kind) => change({ kind: kind ?? undefined })}
      />
      <TextInput
        type="date"
        label={t('audit.from')}
        value={filter.from ?? ''}
        onChange={(event) => change({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t('audit.to')}
        value={filter.to ?? ''}
        onChange={(event) => change({ to: event.currentTarget.value || undefined })}
      />
      <Button component="a" variant="default" href={`${addressOf(exportAuditEvents)}?${file.toString()}`} download>
        {t('audit.file')}
      </Button>
    </Filters>
  );
};

/** What a line says more, where we have words for it: roles and groups of fields. */
const useDetail = () => {
  const terms = useCopy('terms');
  const format = useFormat();
  return ({ detail }: AuditEvent): string => {
    const words = detail.split(' ').filter(Boolean);
    const nameOf = (word: string): string => {
      const role = roles.find((known) => known === word);
      if (role) return terms(`role.${role}`);
      const group = disclosureGroups.find((known) => known === word);
      return group ? terms(`group.${group}`) : word;
    };
    return format.list(words.map(nameOf));
  };
};

const Line = ({ event }: { event: AuditEvent }) => {
  const t = useCopy('admin');
  const terms = useCopy('terms');
  const format = useFormat();
  const detailOf = useDetail();
  const { at, kind, by, subject, address } = event;
  const nameOf = (who: { displayName: string | null }): string => who.displayName ?? t('audit.erased');
  const about = (): string => {
    if (!subject) return '';
    return subject.kind === 'user' ? (subject.name ?? t('audit.erased')) : terms(`listing.${subject.kind}`);
  };
  return (
    <Table.Tr>
      <Table.Td className={styles.quiet}>{format.dateTime(at)}</Table.Td>
      <Table.Td>{t(`audit.kind.${kind}`)}</Table.Td>
      <Table.Td>
        <span className={styles.field}>{t('audit.by')}</span>
        {by ? nameOf(by) : t('audit.nobody')}
      </Table.Td>
      <Table.Td>
        {about()} {detailOf(event)}
      </Table.Td>
      <Table.Td className={styles.quiet}>{address}</Table.Td>
    </Table.Tr>
  );
};

/** Who came in, what changed about accounts, and who was shown what; nobody can change it. */
export const AuditLog = (props: AuditLogProps) => {
  const t = useCopy('admin');
  const query = useAuditEvents(props.filter);
  const events = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <p className={styles.quiet}>{t('audit.explain')}</p>
      <AuditFilters {...props} />
      {query.isPending ? <LoadingState rows={6} height={40} /> : null}
      {query.isError && !events ? <FailedState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {events?.length === 0 ? <EmptyState title={t('audit.empty')} /> : null}
      {events && events.length > 0 ? (
        <Table className={styles.table} verticalSpacing="xs" aria-label={t('audit.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('audit.at')}</Table.Th>
              <Table.Th>{t('audit.kindLabel')}</Table.Th>
              <Table.Th>{t('audit.by')}</Table.Th>
              <Table.Th>{t('audit.about')}</Table.Th>
              <Table.Th>{t('audit.address')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {events.map((event) => (
              <Line key={event.id} event={event} />
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
      {events ? (
        <Pager shown={events.length} total={query.data?.pages[0]?.total ?? events.length} query={query} />
      ) : null}
    </>
  );
};
