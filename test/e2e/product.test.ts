// The product as a process: it starts with samples once, keeps what was entered, ends cleanly, survives a power cut,
// and says plainly when a setting cannot work.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { needContracts, type NeedView } from '@enishi/shared/needs';
import { listNeedMatches } from '@enishi/shared/matches';
import { signIn } from '@enishi/shared/users';
import { samplePassword } from '../../server/src/load-samples';
import { sampleWorld } from '../../server/src/samples/sample-world';
import { buildNeed } from '../support/builders';
import { createHttpClient } from '../support/http-client';
import { startProduct } from '../support/product';
import { startSampleProduct } from '../support/sample-product';

jest.setTimeout(240_000);

const main = resolve(__dirname, '../../server/dist/main.js');
const company = sampleWorld.signIns.find((one) => one.label.startsWith('company'))?.email ?? '';

const enter = async (baseUrl: string) => {
  const client = createHttpClient(baseUrl);
  await client.call(signIn, { body: { email: company, password: samplePassword } });
  return client;
};

describe('the product as a process', () => {
  it('loads samples once, keeps what was entered, and ends cleanly', async () => {
    const first = await startProduct();
    for (const { email } of sampleWorld.signIns) expect(first.output()).toContain(email);
    const client = await enter(first.baseUrl);
    const before = await client.call(needContracts.list);
    expect(before.total).toBeGreaterThan(40);
    const draft = (await client.call(needContracts.create, {
      body: buildNeed({ title: '二度目の起動でも残るニーズ' }),
    })) as NeedView;
    expect(await first.stop()).toBe(0);

    const second = await startProduct({}, first.dataDir);
    const again = await enter(second.baseUrl);
    expect((await again.call(needContracts.list)).total).toBe(before.total);
    expect(((await again.call(needContracts.get, { params: { id: draft.id } })) as NeedView).title).toBe(
      '二度目の起動でも残るニーズ',
    );
    expect(await second.stop()).toBe(0);
    await second.remove();
  });

  it('has every acknowledged need and its candidates after a power cut', async () => {
    const before = await startSampleProduct();
    const client = await enter(before.baseUrl);
    const ids: string[] = [];
    for (let index = 0; index < 10; index += 1) {
      const draft = (await client.call(needContracts.create, {
        body: buildNeed({ title: `停電の前に書いたニーズ ${index}` }),
      })) as NeedView;
      const need = (await client.call(needContracts.publish, {
        params: { id: draft.id },
        body: { version: draft.version },
      })) as NeedView;
      ids.push(need.id);
    }
    await before.kill();

    const after = await startProduct({}, before.dataDir);
    const again = await enter(after.baseUrl);
    for (const id of ids) {
      const need = (await again.call(needContracts.get, { params: { id } })) as NeedView;
      expect(need.status).toBe('published');
      let found = await again.call(listNeedMatches, { params: { id } });
      // The sweep at the start takes up what the cut left; asking again is how a screen waits too.
      while (!found.isComplete) found = await again.call(listNeedMatches, { params: { id } });
      expect(found.items.length).toBeGreaterThan(0);
    }
    await after.stop();
    await after.remove();
  });

  it.each([
    ['PORT', 'lots', /PORT cannot be used.*0 to 65535/],
    ['MONGODB_URI', 'localhost', /MONGODB_URI cannot be used.*mongodb:\/\//],
    ['SESSION_SECRET', 'short', /SESSION_SECRET cannot be used.*32/],
    ['NODE_ENV', 'production', /SESSION_SECRET cannot be used/],
  ])('stops with a sentence when %s is %s', (name, value, sentence) => {
    const { status, stderr } = spawnSync(process.execPath, [main], {
      env: { PATH: process.env['PATH'], [name]: value },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
