// Writing, publishing, closing and reading listings of one kind.
import type { z } from 'zod';
import { fieldErrors } from '@enishi/shared/errors';
import type { DisclosureGroup, LedgerEntry, Standing } from '@enishi/shared/disclosure';
import type { Language } from '@enishi/shared/fields';
import { closeReasonsOf, type closeBody, type ListingKind, type ListingQuery } from '@enishi/shared/listings';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../actor.js';
import type { Bus } from '../bus.js';
import { cutPage, decodeCursor, duplicateKeyField, encodeCursor } from '../database/model-helpers.js';
import { alreadyExists, forbidden, invalid, invalidField, notFound, notPossibleNow, stale } from '../errors.js';
import type { CommonContent, Listing, ListingKindOf, ListingRef } from './listing.js';
import { abilitiesFor, standingOf, visibleTo } from './listing-policy.js';
import { disclosedGroups, isNamed, presentCard, presentView, type OwnerRecord } from './listing-present.js';
import { searchTexts, searchWords } from './listing-search.js';
import type { ListingStore } from './listing-store.js';

/** Where it is noted who was shown what. */
export interface Ledger {
  note(
    viewer: Pick<Actor, 'id'>,
    showings: readonly { kind: ListingKind; id: string; groups: readonly DisclosureGroup[] }[],
  ): Promise<void>;
  page(of: ListingRef, query: PageQuery): Promise<{ items: LedgerEntry[]; total: number; nextCursor: string | null }>;
  asCsv(of: ListingRef, language: Language): Promise<string>;
}

export interface ListingDependencies<C extends CommonContent> {
  kind: ListingKindOf<C>;
  store: ListingStore<C>;
  bus: Bus;
  ledger: Ledger;
  now: () => Date;
  describePeople: (ids: readonly string[]) => Promise<Map<string, OwnerRecord>>;
  organisationsByIds: (ids: readonly string[]) => Promise<OwnerRecord['organisation'][]>;
  /** Refuses references of this kind alone that lead nowhere, or where the actor may not go. */
  checkOwn?: (changes: Partial<C>, actor: Actor) => Promise<void>;
  taxonomy: {
    has: (tag: string) => boolean;
    labelsOf: (tag: string) => readonly string[];
    withNarrower: (tag: string) => readonly string[];
  };
}

const nobody: ReadonlyMap<string, OwnerRecord> = new Map();

export interface PageQuery {
  cursor?: string | undefined;
  limit: number;
}

