// What an opening refers to besides what every listing does: concepts as skills, and a work package.
import type { OpeningDraft, packageRef } from '@enishi/shared/openings';
import type { z } from 'zod';
import type { Actor } from '../../actor.js';
import { invalidField } from '../../errors.js';

export interface OpeningChecks {
  isKnownTag: (tag: string) => boolean;
  isMunicipality: (code: string) => boolean;
  mayUsePackage: (actor: Actor, ref: z.output<typeof packageRef>) => Promise<boolean>;
}

export const createOpeningChecks =
  ({ isKnownTag, isMunicipality, mayUsePackage }: OpeningChecks) =>
  async ({ skills, municipality, workPackage }: Partial<OpeningDraft>, actor: Actor): Promise<void> => {
    const unknown = skills?.findIndex(({ tag }) => !isKnownTag(tag)) ?? -1;
    if (unknown >= 0) throw invalidField(`skills.${unknown}.tag`, 'unknown_tag');
    if (municipality && !isMunicipality(municipality)) throw invalidField('municipality', 'not_a_choice');
    if (workPackage && !(await mayUsePackage(actor, workPackage))) throw invalidField('workPackage', 'not_a_choice');
  };
