import { QueryClient } from '@tanstack/react-query';
import { ApiError, isPassing } from './api-error.js';

const MAX_RETRIES = 2;

/** Only what may pass by itself is tried again; a refusal stays a refusal. */
const shouldRetry = (count: number, error: unknown): boolean => count < MAX_RETRIES && isPassing(error);

/** Milliseconds until the next try: what the server asked for, else 1 s, 2 s. At most 10 s. */
const retryDelay = (count: number, error: unknown): number => {
  const asked = error instanceof ApiError && error.retryAfter !== null ? error.retryAfter * 1000 : 1000 * 2 ** count;
  return Math.min(asked, 10_000);
};

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: shouldRetry, retryDelay, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
