// The disk of the running product fills up, is damaged, is saved and brought back.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, openSync, closeSync, readdirSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorBody, errorStatus } from '@enishi/shared/errors';
import { downloadFile, listFiles, uploadFile } from '@enishi/shared/files';
import { needContracts } from '@enishi/shared/needs';
import { listNotifications } from '@enishi/shared/notifications';
import { getThread, postMessage } from '@enishi/shared/threads';
import { getSession, signIn } from '@enishi/shared/users';
import { removeDisk, smallDisk } from './disk.mjs';
import { createProductClient, Refused } from './product-client.mjs';
import { checkProductData, spawnProduct, stopProduct } from './product-process.mjs';
import { freshKey } from './product-writer.mjs';
import { needDraft, needWithCase, password, signUpAs } from './product-world.mjs';
import { assert, removeFolder, temporaryFolder } from './support.mjs';

const run = promisify(execFile);
const script = (name, args) =>
  run(process.execPath, [join(import.meta.dirname, '..', '..', 'scripts', `${name}.mjs`), ...args]);

const openCompany = async (place) => {
  const tally = { statuses: {} };
  const clientOf = () => createProductClient(place, tally);
  const company = await signUpAs(clientOf, 1, 'company', 'company');
  const reader = await signUpAs(clientOf, 2, 'company', 'company');
  const { need, caseId } = await needWithCase(company, '保存場所が一杯になる前のニーズ');
  return { tally, clientOf, company, reader, need, thread: { kind: 'case', id: caseId } };
};

/** Takes all the room there is; @returns a way to give it back. */
function fill(folder) {
  const path = join(folder, 'ballast');
  const file = openSync(path, 'w');
  for (let size = 1 << 20; size >= 512;) {
    try {
      if (writeSync(file, Buffer.alloc(size, 1)) < size) size >>= 1;
    } catch {
      size >>= 1;
    }
  }
  closeSync(file);
  return () => rmSync(path);
}

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
const pdfOf = (size) => {
  const bytes = Buffer.alloc(size, 0x20);
  bytes.write('%PDF-1.7\n');
  return bytes;
};
const fileQuery = (thread, clientId) => ({
  ...{ subjectKind: thread.kind, subjectId: thread.id, audience: 'need', name: '試験成績.pdf', clientId },
});

/** The refusal, when it is the one that is meant for a full disk. */
async function refusalOf(work) {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const body = errorBody.parse(error.body);
    assert(body.code === 'storage_full' && error.status === errorStatus.storage_full, error.message);
    return body;
  }
}

const inARow = 8;

/** Writes until even the shortest draft is refused again and again; what was acknowledged by then, and one that was refused. */
async function writeUntilFull({ company }) {
  const kept = [];
  let refused = null;
  for (let serial = 0, row = 0; row < inARow; serial += 1) {
    assert(serial < 3000, 'the disk never came to be full');
    const tried = refused ? '' : '長い文。'.repeat(240);
    const body = { ...needDraft(`一杯になるまでの下書き ${serial}`), tried, key: freshKey() };
    const refusal = await refusalOf(async () => kept.push(await company.client.call(needContracts.create, { body })));
    row = refusal ? row + 1 : 0;
    if (refusal) refused = body;
  }
  return { kept, refused };
}

/** What people can still see; each in one call. */
async function readEverything({ company, reader, need, thread }, kept) {
  for (const { id, title } of [need, ...kept.slice(-20)]) {
    const view = await company.client.call(needContracts.get, { params: { id } });
    assert(view.title === title, `${id} reads "${view.title}"`);
  }
  await company.client.call(needContracts.listMine, { query: { limit: 50 } });
  await company.client.call(getThread, { params: thread });
  await company.client.call(listNotifications);
  await company.client.call(getSession);
  // Somebody else, who had seen it before.
  await reader.client.call(needContracts.get, { params: { id: need.id } });
  await reader.client.call(needContracts.list, { query: {} });
  await reader.client.call(needContracts.get, { params: { id: need.id } });
}

async function liveThroughFullDisk(folder, product, place) {
  const world = await openCompany(place);
  const { company, reader, thread, tally, need } = world;
  await reader.client.call(needContracts.get, { params: { id: need.id } });
  await reader.client.call(needContracts.list, { query: {} });
  const giveBack = fill(folder);
  const { kept, refused } = await writeUntilFull(world);
  const clientId = freshKey();
  const bytes = pdfOf(2_000_000);
  const upload = () => company.client.upload(uploadFile, fileQuery(thread, clientId), bytes);
  const message = { clientId: freshKey(), text: '言葉'.repeat(1000), audience: 'need' };
  const say = () => company.client.call(postMessage, { params: thread, body: message });
  assert(await refusalOf(upload), 'two megabytes found room on a full disk');
  await refusalOf(say);
  await refusalOf(() => world.clientOf().call(signIn, { body: { email: company.email, password } }));
  await readEverything(world, kept);
  assert(product.child.exitCode === null, 'the product has ended');
  giveBack();
  kept.push(await company.client.call(needContracts.create, { body: refused }));
  const { id } = await upload();
  assert((await upload()).id === id, 'the same upload made two files');
  await say();
  const { messages } = await company.client.call(getThread, { params: thread });
  assert(messages.filter(({ text }) => text === message.text).length === 1, 'the message is not there once');
  assert(!tally.statuses[500], `${tally.statuses[500]} answers were 500`);
  const told = product.lines.filter((line) => line.includes('no room left'));
  assert(told.length >= 1 && told.length <= 3, `the log tells of it in ${told.length} lines`);
  return { ...world, kept, file: { id, hash: hashOf(bytes) } };
}

