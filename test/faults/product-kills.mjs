// The whole product is killed at random moments while people post: what was acknowledged is there once, what follows from
// it follows, and no mail leaves twice but in the gap that decision 050 names.
import { setTimeout as sleep } from 'node:timers/promises';
import { listOutbox } from '@enishi/shared/mail';
import { createNoticeBook } from './product-notices.mjs';
import { checkMails } from './product-mails.mjs';
import {
  checkProductData,
  killProduct,
  sender,
  spawnProduct,
  startMailCounter,
  stopProduct,
  victims,
} from './product-process.mjs';
import { Unanswered } from './product-client.mjs';
import { createRandom } from './product-writer.mjs';
import { createApplicationsWriter, createIntroductionsWriter, createNeedsWriter } from './product-writers.mjs';
import { createMeetingsWriter, createNoticesWriter, createTalkWriter } from './product-writers-talk.mjs';
import { buildWorld, inviteAdministrator, needWithCase } from './product-world.mjs';
import { assert, removeFolder, temporaryFolder } from './support.mjs';

const settleMs = 30_000;

/** Waits for something that follows by itself; what it waits for stands in the message. */
async function until(what, isThere) {
  for (const end = Date.now() + settleMs; ; await sleep(50)) {
    const answer = await isThere();
    if (answer === true) return;
    assert(Date.now() < end, `${typeof answer === 'string' ? answer : what}: not there after ${settleMs / 1000} s`);
  }
}

async function createWriters(world, tally, seed) {
  const { companies, coordinators, researchers } = world;
  const randomOf = (index) => createRandom(seed * 100 + index);
  const talked = await needWithCase(companies[2], 'やり取りの続くニーズ');
  const met = await needWithCase(companies[3], '面談の続くニーズ');
  const talk = { thread: talked.caseId, kept: [] };
  const [first, second] = coordinators;
  const meeting = { host: first, caseId: met.caseId, participant: companies[3], guests: world.guests };
  return [
    createNeedsWriter('needs 1', tally, randomOf(1), world, companies[0]),
    createNeedsWriter('needs 2', tally, randomOf(2), world, companies[1]),
    createTalkWriter('messages 1', tally, randomOf(3), { ...talk, author: companies[2], reader: first }),
    createTalkWriter('messages 2', tally, randomOf(4), { ...talk, author: first, reader: companies[2] }),
    createNoticesWriter('notices 1', tally, randomOf(5), second),
    createNoticesWriter('notices 2', tally, randomOf(6), researchers[0]),
    createMeetingsWriter('slot answers', tally, randomOf(7), meeting),
    createIntroductionsWriter('introductions', tally, randomOf(8), world, companies[4]),
    createApplicationsWriter('applications', tally, randomOf(9), world, companies[5]),
  ];
}

/** Everybody writes until it is over. Nobody may be left without an answer before. */
async function post(writers, random, isOver) {
  const write = async (writer) => {
    try {
      await writer.recover();
      while (!isOver()) {
        await sleep(random.between(20, 140));
        if (!isOver()) await writer.step();
      }
    } catch (error) {
      if (!(error instanceof Unanswered) || !isOver()) throw error;
    }
  };
  await Promise.all(writers.map(write));
}

async function verify({ writers, book }, isAll) {
  await Promise.all(writers.map((writer) => writer.recover()));
  const expected = (await Promise.all(writers.map((writer) => writer.verify({ isAll, until })))).flat();
  await until('notices', () => book.holds(expected));
  return expected.length;
}

/** In which moment it is killed: while people write, while what was cut off is repaired, or while it starts. */
const momentOf = (random) => (random() < 0.7 ? 'writing' : random() < 0.5 ? 'repairing' : 'starting');

async function untilKilled(run, random) {
  const { dataDir, env, place, tally, mails } = run;
  const moment = momentOf(random);
  const victim = random.of(victims);
  const startedAt = performance.now();
  const product = spawnProduct(dataDir, env);
  const state = { isOver: false };
  const isOver = () => state.isOver;
  let written = Promise.resolve();
  if (moment === 'starting') await sleep(random.between(100, 1500));
  else {
    place.url = await product.ready;
    tally.starts.push(performance.now() - startedAt);
    if (moment === 'writing') tally.expected += await verify(run, false);
    written = post(run.writers, random, isOver);
    written.catch(() => undefined);
    await Promise.race([sleep(random.between(100, 1000)), written]);
  }
  state.isOver = true;
  for (const writer of run.writers)
    if (moment !== 'starting' && writer.isWaiting()) tally.hit[writer.name] = (tally.hit[writer.name] ?? 0) + 1;
  if (mails.onTheirWay() > 0) tally.hit.outbox = (tally.hit.outbox ?? 0) + 1;
  tally.killedAt.push(await killProduct(product, victim));
  tally.kills[`${victim}, ${moment}`] = (tally.kills[`${victim}, ${moment}`] ?? 0) + 1;
  await written;
  tally.logged.push(...product.lines.filter((line) => line.startsWith('{') && JSON.parse(line).level >= 50));
}

