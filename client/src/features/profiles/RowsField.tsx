import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useCopy } from '../../copy/index.js';
import styles from './Fields.module.css';

interface RowsFieldProps<Row> {
  name: string;
  label: string;
  help: string;
  addLabel: string;
  /** Name of a row that has none yet. */
  nameOf: (row: Row, number: number) => string;
  blank: Row;
  isBlank: (row: Row) => boolean;
  value: readonly Row[];
  onChange: (value: Row[]) => void;
  error: string | null;
  limit: number;
  children: (row: Row, put: (change: Partial<Row>) => void, number: number) => ReactNode;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A list of small forms. Rows with nothing in them are shown and left out of what is saved. */
export const RowsField = <Row extends object>({
  name,
  label,
  help,
  addLabel,
  nameOf,
  blank,
  isBlank,
  value,
  onChange,
  error,
  limit,
  children,
}: RowsFieldProps<Row>) => {
  const common = useCopy('common');
  const id = useId();
  const [shown, setShown] = useState<readonly Row[]>(value);
  const filled = (rows: readonly Row[]): Row[] => rows.filter((row) => !isBlank(row));
  // Somebody else's value (a reload of theirs, say) replaces what is shown; one's own empty rows stay.
  const rows = isSame(filled(shown), value) ? shown : value;
  const put = (next: readonly Row[]): void => {
    setShown(next);
    onChange(filled(next));
  };
  return (
    <fieldset className={styles.field} aria-describedby={id} data-field={name}>
      <legend className={styles.label}>{label}</legend>
      <p className={styles.help} id={id}>
        {help}
      </p>
      <ol className={styles.rows}>
        {rows.map((row, position) => (
          // Rows have no identity of their own; they are only changed in place, added at the end or taken out.
          <li key={position} className={styles.row}>
            <div className={styles.parts}>
              {children(
                row,
                (change) => put(rows.map((old, index) => (index === position ? { ...old, ...change } : old))),
                position + 1,
              )}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray.7"
              size="lg"
              aria-label={common('removeItem', { name: nameOf(row, position + 1) })}
              onClick={() => put(rows.filter((_, index) => index !== position))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {error ? <p className={styles.error}>{error}</p> : null}
      {rows.length < limit ? (
        <Button
          variant="subtle"
          size="compact-md"
          mt={6}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setShown([...rows, blank])}
        >
          {addLabel}
        </Button>
      ) : null}
    </fieldset>
  );
};
