import { useNavigate, useSearchParams } from 'react-router';
import type { Viewer } from '@enishi/shared/users';
import { homeOf } from './navigation.js';

/**
 * Only addresses within this site are followed; anything else in the address bar may be a trap. Browsers read a tab as
 * nothing and a backslash as a slash, so that the address is judged as they read it.
 */
const isOwn = (address: string | null): address is string => {
  const { origin } = window.location;
  if (!address?.startsWith('/') || !URL.canParse(address, origin)) return false;
  const read = new URL(address, origin);
  return read.origin === origin && !read.pathname.startsWith('//') && !/[\\\p{Cc}]/u.test(address);
};

/** After signing in or up: to where somebody wanted to go, else to the beginning of their day. */
export const useArrival = () => {
  const navigate = useNavigate();
  const next = useSearchParams()[0].get('next');
  return {
    wanted: isOwn(next) ? next : null,
    arrive: (viewer: Viewer): void => void navigate(isOwn(next) ? next : homeOf(viewer.activeRole), { replace: true }),
  };
};
