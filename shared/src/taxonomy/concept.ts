import { z } from 'zod';
import { tagId } from '../tags.js';

const labelSchema = z.string().trim().min(1).max(60);

/** One line of the tables `concepts-*.ts`. */
export const conceptRowSchema = z.strictObject({
  /** English words in kebab case; stored with needs and seeds, so a published id never changes. */
  id: tagId,
  ja: labelSchema,
  en: labelSchema,
  /** Reading in hiragana; required wherever `ja` is not kana alone. */
  kana: z
    .string()
    .regex(/^[ぁ-ゖー]+$/)
    .optional(),
  synonyms: z.strictObject({ ja: z.array(labelSchema).optional(), en: z.array(labelSchema).optional() }).optional(),
  broader: z.array(tagId),
  related: z.array(tagId).optional(),
  /** Longer words that contain one of the labels by accident: 染色体 is not 染色. */
  notIn: z.array(labelSchema).optional(),
});

export type ConceptRow = z.infer<typeof conceptRowSchema>;

/** A concept as readers of the taxonomy see it: complete, with both directions of every relation. */
export interface Concept {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
  readonly kana: string;
  readonly synonyms: { readonly ja: readonly string[]; readonly en: readonly string[] };
  readonly broader: readonly string[];
  readonly narrower: readonly string[];
  readonly related: readonly string[];
}
