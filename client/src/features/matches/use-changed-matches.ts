import { useEffect, useRef, useState } from 'react';
import type { NeedMatch } from '@enishi/shared/matches';

/** How long a change by somebody else stays marked. */
const MARKED_MS = 8000;

/**
 * Candidates that somebody else moved while they were on screen, for a short while. One's own moves are not marked:
 * whoever pressed the button knows.
 */
export function useChangedMatches(matches: readonly NeedMatch[], myName: string | null): readonly NeedMatch[] {
  const before = useRef<ReadonlyMap<string, number> | null>(null);
  const [changed, setChanged] = useState<readonly string[]>([]);
  useEffect(() => {
    const known = before.current;
    before.current = new Map(matches.map(({ id, version }) => [id, version]));
    if (!known) return;
    const moved = matches.filter(({ id, version, stateBy }) => {
      const seen = known.get(id);
      return seen !== undefined && seen !== version && stateBy !== myName;
    });
    if (moved.length > 0) setChanged((current) => [...new Set([...current, ...moved.map(({ id }) => id)])]);
  }, [matches, myName]);
  useEffect(() => {
    if (changed.length === 0) return;
    const timer = window.setTimeout(() => setChanged([]), MARKED_MS);
    return () => window.clearTimeout(timer);
  }, [changed]);
  return matches.filter(({ id }) => changed.includes(id));
}
