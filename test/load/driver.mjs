// The people, in a process beside the server: all of them connected, each at a human pace.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleWorld } from '../../server/dist/samples/sample-world.js';
import { createAgent, createNotes } from './http.mjs';
import { createPerson } from './person.mjs';

const together = 20;
const world = {
  needs: sampleWorld.needs.filter(({ status }) => status === 'published').map(({ content }) => content),
  seeds: sampleWorld.seeds.filter(({ status }) => status === 'published').map(({ content }) => content),
};
const notes = createNotes();
const counts = { hints: 0, acts: 0 };
const loop = monitorEventLoopDelay({ resolution: 10 });
let people = [];
let isOver = false;

async function enter({ accounts, password, address }) {
  const agent = createAgent();
  people = accounts.map((account) => createPerson({ account, password, world, address, agent, notes, counts }));
  const waiting = [...people];
  const comeIn = async () => {
    for (let person = waiting.shift(); person; person = waiting.shift()) await person.enter();
  };
  await Promise.all(Array.from({ length: together }, comeIn));
}

/** Thinks, acts, thinks again: most pauses are short, some are long. */
async function live(person, thinkMs) {
  await pause(Math.random() * thinkMs);
  while (!isOver) {
    await person.act();
    counts.acts += 1;
    await pause(Math.min(-Math.log(1 - Math.random()), 5) * thinkMs);
  }
}

/** Resolves when it has left: ten minutes of figures take a moment. */
const tell = (kind, content) => new Promise((sent) => process.send({ kind, ...content }, sent));
process.on('message', async ({ ask, ...given }) => {
  if (ask === 'enter') {
    await enter(given);
    await tell('entered', { connected: people.filter((person) => person.isConnected()).length });
  } else if (ask === 'live') {
    loop.enable();
    for (const person of people) void live(person, given.thinkMs);
  } else if (ask === 'counts') {
    const connected = people.filter((person) => person.isConnected()).length;
    await tell('counts', { ...counts, requests: notes.count(), connected });
  } else if (ask === 'end') {
    isOver = true;
    // What is under way is answered.
    await pause(2000);
    for (const person of people) person.leave();
    await tell('ended', { ...notes.all(), ...counts, delay: loop.percentile(99) / 1e6 - 10 });
    process.disconnect();
    process.exit(0);
  }
});
