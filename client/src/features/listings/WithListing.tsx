import type { ReactNode } from 'react';
import type { ListingKind } from '@enishi/shared/listings';
import { codeOf } from '../../lib/api-error.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import type { ViewOf } from './kinds.js';
import { useListing } from './listing-queries.js';

interface WithListingProps<Kind extends ListingKind> {
  kind: Kind;
  id: string;
  /** Drawn instead of the failure when it is not there, or not for this reader. */
  missing: ReactNode;
  children: (view: ViewOf[Kind]) => ReactNode;
}

/** Reads a listing and draws loading, failure and absence. */
export const WithListing = <Kind extends ListingKind>({ kind, id, missing, children }: WithListingProps<Kind>) => {
  const listing = useListing(kind, id);
  if (listing.isPending) return <LoadingState rows={2} height={180} />;
  if (listing.data) return children(listing.data);
  if (codeOf(listing.error) === 'not_found') return missing;
  return <FailedState error={listing.error} onRetry={() => void listing.refetch()} />;
};
