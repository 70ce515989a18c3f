// Who was shown which part of a listing, and when; for its owner.
import type { ReactNode } from 'react';
import { Button, Table } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { LedgerEntry } from '@enishi/shared/disclosure';
import type { ListingKind } from '@enishi/shared/listings';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { useFormat } from '../../lib/format.js';
import { addressOf } from '../../lib/http.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { PageHead } from '../../ui/PageHead.js';
import { Pager } from '../../ui/Pager.js';
import { addressOfListing, contractsOf } from './kinds.js';
import { useLedger, useListing } from './listing-queries.js';

const Rows = ({ entries }: { entries: readonly LedgerEntry[] }) => {
  const t = useCopy('writing');
  const terms = useCopy('terms');
  const format = useFormat();
  return (
    <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="region" aria-label={t('ledger.title')}>
      <Table verticalSpacing="xs" bg="white" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('ledger.viewer')}</Table.Th>
            <Table.Th>{t('ledger.organisation')}</Table.Th>
            <Table.Th>{t('ledger.group')}</Table.Th>
            <Table.Th>{t('ledger.first')}</Table.Th>
            <Table.Th>{t('ledger.last')}</Table.Th>
            <Table.Th ta="right">{t('ledger.times')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td>{entry.viewer.displayName}</Table.Td>
              <Table.Td>{entry.viewer.organisationName}</Table.Td>
              <Table.Td>{terms(`group.${entry.group}`)}</Table.Td>
              <Table.Td>{format.dateTime(entry.firstAt)}</Table.Td>
              <Table.Td>{format.dateTime(entry.lastAt)}</Table.Td>
              <Table.Td ta="right">{format.number(entry.times)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};

interface LedgerPageProps {
  kind: ListingKind;
  id: string;
  missing: ReactNode;
}

export const LedgerPage = ({ kind, id, missing }: LedgerPageProps) => {
  const t = useCopy('writing');
  const listing = useListing(kind, id);
  const ledger = useLedger(kind, id);
  if (codeOf(ledger.error) === 'not_found' || codeOf(listing.error) === 'not_found') return missing;
  const entries = ledger.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead
        title={t('ledger.title')}
        eyebrow={listing.data ? <Link to={addressOfListing(kind, id)}>{listing.data.title}</Link> : null}
        description={t('ledger.lead')}
        actions={
          entries.length > 0 ? (
            <Button
              component="a"
              href={addressOf(contractsOf[kind].ledgerFile, { id })}
              download
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              {t('ledger.download')}
            </Button>
          ) : null
        }
      />
      {ledger.isPending ? <LoadingState rows={5} height={44} /> : null}
      {ledger.isError ? <FailedState error={ledger.error} onRetry={() => void ledger.refetch()} /> : null}
      {ledger.data && entries.length === 0 ? (
        <EmptyState title={t('ledger.empty')}>{t('ledger.emptyHelp')}</EmptyState>
      ) : null}
      {entries.length > 0 ? <Rows entries={entries} /> : null}
      <Pager shown={entries.length} total={ledger.data?.pages[0]?.total ?? 0} query={ledger} />
    </>
  );
};