/** What a killed sender held is free again after five minutes; then nothing may be left. */
async function drainMails({ world }) {
  for (const end = Date.now() + 7 * 60_000; ; await sleep(1000)) {
    const { counts } = await world.admin.client.call(listOutbox, { query: { limit: 1 } });
    if (counts.waiting + counts.sending === 0) return;
    assert(Date.now() < end, `${counts.waiting + counts.sending} letters are still in the outbox`);
  }
}

const sum = (counts) => Object.values(counts).reduce((total, one) => total + one, 0);
const list = (counts) =>
  Object.entries(counts)
    .sort()
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

const faultOf = (line) => {
  const { msg, err } = JSON.parse(line);
  return err ? `${msg} (${err.type}: ${String(err.message).slice(0, 80)})` : msg;
};

function report(tally, seed, documents, mailed) {
  const starts = tally.starts.sort((one, other) => one - other);
  const start = (share) => (starts[Math.floor((starts.length - 1) * share)] / 1000).toFixed(1);
  return [
    `seed ${seed}, ${sum(tally.kills)} kills (${list(tally.kills)})`,
    `with an unanswered request of: ${list(tally.hit)}`,
    `acknowledged ${sum(tally.acknowledged)} (${list(tally.acknowledged)}), each there once; sent again ${sum(tally.repeated)}`,
    `${tally.followed.needs} needs looked at with ${tally.followed.matches} pairs above the threshold, ${tally.expected} notices, each there once`,
    mailed,
    `start until ready: median ${start(0.5)} s, longest ${start(1)} s`,
    `${documents} documents at the end, fsck clean after each kill; refusals ${JSON.stringify(tally.statuses)}`,
    ...(tally.logged.length > 0 ? [`errors in the log: ${[...new Set(tally.logged.map(faultOf))].join('; ')}`] : []),
  ].join('\n      ');
}

const emptyTally = () => ({
  ...{ statuses: {}, acknowledged: {}, repeated: {}, hit: {}, kills: {}, followed: { needs: 0, matches: 0 } },
  ...{ starts: [], killedAt: [], logged: [], expected: 0 },
});

async function prepare(dataDir, seed) {
  const tally = emptyTally();
  const place = { url: '' };
  const mailRandom = createRandom(seed);
  const mails = await startMailCounter(() => mailRandom.between(0, 60));
  const env = { SMTP_URL: mails.url, MAIL_FROM: sender };
  const adminLink = await inviteAdministrator(dataDir);
  const product = spawnProduct(dataDir, env);
  place.url = await product.ready;
  const world = { ...(await buildWorld(place, tally, adminLink)), guests: [] };
  const writers = await createWriters(world, tally, seed);
  await stopProduct(product);
  return { dataDir, env, place, tally, mails, world, writers, book: createNoticeBook() };
}

/** `isDrained`: waits until the last letter has left, which takes up to six minutes. */
export async function productKills(kills, { seed, isDrained }) {
  process.stdout.write(`product kills: seed ${seed}\n`);
  const dataDir = temporaryFolder();
  const random = createRandom(seed);
  const run = await prepare(dataDir, seed);
  const { tally, mails } = run;
  try {
    for (let count = 0; count < kills; count += 1) {
      await untilKilled(run, random);
      // Now and then it is started again at once, as a supervisor does, while the database may still be closing.
      if (random() < 0.7) await checkProductData(dataDir);
      if (count % 20 === 19) process.stdout.write(`      ${count + 1} of ${kills} kills\n`);
    }
    const product = spawnProduct(dataDir, run.env);
    run.place.url = await product.ready;
    tally.expected += await verify(run, true);
    if (isDrained) await drainMails(run);
    await stopProduct(product);
    const mailed = await checkMails(run, isDrained);
    const documents = await checkProductData(dataDir);
    assert(!tally.statuses[500], `${tally.statuses[500]} answers were 500: ${tally.logged.map(faultOf).join('; ')}`);
    return report(tally, seed, documents, mailed);
  } catch (error) {
    const { acknowledged, kills: killed } = tally;
    error.message += ` (seed ${seed}, after ${sum(killed)} kills (${list(killed)}), acknowledged ${list(acknowledged)})`;
    throw error;
  } finally {
    await mails.close();
    if (!process.env.KEEP_DATA) removeFolder(dataDir);
  }
}
