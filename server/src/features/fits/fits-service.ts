// Fits with reasons, for whoever may see them. What was found once is asked again before it is shown: a day may have passed,
// or a side have closed since.
import { fitLimits, type ExpertFit, type Fit, type OpeningFit } from '@enishi/shared/fits';
import type { Actor } from '../../actor.js';
import { notFound } from '../../errors.js';
import { standingOf } from '../../listings/listing-policy.js';
import { evidenceFor } from './fits-disclosure.js';
import type { FitPair, FitsStore } from './fits-store.js';
import { isFit, isWithinReach, type Pairing } from './pairing.js';
import type { Expert, Opening } from './work-sides.js';

interface Shelf<L, Card> {
  find(id: string): Promise<L | null>;
  listByIds(ids: readonly string[]): Promise<L[]>;
  /** Cards by id, of those that the actor may see. */
  cards(listings: readonly L[], actor: Actor): Promise<Map<string, Card>>;
}

interface Dependencies {
  store: FitsStore;
  pairing: Pairing;
  openings: Shelf<Opening, ExpertFit['opening']>;
  experts: Shelf<Expert, OpeningFit['expert']>;
}

const maySeeFits = (actor: Actor, listing: Opening | Expert): boolean =>
  ['owner', 'coordinator'].includes(standingOf(actor, listing) ?? '');

export function createFitsService({ store, pairing, openings, experts }: Dependencies) {
  const holds = (opening: Opening, expert: Expert, actor: Actor): boolean =>
    expert.status === 'published' &&
    opening.status === 'published' &&
    pairing.isOpen(opening) &&
    pairing.mayPair(opening, expert) &&
    standingOf(actor, opening) !== null &&
    standingOf(actor, expert) !== null;

  const present = (
    { score, parts, evidence, missing, gaps }: FitPair,
    opening: Opening,
    expert: Expert,
    actor: Actor,
  ) => ({
    ...{ score, parts, missing, gaps },
    evidence: evidenceFor(evidence, { opening, expert }, actor),
  });

  /** The first few that hold, in their order. */
  const firstOf = <L extends { id: string }>(
    pairs: readonly FitPair[],
    found: ReadonlyMap<string, L>,
    idOf: (pair: FitPair) => string,
    isWanted: (pair: FitPair, other: L) => boolean,
    count: number,
  ) =>
    pairs
      .flatMap((pair) => {
        const other = found.get(idOf(pair));
        return other && isWanted(pair, other) ? [{ pair, other }] : [];
      })
      .slice(0, count);

  const byId = <L extends { id: string }>(listings: readonly L[]) => new Map(listings.map((one) => [one.id, one]));

  return {
    async forOpening(id: string, actor: Actor): Promise<{ items: OpeningFit[]; isComplete: boolean }> {
      const opening = await openings.find(id);
      if (!opening || !maySeeFits(actor, opening)) throw notFound();
      const pairs = (await store.listOfOpening(id, fitLimits.kept)).filter(isFit);
      const found = byId(await experts.listByIds(pairs.map((pair) => pair.expertId)));
      const shown = firstOf(
        pairs,
        found,
        (pair) => pair.expertId,
        (_, expert) => holds(opening, expert, actor),
        fitLimits.shown,
      );
      const cards = await experts.cards(
        shown.map(({ other }) => other),
        actor,
      );
      const items = shown.flatMap(({ pair, other }) => {
        const expert = cards.get(other.id);
        return expert ? [{ ...present(pair, opening, other, actor), expert }] : [];
      });
      return { items, isComplete: opening.status !== 'published' || opening.matchedAt !== null };
    },

    async forExpert(id: string, actor: Actor): Promise<{ items: ExpertFit[]; near: ExpertFit[]; isComplete: boolean }> {
      const expert = await experts.find(id);
      if (!expert || !maySeeFits(actor, expert)) throw notFound();
      const pairs = await store.listOfExpert(id, fitLimits.kept);
      const found = byId(await openings.listByIds(pairs.map((pair) => pair.openingId)));
      const pick = (isWanted: (pair: FitPair) => boolean, count: number) =>
        firstOf(
          pairs,
          found,
          (pair) => pair.openingId,
          (pair, opening) => isWanted(pair) && holds(opening, expert, actor),
          count,
        );
      const fitting = pick(isFit, fitLimits.shown);
      const near = pick(isWithinReach, fitLimits.near);
      const cards = await openings.cards(
        [...fitting, ...near].map(({ other }) => other),
        actor,
      );
      const told = ({ pair, other }: (typeof fitting)[number]) => {
        const opening = cards.get(other.id);
        return opening ? [{ ...present(pair, other, expert, actor), opening }] : [];
      };
      const isComplete = expert.status !== 'published' || expert.matchedAt !== null;
      return { items: fitting.flatMap(told), near: near.flatMap(told), isComplete };
    },

    /** How these two fit, whether or not they would have been brought together; null where the actor may not see both. */
    async fitOf(openingId: string, expertId: string, actor: Actor): Promise<Fit | null> {
      const [opening, expert] = await Promise.all([openings.find(openingId), experts.find(expertId)]);
      if (!opening || !expert || !standingOf(actor, opening) || !standingOf(actor, expert)) return null;
      const { evidence, ...fit } = pairing.fitOf(opening, expert, pairing.readerOf(opening));
      return {
        ...fit,
        evidence: evidenceFor(evidence, { opening, expert }, actor),
        hindrances: pairing.hindrances(opening, expert),
      };
    },
  };
}
export type FitsService = ReturnType<typeof createFitsService>;
