// Needs, introductions and applications: what is written, and what must have followed from it.
import { applyToOpening, listApplications, shortlistApplication } from '@enishi/shared/applications';
import {
  answerIntroduction,
  createIntroduction,
  getIntroduction,
  listIntroductions,
} from '@enishi/shared/introductions';
import { listNeedMatches, matchThresholds } from '@enishi/shared/matches';
import { needContracts } from '@enishi/shared/needs';
import { openingContracts } from '@enishi/shared/openings';
import { needDraft, openingDraft } from './product-world.mjs';
import { createWriter, freshKey, listingSteps, same } from './product-writer.mjs';
import { assert } from './support.mjs';

const openAtOnce = 5;
const isOpen = ({ status }) => status === 'published';

/** Every pair above the threshold was told to whoever offers the other half, every need to the coordinators. */
async function pairsOf(need, world, expected) {
  const { client } = world.coordinators[0];
  const { items, isComplete } = await client.call(listNeedMatches, { params: { id: need.id } });
  const seeds = items.filter(({ candidate }) => candidate.kind === 'seed');
  if (!isComplete || seeds.length < world.researchers.length) return false;
  assert(new Set(items.map(({ candidate }) => candidate.card.id)).size === items.length, `a match twice: ${need.id}`);
  for (const coordinator of world.coordinators) expected.push([coordinator, 'need_published', need.id, null]);
  for (const { candidate, score } of seeds) {
    const owner = world.researchers.find(({ seed }) => seed.id === candidate.card.id);
    assert(owner, 'a candidate that nobody has published');
    if (score >= matchThresholds.notify) expected.push([owner, 'match_found', need.id, candidate.card.id]);
  }
  return true;
}

export function createNeedsWriter(name, tally, random, world, owner) {
  const steps = listingSteps(owner.client, needContracts, needDraft);
  const kept = [];
  let serial = 0;
  const title = () => `${name}: 蓄電池の安全性を評価してほしい ${(serial += 1)}`;
  const next = () => {
    const draft = kept.find(({ status }) => status === 'draft');
    if (draft) return random() < 0.75 ? steps.publish(draft) : steps.rename(draft, title());
    const open = kept.filter(isOpen);
    if (open.length > openAtOnce) return steps.close(open[0]);
    return open.length > 0 && random() < 0.4 ? steps.rename(random.of(open), title()) : steps.begin(title(), kept);
  };
  return createWriter(name, tally, {
    next,
    async verify({ isAll, until }) {
      const touched = kept.filter((one) => isOpen(one) && (isAll || one.isTouched));
      await steps.verify(kept, isAll);
      const expected = [];
      for (const need of touched) {
        await until(`matches of ${need.id}`, () => pairsOf(need, world, expected));
        tally.followed.needs += 1;
      }
      tally.followed.matches += expected.filter(([, kind]) => kind === 'match_found').length;
      return expected;
    },
  });
}

