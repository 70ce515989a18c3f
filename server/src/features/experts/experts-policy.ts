// What a profile tells to whom beyond the groups of every listing, and what it refers to. Pure.
import type { Standing } from '@enishi/shared/disclosure';
import type { ExpertDraft } from '@enishi/shared/experts';
import type { MoveWish } from '@enishi/shared/work-profile';
import { coordinates, type Actor } from '../../actor.js';
import { invalidField } from '../../errors.js';

/** The wish to move: for the owner and coordinators; what it says of the family only where somebody would move to. */
export function moveWishFor(wish: MoveWish | null, standing: Standing, actor: Actor | null) {
  if (!wish || (standing !== 'owner' && standing !== 'coordinator')) return null;
  const isAddressed = standing === 'owner' || wish.prefectures.some((prefecture) => coordinates(actor, prefecture));
  return { ...wish, family: isAddressed ? wish.family : null };
}

/** Whoever looks for a technology finds those who name it as a skill. */
export const withSkillTags = (content: ExpertDraft): ExpertDraft => ({
  ...content,
  tags: [...new Set([...content.tags, ...content.skills.map(({ tag }) => tag)])],
});

interface Known {
  isKnownTag: (tag: string) => boolean;
  isMunicipality: (code: string) => boolean;
}

/** Refuses skills and places that do not exist. */
export const createExpertChecks =
  ({ isKnownTag, isMunicipality }: Known) =>
  ({ skills, municipality }: Partial<ExpertDraft>): Promise<void> => {
    const unknown = skills?.findIndex(({ tag }) => !isKnownTag(tag)) ?? -1;
    if (unknown >= 0) throw invalidField(`skills.${unknown}.tag`, 'unknown_tag');
    if (municipality && !isMunicipality(municipality)) throw invalidField('municipality', 'not_a_choice');
    return Promise.resolve();
  };
