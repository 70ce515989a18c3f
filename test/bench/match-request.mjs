// npm run bench:match-request [-- --n 100000 --connections 16 --seconds 1 --rounds 15 --secrecy nameless]
// How many signed-in requests for the candidates of a need the product answers in a second, beside a constant JSON from
// the same stack (headers, log, session, person, route helper, contract): by turns, in one process, asked from a thread of
// its own. Two constants: one of a few bytes, and one that is the answer to the first need, so of equal size. Turns are short
// and ratios are the median over the rounds, since what else runs on the machine changes from second to second. Beside
// them, where the system tells it: the time that a request takes on the core, in the server and in its database.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { defineContract } from '../../shared/dist/contract.js';
import { listNeedMatches } from '../../shared/dist/matches.js';
import { needContent } from '../../shared/dist/needs.js';
import { emptyOrganisation } from '../../shared/dist/organisations.js';
import { seedDraft } from '../../shared/dist/seeds.js';
import { defaultSecrecy, secrecyPresets } from '../../shared/dist/disclosure.js';
import { readConfig } from '../../server/dist/config.js';
import { connectDatabase } from '../../server/dist/database/connect.js';
import { ensureIndexes } from '../../server/dist/database/indexes.js';
import { createLog } from '../../server/dist/log.js';
import { createWorkerEngine } from '../../server/dist/matching/host/worker-engine.js';
import { mount, route } from '../../server/dist/http/route.js';
import { hashPassword } from '../../server/dist/features/users/passwords.js';
import { wire } from '../../server/dist/wire.js';
import { removeFolder, temporaryFolder } from '../faults/support.mjs';
import { createData } from './matching-data.mjs';
import { children, spentOnCore } from './on-core.mjs';

const { values: options } = parseArgs({
  options: {
    n: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '15' },
    /** Of all items; "mixed" takes the presets by turns. */
    secrecy: { type: 'string', default: defaultSecrecy },
  },
});
const count = Number(options.n);
const NEEDS = 20;
const PASSWORD = 'a long enough phrase';
const OWNERS = 200;
/** A constant and its path; `answer` is set once it is known. */
const constants = {
  small: { path: '/api/constant/small', answer: { items: [], isComplete: true } },
  equal: { path: '/api/constant/equal', answer: undefined },
};

const call = async (base, method, path, body, cookie = '') => {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', cookie },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie, body: await response.json() };
};

const DUPLICATE = 11_000;

// Codes are drawn by lot, so among so many two may be the same; a second import takes only those that are missing.
const importAll = async (store, rows) => {
  try {
    await store.importMany(rows, new Date());
  } catch (error) {
    if (error.code !== DUPLICATE) throw error;
    await importAll(store, rows);
  }
};

const secrecyOf = (number) => {
  const presets = Object.values(secrecyPresets);
  return options.secrecy === 'mixed' ? presets[number % presets.length] : secrecyPresets[options.secrecy];
};

const fill = async (wired, data, owners) => {
  const batch = 1000;
  const search = { public: '', members: '', all: '' };
  for (let from = 0; from < count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from) }, (_, at) => {
      const { title, body, tags, prefecture, readiness } = data.item(from + at);
      const disclosure = secrecyOf(from + at);
      const content = seedDraft.parse({ title, features: body, freeTags: tags, prefecture, readiness, disclosure });
      const owner = owners[(from + at) % OWNERS];
      return {
        ownerId: owner.id,
        organisationId: owner.organisationId,
        content,
        search,
        importKey: `bench:${from + at}`,
      };
    });
    await importAll(wired.listings.seed.store, rows);
  }
};

/** One hash for all: what it costs is not measured here. */
const passwordHash = await hashPassword(PASSWORD);

const person = async (wired, kind, roles, email) => {
  const organisation = await wired.organisations.create({
    ...emptyOrganisation,
    name: kind,
    kind,
    prefecture: '06',
  });
  return wired.users.create({
    email,
    passwordHash,
    displayName: kind,
    roles,
    organisationId: organisation.id,
    prefecture: '06',
    language: 'en',
  });
};

/** The constants come after sessions and before "unknown path", made by the helper that makes every route of the product. */
const addConstants = ({ app }) => {
  const before = app.router.stack.length;
  const routes = Object.values(constants).map((constant) =>
    route(
      defineContract({
        ...listNeedMatches,
        name: constant.path,
        path: constant.path,
        params: undefined,
      }),
      () => Promise.resolve(constant.answer),
    ),
  );
  mount(
    app,
    routes,
    (request) => request.user ?? null,
    () => Promise.resolve(),
  );
  const { stack } = app.router;
  const added = stack.splice(before);
  const sessions = stack.findIndex((layer) => layer.name === 'router');
  stack.splice(sessions + 1, 0, ...added);
};

const publishNeeds = async (base, cookie, data) => {
  const ids = [];
  for (let number = 0; number < NEEDS; number++) {
    const { body, tags } = data.longQuery(number);
    const need = needContent.parse({
      title: body.slice(0, 60),
      situation: body.slice(0, 900),
      goal: body.slice(-400),
      freeTags: tags,
      prefecture: '06',
      timeframe: 'within_1_year',
      disclosure: secrecyPresets.open,
    });
    const draft = await call(base, 'POST', '/api/needs', need, cookie);
    await call(base, 'POST', `/api/needs/${draft.body.id}/publish`, { version: draft.body.version }, cookie);
    ids.push(draft.body.id);
  }
  return ids;
};

