import { NumberInput } from '@mantine/core';
import { Help } from '../../../ui/Help.js';

interface NumberFieldProps {
  name: string;
  words: { label: string; help: string; example?: string };
  unit: string;
  value: number | null;
  onChange: (value: number | null) => void;
  error: string | null;
  max: number;
  isRequired?: boolean;
}

/** A whole number from one, with its unit behind it. */
export const NumberField = ({
  name,
  words,
  unit,
  value,
  onChange,
  error,
  max,
  isRequired = false,
}: NumberFieldProps) => (
  <NumberInput
    name={name}
    label={words.label}
    description={<Help help={words.help} {...(words.example ? { example: words.example } : {})} />}
    suffix={` ${unit}`}
    min={1}
    max={max}
    allowDecimal={false}
    thousandSeparator=","
    hideControls
    inputMode="numeric"
    withAsterisk={isRequired}
    aria-required={isRequired}
    styles={{ input: { maxWidth: 220 } }}
    value={value ?? ''}
    onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
    error={error}
  />
);