export function createListingService<C extends CommonContent>(dependencies: ListingDependencies<C>) {
  const { kind, store, bus, ledger, now, taxonomy } = dependencies;

  const requireVisible = async (id: string, actor: Actor | null) => {
    const listing = await store.find(id);
    const standing = listing && standingOf(actor, listing);
    if (!listing || !standing) throw notFound();
    return { listing, standing };
  };

  const requireOwn = async (
    id: string,
    actor: Actor,
    ability: 'canEdit' | 'canPublish' | 'canClose' | 'canDelete' | 'canSeeLedger',
  ) => {
    const { listing, standing } = await requireVisible(id, actor);
    if (standing !== 'owner') throw forbidden();
    if (!abilitiesFor(actor, listing)[ability]) throw notPossibleNow();
    return listing;
  };

  const staleSince = async (id: string, seen: number) => {
    const current = await store.find(id);
    if (!current) return notFound();
    const people = await dependencies.describePeople(current.changes.map((change) => change.by));
    const changes = current.changes
      .filter((change) => change.version > seen)
      .map((change) => ({
        by: people.get(change.by)?.displayName ?? null,
        at: change.at.toISOString(),
        fields: change.fields,
      }));
    return stale({ version: current.version, changes });
  };

  const checkReferences = async (content: Partial<C>, actor: Actor) => {
    const unknown = content.tags?.findIndex((tag) => !taxonomy.has(tag)) ?? -1;
    if (unknown >= 0) throw invalidField(`tags.${unknown}`, 'unknown_tag');
    const blocked = content.blockedOrganisationIds ?? [];
    const known = new Set((await dependencies.organisationsByIds(blocked)).map((organisation) => organisation.id));
    const stranger = blocked.findIndex((id) => !known.has(id));
    if (stranger >= 0) throw invalidField(`blockedOrganisationIds.${stranger}`, 'unknown_organisation');
    await dependencies.checkOwn?.(content, actor);
  };

  const asPublishable = (content: C): C => {
    const parsed = kind.publishable.safeParse(content);
    if (!parsed.success) throw invalid(fieldErrors(parsed.error));
    return parsed.data;
  };

  const save = async (
    listing: Listing<C>,
    version: number,
    set: Parameters<typeof store.update>[2],
    actor: Actor,
    fields: string[],
  ) => {
    const updated = await store.update(listing.id, version, set, { by: actor.id, at: now(), fields });
    if (!updated) throw await staleSince(listing.id, version);
    return updated;
  };

  const complete = (content: C): C => kind.complete?.(content) ?? content;

  const searchOf = (content: C) => searchTexts(kind, content, taxonomy.labelsOf);

  const present = async (listing: Listing<C>, actor: Actor | null, standing: Standing) => {
    const [people, blocked] = await Promise.all([
      dependencies.describePeople([listing.ownerId]),
      standing === 'owner' ? dependencies.organisationsByIds(listing.content.blockedOrganisationIds) : [],
    ]);
    const groups = disclosedGroups(listing, standing, ['summary', 'details', 'organisation', 'contact']);
    if (actor) await ledger.note(actor, [{ kind: kind.kind, id: listing.id, groups }]);
    return presentView(kind, listing, { actor, standing }, people.get(listing.ownerId), blocked);
  };

  /** Cards for several listings; those that the actor may not see are left out unless a standing is given. */
  const cards = async (listings: readonly Listing<C>[], actor: Actor | null, forced?: Standing) => {
    const seen = listings.flatMap((listing) => {
      const standing = standingOf(actor, listing) ?? forced ?? null;
      return standing ? [{ listing, standing }] : [];
    });
    const named = seen.filter(({ listing, standing }) => isNamed(listing, standing));
    const people =
      named.length === 0 ? nobody : await dependencies.describePeople(named.map(({ listing }) => listing.ownerId));
    if (actor) {
      await ledger.note(
        actor,
        seen.map(({ listing, standing }) => ({
          kind: kind.kind,
          id: listing.id,
          groups: disclosedGroups(listing, standing, ['summary', 'organisation']),
        })),
      );
    }
    return seen.map(({ listing, standing }) => presentCard(kind, listing, standing, people.get(listing.ownerId)));
  };

  const commonFilters = (query: ListingQuery) => ({
    ...(query.tags?.length && { 'content.tags': { $in: query.tags.flatMap((tag) => taxonomy.withNarrower(tag)) } }),
    ...(query.prefecture?.length && { 'content.prefecture': { $in: query.prefecture } }),
    ...(query.cooperation?.length && { 'content.cooperation': { $in: query.cooperation } }),
    ...(query.language && { 'content.language': query.language }),
  });

  const create = async (
    given: C,
    actor: Actor,
    extra: { isSample?: boolean; importKey?: string; clientKey?: string } = {},
  ) => {
    await checkReferences(given, actor);
    const content = complete(given);
    const { id: ownerId, organisationId } = actor;
    const listing = await store.create({ ownerId, organisationId, content, search: searchOf(content), ...extra });
    return present(listing, actor, 'owner');
  };

  return {
    kind,
    store,
    cards,
    requireVisible,

    async list(query: ListingQuery, actor: Actor | null) {
      const cursor = decodeCursor(query.cursor, 'number');
      const { items: found, total } = await store.search({
        visibility: visibleTo(actor),
        words: searchWords(query.q ?? ''),
        filters: { ...commonFilters(query), ...kind.filters(query, dayOf(now())) },
        limit: query.limit + 1,
        ...(cursor && { before: { publishedAt: new Date(cursor.value), id: cursor.id } }),
      });
      const { items, nextCursor } = cutPage(found, query.limit, (last) =>
        encodeCursor(last.publishedAt?.getTime() ?? 0, last.id),
      );
      return { items: await cards(items, actor), total, nextCursor };
    },

    async listMine({ cursor: given, limit }: PageQuery, actor: Actor) {
      const cursor = decodeCursor(given, 'number');
      const before = cursor && { updatedAt: new Date(cursor.value), id: cursor.id };
      const { items: found, total } = await store.listOwn(actor.id, limit + 1, before);
      const { items, nextCursor } = cutPage(found, limit, (last) => encodeCursor(last.updatedAt.getTime(), last.id));
      return { items: await cards(items, actor), total, nextCursor };
    },

    async get(id: string, actor: Actor | null) {
      const { listing, standing } = await requireVisible(id, actor);
      return present(listing, actor, standing);
    },

    /** Whoever got no answer begins it again with the same key, and finds what there is. */
    async begin(given: C, actor: Actor, key: string) {
      const clientKey = `${actor.id}:${key}`;
      const find = async () => {
        const there = await store.findByClientKey(clientKey);
        if (there && there.ownerId !== actor.id) throw alreadyExists();
        return there && present(there, actor, 'owner');
      };
      const there = await find();
      if (there) return there;
      try {
        return await create(given, actor, { clientKey });
      } catch (error) {
        const first = duplicateKeyField(error) === 'clientKey' ? await find() : null;
        if (!first) throw error;
        return first;
      }
    },

    create,

    async update(id: string, version: number, changes: Partial<C>, actor: Actor) {
      const listing = await requireOwn(id, actor, 'canEdit');
      if (listing.version !== version) throw await staleSince(id, version);
      await checkReferences(changes, actor);
      const merged = complete({ ...listing.content, ...changes });
      const content = listing.status === 'published' ? asPublishable(merged) : merged;
      const fields = Object.keys(changes);
      const updated = await save(listing, version, { content, search: searchOf(content) }, actor, fields);
      const isPublished = updated.status === 'published';
      bus.announce('listing.changed', { kind: kind.kind, id, authorId: actor.id, isPublished });
      return present(updated, actor, 'owner');
    },

    async publish(id: string, version: number, actor: Actor) {
      const listing = await requireOwn(id, actor, 'canPublish');
      if (listing.version !== version) throw await staleSince(id, version);
      const content = asPublishable(listing.content);
      const problems = kind.problemsOn?.(content, dayOf(now())) ?? [];
      if (problems.length > 0) throw invalid(problems);
      const opened = { status: 'published' as const, content, publishedAt: now(), closedAt: null, closeReason: null };
      const updated = await save(listing, version, opened, actor, ['status']);
      bus.announce('listing.published', { kind: kind.kind, id, authorId: actor.id });
      return present(updated, actor, 'owner');
    },

    async close(id: string, { version, reason, text }: z.output<typeof closeBody>, actor: Actor) {
      const listing = await requireOwn(id, actor, 'canClose');
      if (!closeReasonsOf[kind.kind].includes(reason)) throw invalidField('reason', 'not_a_choice');
      const closed = { status: 'closed' as const, closedAt: now(), closeReason: reason, closeText: text };
      const updated = await save(listing, version, closed, actor, ['status']);
      bus.announce('listing.closed', { kind: kind.kind, id, authorId: actor.id });
      return present(updated, actor, 'owner');
    },

    async remove(id: string, actor: Actor): Promise<void> {
      await requireOwn(id, actor, 'canDelete');
      if (!(await store.removeDraft(id))) throw notPossibleNow();
    },

    async ledgerPage(id: string, query: PageQuery, actor: Actor) {
      await requireOwn(id, actor, 'canSeeLedger');
      return ledger.page({ kind: kind.kind, id }, query);
    },

    async ledgerFile(id: string, actor: Actor): Promise<string> {
      await requireOwn(id, actor, 'canSeeLedger');
      return ledger.asCsv({ kind: kind.kind, id }, actor.language);
    },
  };
}
export type ListingService<C extends CommonContent> = ReturnType<typeof createListingService<C>>;