async function assertSame(world, place) {
  const { company, kept, file, thread, need } = world;
  const { total } = await company.client.call(needContracts.listMine, { query: { limit: 1 } });
  assert(total === kept.length + 1, `${total} listings of ${kept.length + 1}`);
  await readEverything({ ...world, need }, kept);
  const { items } = await company.client.call(listFiles, { query: { subjectKind: thread.kind, subjectId: thread.id } });
  assert(items.length === 1 && items[0].id === file.id, `${items.length} files`);
  const bytes = await company.client.download(downloadFile, { id: file.id });
  assert(hashOf(bytes) === file.hash, `the file reads otherwise at ${place.url}`);
}

export async function productFullDisk() {
  const folder = smallDisk(40);
  if (!folder) return 'not run: this user may not mount a small file system';
  const place = { url: '' };
  try {
    const product = spawnProduct(folder);
    place.url = await product.ready;
    const world = await liveThroughFullDisk(folder, product, place);
    await stopProduct(product);
    const parts = readdirSync(join(folder, 'files')).filter((name) => name.endsWith('.part'));
    assert(parts.length === 0, `half-written files were left: ${parts.join(', ')}`);
    const documents = await checkProductData(folder);
    const again = spawnProduct(folder);
    place.url = await again.ready;
    await assertSame(world, place);
    await stopProduct(again);
    const { statuses } = world.tally;
    return `full after ${world.kept.length - 1} drafts: ${statuses[507]} requests were refused with 507, reading went on, nothing was corrupt (${documents} documents), and it went on without a restart when there was room`;
  } finally {
    removeDisk(folder);
  }
}

/** Every kind of damage that a file meets; each must be refused with a sentence that says what to do. */
const damages = {
  'its beginning overwritten': (path) => overwrite(path, 0, 8192),
  'cut in the middle': (path) => truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096),
  'cut to nothing': (path) => truncateSync(path, 0),
  'its middle overwritten': (path) => overwrite(path, 8192, statSync(path).size - 8192),
};

function overwrite(path, from, length) {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0x5a), 0, length, from);
  closeSync(file);
}

async function refusedStart(dataDir) {
  const product = spawnProduct(dataDir);
  try {
    await product.ready;
  } catch (error) {
    return error.message;
  }
  await stopProduct(product);
  return '';
}

/** A file and ever more drafts; the backup is made while they are written. */
async function backUpWhileWriting(place, dataDir, other) {
  const world = { ...(await openCompany(place)), kept: [] };
  const { company, thread } = world;
  const bytes = pdfOf(300_000);
  const { id } = await company.client.upload(uploadFile, fileQuery(thread, freshKey()), bytes);
  const state = { isOver: false };
  const writing = (async () => {
    for (let serial = 0; !state.isOver; serial += 1) {
      const body = needDraft(`控えの間の下書き ${serial}`);
      world.kept.push(await company.client.call(needContracts.create, { body }));
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const before = world.kept.length;
  const backup = join(other, 'enishi.backup');
  await script('db-backup', [backup, '--data', dataDir]);
  cpSync(join(dataDir, 'files'), join(other, 'restored', 'files'), { recursive: true });
  state.isOver = true;
  await writing;
  return { ...world, before, backup, file: { id, hash: hashOf(bytes) } };
}

/** Each damage is done to a copy; @returns their names. */
async function refuseEachDamage(dataDir, other) {
  for (const [name, damage] of Object.entries(damages)) {
    const damaged = join(other, name.replaceAll(' ', '-'));
    cpSync(dataDir, damaged, { recursive: true, filter: (path) => !path.includes('/run') });
    damage(join(damaged, 'db', 'enishi.lmdb'));
    const sentence = await refusedStart(damaged);
    assert(/db:restore/.test(sentence), `${name}: no sentence that points at the backup: "${sentence.slice(0, 400)}"`);
  }
  return Object.keys(damages).join(', ');
}

async function bringBack(place, { company, reader, ...world }, restored) {
  await script('db-restore', [world.backup, '--data', restored]);
  const product = spawnProduct(restored);
  place.url = await product.ready;
  for (const { client, email } of [company, reader]) await client.call(signIn, { body: { email, password } });
  const { total } = await company.client.call(needContracts.listMine, { query: { limit: 1 } });
  const { kept, before } = world;
  assert(total > before && total <= kept.length + 1, `${total} of ${before} to ${kept.length} drafts`);
  await assertSame({ ...world, company, reader, kept: kept.slice(0, total - 1) }, place);
  await stopProduct(product);
  return total - 1;
}

/** Backed up while people write, damaged, brought back into a new folder. */
export async function productBackup() {
  const [dataDir, other] = [temporaryFolder(), temporaryFolder()];
  const place = { url: '' };
  try {
    const product = spawnProduct(dataDir);
    place.url = await product.ready;
    const world = await backUpWhileWriting(place, dataDir, other);
    await stopProduct(product);
    const refused = await refuseEachDamage(dataDir, other);
    const count = await bringBack(place, world, join(other, 'restored'));
    return `${count} drafts and the file of the moment of the backup are there again; refused with a sentence: ${refused}`;
  } finally {
    removeFolder(dataDir);
    removeFolder(other);
  }
}
