import { useNavigate, useSearchParams } from 'react-router';
import type { Viewer } from '@enishi/shared/users';
import { homeOf } from './navigation.js';

/** Only addresses within this site are followed; anything else in the address bar may be a trap. */
const isOwn = (address: string | null): address is string => address !== null && /^\/(?![/\\])/.test(address);

/** After signing in or up: to where somebody wanted to go, else to the beginning of their day. */
export const useArrival = () => {
  const navigate = useNavigate();
  const next = useSearchParams()[0].get('next');
  return {
    wanted: isOwn(next) ? next : null,
    arrive: (viewer: Viewer): void => void navigate(isOwn(next) ? next : homeOf(viewer.activeRole), { replace: true }),
  };
};
