// Codes that classify things: concepts of the taxonomy, free tags, prefectures, industries, readiness.
import { z } from 'zod';
import { distinct, line } from './fields.js';

export const tagLimits = { perThing: 12, freePerThing: 8, freeTag: 40 } as const;

/** Id of a concept. Whether the taxonomy has it is checked by the server; the schema stays small for the browser. */
export const tagId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'unknown_tag' })
  .max(60);
export const tagList = distinct(tagId, tagLimits.perThing);
export const freeTagList = distinct(line(tagLimits.freeTag), tagLimits.freePerThing);

/** JIS X 0401, "01" to "47". */
export const prefectureCode = z.string().regex(/^(0[1-9]|[1-3][0-9]|4[0-7])$/);
/** Division of Japan's standard industrial classification, "A" to "T". */
export const industryCode = z.string().regex(/^[A-T]$/);
/** Technology readiness level, 1 (idea) to 9 (in use). */
export const readiness = z.number().int().min(1).max(9);
