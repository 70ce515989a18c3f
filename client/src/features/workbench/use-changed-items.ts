import { useEffect, useRef, useState } from 'react';
import type { QueueItem } from '@enishi/shared/workbench';
import { queueItemKey } from './QueueList.js';

const MARKED_MS = 8000;

const printOf = ({ lead, candidates, dueAt }: QueueItem): string => `${lead ?? ''}/${candidates}/${dueAt}`;

/** Keys of items that came or changed after the first look, for a short while. */
export function useChangedItems(items: readonly QueueItem[] | undefined): ReadonlySet<string> {
  const before = useRef<ReadonlyMap<string, string> | null>(null);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!items) return;
    const known = before.current;
    before.current = new Map(items.map((item) => [queueItemKey(item), printOf(item)]));
    if (!known) return;
    const fresh = items.filter((item) => known.get(queueItemKey(item)) !== printOf(item)).map(queueItemKey);
    if (fresh.length > 0) setChanged((current) => new Set([...current, ...fresh]));
  }, [items]);
  useEffect(() => {
    if (changed.size === 0) return;
    const timer = window.setTimeout(() => setChanged(new Set()), MARKED_MS);
    return () => window.clearTimeout(timer);
  }, [changed]);
  return changed;
}
