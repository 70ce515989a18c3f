// One line of an import file, as listing or company. Files may carry every field of a kind, or only the few that
// public collections have: {id, title, text, tags?}.
import { z } from 'zod';
import { expertDraft } from '@enishi/shared/experts';
import { needDraft } from '@enishi/shared/needs';
import { organisationInput } from '@enishi/shared/organisations';
import { seedDraft } from '@enishi/shared/seeds';
import { tagLimits } from '@enishi/shared/tags';
import { completedProfile } from '@enishi/shared/work-profile';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';

export const importKinds = ['seeds', 'experts', 'companies', 'needs'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Longest line in characters; a longer one is refused unread. */
export const longestLine = 200_000;

const keyed = z.object({ id: z.coerce.string().min(1).max(200) }).loose();
const plain = z.object({
  text: z.string().optional(),
  tags: z.array(z.string()).max(200).optional(),
  freeTags: z.array(z.string()).optional(),
});

/** Where the text of a plain row goes. */
const textField = { seeds: 'features', experts: 'canDo', needs: 'situation', companies: 'strengths' } as const;

const schemas = {
  seeds: seedDraft.extend({ title: seedDraft.shape.title.unwrap().min(1) }),
  experts: expertDraft.extend({ title: expertDraft.shape.title.unwrap().min(1) }),
  needs: needDraft.extend({ title: needDraft.shape.title.unwrap().min(1) }),
  companies: organisationInput,
} as const;

/** Labels that the taxonomy knows become tags; the others stay free tags. */
function sortTags(labels: readonly string[]) {
  const tags = new Set<string>();
  const freeTags = new Set<string>();
  for (const label of labels) {
    const concept = taxonomy.concept(label) ? label : taxonomy.lookup(label);
    if (concept) tags.add(concept);
    else if (label.trim() !== '' && label.trim().length <= tagLimits.freeTag) freeTags.add(label.trim());
  }
  return { tags: [...tags].slice(0, tagLimits.perThing), freeTags: [...freeTags].slice(0, tagLimits.freePerThing) };
}

export type Row<K extends ImportKind> = { key: string; content: z.output<(typeof schemas)[K]> };

const reasonOf = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ');

/** @returns the row, or why it was refused */
export function readRow<K extends ImportKind>(
  kind: K,
  line: string,
  defaults: { prefecture: string },
): Row<K> | { refused: string } {
  if (line.length > longestLine) return { refused: `longer than ${longestLine} characters` };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { refused: 'not JSON' };
  }
  const row = keyed.safeParse(json);
  if (!row.success) return { refused: reasonOf(row.error) };
  const rough = plain.safeParse(json);
  if (!rough.success) return { refused: reasonOf(rough.error) };
  const { text, tags = [], freeTags = [] } = rough.data;
  const { title, ...given } = row.data as Record<string, unknown>;
  const named = kind === 'companies' ? { kind: 'company', name: title } : { title };
  const parsed = schemas[kind].safeParse({
    prefecture: defaults.prefecture,
    ...named,
    ...(text !== undefined && { [textField[kind]]: text }),
    ...(kind === 'experts' ? completedProfile(given) : given),
    ...sortTags([...tags, ...freeTags]),
  });
  if (!parsed.success) return { refused: reasonOf(parsed.error) };
  return { key: row.data.id, content: parsed.data as z.output<(typeof schemas)[K]> };
}
