// Filters of the browse pages. They live in the address, so that a search can be sent to a colleague.
import type { ListingKind } from '@enishi/shared/listings';

export const filterNames = {
  need: ['tags', 'prefecture', 'cooperation', 'industry', 'timeframe', 'language'],
  seed: ['tags', 'prefecture', 'cooperation', 'readinessFrom', 'propertyStatus', 'language'],
  expert: ['kind', 'tags', 'prefecture', 'cooperation', 'workPlace', 'hoursFrom', 'isAvailable', 'language'],
  opening: ['tags', 'prefecture', 'place', 'hoursTo', 'rewardKind', 'language', 'withPast'],
} as const satisfies Record<ListingKind, readonly string[]>;

/** What the list of this kind is asked for; anything else in the address is left alone. */
export const filtersOf = (kind: ListingKind, search: URLSearchParams): Record<string, string> => {
  const names: readonly string[] = ['q', ...filterNames[kind]];
  return Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])));
};

/** Filters that mean the same for every kind, taken along when somebody looks through another. */
export const sharedSearch = (search: URLSearchParams): string => {
  const taken = new URLSearchParams();
  for (const name of ['q', 'tags', 'prefecture', 'cooperation', 'language']) {
    const value = search.get(name);
    if (value) taken.set(name, value);
  }
  const text = taken.toString();
  return text === '' ? '' : `?${text}`;
};

export const listIn = (value: string | null): string[] => (value ? value.split(',').filter(Boolean) : []);
