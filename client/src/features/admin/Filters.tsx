import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { SelectField } from '../../ui/SelectField.js';
import styles from './Filters.module.css';

const QUIET_MS = 250;

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Asks when the typing pauses, not at every letter. */
export const SearchField = ({ label, value, onChange }: SearchFieldProps) => {
  const [typed, setTyped] = useState(value);
  const [settled] = useDebouncedValue(typed, QUIET_MS);
  useEffect(() => {
    if (settled !== value) onChange(settled);
    // Only what was typed leads to a question, not the answer to it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  return (
    <TextInput
      type="search"
      label={label}
      maxLength={80}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
};

interface ChoiceProps<Value extends string> {
  name: string;
  label: string;
  all: string;
  values: readonly Value[];
  nameOf: (value: Value) => string;
  value: Value | null;
  onChange: (value: Value | null) => void;
}

export const FilterChoice = <Value extends string>({
  name,
  label,
  all,
  values,
  nameOf,
  value,
  onChange,
}: ChoiceProps<Value>) => (
  <SelectField
    name={name}
    label={label}
    none={all}
    choices={values.map((known) => ({ value: known, label: nameOf(known) }))}
    value={value}
    onChange={(chosen) => onChange(values.find((known) => known === chosen) ?? null)}
  />
);

export const Filters = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={styles.filters} role="search" aria-label={label}>
    {children}
  </div>
);
