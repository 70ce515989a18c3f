// Telling "there is no room left" from "we made a mistake", whether the database says it or a folder.
const codes = new Set<unknown>([14_031, 'ENOSPC', 'EDQUOT']);

/** True also for what such an error was the cause of. */
export function isStorageFull(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if (codes.has((at as { code?: unknown }).code)) return true;
  return false;
}
