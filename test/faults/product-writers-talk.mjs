// Messages, read marks and meetings: what is written, and what must have followed from it.
import {
  answerMeeting,
  cancelMeeting,
  confirmMeeting,
  createMeeting,
  getMeeting,
} from '@enishi/shared/meeting-contracts';
import { listNotifications, markNotifications } from '@enishi/shared/notifications';
import { answerPoll } from '@enishi/shared/polls';
import { editMessage, getThread, markThreadRead, postMessage } from '@enishi/shared/threads';
import { readList } from './product-client.mjs';
import { createWriter, freshKey, same } from './product-writer.mjs';
import { assert } from './support.mjs';

/** All messages of a thread, or the newest hundreds. */
async function readMessages(client, params, isAll) {
  const messages = [];
  for (let cursor = '', pages = 0; isAll || pages < 3; pages += 1) {
    const page = await client.call(getThread, { params, query: { limit: 50, ...(cursor && { cursor }) } });
    messages.unshift(...page.messages);
    cursor = page.earlierCursor;
    if (!cursor) break;
  }
  assert(new Set(messages.map(({ id }) => id)).size === messages.length, 'a message stands in the thread twice');
  return messages;
}

/** `kept` is of the whole thread, for several write into it. */
export function createTalkWriter(name, tally, random, { thread, kept, author, reader }) {
  const { client } = author;
  const params = { kind: 'case', id: thread };
  let serial = 0;
  let mark = null;
  const post = () => {
    const form = { clientId: freshKey(), text: `${name}: 停電の前の言葉 ${(serial += 1)}`, audience: 'need' };
    return {
      send: () => client.call(postMessage, { params, body: form }),
      done({ id, version, createdAt }) {
        assert(!kept.some((one) => one.id === id), `message ${id} was posted twice`);
        kept.push({ id, version, createdAt, text: form.text, by: name, isTouched: true });
      },
    };
  };
  const edit = (one) => {
    const text = `${one.text} (改)`;
    return {
      send: () => client.call(editMessage, { params: { id: one.id }, body: { version: one.version, text } }),
      happened: async () => (await readMessages(client, params, true)).find(({ id }) => id === one.id),
      done(view) {
        same(`message ${one.id}`, view, { text, version: one.version + 1 });
        Object.assign(one, { text, version: view.version, isTouched: true });
      },
    };
  };
  const markRead = (one) => ({
    send: () => client.call(markThreadRead, { params, body: { messageId: one.id } }),
    done({ lastReadId }) {
      mark = lastReadId;
    },
  });
  const next = () => {
    const own = kept.filter(({ by }) => by === name);
    const last = own.at(-1);
    if (last && random() < 0.15 && Date.now() - Date.parse(last.createdAt) < 60_000) return edit(last);
    const foreign = kept.findLast(({ by }) => by !== name);
    if (foreign && random() < 0.2) return markRead(foreign);
    return post();
  };
  return createWriter(name, tally, {
    next,
    async verify({ isAll }) {
      const touched = kept.filter((one) => one.by === name && (isAll || one.isTouched));
      const messages = await readMessages(client, params, isAll);
      const byId = new Map(messages.map((message) => [message.id, message]));
      for (const one of touched) {
        assert(byId.has(one.id), `lost: message ${one.id}`);
        same(`message ${one.id}`, byId.get(one.id), { text: one.text, version: one.version });
        const { length } = messages.filter(({ text }) => text === one.text);
        assert(length === 1, `"${one.text}" stands there ${length} times`);
        one.isTouched = false;
      }
      if (isAll) assert(messages.length === kept.length, `${messages.length} messages of ${kept.length} acknowledged`);
      const { lastReadId } = await client.call(getThread, { params, query: { limit: 1 } });
      if (mark) assert(lastReadId >= mark, `the read mark went back from ${mark} to ${lastReadId}`);
      const { unread } = await reader.client.call(getThread, { params, query: { limit: 1 } });
      return unread > 0 && touched.length > 0 ? [[reader, 'message_received', null, null]] : [];
    },
  });
}

/** Somebody who reads their notices. */
export function createNoticesWriter(name, tally, random, person) {
  const { client } = person;
  const read = new Set();
  let waiting = [];
  const mark = async () => {
    if (waiting.length === 0)
      waiting = (await client.call(listNotifications, { query: { limit: 50, unread: 'true' } })).items.map(
        ({ id }) => id,
      );
    const ids = waiting.splice(0, 1 + Math.floor(random() * 3));
    return {
      send: () => client.call(markNotifications, { body: ids.length > 0 ? { ids } : { all: true } }),
      done: () => ids.forEach((id) => read.add(id)),
    };
  };
  return createWriter(name, tally, {
    next: mark,
    async verify() {
      waiting = [];
      const unread = await readList(client, listNotifications, { query: { unread: 'true' } });
      for (const { id } of unread) assert(!read.has(id), `notice ${id} was marked as read and is unread again`);
      return [];
    },
  });
}

