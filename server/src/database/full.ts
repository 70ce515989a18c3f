// Telling "there is no room left" from "we made a mistake", whether the database says it or a folder.
const codes = new Set<unknown>([14_031, 'ENOSPC', 'EDQUOT']);

/** True also for what such an error was the cause of. */
export function isStorageFull(error: unknown): boolean {
  let at = error as { code?: unknown; cause?: unknown } | null | undefined;
  for (let depth = 0; at && depth < 5; at = at.cause as typeof at, depth += 1) if (codes.has(at.code)) return true;
  return false;
}
