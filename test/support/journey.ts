// Steps that many tests begin with, taken through the product's own doors.
import { expertContracts } from '@enishi/shared/experts';
import { answerIntroduction, createIntroduction, type IntroductionView } from '@enishi/shared/introductions';
import { needContracts, type NeedCard, type NeedView } from '@enishi/shared/needs';
import { seedContracts, type SeedView } from '@enishi/shared/seeds';
import type { ExpertView } from '@enishi/shared/experts';
import { openingContracts, type OpeningView } from '@enishi/shared/openings';
import { buildExpert, buildNeed, buildOpening, buildSeed } from './builders';
import type { TestApp } from './app';
import type { HttpClient } from './http-client';

export const createDraft = async (client: HttpClient, given: Parameters<typeof buildNeed>[0] = {}) =>
  (await client.call(needContracts.create, { body: buildNeed(given) })) as NeedView;

/** Every page of a list, as a person gets by asking for more until there is no more. */
export async function readAll(
  client: HttpClient,
  list: typeof needContracts.list | typeof needContracts.listMine,
  query: Record<string, string | number>,
) {
  const pages: { items: NeedCard[]; total: number; nextCursor: string | null }[] = [];
  do {
    const cursor = pages.at(-1)?.nextCursor;
    const page: unknown = await client.call(list as typeof needContracts.list, {
      query: { ...query, ...(cursor && { cursor }) },
    });
    pages.push(page as (typeof pages)[number]);
  } while (pages.at(-1)?.nextCursor);
  return { items: pages.flatMap((page) => page.items), pages: pages.length, total: pages[0]?.total };
}

export async function publishNeed(client: HttpClient, given: Parameters<typeof buildNeed>[0] = {}): Promise<NeedView> {
  const draft = (await client.call(needContracts.create, { body: buildNeed(given) })) as NeedView;
  return (await client.call(needContracts.publish, {
    params: { id: draft.id },
    body: { version: draft.version },
  })) as NeedView;
}

export async function publishSeed(client: HttpClient, given: Parameters<typeof buildSeed>[0] = {}): Promise<SeedView> {
  const draft = (await client.call(seedContracts.create, { body: buildSeed(given) })) as SeedView;
  return (await client.call(seedContracts.publish, {
    params: { id: draft.id },
    body: { version: draft.version },
  })) as SeedView;
}

export async function publishExpert(
  client: HttpClient,
  given: Parameters<typeof buildExpert>[0] = {},
): Promise<ExpertView> {
  const draft = (await client.call(expertContracts.create, { body: buildExpert(given) })) as ExpertView;
  return (await client.call(expertContracts.publish, {
    params: { id: draft.id },
    body: { version: draft.version },
  })) as ExpertView;
}

export async function publishOpening(
  client: HttpClient,
  given: Parameters<typeof buildOpening>[0] = {},
): Promise<OpeningView> {
  const draft = (await client.call(openingContracts.create, { body: buildOpening(given) })) as OpeningView;
  return (await client.call(openingContracts.publish, {
    params: { id: draft.id },
    body: { version: draft.version },
  })) as OpeningView;
}

/** A company with a need, a researcher with a seed that fits, their coordinator; everything matched. */
export async function meetingOfTwo(
  app: TestApp,
  given: { need?: Parameters<typeof buildNeed>[0]; seed?: Parameters<typeof buildSeed>[0] } = {},
) {
  const company = await app.signedIn({ roles: ['company'] });
  const researcher = await app.signedIn({ roles: ['researcher'] });
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  const seed = await publishSeed(researcher.client, given.seed);
  const need = await publishNeed(company.client, given.need);
  await app.settled();
  return { company, researcher, coordinator, seed, need };
}

export const propose = (client: HttpClient, needId: string, itemId: string, itemKind: 'seed' | 'expert' = 'seed') =>
  client.call(createIntroduction, {
    body: { needId, itemKind, itemId, reply: { whyUs: '一度お話ししてみませんか。よろしくお願いします。' } },
  });

/** Two who fit, and the coordinator's proposal to both, which nobody has answered yet. */
export async function proposalToTwo(app: TestApp, given?: Parameters<typeof meetingOfTwo>[1]) {
  const met = await meetingOfTwo(app, given);
  return { met, introduction: await propose(met.coordinator.client, met.need.id, met.seed.id) };
}

export const accept = (client: HttpClient, { id, version }: IntroductionView) =>
  client.call(answerIntroduction, { params: { id }, body: { answer: 'accept', version } });
