// Who is signed in. The answer of the server lives in the query cache only.
import { useCallback } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import { confirmSignUp } from '@enishi/shared/sign-ups';
import type { Viewer } from '@enishi/shared/users';
import { acceptInvitation, getSession, signIn, signOut, signUp, updateMe } from '@enishi/shared/users';
import { call } from './http.js';
import { armSignInAgain, signInAgain } from './sign-in-again.js';

export const sessionKey = ['session'] as const;
interface Session {
  viewer: Viewer | null;
}

/** A session that ended by itself is first offered to be taken up again, before the page turns into a visitor's. */
const readSession = async (client: QueryClient, signal: AbortSignal): Promise<Session> => {
  const session = await call(getSession, { signal });
  const before = client.getQueryData<Session>(sessionKey)?.viewer;
  if (!before || session.viewer || !(await signInAgain())) return session;
  return call(getSession, {});
};

export const useSession = () => {
  const client = useQueryClient();
  return useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => readSession(client, signal), staleTime: 60_000 });
};

/** The signed-in person; null for a visitor, and until the first answer has come. */
export const useViewer = (): Viewer | null => useSession().data?.viewer ?? null;

/** Puts a session into the cache. Everything read before as somebody else is forgotten first. */
const begin = (client: QueryClient, session: Session): void => {
  const before = client.getQueryData<Session>(sessionKey)?.viewer?.id;
  if (before !== session.viewer?.id)
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
  client.setQueryData(sessionKey, session);
};

const useBegin = () => {
  const client = useQueryClient();
  return useCallback((session: Session) => begin(client, session), [client]);
};

export const useSignIn = () => {
  const onSuccess = useBegin();
  return useMutation({ mutationFn: (body: BodyInputOf<typeof signIn>) => call(signIn, { body }), onSuccess });
};

/** Signs in at once, unless a letter is sent first. */
export const useSignUp = () => {
  const put = useBegin();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof signUp>) => call(signUp, { body }),
    onSuccess: ({ viewer }) => viewer && put({ viewer }),
  });
};

export const useConfirmSignUp = (token: string) => {
  const onSuccess = useBegin();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof confirmSignUp>) => call(confirmSignUp, { params: { token }, body }),
    onSuccess,
  });
};

export const useAcceptInvitation = (token: string) => {
  const onSuccess = useBegin();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof acceptInvitation>) => call(acceptInvitation, { params: { token }, body }),
    onSuccess,
  });
};

export const useSignOut = () => {
  const put = useBegin();
  return useMutation({
    mutationFn: () => {
      armSignInAgain(false);
      return call(signOut, {});
    },
    onSuccess: () => put({ viewer: null }),
    onError: () => armSignInAgain(true),
  });
};

/** Changes of one's own account: name, language, view, notification settings. */
export const useUpdateMe = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof updateMe>) => call(updateMe, { body }),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  });
};
