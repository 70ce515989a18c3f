// One figure: what it is, what it says in a plain sentence, a chart, and the same as a table.
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useCopy } from '../../copy/index.js';
import styles from './Figure.module.css';

export interface FigureTable {
  heads: readonly string[];
  /** The first cell of each row names it. */
  rows: readonly (readonly string[])[];
}

interface FigureProps {
  title: string;
  says: string;
  table: FigureTable;
  /** Left out where there is nothing to draw. */
  children?: ReactNode;
}

const Table = ({ title, table }: { title: string; table: FigureTable }) => (
  <table className={styles.table}>
    <caption className={styles.caption}>{title}</caption>
    <thead>
      <tr>
        {table.heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {table.rows.map(([name, ...cells]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {cells.map((cell, index) => (
            // Columns have no identity but their place.
            <td key={index}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

export const Figure = ({ title, says, table, children }: FigureProps) => {
  const t = useCopy('figures');
  const id = useId();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const isChart = view === 'chart' && Boolean(children);
  return (
    <section className={styles.figure} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {children && table.rows.length > 0 ? (
          <SegmentedControl
            size="xs"
            className={styles.switch}
            aria-label={`${title}：${t('view')}`}
            data={[
              { value: 'chart', label: t('chart') },
              { value: 'table', label: t('table') },
            ]}
            value={view}
            onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
          />
        ) : null}
      </div>
      <p className={styles.says}>{says}</p>
      {isChart ? (
        <>
          <div aria-hidden>{children}</div>
          <VisuallyHidden>
            <Table title={title} table={table} />
          </VisuallyHidden>
        </>
      ) : table.rows.length > 0 ? (
        <div className={styles.scroll} role="group" aria-label={title} tabIndex={0}>
          <Table title={title} table={table} />
        </div>
      ) : null}
    </section>
  );
};