const percentile = (times, share) => [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? NaN;

const compare = async (port, cookie, paths) => {
  const worker = new Worker(new URL('./match-request-load.mjs', import.meta.url));
  const databases = children();
  const spent = () => ({
    server: spentOnCore(process.pid, (thread) => Number(thread) === process.pid),
    database: databases.reduce((sum, one) => sum + spentOnCore(one), 0),
  });
  const turn = async (asked, seconds = Number(options.seconds)) => {
    const before = spent();
    worker.postMessage({ port, cookie, paths: asked, connections: Number(options.connections), seconds });
    const [answer] = await once(worker, 'message');
    if (answer.problem) throw new Error(answer.problem);
    const after = spent();
    return { ...answer, server: after.server - before.server, database: after.database - before.database };
  };
  const asked = { small: [constants.small.path], equal: [constants.equal.path], match: paths };
  const sums = Object.fromEntries(
    Object.keys(asked).map((name) => [name, { times: [], bytes: 0, rates: [], server: 0, database: 0 }]),
  );
  for (const wanted of Object.values(asked)) await turn(wanted, 2);
  for (let round = 0; round < Number(options.rounds); round++)
    for (const [name, wanted] of Object.entries(asked)) {
      const { times, bytes, server, database } = await turn(wanted);
      sums[name].times.push(...times);
      sums[name].bytes += bytes;
      sums[name].server += server;
      sums[name].database += database;
      sums[name].rates.push(times.length / Number(options.seconds));
    }
  await worker.terminate();
  return sums;
};

const report = (sums, candidates) => {
  const rate = ({ times }) => times.length / (Number(options.seconds) * Number(options.rounds));
  const each = (sum, where) => sum[where] / sum.times.length;
  const work = (sum) => each(sum, 'server') + each(sum, 'database');
  for (const [name, sum] of Object.entries(sums)) {
    const [half, most] = [percentile(sum.times, 0.5), percentile(sum.times, 0.99)];
    const size = sum.bytes / sum.times.length / 1024;
    process.stdout.write(
      `${name.padEnd(10)}${rate(sum).toFixed(0).padStart(7)} a second, p50 ${half.toFixed(1)} ms, p99 ${most.toFixed(1)} ms, ${size.toFixed(1)} KB each, ` +
        `on the core ${each(sum, 'server').toFixed(2)} ms in the server, ${each(sum, 'database').toFixed(2)} in the database\n`,
    );
  }
  const ratioTo = ({ rates }) => {
    const ratios = sums.match.rates.map((own, round) => own / rates[round]);
    return Number(percentile(ratios, 0.5).toFixed(3));
  };
  const figures = {
    n: count,
    secrecy: options.secrecy,
    candidates,
    constant_rps: Math.round(rate(sums.equal)),
    small_constant_rps: Math.round(rate(sums.small)),
    match_rps: Math.round(rate(sums.match)),
    ratio: ratioTo(sums.equal),
    ratio_to_small: ratioTo(sums.small),
    ratio_on_core: Number((work(sums.equal) / work(sums.match)).toFixed(3)),
    ratio_on_core_to_small: Number((work(sums.small) / work(sums.match)).toFixed(3)),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
};

const serve = async (folder) => {
  const log = createLog('warn');
  const config = readConfig({ NODE_ENV: 'development', PORT: '0', DATA_DIR: folder, SESSION_SECRET: 'x'.repeat(40) });
  const database = await connectDatabase({ dataDir: folder, logger: log });
  const { connection } = database;
  const wired = wire({ config, log, connection, engine: createWorkerEngine(), now: () => new Date() });
  await ensureIndexes(connection, { isProduction: false, logger: log });
  addConstants(wired);
  wired.http.listen(0, '127.0.0.1');
  await once(wired.http, 'listening');
  return { database, wired, port: wired.http.address().port };
};

const main = async () => {
  const folder = temporaryFolder();
  const { database, wired, port } = await serve(folder);
  const base = `http://127.0.0.1:${port}`;
  const data = createData();
  const owners = [];
  for (let number = 0; number < OWNERS; number++)
    owners.push(await person(wired, 'university', ['researcher'], `researcher${number}@bench.example`));
  await fill(wired, data, owners);
  await wired.matching.fill();
  const company = await person(wired, 'company', ['company'], 'company@bench.example');
  const { cookie } = await call(base, 'POST', '/api/session', { email: company.email, password: PASSWORD });
  const ids = await publishNeeds(base, cookie, data);
  await wired.bus.settled();
  const paths = ids.map((id) => `/api/needs/${id}/matches`);
  let candidates = 0;
  for (const path of paths) {
    const { body } = await call(base, 'GET', path, undefined, cookie);
    candidates += body.items.length;
    constants.equal.answer ??= body;
  }
  report(await compare(port, cookie, paths), candidates / paths.length);
  await wired.close();
  await database.close();
  removeFolder(folder);
  process.exit(0);
};

await main();
