import { useId, useState } from 'react';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useCopy } from '../copy/index.js';
import { Help } from './Help.js';
import styles from './LinesField.module.css';

interface LinesFieldProps {
  name: string;
  label: string;
  help: string;
  example?: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
  error?: string | null;
  /** Most lines. */
  limit: number;
  /** Most letters of a line. */
  length: number;
  addLabel: string;
}

const filled = (lines: readonly string[]): string[] => lines.filter((line) => line.trim() !== '');
const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');

/** A list of short lines. There is always one to type in; empty ones are left out of what is saved. */
export const LinesField = ({
  name,
  label,
  help,
  example,
  value,
  onChange,
  error,
  limit,
  length,
  addLabel,
}: LinesFieldProps) => {
  const t = useCopy('common');
  const id = useId();
  const [shown, setShown] = useState<readonly string[]>(value);
  // Somebody else's value (a reload of theirs, say) replaces what is shown; one's own empty lines stay.
  const current = isSame(filled(shown), value) ? shown : value;
  const lines = current.length === 0 ? [''] : current;
  const put = (next: readonly string[]): void => {
    setShown(next);
    onChange(filled(next));
  };
  return (
    <fieldset className={styles.field} aria-describedby={id} data-field={name}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.help} id={id}>
        <Help help={help} {...(example ? { example } : {})} />
      </div>
      <ol className={styles.lines}>
        {lines.map((line, position) => (
          // Lines have no identity of their own; they are only changed in place, added at the end or taken out.
          <li key={position} className={styles.line}>
            <TextInput
              className={styles.input}
              aria-label={`${label} ${position + 1}`}
              value={line}
              maxLength={length}
              onChange={(event) =>
                put(lines.map((old, index) => (index === position ? event.currentTarget.value : old)))
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray.7"
              size="lg"
              aria-label={t('removeItem', { name: line || `${label} ${position + 1}` })}
              onClick={() => put(lines.filter((_, index) => index !== position))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {error ? <p className={styles.error}>{error}</p> : null}
      {lines.length < limit ? (
        <Button
          variant="subtle"
          size="compact-md"
          mt={6}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => put([...lines, ''])}
        >
          {addLabel}
        </Button>
      ) : null}
    </fieldset>
  );
};
