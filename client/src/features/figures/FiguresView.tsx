// The figures of a year, for those who look after a region, and as a spreadsheet for those who pay.
import '@mantine/charts/styles.css';
import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { hasFigures } from '@enishi/shared/figures';
import type { Figures } from '@enishi/shared/figures';
import { fiscalYearOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { usePrefectureName } from '../../lib/places.js';
import { useViewer } from '../../lib/session.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { SelectField } from '../../ui/SelectField.js';
import { Answers, Load, Months, Outcomes, Proposals, Routes, Stages, Stays } from './FigureCards.js';
import styles from './Figure.module.css';
import { sheetAddress, useFigures } from './use-figures.js';
import type { FiguresChoice } from './use-figures.js';

interface FiguresViewProps {
  choice: FiguresChoice;
  onChange: (choice: FiguresChoice) => void;
}

/** How many years back can be chosen. */
const yearsBack = 5;

const Choices = ({ choice, onChange }: FiguresViewProps) => {
  const t = useCopy('figures');
  const nameOf = usePrefectureName();
  const served = useViewer()?.servedPrefectures ?? [];
  const thisYear = fiscalYearOf(new Date());
  const years = [...new Set([choice.fiscalYear, ...Array.from({ length: yearsBack }, (_, index) => thisYear - index)])];
  return (
    <div className={styles.choices}>
      <SelectField
        name="fiscalYear"
        label={t('year')}
        value={String(choice.fiscalYear)}
        onChange={(year) => onChange({ ...choice, fiscalYear: Number(year) })}
        choices={years
          .sort((one, other) => other - one)
          .map((year) => ({ value: String(year), label: t('yearOf', { year }) }))}
      />
      {served.length > 1 ? (
        <SelectField
          name="prefecture"
          label={t('prefecture')}
          value={choice.prefecture}
          onChange={(prefecture) => onChange({ ...choice, prefecture })}
          choices={served.map((code) => ({ value: code, label: nameOf(code) }))}
          none={t('allPrefectures')}
        />
      ) : null}
      <Button
        component="a"
        href={sheetAddress(choice)}
        download
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {t('download')}
      </Button>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </div>
  );
};

const Summary = ({ figures: { cases, outcomes } }: { figures: Figures }) => {
  const t = useCopy('figures');
  const format = useFormat();
  const sales = outcomes.find(({ kind }) => kind === 'sales')?.yen ?? 0;
  const facts = [
    [t('summary.active'), t('units', { count: cases.active })],
    [t('summary.created'), t('units', { count: cases.created })],
    [t('summary.ended'), t('units', { count: cases.ended })],
    [t('summary.sales'), t('outcomes.amount', { yen: format.number(sales) })],
  ] as const;
  return (
    <dl className={styles.summary} aria-label={t('summary.title')}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const Shown = ({ figures }: { figures: Figures }) => {
  const t = useCopy('figures');
  const format = useFormat();
  const nameOf = usePrefectureName();
  const served = useViewer()?.servedPrefectures.length ?? 0;
  const isAll = figures.prefectures.length > Math.max(served, 1);
  const places = isAll ? t('allPrefectures') : format.list(figures.prefectures.map(nameOf));
  return (
    <>
      <p className={styles.asOf}>{t('asOf', { date: format.date(figures.asOf), places })}</p>
      <Summary figures={figures} />
      <div className={styles.grid}>
        <Stages figures={figures} />
        <Months figures={figures} />
        <Routes figures={figures} />
        <Proposals figures={figures} />
        <Answers figures={figures} />
        <Stays figures={figures} />
        <Outcomes figures={figures} />
        <Load figures={figures} />
      </div>
    </>
  );
};

export const FiguresView = (props: FiguresViewProps) => {
  const t = useCopy('figures');
  const query = useFigures(props.choice);
  return (
    <>
      <Choices {...props} />
      {query.isPending ? (
        <LoadingState rows={4} height={220} />
      ) : query.isError ? (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      ) : hasFigures(query.data) ? (
        <Shown figures={query.data} />
      ) : (
        <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>
      )}
    </>
  );
};
