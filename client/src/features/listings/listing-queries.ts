import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { CloseReason, ListingKind } from '@enishi/shared/listings';
import { call } from '../../lib/http.js';
import { contractsOf } from './kinds.js';
import type { CardOf, DraftOf, ViewOf } from './kinds.js';

interface PageOf<Item> {
  items: Item[];
  total: number;
  nextCursor: string | null;
}
export type Filters = Record<string, string>;

const MINE = 50;

const listingKeys = {
  all: (kind: ListingKind) => ['listings', kind] as const,
  list: (kind: ListingKind, filters: Filters) => ['listings', kind, 'list', filters] as const,
  mine: (kind: ListingKind) => ['listings', kind, 'mine'] as const,
  one: (kind: ListingKind, id: string) => ['listings', kind, 'one', id] as const,
  ledger: (kind: ListingKind, id: string) => ['listings', kind, 'ledger', id] as const,
};

// The kinds share the shape of their endpoints; TypeScript cannot follow a union of contracts through one call,
// so the kind is tied to its types here and nowhere else.

const readList = async <Kind extends ListingKind>(
  kind: Kind,
  query: Record<string, string | number | undefined>,
  signal: AbortSignal,
): Promise<PageOf<CardOf[Kind]>> => (await call(contractsOf[kind].list, { query, signal })) as PageOf<CardOf[Kind]>;

const readMine = async <Kind extends ListingKind>(kind: Kind, signal: AbortSignal): Promise<PageOf<CardOf[Kind]>> =>
  (await call(contractsOf[kind].listMine, { query: { limit: MINE }, signal })) as PageOf<CardOf[Kind]>;

export const readListing = async <Kind extends ListingKind>(
  kind: Kind,
  id: string,
  signal?: AbortSignal,
): Promise<ViewOf[Kind]> =>
  (await call(contractsOf[kind].get, { params: { id }, ...(signal ? { signal } : {}) })) as ViewOf[Kind];

export const createListing = async <Kind extends ListingKind>(
  kind: Kind,
  body: Partial<DraftOf[Kind]> & { key: string },
): Promise<ViewOf[Kind]> => (await call(contractsOf[kind].create, { body })) as ViewOf[Kind];

export const updateListing = async <Kind extends ListingKind>(
  kind: Kind,
  id: string,
  body: Partial<DraftOf[Kind]> & { version: number },
): Promise<ViewOf[Kind]> => (await call(contractsOf[kind].update, { params: { id }, body })) as ViewOf[Kind];

export const publishListing = async <Kind extends ListingKind>(
  kind: Kind,
  id: string,
  version: number,
): Promise<ViewOf[Kind]> =>
  (await call(contractsOf[kind].publish, { params: { id }, body: { version } })) as ViewOf[Kind];

/** A list page by page; the filters are those of the address. */
export const useListings = <Kind extends ListingKind>(kind: Kind, filters: Filters) =>
  useInfiniteQuery({
    queryKey: listingKeys.list(kind, filters),
    queryFn: ({ pageParam, signal }) => readList(kind, { ...filters, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** The newest few, for first pages. */
export const useNewest = <Kind extends ListingKind>(kind: Kind, count: number) =>
  useQuery({
    queryKey: [...listingKeys.all(kind), 'newest', count],
    queryFn: ({ signal }) => readList(kind, { limit: count }, signal),
    staleTime: 60_000,
  });

export const useMyListings = <Kind extends ListingKind>(kind: Kind, isWanted = true) =>
  useQuery({ queryKey: listingKeys.mine(kind), queryFn: ({ signal }) => readMine(kind, signal), enabled: isWanted });

/** Null for one that does not exist yet; then nothing is asked. */
export const useListing = <Kind extends ListingKind>(kind: Kind, id: string | null) =>
  useQuery({
    queryKey: listingKeys.one(kind, id ?? ''),
    queryFn: ({ signal }) => readListing(kind, id ?? '', signal),
    enabled: id !== null,
  });

/** Puts a fresh view into the cache and lets the lists be read again. */
export const takeListing = <Kind extends ListingKind>(client: QueryClient, kind: Kind, view: ViewOf[Kind]): void => {
  client.setQueryData(listingKeys.one(kind, view.id), view);
  void client.invalidateQueries({
    queryKey: listingKeys.all(kind),
    predicate: ({ queryKey }) => queryKey[2] !== 'one',
  });
};

/** Reads the lists of a kind again, and none of its pages. */
export const refreshLists = (client: QueryClient, kind: ListingKind): void => {
  void client.invalidateQueries({
    queryKey: listingKeys.all(kind),
    predicate: ({ queryKey }) => queryKey[2] !== 'one',
  });
};

/** Reads it again, and the lists that it stands in. */
export const refreshListing = (client: QueryClient, kind: ListingKind, id: string): void => {
  void client.invalidateQueries({
    queryKey: listingKeys.all(kind),
    predicate: ({ queryKey }) => queryKey[2] !== 'one' || queryKey[3] === id,
  });
};

export const reloadListing = (client: QueryClient, kind: ListingKind, id: string): Promise<void> =>
  client.invalidateQueries({ queryKey: listingKeys.one(kind, id) });

interface CloseForm {
  version: number;
  reason: CloseReason;
  text: string;
}

/** What an owner may do with a listing as a whole. */
export const useListingActions = (kind: ListingKind, id: string) => {
  const client = useQueryClient();
  const onSuccess = (view: unknown): void => takeListing(client, kind, view as ViewOf[ListingKind]);
  const onError = (): void => void client.invalidateQueries({ queryKey: listingKeys.one(kind, id) });
  return {
    publish: useMutation({ mutationFn: (version: number) => publishListing(kind, id, version), onSuccess, onError }),
    close: useMutation({
      mutationFn: (body: CloseForm) => call(contractsOf[kind].close, { params: { id }, body }),
      onSuccess,
      onError,
    }),
    remove: useMutation({
      mutationFn: () => call(contractsOf[kind].remove, { params: { id } }),
      onSuccess: () => {
        client.removeQueries({ queryKey: listingKeys.one(kind, id) });
        void client.invalidateQueries({ queryKey: listingKeys.all(kind) });
      },
    }),
  };
};

export const useLedger = (kind: ListingKind, id: string) =>
  useInfiniteQuery({
    queryKey: listingKeys.ledger(kind, id),
    queryFn: ({ pageParam, signal }) =>
      call(contractsOf[kind].ledger, { params: { id }, query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
