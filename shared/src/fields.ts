// Building blocks of every schema: text that is trimmed and bounded, ids, dates, cursors.
import { z } from 'zod';

/** Identifier of a stored thing: 24 hexadecimal digits, lower case. */
export const id = z.string().regex(/^[0-9a-f]{24}$/, { error: 'id' });

/** A moment as ISO 8601 text in UTC, the form dates have on the wire. */
export const moment = z.iso.datetime();

/** A day in Asia/Tokyo as YYYY-MM-DD. */
export const day = z.iso.date();

/** How often a thing was changed; sent back with every change so that nobody overwrites what they have not seen. */
export const version = z.number().int().min(0);

/** Made by the one who adds something, once for each attempt: sending it twice makes one thing. */
export const clientKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, { error: 'wrong_form' });

// Control characters never belong in what people write; tab and line feed do. Lone surrogates are not text.
// eslint-disable-next-line no-control-regex
const unwanted = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]|[\u202A-\u202E\u2066-\u2069]/;

const clean = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !unwanted.test(value) && value.isWellFormed(), { error: 'unwanted_characters' });

/** One line of text, trimmed, at most `max` UTF-16 units; may be empty. */
export const optionalLine = (max: number) => clean(max).refine((value) => !value.includes('\n'), { error: 'one_line' });
/** One line of text with something in it. */
export const line = (max: number, min = 1) => optionalLine(max).min(min);
/** Several lines of text; may be empty. */
export const optionalText = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform((value) => value.replace(/\r\n?/g, '\n'))
    .pipe(clean(max));
/** Several lines of text, at least `min` characters long. */
export const text = (max: number, min = 1) => optionalText(max).pipe(z.string().min(min));

/**
 * Changes to a form: each field may be left out, and then stays as it is. Plain `partial()` would fill in the default
 * of every field that was not sent, and so wipe it.
 */
export function changesOf<Shape extends z.ZodRawShape>(form: z.ZodObject<Shape>) {
  const fields = Object.entries(form.shape).map(([name, field]) => [
    name,
    field instanceof z.ZodDefault ? field.unwrap() : field,
  ]);
  return z.object(Object.fromEntries(fields) as Shape).partial();
}

/** A list without repeats. */
export const distinct = <T extends z.ZodType<string>>(item: T, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((values) => new Set(values).size === values.length, { error: 'repeated' });

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

export const languages = ['ja', 'en'] as const;
export const language = z.enum(languages);
export type Language = z.infer<typeof language>;

export const pageLimits = { default: 20, max: 50 } as const;

/** Query of every list that is read page by page. The cursor is opaque to whoever sends it. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimits.max).default(pageLimits.default),
});

/** A page of a list; `total` counts what this viewer may see, over all pages. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int().min(0), nextCursor: z.string().nullable() });

/** Values of a filter in the address: one, or several with commas. */
export const commaList = <T extends z.ZodType<string, string>>(item: T, max: number) =>
  z
    .string()
    .max(1000)
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(item).max(max));
