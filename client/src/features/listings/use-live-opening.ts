import { useQueryClient } from '@tanstack/react-query';
import { useHint, useWatch } from '../../lib/socket.js';
import { reloadListing } from './listing-queries.js';

/** The page of an opening follows what its owner changes. */
export const useLiveOpening = (id: string): void => {
  const client = useQueryClient();
  useWatch({ kind: 'opening', id });
  useHint('opening', () => void reloadListing(client, 'opening', id), id);
};
