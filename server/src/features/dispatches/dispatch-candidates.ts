// Experts who could come: ranked by the engine that also ranks candidates of needs, and only those who may be asked.
import type { DispatchCandidate } from '@enishi/shared/dispatches';
import type { ExpertCard, ExpertDraft } from '@enishi/shared/experts';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import type { Listing } from '../../listings/listing.js';
import { standingOf } from '../../listings/listing-policy.js';
import type { MatchEngine } from '../../matching/types.js';
import type { Dispatch } from './dispatches-store.js';

export type Profile = Listing<ExpertDraft>;

interface Dependencies {
  engine: Pick<MatchEngine, 'match'>;
  now: () => Date;
  listProfiles: (ids: readonly string[]) => Promise<Profile[]>;
  cards: (found: readonly Profile[], actor: Actor) => Promise<ExpertCard[]>;
}

/** Who may not be asked is taken out afterwards, so that many more are looked at than are shown. */
const looked = 200;
const shown = 10;
const prefix = 'expert:';

export function createDispatchCandidates({ engine, now, listProfiles, cards }: Dependencies) {
  /** May this person ask this expert to this organisation? */
  const mayAsk = (profile: Profile, dispatch: Dispatch, actor: Actor): boolean => {
    const { content, ownerId, status } = profile;
    const isAway = content.unavailableUntil !== null && content.unavailableUntil >= dayOf(now());
    return (
      status === 'published' &&
      content.kind === 'expert' &&
      !isAway &&
      ownerId !== dispatch.clientUserId &&
      profile.organisationId !== dispatch.clientOrganisationId &&
      !content.blockedOrganisationIds.includes(dispatch.clientOrganisationId) &&
      !dispatch.declines.some(({ expertId, reason }) => expertId === profile.id && reason !== null) &&
      standingOf(actor, profile) !== null
    );
  };

  return {
    mayAsk,
    async list(dispatch: Dispatch, actor: Actor): Promise<DispatchCandidate[]> {
      const { theme: title, text: body, tags, prefecture } = dispatch;
      const query = { title, body, tags, prefecture, cooperation: ['expert_dispatch'] };
      const results = await engine.match(query, { k: looked, kinds: ['expert'] });
      const ids = results.map(({ id }) => id.slice(prefix.length));
      const profiles = new Map((await listProfiles(ids)).map((profile) => [profile.id, profile]));
      const ranked = results.flatMap((result) => {
        const profile = profiles.get(result.id.slice(prefix.length));
        // To live near and to go out to companies is no reason yet; something of the theme has to be shared.
        const isNear = result.parts.tags + result.parts.text > 0;
        return isNear && profile && mayAsk(profile, dispatch, actor) ? [{ result, profile }] : [];
      });
      const best = ranked.slice(0, shown);
      const byId = new Map(
        (
          await cards(
            best.map(({ profile }) => profile),
            actor,
          )
        ).map((card) => [card.id, card]),
      );
      return best.flatMap(({ result, profile }) => {
        const card = byId.get(profile.id);
        if (!card) return [];
        const tagsOf = new Set(result.evidence.tags.map(({ concept }) => concept));
        // Only tags that stand on the card: what is told of a match tells nothing of closed fields.
        const seen = card.tags.filter((tag) => tagsOf.has(tag));
        const { score, parts } = result;
        return [{ card, score, parts, tags: seen, isWished: dispatch.wishedExpertId === profile.id }];
      });
    },
  };
}
export type DispatchCandidates = ReturnType<typeof createDispatchCandidates>;
