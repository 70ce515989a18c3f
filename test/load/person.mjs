// One person at a screen: looks around, writes now and then, and asks again when a hint says that something changed.
import { io } from 'socket.io-client';
import { countNotifications } from '@enishi/shared/notifications';
import { signIn } from '@enishi/shared/users';
import { actsOf, pick, takeCall } from './acts.mjs';
import { createClient } from './http.mjs';

/** What is shown, on which hints it asks again, and what is watched meanwhile. */
function createScreen(emit) {
  let shown = { topics: [], ask: () => undefined };
  let watched = null;
  return {
    show(topics, ask, subject = null) {
      shown = { topics, ask };
      if (watched) emit('unwatch', watched);
      watched = subject;
      if (watched) emit('watch', watched, () => undefined);
      return ask();
    },
    concerns: (topic) => shown.topics.includes(topic),
    askAgain: () => void shown.ask(),
  };
}

/** Several hints at once are one question. */
function gather(work) {
  const asked = new Set();
  return (topic) => {
    if (asked.has(topic)) return;
    asked.add(topic);
    setImmediate(() => {
      asked.delete(topic);
      work(topic);
    });
  };
}

export function createPerson({ account, password, world, address, agent, notes, counts }) {
  const client = createClient({ address, agent, notes });
  let socket;
  const screen = createScreen((...given) => socket.emit(...given));
  const who = { client, screen, account, world, own: { seen: [], needs: [], seeds: [], cases: [] } };
  const acts = actsOf(who);
  const askAgain = gather((topic) =>
    topic === 'notifications' ? void client.call(countNotifications) : screen.askAgain(),
  );

  const connect = () =>
    new Promise((resolve) => {
      socket = io(address, { transports: ['websocket'], extraHeaders: { cookie: client.cookie() }, forceNew: true });
      socket.on('changed', ({ topic }) => {
        counts.hints += 1;
        if (topic === 'notifications' || screen.concerns(topic)) askAgain(topic);
      });
      socket.on('disconnect', (why) => why !== 'io client disconnect' && notes.failed(`a line was cut: ${why}`));
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        notes.failed(`no line: ${error.message}`);
        resolve();
      });
    });

  return {
    async enter() {
      await client.call(signIn, { body: { email: account.email, password } });
      await client.call(countNotifications);
      await connect();
      if (account.role === 'coordinator') await takeCall(who);
    },
    act: () => pick(acts)(),
    isConnected: () => socket?.connected === true,
    leave: () => socket?.close(),
  };
}
