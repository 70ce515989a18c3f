import { PasswordInput } from '@mantine/core';
import { passwordLimits } from '@enishi/shared/users';
import { useCopy } from '../copy/index.js';

interface CurrentPasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
}

/** A password that its owner knows already. */
export const CurrentPasswordField = ({ label, value, onChange, error = null }: CurrentPasswordFieldProps) => {
  const t = useCopy('common');
  return (
    <PasswordInput
      label={label}
      name="password"
      autoComplete="current-password"
      maxLength={passwordLimits.max}
      required
      withAsterisk={false}
      value={value}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0, 'aria-hidden': false }}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
};
