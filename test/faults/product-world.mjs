// Who posts while the product is killed: accounts made through the product's own doors, and what they all build on.
import { secrecyPresets } from '@enishi/shared/disclosure';
import { createOrganisation } from '@enishi/shared/organisations';
import { expertContracts } from '@enishi/shared/experts';
import { needContracts } from '@enishi/shared/needs';
import { getNeedThread } from '@enishi/shared/threads';
import { seedContracts } from '@enishi/shared/seeds';
import { acceptInvitation, createInvitation, signUp } from '@enishi/shared/users';
import { createProductClient } from './product-client.mjs';
import { runCommand } from './product-process.mjs';
import { assert } from './support.mjs';

export const password = 'a long enough phrase';
const prefecture = '06';
const disclosure = secrecyPresets.open;

const battery = { tags: ['lithium-ion-battery'], cooperation: ['technical_consultation'], prefecture };
export const needDraft = (title) => ({
  ...{ title, ...battery, disclosure, timeframe: 'within_6_months' },
  situation: '屋外で使うポータブル電源を自社ブランドで出します。社内の試験だけでは取引先に安全だと説明しきれません。',
  goal: 'リチウムイオン電池の安全性評価と性能検査を公的な立場の方と行い、結果を製品説明に使いたい。',
});
const seedDraft = (title) => ({
  ...{ title, ...battery, disclosure, readiness: 6 },
  problem: '電池の安全性評価は機器が高価で、小さな会社には手が届かなかった。',
  features: '釘刺しと外部短絡の両方で安全性を数値にし、持ち運び機器にも使える手順を確立した。',
  uses: 'ポータブル電源、電動工具、蓄電池の安全性評価。',
});
const expertDraft = {
  ...{ title: '図面を起こす在宅の仕事', kind: 'teleworker', tags: ['cad'], prefecture, disclosure },
  ...{ cooperation: ['expert_dispatch'], canDo: '紙の図面を二次元CADで起こし直します。週に八時間働けます。' },
};
export const openingDraft = (title) => ({
  ...{ title, skills: [{ tag: 'cad', level: 'alone' }], prefecture, disclosure, hoursTo: 8, applyBy: '2099-03-31' },
  work: '紙の図面が三十枚あります。二次元CADで起こし直し、寸法を確かめて納めてください。',
  reward: { kind: 'hourly', from: 1500, to: 2000 },
});

/** Begins a listing and publishes it. */
export async function publish(client, contracts, draft) {
  const begun = await client.call(contracts.create, { body: draft });
  return client.call(contracts.publish, { params: { id: begun.id }, body: { version: begun.version } });
}

export async function signUpAs(clientOf, serial, role, kind) {
  const client = clientOf();
  const email = `${role}-${serial}@mail.example`;
  const organisation = { choice: 'new', name: `${kind} ${serial}`, kind, prefecture };
  const form = { email, password, displayName: `${role} ${serial}`, roles: [role], organisation, prefecture };
  const { viewer } = await client.call(signUp, { body: form });
  return { client, id: viewer.id, email };
}

async function join(clientOf, address, displayName) {
  const client = clientOf();
  const params = { token: new URL(address, 'http://any').pathname.split('/').at(-1) };
  const { viewer } = await client.call(acceptInvitation, { params, body: { password, displayName } });
  return { client, id: viewer.id, email: viewer.email };
}

/** The link of the first administrator; to be asked for while the product is down. */
export async function inviteAdministrator(dataDir) {
  const output = await runCommand('admin-create', ['admin@mail.example'], dataDir);
  const [address] = /https?:\/\/\S+/.exec(output) ?? [];
  assert(address, `no link in: ${output}`);
  return address;
}

export async function buildWorld(place, tally, adminLink) {
  const clientOf = () => createProductClient(place, tally);
  const admin = await join(clientOf, adminLink, 'Administrator');
  const centre = await admin.client.call(createOrganisation, {
    body: { name: '置賜支援センター', kind: 'support_centre', prefecture, servedPrefectures: [prefecture] },
  });
  const coordinators = [];
  for (const serial of [1, 2]) {
    const body = { email: `coordinator-${serial}@mail.example`, roles: ['coordinator'], organisationId: centre.id };
    const { address } = await admin.client.call(createInvitation, { body });
    coordinators.push(await join(clientOf, address, `Coordinator ${serial}`));
  }
  const companies = [];
  for (let serial = 1; serial <= 6; serial += 1) companies.push(await signUpAs(clientOf, serial, 'company', 'company'));
  const researchers = [];
  for (const serial of [1, 2]) {
    const one = await signUpAs(clientOf, serial, 'researcher', 'university');
    const title = `車載用リチウムイオン電池の発熱・短絡の評価法 ${serial}`;
    researchers.push({ ...one, seed: await publish(one.client, seedContracts, seedDraft(title)) });
  }
  const worker = await signUpAs(clientOf, 1, 'teleworker', 'other');
  const profile = await publish(worker.client, expertContracts, expertDraft);
  return { clientOf, admin, coordinators, companies, researchers, worker: { ...worker, profile } };
}

/** The case that a published need has a moment later, whose thread its owner shares with the coordinators. */
export async function needWithCase(owner, title) {
  const need = await publish(owner.client, needContracts, needDraft(title));
  for (;;) {
    const found = await owner.client.call(getNeedThread, { params: { id: need.id } }).catch((error) => {
      if (error.status !== 404) throw error;
      return null;
    });
    if (found) return { need, caseId: found.caseId };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