const cell = 30 * 60_000;
const cellsOfDay = 24;
/** The n-th half hour between 8:00 and 20:00 in Japan from the day after tomorrow on. */
const startOf = (from, n) =>
  new Date(from + Math.floor(n / cellsOfDay) * 86_400_000 + 8 * 3_600_000 + (n % cellsOfDay) * cell).toISOString();
const midnightInJapan = () => Math.floor((Date.now() + 9 * 3_600_000) / 86_400_000 + 2) * 86_400_000 - 9 * 3_600_000;

const shown = ({ participants, slots }, isGuest) => {
  const found = participants.find((one) => !one.hasAccount === isGuest);
  return Object.fromEntries(slots.map(({ id }) => [id, found?.choices?.[id]]));
};

export function createMeetingsWriter(name, tally, random, { host, caseId, participant, guests }) {
  const { client } = host;
  const made = [];
  const from = midnightInJapan();
  let serial = 0;
  const see = (one) => client.call(getMeeting, { params: { id: one.id } });
  const take = (one, { version, state }) => Object.assign(one, { version, state, isTouched: true });
  const ask = () => {
    const key = freshKey().replaceAll('-', '').slice(0, 24);
    const email = `guest-${(serial += 1)}@mail.example`;
    const guest = { name: '高橋 誠', email, language: 'ja', side: 'need' };
    const starts = [startOf(from, 2 * serial), startOf(from, 2 * serial + 1)];
    const people = [{ userId: participant.id }, guest];
    const body = { key, caseId, title: `打合せ ${serial}`, durationMinutes: 30, starts, participants: people };
    return {
      send: () => client.call(createMeeting, { body }),
      done(view) {
        assert(!made.some(({ id }) => id === view.id), `meeting ${view.id} was made twice`);
        const token = view.participants
          .find((one) => one.guest)
          ?.guest.link.address.split('/')
          .at(-1);
        made.push(take({ id: view.id, email, token, choices: {}, slots: view.slots.map(({ id }) => id) }, view));
        guests.push(email);
      },
    };
  };
  const answer = (one, isGuest) => {
    const choices = Object.fromEntries(one.slots.map((id) => [id, random.of(['yes', 'maybe', 'no'])]));
    const body = { round: 1, choices };
    const send = isGuest
      ? () => participant.client.call(answerPoll, { params: { token: one.token }, body })
      : () => participant.client.call(answerMeeting, { params: { id: one.id }, body });
    return {
      send,
      done() {
        one.choices[isGuest ? 'guest' : 'member'] = choices;
        one.isTouched = true;
      },
    };
  };
  const decide = (one, contract, version, body, state) => ({
    send: () => client.call(contract, { params: { id: one.id }, body: { version, ...body } }),
    happened: () => see(one),
    done(view) {
      same(`meeting ${one.id}`, view, { state, version: version + 1 });
      take(one, view);
    },
  });
  const next = async () => {
    const one = made.at(-1);
    if (one?.state === 'polling') {
      if (!one.choices.member || random() < 0.3) return answer(one, false);
      if (!one.choices.guest || random() < 0.3) return answer(one, true);
      return decide(one, confirmMeeting, (await see(one)).version, { slotId: random.of(one.slots) }, 'confirmed');
    }
    if (one?.state === 'confirmed' && random() < 0.5)
      return decide(one, cancelMeeting, (await see(one)).version, { reason: 'illness' }, 'cancelled');
    return ask();
  };
  return createWriter(name, tally, {
    next,
    async verify({ isAll }) {
      const expected = [];
      for (const one of made.filter(({ isTouched }) => isAll || isTouched)) {
        const view = await see(one);
        same(`meeting ${one.id}`, view, { state: one.state });
        if (one.choices.member) same(`answer in ${one.id}`, shown(view, false), one.choices.member);
        if (one.choices.guest) same(`answer by link in ${one.id}`, shown(view, true), one.choices.guest);
        if (one.state === 'polling' && !one.choices.member) expected.push([participant, 'meeting_asked', one.id, null]);
        if (one.state === 'confirmed') expected.push([participant, 'meeting_confirmed', one.id, null]);
        if (one.state === 'cancelled') expected.push([participant, 'meeting_cancelled', one.id, null]);
        one.isTouched = false;
      }
      return expected;
    },
  });
}
