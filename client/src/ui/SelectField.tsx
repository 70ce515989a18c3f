import { NativeSelect } from '@mantine/core';
import { Help } from './Help.js';

interface SelectFieldProps {
  name: string;
  label: string;
  help?: string;
  example?: string;
  value: string | null;
  onChange: (value: string | null) => void;
  choices: readonly { value: string; label: string }[];
  /** Words for choosing nothing; left out where something must be chosen. */
  none?: string;
  error?: string | null;
  isRequired?: boolean;
}

/** One of many, by the browser's own list: it works the same on every device and by keyboard. */
export const SelectField = ({
  name,
  label,
  help,
  example,
  value,
  onChange,
  choices,
  none,
  error,
  isRequired = false,
}: SelectFieldProps) => (
  <NativeSelect
    name={name}
    label={label}
    description={help ? <Help help={help} {...(example ? { example } : {})} /> : null}
    error={error}
    withAsterisk={isRequired}
    value={value ?? ''}
    onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
  >
    {none !== undefined || value === null ? <option value="">{none ?? ''}</option> : null}
    {choices.map((choice) => (
      <option key={choice.value} value={choice.value}>
        {choice.label}
      </option>
    ))}
  </NativeSelect>
);
