import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useSession } from '../lib/session.js';
import { FailedState } from '../ui/FailedState.js';
import { LoadingState } from '../ui/LoadingState.js';
import { Page } from '../ui/Page.js';

/** Sends a visitor to sign in and afterwards back to where they wanted to go. */
export const RequireSignIn = ({ children }: { children: ReactNode }) => {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.isPending)
    return (
      <Page>
        <LoadingState />
      </Page>
    );
  if (session.isError && !session.data)
    return (
      <Page>
        <FailedState error={session.error} onRetry={() => void session.refetch()} />
      </Page>
    );
  if (!session.data.viewer) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (session.data.viewer.mustSetUpSecondFactor && pathname !== '/second-factor')
    return <Navigate to={`/second-factor?next=${encodeURIComponent(pathname + search)}`} replace />;
  return children;
};
