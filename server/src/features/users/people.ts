// Who somebody is, for whoever must show or notify them: account and organisation together.
import type { OrganisationRecord } from '@enishi/shared/organisations';
import type { Actor } from '../../actor.js';
import type { User, UsersStore } from './users-store.js';

export interface PersonRecord {
  id: string;
  displayName: string;
  email: string;
  organisation: OrganisationRecord;
}

interface Organisations {
  find(id: string): Promise<OrganisationRecord | null>;
  listByIds(ids: readonly string[]): Promise<OrganisationRecord[]>;
  idsServing(prefecture: string): Promise<string[]>;
}

export const toActor = (user: User, organisation: Pick<OrganisationRecord, 'servedPrefectures'>): Actor => ({
  id: user.id,
  displayName: user.displayName,
  roles: user.roles,
  organisationId: user.organisationId,
  claimedOrganisationId:
    user.membership && user.membership.state !== 'confirmed' ? user.membership.organisationId : null,
  keepsOrganisation: user.keepsOrganisation,
  prefecture: user.prefecture,
  servedPrefectures: user.roles.includes('coordinator') ? organisation.servedPrefectures : [],
  language: user.language,
});

/** `ndaPartnersOf`: organisations bound by a confidentiality agreement to this one today. */
export function createPeople(
  users: UsersStore,
  organisations: Organisations,
  ndaPartnersOf: (organisationId: string) => Promise<string[]> = () => Promise.resolve([]),
  isHeldBack: (user: User) => boolean = () => false,
) {
  return {
    /** The actor behind a session; null when the account is gone or suspended. */
    async findActor(userId: string): Promise<Actor | null> {
      const user = await users.find(userId);
      if (!user || user.status !== 'active') return null;
      const [organisation, partners] = await Promise.all([
        organisations.find(user.organisationId),
        // Whoever only named an existing organisation, before that had to be confirmed, has no part in what it has agreed.
        user.keepsOrganisation ? ndaPartnersOf(user.organisationId) : [],
      ]);
      return (
        organisation && {
          ...toActor(user, organisation),
          ndaOrganisationIds: partners,
          isHeldBack: isHeldBack(user),
        }
      );
    },
    async describe(ids: readonly string[]): Promise<Map<string, PersonRecord>> {
      const found = await users.listByIds([...new Set(ids)]);
      const owned = await organisations.listByIds([...new Set(found.map((user) => user.organisationId))]);
      const byId = new Map(owned.map((organisation) => [organisation.id, organisation]));
      return new Map(
        found.flatMap(({ id, displayName, email, organisationId }) => {
          const organisation = byId.get(organisationId);
          return organisation ? [[id, { id, displayName, email, organisation }] as const] : [];
        }),
      );
    },
    /** Coordinators whose centre serves the prefecture. */
    async coordinatorsOf(prefecture: string): Promise<User[]> {
      return users.listCoordinatorsOf(await organisations.idsServing(prefecture));
    },
    findUser: users.find,
  };
}
export type People = ReturnType<typeof createPeople>;
