// What people do, by what they are; each act with how often it is done, beside the others.
import { randomBytes, randomUUID } from 'node:crypto';
import { addEntry, createCase, getCase, getTimeline, listCases, moveCase } from '@enishi/shared/case-contracts';
import { caseMoves } from '@enishi/shared/case-stages';
import { listNeedMatches, listSeedMatches } from '@enishi/shared/matches';
import { needContracts } from '@enishi/shared/needs';
import { listNotifications, markNotifications } from '@enishi/shared/notifications';
import { seedContracts } from '@enishi/shared/seeds';
import { getNeedThread, getThread, postMessage } from '@enishi/shared/threads';
import { getQueue } from '@enishi/shared/workbench';

const words = [
  '電池',
  'めっき',
  '樹脂',
  '発酵',
  '画像検査',
  '熱処理',
  '切削',
  '蓄電池 安全',
  'battery',
  '粉体',
  '米',
  '観光',
];
const newId = () => randomBytes(12).toString('hex');
export const pick = (list) => list[Math.floor(Math.random() * list.length)];

/** A list of one's own things; the oldest are let go. */
const keep = (list, one, most) => {
  list.push(one);
  if (list.length > most) list.shift();
};

async function say({ client, screen }, subject, audience) {
  const form = { clientId: randomUUID(), text: `${pick(words)}の件、来週お話しできますか。`, audience };
  await client.call(postMessage, { params: { ...subject }, body: form });
  await screen.show(['thread'], () => client.call(getThread, { params: { ...subject } }));
}

async function publish({ client, account }, contracts, samples, mine) {
  const sample = pick(samples);
  const title = `${sample.title.slice(0, 70)} ${newId().slice(0, 6)}`;
  const draft = await client.call(contracts.create, {
    body: { ...sample, title, prefecture: account.prefecture, key: newId() },
  });
  if (!draft) return;
  const body = { version: draft.version };
  const published = await client.call(contracts.publish, { params: { id: draft.id }, body });
  if (published) keep(mine, published.id, 20);
}

const openCandidates = async ({ client, screen }, contract, mine) => {
  const id = pick(mine);
  if (id) await screen.show(['matches'], () => client.call(contract, { params: { id } }));
};

function anybody({ client, screen, own }) {
  const search = async (contracts) => {
    const answer = await screen.show([], () => client.call(contracts.list, { query: { q: pick(words) } }));
    if (contracts === needContracts && answer) own.seen = answer.items.map(({ id }) => id);
  };
  const readNotices = async () => {
    await client.call(listNotifications);
    if (Math.random() < 0.3) await client.call(markNotifications, { body: { all: true } });
  };
  const openNeed = async () => {
    const id = pick(own.seen);
    if (!id) return search(needContracts);
    await screen.show(['need'], () => client.call(needContracts.get, { params: { id } }), { kind: 'need', id });
  };
  return [
    [readNotices, 3],
    [() => search(needContracts), 4],
    [() => search(seedContracts), 2],
    [openNeed, 4],
  ];
}

function company(who) {
  const { client, own, world } = who;
  const writeToDesk = async () => {
    const id = pick(own.needs);
    const thread = id && (await client.call(getNeedThread, { params: { id } }));
    if (thread?.caseId) await say(who, { kind: 'case', id: thread.caseId }, 'need');
  };
  return [
    [() => publish(who, needContracts, world.needs, own.needs), 1],
    [() => openCandidates(who, listNeedMatches, own.needs), 5],
    [writeToDesk, 2],
  ];
}

const researcher = (who) => [
  [() => publish(who, seedContracts, who.world.seeds, who.own.seeds), 1],
  [() => openCandidates(who, listSeedMatches, who.own.seeds), 5],
];

export async function takeCall({ client, own }) {
  const body = { key: newId(), title: `${pick(words)}について相談したい`, isMine: true };
  const made = await client.call(createCase, { body });
  if (made) keep(own.cases, { id: made.id, version: made.version, stage: made.stage }, 8);
}

async function moveCard({ client, own }) {
  const one = pick(own.cases);
  const to = one && pick(caseMoves[one.stage].filter((stage) => stage !== 'ended'));
  if (!to) return;
  const moved = await client.call(moveCase, { params: { id: one.id }, body: { version: one.version, to } });
  if (moved) Object.assign(one, { version: moved.version, stage: moved.stage });
}

function coordinator(who) {
  const { client, screen, own } = who;
  const withOwn = (act) => async () => {
    const one = pick(own.cases);
    if (one) await act(one.id);
  };
  const read = (params) => Promise.all([client.call(getCase, { params }), client.call(getTimeline, { params })]);
  const note = (id) => {
    const body = { id: newId(), kind: 'note', text: '電話で様子を聞いた。' };
    return client.call(addEntry, { params: { id }, body });
  };
  return [
    [() => screen.show(['board'], () => client.call(listCases)), 6],
    [() => screen.show(['queue'], () => client.call(getQueue)), 4],
    [() => takeCall(who), 1],
    [() => moveCard(who), 6],
    [withOwn((id) => screen.show(['case'], () => read({ id }), { kind: 'case', id })), 4],
    [withOwn(note), 2],
    [withOwn((id) => say(who, { kind: 'case', id }, 'desk')), 2],
  ];
}

const roles = { company, researcher, coordinator };

/** Every act of this person, as often in the list as it is done beside the others. */
export const actsOf = (who) =>
  [...anybody(who), ...(roles[who.account.role]?.(who) ?? [])].flatMap(([act, weight]) => Array(weight).fill(act));
