import { useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import type { Role } from '@enishi/shared/roles';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../copy/index.js';
import { codeOf } from '../lib/api-error.js';
import { sessionKey, useSignOut, useUpdateMe } from '../lib/session.js';
import { notifyFailed } from '../ui/notify.js';
import { homeOf } from './navigation.js';

/** What the account menu does, in the header and in the menu of small screens alike. */
export const useAccountActions = (viewer: Viewer) => {
  const errors = useCopy('errors');
  const navigate = useNavigate();
  const client = useQueryClient();
  const update = useUpdateMe();
  const signOut = useSignOut();
  const handleError = (error: unknown): void => {
    void client.invalidateQueries({ queryKey: sessionKey });
    notifyFailed(errors(`code.${codeOf(error)}`));
  };
  return {
    switchRole: (role: Role): void =>
      update.mutate(
        { version: viewer.version, activeRole: role },
        { onSuccess: () => void navigate(homeOf(role)), onError: handleError },
      ),
    leave: (): void => {
      void navigate('/');
      signOut.mutate(undefined, { onError: handleError });
    },
  };
};
