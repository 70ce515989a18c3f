// A case that has come as far as two connected sides, and a project begun from it.
import { createCase, listCases } from '@enishi/shared/case-contracts';
import type { BodyInputOf } from '@enishi/shared/contract';
import { addProjectPart, createProject, type ProjectView } from '@enishi/shared/projects';
import type { TestApp } from './app';
import type { HttpClient } from './http-client';
import { accept, meetingOfTwo, propose } from './journey';

let serial = 0;
/** As a client makes one for each attempt. */
export const aKey = () => `test-key-${(serial += 1)}`;

export const caseOfNeed = async (client: HttpClient, needId: string) => {
  const found = (await client.call(listCases)).items.find((one) => one.needId === needId);
  if (!found) throw new Error('the need has no case');
  return found;
};

/** Company and researcher, connected by their coordinator. */
export async function connectedPair(app: TestApp) {
  const met = await meetingOfTwo(app);
  const { company, researcher, coordinator, need, seed } = met;
  const proposed = await propose(coordinator.client, need.id, seed.id);
  const introduction = await accept(researcher.client, await accept(company.client, proposed));
  await app.settled();
  return { ...met, introduction, theCase: await caseOfNeed(coordinator.client, need.id) };
}

export const projectForm = (given: Partial<BodyInputOf<typeof createProject>> = {}) => ({
  key: aKey(),
  title: '蓄電池の安全評価キット',
  goal: '半年で試作を終え、取引先の評価を受ける。',
  startsOn: '2026-11-01',
  ...given,
});

export const beginProject = (client: HttpClient, caseId: string, given: Parameters<typeof projectForm>[0] = {}) =>
  client.call(createProject, { params: { id: caseId }, body: projectForm(given) });

type NewPart = BodyInputOf<typeof addProjectPart>;
type PartInput = NewPart extends infer P ? (P extends { key: string } ? Omit<P, 'key'> : never) : never;

export const addPart = (client: HttpClient, { id }: Pick<ProjectView, 'id'>, part: PartInput, key = aKey()) =>
  client.call(addProjectPart, { params: { id }, body: { ...part, key } as NewPart });

/** Somebody without an account who called the desk. */
export const inquiryOf = (client: HttpClient, key: string, email = 'yamada@shop.example') =>
  client.call(createCase, {
    body: {
      key,
      title: '新しい包装材を探している',
      text: '電話で。紙で水に強いもの。',
      contact: { name: '山田', organisation: '山田商店', phone: '', email },
      isMine: true,
    },
  });
