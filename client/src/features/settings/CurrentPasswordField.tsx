import { PasswordInput } from '@mantine/core';
import { passwordLimits } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';

interface CurrentPasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | null;
}

/** Asked for again before something that whoever found an open screen must not do. */
export const CurrentPasswordField = ({ value, onChange, error }: CurrentPasswordFieldProps) => {
  const t = useCopy('settings');
  return (
    <PasswordInput
      label={t('password.current')}
      autoComplete="current-password"
      maxLength={passwordLimits.max}
      required
      withAsterisk={false}
      value={value}
      visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0, 'aria-hidden': false }}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
};
