// Free texts that stand at the end of a longer way than one knock at a door: each act walks it with people who attack.
import { createCase, createIdea, createInquiry, moveCase } from '@enishi/shared/case-contracts';
import type { BodyInputOf } from '@enishi/shared/contract';
import { changeParticipants, createMeeting } from '@enishi/shared/meeting-contracts';
import { createOrganisation } from '@enishi/shared/organisations';
import { saveMinutes, sendMinutes } from '@enishi/shared/minutes';
import { answerPoll, getPoll } from '@enishi/shared/polls';
import { answerQuestion, getQuestion, recordOutcome } from '@enishi/shared/outcomes';
import { addProjectPart, changeProjectPart, getProject } from '@enishi/shared/projects';
import { createBoard, getBoard, setPair } from '@enishi/shared/themed-boards';
import { acceptInvitation, createInvitation, signUp } from '@enishi/shared/users';
import { publishNeed } from './journey';
import { confirm, openPoll, tokenOf, tokyo } from './meetings';
import { key, said, workActs, type Scene } from './poisoned-work';

async function newcomers({ people: { admin }, visitor }: Scene) {
  const password = '山形の桜を見に行く春の旅';
  const organisation = { choice: 'new', name: said, kind: 'company', prefecture: '06' } as const;
  await visitor().call(signUp, {
    body: {
      ...{ email: `${key()}@mail.example`, password, displayName: said, roles: ['company'], organisation },
      ...{ prefecture: '06', language: 'ja' },
    },
  });
  const body = {
    email: `${key()}@mail.example`,
    roles: ['coordinator' as const],
    organisationId: admin.user.organisationId,
  };
  const { address } = await admin.client.call(createInvitation, { body });
  await visitor().call(acceptInvitation, {
    params: { token: address.split('/').at(-1) ?? '' },
    body: { password, displayName: said },
  });
}

async function newOrganisation({ people: { admin } }: Scene): Promise<string> {
  const body = { name: said, nameEn: said, kind: 'company' as const, prefecture: '06', city: said, strengths: said };
  return (await admin.client.call(createOrganisation, { body })).id;
}

async function atTheDesk({ people: { coordinator }, visitor }: Scene) {
  await coordinator.client.call(createIdea, { body: { key: key(), title: said, text: said } });
  await visitor().call(createInquiry, {
    body: {
      key: key(),
      title: said,
      text: '新しい椅子の強度を試験してほしい。',
      prefecture: '06',
      name: said,
      phone: said,
      organisation: said,
    },
  });
  const made = await coordinator.client.call(createCase, {
    body: { key: key(), title: said, contact: { name: said } },
  });
  await coordinator.client.call(moveCase, {
    params: { id: made.id },
    body: { version: made.version, to: 'ended', reason: 'other', text: said },
  });
}

async function meetAndWrite({ app, people: { owner, coordinator }, things: { caseId }, visitor }: Scene) {
  const guest = { name: said, email: 'guest-two@mail.example', language: 'ja' as const, side: 'need' as const };
  const meeting = await coordinator.client.call(createMeeting, {
    body: {
      ...{ key: key(), caseId, title: said, agenda: said, place: said, durationMinutes: 30 },
      ...{ starts: [tokyo('16:00', '2026-11-20')], participants: [{ userId: owner.user.id }, guest] },
    },
  });
  const params = { id: meeting.id };
  await coordinator.client.call(changeParticipants, {
    params,
    body: { version: meeting.version, add: [{ ...guest, email: 'guest-three@mail.example' }] },
  });
  const token = tokenOf(meeting, guest.email);
  const poll = await openPoll(visitor(), token);
  const choices = Object.fromEntries(poll.slots.map(({ id }) => [id, 'yes' as const]));
  await visitor().call(answerPoll, { params: { token }, body: { round: poll.round, choices, note: said } });
  await confirm(coordinator.client, meeting);
  // Minutes are sent of what was held.
  app.clock.set(new Date(tokyo('17:00', '2026-11-20')));
  const action = { key: 'first', text: said, ownerName: said, dueOn: '2026-12-24' };
  const draft = await coordinator.client.call(saveMinutes, {
    params,
    body: { version: 0, text: said, decisions: [said], actions: [action] },
  });
  await coordinator.client.call(sendMinutes, { params, body: { version: draft.version } });
  await visitor().call(getPoll, { params: { token } });
  return { id: meeting.id, token };
}

