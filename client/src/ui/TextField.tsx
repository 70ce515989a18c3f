import { TextInput, Textarea } from '@mantine/core';
import { useCopy } from '../copy/index.js';
import { Help } from './Help.js';
import styles from './TextField.module.css';

interface TextFieldProps {
  /** Path of the field in the contract; a refused field is found by it. */
  name: string;
  label: string;
  help: string;
  example?: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
  limit: number;
  /** Several lines: how many to show at first. */
  rows?: number;
  isRequired?: boolean;
  autoComplete?: string;
  type?: 'text' | 'email' | 'url';
}

const NEAR = 0.8;

/** Text with label, help, example, and a count once the limit comes near. */
export const TextField = ({
  name,
  label,
  help,
  example,
  value,
  onChange,
  error,
  limit,
  rows,
  isRequired = false,
  autoComplete,
  type = 'text',
}: TextFieldProps) => {
  const t = useCopy('common');
  const shared = {
    name,
    label,
    description: <Help help={help} {...(example ? { example } : {})} />,
    error,
    value,
    withAsterisk: isRequired,
    'aria-required': isRequired,
    autoComplete: autoComplete ?? 'off',
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.currentTarget.value),
  };
  return (
    <div>
      {rows ? <Textarea {...shared} autosize minRows={rows} maxRows={18} /> : <TextInput {...shared} type={type} />}
      {value.length > limit * NEAR ? (
        <p className={value.length > limit ? styles.over : styles.count} role="status">
          {t('count', { now: value.length, limit })}
        </p>
      ) : null}
    </div>
  );
};
