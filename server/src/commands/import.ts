// npm run import -- seeds|experts|companies|needs FILE.jsonl [--owner EMAIL] [--prefecture NN]
// Streams; good lines are kept, every refused one is reported; running it twice changes nothing.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Connection } from 'mongoose';
import { prefectureCode } from '@enishi/shared/tags';
import { createBus } from '../bus.js';
import { ensureIndexes } from '../database/indexes.js';
import { createLedgerService } from '../features/ledger/ledger-service.js';
import { createLedgerStore } from '../features/ledger/ledger-store.js';
import { createOrganisationsStore } from '../features/organisations/organisations-store.js';
import { createPeople } from '../features/users/people.js';
import { createUsersStore, type User } from '../features/users/users-store.js';
import { searchTexts } from '../listings/listing-search.js';
import type { CommonContent } from '../listings/listing.js';
import type { ListingService } from '../listings/listing-service.js';
import { createLog } from '../log.js';
import { tagging } from '../tagging.js';
import { wireListings } from '../wire-listings.js';
import { CommandError, runCommand } from './command.js';
import { importKinds, readRow, type ImportKind, type Row } from './import-rows.js';

const batchSize = 500;
const usage = 'Use it as: npm run import -- seeds|experts|companies|needs FILE.jsonl [--owner EMAIL] [--prefecture NN]';

function readArguments(args: string[]) {
  const options = { owner: { type: 'string' }, prefecture: { type: 'string' } } as const;
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new CommandError(usage);
  }
  const [kind, file] = parsed.positionals;
  if (!importKinds.includes(kind as ImportKind) || !file) throw new CommandError(usage);
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
  const { owner, prefecture } = parsed.values;
  if (prefecture !== undefined && !prefectureCode.safeParse(prefecture).success)
    throw new CommandError('--prefecture takes two digits of JIS X 0401, 01 to 47.');
  return { kind: kind as ImportKind, file, owner, prefecture };
}

async function findOwner(connection: Connection, email: string | undefined): Promise<User> {
  const users = createUsersStore(connection);
  if (email) {
    const found = await users.findByEmail(email.toLowerCase());
    if (!found) throw new CommandError(`There is no account with the address ${email}.`);
    return found;
  }
  for (const role of ['coordinator', 'admin'] as const) {
    const { items } = await users.listPeople({ role, status: 'active' }, 1);
    if (items[0]) return items[0];
  }
  throw new CommandError(
    'Nobody is there to own what is imported. Make an administrator first: npm run admin:create -- EMAIL',
  );
}

type Keep = (rows: Row<ImportKind>[]) => Promise<number>;

const listingKeeper =
  (service: ListingService<CommonContent>, owner: User): Keep =>
  async (rows) => {
    const fresh = await service.store.importMany(
      rows.map(({ key, content }) => ({
        ownerId: owner.id,
        organisationId: owner.organisationId,
        content: content as CommonContent,
        search: searchTexts(service.kind, content as CommonContent, tagging.labelsOf),
        importKey: key,
      })),
      new Date(),
    );
    return fresh.length;
  };

const companyKeeper =
  (connection: Connection): Keep =>
  async (rows) => {
    const organisations = createOrganisationsStore(connection);
    let count = 0;
    for (const { key, content } of rows as Row<'companies'>[]) {
      if (await organisations.findByImportKey(key)) continue;
      await organisations.create(content, { importKey: key });
      count += 1;
    }
    return count;
  };

function keeperFor(kind: ImportKind, connection: Connection, owner: User): Keep {
  if (kind === 'companies') return companyKeeper(connection);
  const organisations = createOrganisationsStore(connection);
  const people = createPeople(createUsersStore(connection), organisations);
  const now = () => new Date();
  const ledger = createLedgerService({
    ...{ store: createLedgerStore(connection), now, describePeople: people.describe },
    // Nobody is shown anything by a command.
    audit: () => Promise.resolve(),
  });
  const listings = wireListings({
    ...{ connection, bus: createBus(createLog('warn')), ledger, now, people, organisations },
    // Openings are not imported.
    mayUsePackage: () => Promise.resolve(false),
  });
  const services = { seeds: listings.byKind.seed, experts: listings.byKind.expert, needs: listings.byKind.need };
  return listingKeeper(services[kind], owner);
}

const titleOf = ({ content }: Row<ImportKind>): string => ('title' in content ? content.title : content.name);

runCommand(async ({ config, connection, args, say }) => {
  const { kind, file, owner: email, prefecture } = readArguments(args);
  const owner = await findOwner(connection, email);
  const keep = keeperFor(kind, connection, owner);
  await ensureIndexes(connection, { isProduction: config.isProduction, logger: createLog('warn') });
  const counts = { read: 0, added: 0, known: 0, refused: 0 };
  let batch: Row<ImportKind>[] = [];
  const flush = async () => {
    const added = await keep(batch);
    counts.added += added;
    counts.known += batch.length - added;
    batch = [];
    say(`${counts.read} lines read: ${counts.added} added, ${counts.known} there already, ${counts.refused} refused`);
  };
  const seen = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    counts.read += 1;
    if (line.trim() === '') continue;
    const row = readRow(kind, line, { prefecture: prefecture ?? owner.prefecture });
    // Collections number their lines from 1: the same id with another title is another thing.
    const key =
      'key' in row
        ? createHash('sha256')
            .update(`${kind}\n${row.key}\n${titleOf(row)}`)
            .digest('hex')
        : '';
    const problem = 'refused' in row ? row.refused : seen.has(key) ? 'the id stands on an earlier line too' : undefined;
    if (problem !== undefined || 'refused' in row) {
      counts.refused += 1;
      say(`line ${counts.read} refused: ${problem}`);
      continue;
    }
    seen.add(key);
    batch.push({ key, content: row.content });
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  say('Done. A running server takes up what is new within a minute, one that starts now at once.');
});
