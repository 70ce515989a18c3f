import { TextInput } from '@mantine/core';

interface CodeFieldProps {
  label: string;
  description?: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
  isFocused?: boolean;
}

/** A one-time code; the telephone offers what just arrived. A recovery code has letters, so it is no number field. */
export const CodeField = ({ label, description, value, onChange, error, isFocused = false }: CodeFieldProps) => (
  <TextInput
    label={label}
    description={description}
    name="code"
    autoComplete="one-time-code"
    autoCapitalize="none"
    spellCheck={false}
    maxLength={40}
    required
    withAsterisk={false}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    error={error}
    {...(isFocused ? { 'data-autofocus': true, autoFocus: true } : {})}
  />
);
