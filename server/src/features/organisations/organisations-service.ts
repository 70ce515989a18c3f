import type { QueryOf } from '@enishi/shared/contract';
import type {
  listOrganisations,
  OrganisationInput,
  OrganisationRecord,
  OrganisationView,
} from '@enishi/shared/organisations';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { forbidden, invalidField, notFound, stale } from '../../errors.js';
import { canEditOrganisation } from './organisations-policy.js';
import { toName, type OrganisationsStore } from './organisations-store.js';

interface Dependencies {
  store: OrganisationsStore;
  bus: Bus;
  isKnownTag: (tag: string) => boolean;
}

export function createOrganisationsService({ store, bus, isKnownTag }: Dependencies) {
  const present = (organisation: OrganisationRecord, actor: Actor | null): OrganisationView => ({
    ...organisation,
    abilities: { canEdit: canEditOrganisation(actor, organisation) },
  });
  const checkTags = (tags: readonly string[] | undefined) => {
    const unknown = tags?.findIndex((tag) => !isKnownTag(tag)) ?? -1;
    if (unknown >= 0) throw invalidField(`tags.${unknown}`, 'unknown_tag');
  };
  return {
    async list(query: QueryOf<typeof listOrganisations>) {
      const { cursor, limit, ...filter } = query;
      const after = decodeCursor(cursor, 'string');
      const { items: found, total } = await store.list(filter, limit + 1, after && { name: after.value, id: after.id });
      const { items, nextCursor } = cutPage(found, limit, (last) => encodeCursor(last.name, last.id));
      return { items: items.map(toName), total, nextCursor };
    },
    async get(id: string, actor: Actor | null): Promise<OrganisationView> {
      const organisation = await store.find(id);
      if (!organisation) throw notFound();
      return present(organisation, actor);
    },
    async update(
      id: string,
      version: number,
      changes: Partial<OrganisationInput>,
      actor: Actor,
    ): Promise<OrganisationView> {
      const organisation = await store.find(id);
      if (!organisation) throw notFound();
      if (!canEditOrganisation(actor, organisation)) throw forbidden();
      checkTags(changes.tags);
      const updated = await store.update(id, version, changes);
      if (!updated) throw stale({ version: organisation.version, changes: [] });
      bus.announce('organisation.changed', { organisationId: id });
      return present(updated, actor);
    },
    async create(input: OrganisationInput, actor: Actor): Promise<OrganisationView> {
      checkTags(input.tags);
      return present(await store.create(input), actor);
    },
  };
}
export type OrganisationsService = ReturnType<typeof createOrganisationsService>;
