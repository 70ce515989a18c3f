import { useEffect, useState } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { caseRoutes } from '@enishi/shared/case-stages';
import { useCopy } from '../../copy/index.js';
import { usePrefectureName } from '../../lib/places.js';
import { useViewer } from '../../lib/session.js';
import { SelectField } from '../../ui/SelectField.js';
import styles from './Board.module.css';
import { hasFilters } from './board-query.js';
import type { BoardFilters as Filters, FilterName } from './board-query.js';
import type { BoardAnswer } from './use-cases.js';

interface BoardFiltersProps {
  filters: Filters;
  workload: BoardAnswer['workload'];
  onSet: (name: FilterName, value: string) => void;
  onClear: () => void;
}

const QUIET_MS = 300;
const silences = ['7', '14', '21', '60'];

const Search = ({ value, onSet }: { value: string; onSet: (value: string) => void }) => {
  const t = useCopy('cases');
  const [typed, setTyped] = useState(value);
  const [asked] = useDebouncedValue(typed.trim(), QUIET_MS);
  useEffect(() => {
    if (asked !== value) onSet(asked);
    // Only what is typed is written to the address, never the other way round.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked]);
  return (
    <TextInput
      type="search"
      name="q"
      label={t('board.search')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
};

export const BoardFilters = ({ filters, workload, onSet, onClear }: BoardFiltersProps) => {
  const t = useCopy('cases');
  const common = useCopy('common');
  const viewer = useViewer();
  const prefectureOf = usePrefectureName();
  const leads = workload.flatMap(({ lead }) => (lead && lead.id !== viewer?.id ? [lead] : []));
  const served = viewer?.servedPrefectures ?? [];
  return (
    <div className={styles.filters} role="search" aria-label={t('board.filters')}>
      <SelectField
        name="lead"
        label={t('board.leadFilter')}
        none={t('board.everybody')}
        choices={[
          { value: 'me', label: t('board.me') },
          { value: 'none', label: t('noLead') },
          ...leads.map(({ id, displayName }) => ({ value: id, label: displayName })),
        ]}
        value={filters.lead || null}
        onChange={(value) => onSet('lead', value ?? '')}
      />
      {served.length > 1 ? (
        <SelectField
          name="prefecture"
          label={t('board.prefecture')}
          none={common('all')}
          choices={served.map((value) => ({ value, label: prefectureOf(value) }))}
          value={filters.prefecture || null}
          onChange={(value) => onSet('prefecture', value ?? '')}
        />
      ) : null}
      <SelectField
        name="route"
        label={t('board.route')}
        none={common('all')}
        choices={caseRoutes.map((value) => ({ value, label: t(`route.${value}`) }))}
        value={filters.route || null}
        onChange={(value) => onSet('route', value ?? '')}
      />
      <SelectField
        name="silentDays"
        label={t('board.silent')}
        none={t('board.anySilence')}
        choices={silences.map((days) => ({ value: days, label: t('board.silentFor', { days }) }))}
        value={filters.silentDays || null}
        onChange={(value) => onSet('silentDays', value ?? '')}
      />
      <Search value={filters.q} onSet={(value) => onSet('q', value)} />
      <Checkbox
        label={t('board.showEnded')}
        checked={filters.ended !== ''}
        onChange={(event) => onSet('ended', event.currentTarget.checked ? '1' : '')}
      />
      {hasFilters(filters) ? (
        <Button size="compact-sm" variant="subtle" onClick={onClear}>
          {common('clear')}
        </Button>
      ) : null}
    </div>
  );
};
