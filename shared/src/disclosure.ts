// Who may see which part of a need, seed or expert profile: one level for each group of fields.
import { z } from 'zod';
import { id, moment } from './fields.js';

/** From the most open to the most closed. */
export const disclosureLevels = ['public', 'members', 'mutual', 'nda', 'coordinator'] as const;
export const disclosureLevel = z.enum(disclosureLevels);
export type DisclosureLevel = z.infer<typeof disclosureLevel>;

export const disclosureGroups = ['summary', 'details', 'organisation', 'contact'] as const;
export const disclosureGroup = z.enum(disclosureGroups);
export type DisclosureGroup = z.infer<typeof disclosureGroup>;

/** Levels that may be chosen for each group. Names and contact must open once both sides have accepted. */
export const levelsOf = {
  summary: ['public', 'members', 'coordinator'],
  details: ['public', 'members', 'mutual', 'nda', 'coordinator'],
  organisation: ['public', 'members', 'mutual'],
  contact: ['public', 'members', 'mutual'],
} as const satisfies Record<DisclosureGroup, readonly DisclosureLevel[]>;

export const levelRank = (level: DisclosureLevel): number => disclosureLevels.indexOf(level);

export const disclosure = z
  .object({
    summary: z.enum(levelsOf.summary),
    details: z.enum(levelsOf.details),
    organisation: z.enum(levelsOf.organisation),
    contact: z.enum(levelsOf.contact),
  })
  .superRefine((value, context) => {
    // A summary that only coordinators see makes every other group at least as closed by itself.
    if (value.summary === 'coordinator') return;
    for (const group of ['details', 'organisation', 'contact'] as const)
      if (levelRank(value[group]) < levelRank(value.summary))
        context.addIssue({ code: 'custom', message: 'more_open_than_summary', path: [group] });
  });
export type Disclosure = z.infer<typeof disclosure>;

/** The plain answers to "how secret is it?", each a set of levels that can be refined afterwards. */
export const secrecyPresets = {
  open: { summary: 'public', details: 'public', organisation: 'public', contact: 'mutual' },
  nameless: { summary: 'public', details: 'members', organisation: 'mutual', contact: 'mutual' },
  members: { summary: 'members', details: 'members', organisation: 'mutual', contact: 'mutual' },
  careful: { summary: 'members', details: 'mutual', organisation: 'mutual', contact: 'mutual' },
  coordinator: { summary: 'coordinator', details: 'coordinator', organisation: 'mutual', contact: 'mutual' },
} as const satisfies Record<string, Disclosure>;
export type SecrecyPreset = keyof typeof secrecyPresets;
export const defaultSecrecy: SecrecyPreset = 'nameless';

/**
 * How a viewer stands to a thing; nda: both sides have accepted, and their organisations have a confidentiality agreement
 * (秘密保持契約) that holds. The agreement alone opens nothing: it was made about one matter, and an organisation has
 * others that its partner must not learn of. Each standing sees the levels listed for it. */
export const standings = ['visitor', 'member', 'introduced', 'mutual', 'nda', 'coordinator', 'owner'] as const;
export type Standing = (typeof standings)[number];

/** The most closed level that a standing reaches. */
const reach: Record<Standing, DisclosureLevel> = {
  visitor: 'public',
  member: 'members',
  introduced: 'members',
  mutual: 'mutual',
  nda: 'nda',
  coordinator: 'coordinator',
  owner: 'coordinator',
};

/**
 * May somebody with this standing see this group?
 * Whoever was introduced sees the summary whatever its level, since they are asked to answer;
 * for everybody else a closed summary closes the rest.
 */
export function canSeeGroup(standing: Standing, group: DisclosureGroup, levels: Disclosure): boolean {
  const reached = levelRank(reach[standing]);
  const wasIntroduced = standing === 'introduced' || standing === 'mutual' || standing === 'nda';
  if (!wasIntroduced && levelRank(levels.summary) > reached) return false;
  return (group === 'summary' && wasIntroduced) || levelRank(levels[group]) <= reached;
}

/** One line of the ledger: this person was shown this group, first and last at these moments. */
export const ledgerEntry = z
  .object({
    id,
    viewer: z.object({ id, displayName: z.string(), organisationName: z.string() }),
    group: disclosureGroup,
    firstAt: moment,
    lastAt: moment,
    times: z.number().int().min(1),
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.infer<typeof ledgerEntry>;
