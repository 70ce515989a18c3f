// Two listings published at the same moment through two servers: neither server knows the other's when it matches its
// own. So whatever was matched here shortly before news from elsewhere came in is matched once more.
import type { PairedRef } from '../../listings/listing.js';
import { itemIdOf } from './match-items.js';

/** By then each server has seen what the others wrote in the same moment. */
const dueAfterMs = 1500;

interface Run {
  ref: PairedRef;
  authorId: string | undefined;
  at: number;
  isOvertaken: boolean;
}

export function createSecondLook(again: (ref: PairedRef, authorId: string | undefined) => Promise<void>) {
  const runs = new Map<string, Run>();
  return {
    remember(ref: PairedRef, authorId: string | undefined): void {
      const key = itemIdOf(ref.kind, ref.id);
      runs.delete(key);
      runs.set(key, { ref, authorId, at: performance.now(), isOvertaken: false });
    },
    /** Something that this server did not know has come in. */
    overtake(): void {
      for (const run of runs.values()) run.isOvertaken = true;
    },
    async settle(): Promise<void> {
      const due = [...runs].filter(([, { at }]) => at <= performance.now() - dueAfterMs);
      for (const [key] of due) runs.delete(key);
      for (const [, { ref, authorId, isOvertaken }] of due) if (isOvertaken) await again(ref, authorId);
    },
  };
}
