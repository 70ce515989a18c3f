// How many organisations a need could come from, by what it tells and what is known of its owner.
import { anonymityLimit, type Anonymity } from '@enishi/shared/anonymity';
import type { NeedContent } from '@enishi/shared/needs';
import type { OrganisationRecord } from '@enishi/shared/organisations';
import type { Actor } from '../../actor.js';
import { forbidden, notFound } from '../../errors.js';
import type { Listing } from '../../listings/listing.js';
import { standingOf } from '../../listings/listing-policy.js';

type Need = Pick<NeedContent, 'industry'>;

interface Dependencies {
  findNeed: (id: string) => Promise<(Listing & { content: Need }) | null>;
  findOrganisation: (id: string) => Promise<OrganisationRecord | null>;
  countCompanies: (facts: { prefecture?: string; industry?: string; size?: string }) => Promise<number>;
}

export function createAnonymityService({ findNeed, findOrganisation, countCompanies }: Dependencies) {
  return {
    async ofNeed(id: string, actor: Actor): Promise<Anonymity> {
      const need = await findNeed(id);
      const standing = need && standingOf(actor, need);
      if (!need || !standing) throw notFound();
      if (standing !== 'owner') throw forbidden();
      const organisation = await findOrganisation(need.organisationId);
      const { prefecture, industry, disclosure } = need.content;
      // The size stands nowhere on the page, but whoever knows the trade reads it from between the lines.
      const size = organisation?.size ?? null;
      const facts = { ...(prefecture && { prefecture }), ...(industry && { industry }), ...(size && { size }) };
      const group = await countCompanies(facts);
      return {
        group,
        isSmall: disclosure.organisation !== 'public' && group < anonymityLimit,
        by: Object.keys(facts) as Anonymity['by'],
      };
    },
  };
}
export type AnonymityService = ReturnType<typeof createAnonymityService>;
