import { PasswordInput } from '@mantine/core';
import { passwordLimits } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { Help } from '../../ui/Help.js';

interface PasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | null;
}

/** A new password: long rather than odd (NIST SP 800-63B). */
export const PasswordField = ({ value, onChange, error }: PasswordFieldProps) => {
  const t = useCopy('account');
  const common = useCopy('common');
  return (
    <PasswordInput
      label={t('password')}
      description={<Help help={t('passwordHelp', { min: passwordLimits.min })} example={t('passwordExample')} />}
      name="password"
      autoComplete="new-password"
      withAsterisk
      aria-required
      aria-invalid={error !== null}
      maxLength={passwordLimits.max}
      value={value}
      error={error}
      visibilityToggleButtonProps={{ 'aria-label': common('showPassword'), tabIndex: 0, 'aria-hidden': false }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};