const parts: (BodyInputOf<typeof addProjectPart> extends infer P
  ? P extends { key: string }
    ? Omit<P, 'key'>
    : never
  : never)[] = [
  {
    kind: 'work_package',
    content: { title: said, organisationName: said, from: '2026-11-24', to: '2027-01-31', note: said },
  },
  { kind: 'milestone', content: { title: said, dueOn: '2027-01-31' } },
  { kind: 'budget', content: { title: said, source: 'own', yen: 10 } },
  { kind: 'team', content: { name: said, role: said, hours: 3, from: '2026-11-24', to: '2027-01-31' } },
  { kind: 'measure', content: { menu: said, usedOn: '2026-11-20', result: said } },
  { kind: 'review', content: { month: '2026-11', light: 'green', wentWell: said, hinders: said, next: said } },
];

async function planProject({ people: { coordinator }, things: { project } }: Scene) {
  const params = { id: project.id };
  const earlier = parts.map((part) =>
    part.kind === 'review' ? { ...part, content: { ...part.content, month: '2026-10' } } : part,
  );
  for (const part of earlier)
    await coordinator.client.call(addProjectPart, { params, body: { key: key(), ...part } as never });
  for (const part of parts) {
    await coordinator.client.call(addProjectPart, { params, body: { key: key(), ...part } as never });
    const seen = await coordinator.client.call(getProject, { params });
    const lists = {
      work_package: seen.workPackages,
      milestone: seen.milestones,
      budget: seen.budget,
      team: seen.team,
      measure: seen.measures,
      review: seen.reviews.filter(({ month }) => month === '2026-11'),
    };
    // The last of a kind is written anew, so that both are seen; there is one review a month.
    const made = lists[part.kind].at(-1);
    await coordinator.client.call(changeProjectPart, {
      params: { ...params, partId: made?.id ?? '' },
      body: { version: made?.version ?? 0, ...part } as never,
    });
  }
}

async function fillBoard({ app, honest, people: { owner, coordinator } }: Scene) {
  await publishNeed(owner.client);
  await app.settled();
  // Its words choose what stands on it.
  const made = await honest.coordinator.client.call(createBoard, {
    body: { key: key(), title: said, tags: ['lithium-ion-battery'] },
  });
  const params = { id: made.id };
  const { pairs } = await coordinator.client.call(getBoard, { params });
  const [pair] = pairs;
  await coordinator.client.call(setPair, {
    params,
    body: {
      needId: pair?.needId ?? '',
      kind: pair?.kind ?? 'seed',
      candidateId: pair?.candidateId ?? '',
      version: null,
      state: 'talked',
      note: said,
    },
  });
  return made.id;
}

/** Three months after an outcome whoever called is asked about it. The clock is put back afterwards. */
export async function askAfterOutcome({
  app,
  people: { coordinator },
  visitor,
}: Pick<Scene, 'app' | 'people' | 'visitor'>): Promise<string> {
  const made = await coordinator.client.call(createCase, {
    body: { key: key(), title: said, text: said, contact: { name: said, email: 'yamada@shop.example' }, isMine: true },
  });
  await coordinator.client.call(recordOutcome, {
    params: { id: made.id },
    body: { key: key(), kind: 'product', fiscalYear: 2026, text: said },
  });
  const now = app.clock.now();
  app.clock.set(new Date('2027-02-20T01:00:00.000Z'));
  await app.wired.sweep.run();
  await app.settled();
  const letters = await app.connection
    .collection('outbox')
    .find({ key: /^outcome_asked/ })
    .toArray();
  const url = (letters[0] as unknown as { about: { words: { action: { url: string } } } }).about.words.action.url;
  const token = url.split('/').at(-1) ?? '';
  const question = await visitor().call(getQuestion, { params: { token } });
  await visitor().call(answerQuestion, {
    params: { token },
    body: { version: question.version, hasOutcome: true, kind: 'product', text: said } as never,
  });
  app.clock.set(now);
  return token;
}

/** What each of them answers is where it can be seen. */
export const acts = { newOrganisation, newcomers, atTheDesk, meetAndWrite, planProject, fillBoard, ...workActs };
