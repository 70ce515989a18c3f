// Accounts by the hundred, written through the product's own stores; all share one password and its hash.
import { hash } from '@node-rs/argon2';
import { emptyOrganisation } from '../../shared/dist/organisations.js';
import { connectDatabase } from '../../server/dist/database/connect.js';
import { createOrganisationsStore } from '../../server/dist/features/organisations/organisations-store.js';
import { createUsersStore } from '../../server/dist/features/users/users-store.js';

export const password = 'a long enough phrase';
const prefectures = ['06', '04', '13', '33', '35'];

/** What people are, in tenths: many companies, fewer professors, some who bring them together. */
const shares = ['company', 'company', 'company', 'company', 'company', 'researcher', 'researcher', 'expert'];
const roleOf = (index) => ['coordinator', 'teleworker', ...shares][index % 10];
const kinds = { company: 'company', researcher: 'university', coordinator: 'support_centre', expert: 'other' };

const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (_details, message) => process.stderr.write(`${message}\n`),
};

/** Fills the database in `dataDir`, which no server may hold now. */
export async function createAccounts(dataDir, count) {
  const database = await connectDatabase({ dataDir, logger: quiet });
  try {
    const users = createUsersStore(database.connection);
    const organisations = createOrganisationsStore(database.connection);
    const passwordHash = await hash(password, { algorithm: 2, memoryCost: 64, timeCost: 1, parallelism: 1 });
    const houses = new Map();
    const houseOf = async (role, prefecture, number) => {
      // Ten of a company or a university know each other; the coordinators of a prefecture form one centre.
      const name = role === 'coordinator' ? `支援センター ${prefecture}` : `組織 ${role} ${prefecture} ${number}`;
      const known = houses.get(name);
      if (known) return known;
      const made = await organisations.create({
        ...{ ...emptyOrganisation, name, kind: kinds[role] ?? 'company', prefecture },
        servedPrefectures: role === 'coordinator' ? [prefecture] : [],
      });
      houses.set(name, made.id);
      return made.id;
    };
    const people = [];
    for (let index = 0; index < count; index += 1) {
      const role = roleOf(index);
      const prefecture = prefectures[Math.floor(index / 10) % prefectures.length];
      const email = `load-${index}@mail.example`;
      await users.create({
        ...{ email, passwordHash, displayName: `利用者 ${index}`, roles: [role], prefecture, language: 'ja' },
        organisationId: await houseOf(role, prefecture, Math.floor(index / 100)),
      });
      people.push({ email, role, prefecture });
    }
    return people;
  } finally {
    await database.close();
  }
}
