// The product is killed while files are on their way and messages are being written: what was acknowledged is there
// afterwards, byte for byte and once; what was not is either whole or not there at all.
import { createHash, randomUUID } from 'node:crypto';
import { downloadFile, listFiles, uploadFile, type FileView } from '@enishi/shared/files';
import type { TalkSubject } from '@enishi/shared/talk';
import { getNeedThread, postMessage } from '@enishi/shared/threads';
import { signIn } from '@enishi/shared/users';
import { samplePassword } from '../../server/src/load-samples';
import { sampleWorld } from '../../server/src/samples/sample-world';
import { createHttpClient, type HttpClient } from '../support/http-client';
import { publishNeed } from '../support/journey';
import { startProduct } from '../support/product';
import { startSampleProduct } from '../support/sample-product';
import { bigPdf, readThread } from '../support/talk';

jest.setTimeout(240_000);

const company = sampleWorld.signIns.find((one) => one.label.startsWith('company'))?.email ?? '';
const enter = async (baseUrl: string) => {
  const client = createHttpClient(baseUrl);
  await client.call(signIn, { body: { email: company, password: samplePassword } });
  return client;
};

/** The case of a need comes a moment after its publishing. */
const caseOf = async (client: HttpClient, needId: string): Promise<TalkSubject> => {
  for (;;) {
    const { status, body } = await client.send(getNeedThread, { params: { id: needId } });
    if (status === 200) return { kind: 'case', id: (body as { caseId: string }).caseId };
  }
};

const content = (index: number): Uint8Array => {
  const bytes = bigPdf(2_000_000);
  bytes[100] = index;
  return bytes;
};
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const never = () => undefined;

test('nothing acknowledged is lost, and nothing stands there by half', async () => {
  const before = await startSampleProduct();
  const client = await enter(before.baseUrl);
  const need = await publishNeed(client, { title: '停電の前にやり取りしたニーズ' });
  const subject = await caseOf(client, need.id);
  const query = (name: string) => ({
    ...{ subjectKind: subject.kind, subjectId: subject.id, audience: 'need' },
    ...{ name, clientId: randomUUID() },
  });
  const kept = new Map<string, string>();
  const said: { clientId: string; text: string }[] = [];
  const sends: Promise<void>[] = [];
  for (let index = 0; index < 12; index += 1) {
    const bytes = content(index);
    const sent = client.upload(uploadFile, query(`${index}.pdf`), bytes).then(({ status, body }) => {
      if (status === 201) kept.set((body as FileView).id, digest(bytes));
    });
    const form = { clientId: randomUUID(), text: `停電の前の言葉 ${index}`, audience: 'need' as const };
    const posted = client.send(postMessage, { params: { ...subject }, body: form }).then(({ status }) => {
      if (status === 201) said.push(form);
    });
    sends.push(sent.catch(never), posted.catch(never));
    // One upload after the other begins; the power goes while several are on their way.
    if (index === 5) await Promise.all(sends.slice(0, 6));
  }
  await Promise.race(sends.slice(-4));
  await before.kill();
  await Promise.all(sends);
  expect(kept.size).toBeGreaterThan(2);
  expect(said.length).toBeGreaterThan(2);

  const after = await startProduct({}, before.dataDir);
  const again = await enter(after.baseUrl);
  const { items } = await again.call(listFiles, { query: { subjectKind: subject.kind, subjectId: subject.id } });
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([...kept.keys()]));
  for (const { id, name, size } of items) {
    const { status, bytes } = await again.download(downloadFile, { id });
    expect([name, status, bytes.length]).toEqual([name, 200, size]);
    expect(digest(bytes)).toBe(kept.get(id) ?? digest(content(Number(name.replace('.pdf', '')))));
  }
  const thread = await readThread(again, subject);
  const texts = thread.messages.map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(said.map(({ text }) => text)));
  expect(new Set(texts).size).toBe(texts.length);
  // Sent again by whoever never heard the answer: still there once.
  for (const form of said)
    await again.call(postMessage, { params: { ...subject }, body: { ...form, audience: 'need' } });
  expect((await readThread(again, subject)).messages).toHaveLength(texts.length);
  expect(await after.stop()).toBe(0);
  await after.remove();
});