export function createIntroductionsWriter(name, tally, random, world, owner) {
  const steps = listingSteps(owner.client, needContracts, needDraft);
  const [, { client }] = world.coordinators;
  const { client: researcher, seed } = world.researchers[1];
  const kept = [];
  const made = [];
  let serial = 0;
  const propose = (need) => ({
    send: () =>
      client.call(createIntroduction, {
        body: {
          needId: need.id,
          itemKind: 'seed',
          itemId: seed.id,
          reply: { whyUs: '一度お話ししてみませんか。よろしくお願いします。' },
        },
      }),
    async happened() {
      const { items } = await client.call(listIntroductions, { query: { needId: need.id } });
      assert(items.length === 1, `${items.length} introductions of one pair`);
      return items[0];
    },
    done({ id, version, state }) {
      need.isProposed = true;
      made.push({
        id,
        version,
        state,
        needId: need.id,
        isTouched: true,
        answers: { need: 'pending', item: 'pending' },
      });
    },
  });
  const answer = (one, side, word) => {
    const becomes = word === 'accept' ? 'accepted' : 'declined';
    const who = side === 'need' ? owner.client : researcher;
    const body = { answer: word, version: one.version, ...(word === 'decline' && { reason: 'no_capacity' }) };
    return {
      send: () => who.call(answerIntroduction, { params: { id: one.id }, body }),
      happened: () => who.call(getIntroduction, { params: { id: one.id } }),
      done(view) {
        assert(view.version === one.version + 1, `${one.id} was answered ${view.version - one.version} times`);
        same(`answer of ${one.id}`, { state: view.answers[side].state }, { state: becomes });
        Object.assign(one, { version: view.version, state: view.state, isTouched: true });
        one.answers[side] = becomes;
      },
    };
  };
  const next = () => {
    const waiting = made.find(({ state }) => state === 'open');
    if (waiting) {
      const side = waiting.answers.need === 'pending' ? 'need' : 'item';
      return answer(waiting, side, side === 'need' || random() < 0.7 ? 'accept' : 'decline');
    }
    const draft = kept.find(({ status }) => status === 'draft');
    if (draft) return steps.publish(draft);
    const open = kept.filter(isOpen);
    const fresh = open.find(({ isProposed }) => !isProposed);
    if (fresh) return propose(fresh);
    if (open.length > openAtOnce) return steps.close(open[0]);
    return steps.begin(`紹介を待つ蓄電池の評価 ${(serial += 1)}`, kept);
  };
  return createWriter(name, tally, {
    next,
    async verify({ isAll }) {
      await steps.verify(kept, isAll);
      const expected = [];
      for (const one of made.filter(({ isTouched }) => isAll || isTouched)) {
        const { items } = await client.call(listIntroductions, { query: { needId: one.needId } });
        assert(items.length === 1 && items[0].id === one.id, `${items.length} introductions of one pair`);
        const { state, version, answers } = items[0];
        same(`introduction ${one.id}`, { state, version }, { state: one.state, version: one.version });
        same(`answers of ${one.id}`, { need: answers.need.state, item: answers.item.state }, one.answers);
        const parties = [owner, world.researchers[1]];
        const told = { connected: 'introduction_connected', declined: 'introduction_declined' }[state];
        if (told === 'introduction_connected') for (const party of parties) expected.push([party, told, one.id, null]);
        if (told === 'introduction_declined') expected.push([owner, told, one.id, null]);
        one.isTouched = false;
      }
      return expected;
    },
  });
}

export function createApplicationsWriter(name, tally, random, world, owner) {
  const steps = listingSteps(owner.client, openingContracts, openingDraft);
  const { client, profile } = world.worker;
  const kept = [];
  const made = [];
  let serial = 0;
  const apply = (opening) => {
    const key = freshKey();
    const letter = 'CADの仕事を十年してきました。週に八時間、平日の午前に働けます。';
    return {
      send: () =>
        client.call(applyToOpening, { params: { id: opening.id }, body: { key, expertId: profile.id, letter } }),
      done({ id, version, state }) {
        opening.isApplied = true;
        made.push({ id, version, state, openingId: opening.id, isTouched: true });
      },
    };
  };
  const list = (openingId) => owner.client.call(listApplications, { query: { openingId } });
  const shortlist = (one) => ({
    send: () => owner.client.call(shortlistApplication, { params: { id: one.id }, body: { version: one.version } }),
    happened: async () => (await list(one.openingId)).items[0],
    done({ version, state }) {
      assert(state === 'shortlisted', `the application is ${state}`);
      Object.assign(one, { version, state, isTouched: true });
    },
  });
  const next = () => {
    const waiting = made.find(({ state }) => state === 'applied');
    if (waiting && random() < 0.7) return shortlist(waiting);
    const draft = kept.find(({ status }) => status === 'draft');
    if (draft) return steps.publish(draft);
    const open = kept.filter(isOpen);
    const fresh = open.find(({ isApplied }) => !isApplied);
    if (fresh) return apply(fresh);
    return steps.begin(`図面を起こし直す仕事 ${(serial += 1)}`, kept);
  };
  return createWriter(name, tally, {
    next,
    async verify({ isAll }) {
      await steps.verify(kept, isAll);
      const expected = [];
      for (const one of made.filter(({ isTouched }) => isAll || isTouched)) {
        const { items } = await list(one.openingId);
        assert(items.length === 1, `${items.length} applications of one person to one opening`);
        same(`application ${one.id}`, items[0], { id: one.id, state: one.state });
        // Whoever has dealt with it before is not told that it came.
        if (one.state === 'applied') expected.push([owner, 'application_received', one.id, null]);
        if (one.state === 'shortlisted') expected.push([world.worker, 'application_shortlisted', one.id, null]);
        one.isTouched = false;
      }
      return expected;
    },
  });
}
