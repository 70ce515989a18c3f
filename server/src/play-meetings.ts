// Meetings of the samples, played on a pair that was connected: one whose date is looked for, one that is settled, one
// that took place last week and has minutes.
import { createHash } from 'node:crypto';
import { dayOf, startOfDay } from '@enishi/shared/tokyo-calendar';
import type { Actor } from './actor.js';
import type { Wired } from './wire.js';
import { isWorkingDay } from './working-days.js';

interface Scene {
  introductionId: string;
  coordinator: Actor;
  company: Actor;
  owner: Actor;
}

const hour = 3_600_000;
const dayMs = 24 * hour;

/** Working days from a moment on, counted into the future (1) or the past (-1), at so many o'clock in Japan. */
function workingDays(from: Date, direction: 1 | -1, count: number, oClock: number): Date[] {
  const found: Date[] = [];
  for (let at = from.getTime() + direction * 2 * dayMs; found.length < count; at += direction * dayMs) {
    const day = dayOf(new Date(at));
    if (isWorkingDay(day)) found.push(new Date(startOfDay(day).getTime() + oClock * hour));
  }
  return found;
}

const keyFor = (...parts: string[]): string => createHash('sha256').update(parts.join(':')).digest('hex').slice(0, 24);

async function sendMinutes(
  minutes: Wired['meetings']['minutes'],
  id: string,
  { coordinator, owner }: Scene,
  now: Date,
): Promise<void> {
  const draft = await minutes.get(id, coordinator);
  const { owners } = draft;
  const ownerKey = owners.find(({ name }) => name === owner.displayName)?.key ?? null;
  const saved = await minutes.save(
    id,
    {
      version: draft.version,
      text: '## 話したこと\n\n- 今の試験では取引先に説明しきれない。\n- 研究室の手順なら、**小さな試料**でも評価できる。',
      decisions: ['まず試料3点で予備の評価をする'],
      actions: [
        {
          key: 'a1',
          text: '試料3点を送る',
          owner: 'host',
          ownerName: '',
          dueOn: dayOf(new Date(now.getTime() + 7 * dayMs)),
        },
        { key: 'a2', text: '予備評価の見積りを出す', owner: ownerKey, ownerName: '', dueOn: null },
      ],
    },
    coordinator,
  );
  await minutes.send(id, saved.version, coordinator);
}

export async function playMeetings({ meetings: wired }: Pick<Wired, 'meetings'>, scene: Scene, now: Date) {
  const { introductionId, coordinator, company } = scene;
  const { meetings, polls, minutes, store, settle } = wired;
  const { caseId, people } = await meetings.start({ introductionId }, coordinator);
  const participants = people.filter(({ isUsual }) => isUsual).map(({ userId }) => ({ userId }));
  const guest = { name: '高橋 誠', email: 'takahashi@guest.example', language: 'ja' as const, side: 'need' as const };
  const ask = (title: string, agenda: string, days: readonly Date[], guests: readonly (typeof guest)[] = []) =>
    meetings.create(
      {
        key: keyFor(introductionId, title),
        caseId,
        introductionId,
        title,
        agenda,
        place: '産業支援センター 会議室',
        videoUrl: '',
        durationMinutes: 60,
        starts: days.map((day) => day.toISOString()),
        participants: [...participants, ...guests],
      },
      coordinator,
    );
  const confirm = async (given: Awaited<ReturnType<typeof ask>>) => {
    const [slot] = given.slots;
    return meetings.confirm(given.id, { version: given.version, slotId: slot?.id ?? '' }, coordinator);
  };

  const open = await ask('試験計画の打合せ(見本)', '1. 試験の範囲\n2. 費用と期間', workingDays(now, 1, 3, 10), [guest]);
  const choices = Object.fromEntries(open.slots.map(({ id }, index) => [id, index === 1 ? 'maybe' : 'yes'] as const));
  await polls.answerSignedIn(open.id, { round: open.round, choices, note: '午前中なら動かせます。(見本)' }, company);
  await confirm(await ask('設備の見学(見本)', '', workingDays(now, 1, 1, 14)));

  const first = await confirm(
    await ask('初回の顔合わせ(見本)', '1. 自己紹介\n2. 困っていること', workingDays(now, 1, 1, 16)),
  );
  const found = await store.find(first.id);
  const [past] = workingDays(now, -1, 1, 16);
  // Nobody can ask for a date in the past; a sample may have had one.
  const moved =
    found &&
    past &&
    (await store.update(found, { startsAt: past, endsAt: new Date(past.getTime() + hour), sortAt: past }, []));
  if (!moved) return;
  await settle(moved);
  await sendMinutes(minutes, first.id, scene, now);
}
