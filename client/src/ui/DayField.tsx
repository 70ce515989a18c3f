import { TextInput } from '@mantine/core';
import { Help } from './Help.js';

interface DayFieldProps {
  name: string;
  label: string;
  help: string;
  example?: string;
  /** YYYY-MM-DD, or null for none. */
  value: string | null;
  onChange: (day: string | null) => void;
  error?: string | null;
  min?: string;
  isRequired?: boolean;
}

/** A day, by the browser's own calendar. */
export const DayField = ({
  name,
  label,
  help,
  example,
  value,
  onChange,
  error,
  min,
  isRequired = false,
}: DayFieldProps) => (
  <TextInput
    type="date"
    name={name}
    label={label}
    description={<Help help={help} {...(example ? { example } : {})} />}
    error={error}
    withAsterisk={isRequired}
    aria-required={isRequired}
    min={min}
    max="9999-12-31"
    styles={{ input: { maxWidth: 200 } }}
    value={value ?? ''}
    onChange={(event) => onChange(event.currentTarget.value || null)}
  />
);
