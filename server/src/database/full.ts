// Telling "there is no room left" from "we made a mistake", whether the database says it or a folder.
import { causesOf } from './causes.js';

const codes = new Set<unknown>([14_031, 'ENOSPC', 'EDQUOT']);

/** True also for what such an error was the cause of. */
export function isStorageFull(error: unknown): boolean {
  for (const { code } of causesOf(error)) if (codes.has(code)) return true;
  return false;
}
