import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
} from '@enishi/shared/second-factor';
import { call } from '../../lib/http.js';
import { sessionKey } from '../../lib/session.js';

const key = ['second-factor'] as const;

export const useSecondFactor = () =>
  useQuery({ queryKey: key, queryFn: ({ signal }) => call(getSecondFactor, { signal }) });

export const useBeginSecondFactor = () =>
  useMutation({ mutationFn: (password: string) => call(beginSecondFactor, { body: { password } }) });

const useRefresh = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
};

export const useConfirmSecondFactor = () => {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (code: string) => call(confirmSecondFactor, { body: { code } }), onSuccess });
};

/** Whoever had to set it up may go on now. */
export const useGoOn = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: sessionKey });
};

export const useRenewRecoveryCodes = () => {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof renewRecoveryCodes>) => call(renewRecoveryCodes, { body }),
    onSuccess,
  });
};

export const useEndSecondFactor = () => {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof endSecondFactor>) => call(endSecondFactor, { body }),
    onSuccess,
  });
};
