import { Link } from 'react-router';
import { dispatchStates } from '@enishi/shared/dispatches';
import type { DispatchRow, DispatchState } from '@enishi/shared/dispatches';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { usePrefectureName } from '../../lib/places.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Pager } from '../../ui/Pager.js';
import { SelectField } from '../../ui/SelectField.js';
import { Tag } from '../../ui/Tag.js';
import { useDispatches } from './use-dispatches.js';
import styles from './Dispatches.module.css';

const Row = ({ row }: { row: DispatchRow }) => {
  const t = useCopy('dispatches');
  const format = useFormat();
  const nameOf = useOrganisationName();
  const prefectureOf = usePrefectureName();
  const facts = [
    row.organisation ? nameOf(row.organisation) : t('list.nameless'),
    prefectureOf(row.prefecture),
    t('list.hours', { hours: row.hours }),
    row.visitAt ? t('list.visitAt', { date: format.dateTime(row.visitAt) }) : '',
    row.wantedBy && !row.visitAt ? t('list.wantedBy', { date: format.date(row.wantedBy) }) : '',
  ].filter(Boolean);
  return (
    <li className={styles.row}>
      <div className={styles.top}>
        <span>{row.code}</span>
        <Tag look={row.state === 'reported' ? 'done' : 'plain'}>{t(`state.${row.state}`)}</Tag>
        {row.isMyTurn ? <Tag look="attention">{t('list.turn')}</Tag> : null}
        <span>{format.date(row.createdAt)}</span>
      </div>
      <h2 className={styles.title}>
        <Link to={`/dispatches/${row.id}`}>{row.theme}</Link>
      </h2>
      <p className={styles.facts}>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
    </li>
  );
};

interface DispatchListProps {
  state: DispatchState | null;
  onStateChange: (state: DispatchState | null) => void;
}

export const DispatchList = ({ state, onStateChange }: DispatchListProps) => {
  const t = useCopy('dispatches');
  const list = useDispatches(state);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <SelectField
        name="state"
        label={t('list.state')}
        none={t('list.any')}
        choices={dispatchStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        value={state}
        onChange={(value) => onStateChange(dispatchStates.find((known) => known === value) ?? null)}
      />
      {list.isPending ? <LoadingState rows={3} /> : null}
      {list.isError && !list.data ? <FailedState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? (
        <EmptyState title={t(state ? 'list.emptyState' : 'list.empty')}>
          {state ? null : t('list.emptyHelp')}
        </EmptyState>
      ) : null}
      <ul className={styles.rows}>
        {items.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {list.data ? <Pager shown={items.length} total={list.data.pages[0]?.total ?? 0} query={list} /> : null}
    </>
  );
};
