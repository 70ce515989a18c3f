// The code at the door: asked for only when the password was right and the account has a second factor.
import { useState } from 'react';
import type { BodyInputOf } from '@enishi/shared/contract';
import type { signIn } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { CodeField } from '../../ui/CodeField.js';

const asking: readonly string[] = ['second_factor_needed', 'second_factor_wrong'];

/** Once a code was asked for, the field stays, whatever the next answer says. */
export const useAsksForCode = (error: unknown): boolean => {
  const isAsked = asking.includes(codeOf(error));
  const [wasAsked, setWasAsked] = useState(false);
  if (isAsked && !wasAsked) setWasAsked(true);
  return isAsked || wasAsked;
};

export const signInBody = (
  email: string,
  password: string,
  asksForCode: boolean,
  code: string,
): BodyInputOf<typeof signIn> => ({ email, password, ...(asksForCode && code !== '' ? { code } : {}) });

export const SignInCode = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const t = useCopy('account');
  return (
    <CodeField
      label={t('signIn.code')}
      description={t('signIn.codeHelp')}
      value={value}
      onChange={onChange}
      isFocused
    />
  );
};
