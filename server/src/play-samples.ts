// A few scenes played with the samples through the same services as people use, so that a newcomer finds every page
// with something on it: an open proposal, an interest that waits, a pair that was connected, a shortlist.
import type { Actor } from './actor.js';
import { AppError } from './errors.js';
import { playMeetings } from './play-meetings.js';
import { playOutcome, playProject } from './play-projects.js';
import type { Wired } from './wire.js';

interface Cast {
  /** Accounts that a newcomer is told to sign in with; their needs are played first. */
  starring: ReadonlySet<string>;
  actors: Map<string, Actor>;
  needIds: Map<string, string>;
}
type Stage = Pick<
  Wired,
  'people' | 'listings' | 'introductions' | 'matches' | 'cases' | 'meetings' | 'projects' | 'bus'
>;

const letter = {
  whyUs: '内容を拝見し、求められている条件と、これまでの実績がよく重なると考えました。（見本）',
  offer: '似た課題での測定例をお見せできます。試し測定もお引き受けします。（見本）',
  firstStep: 'まずは30分ほど、オンラインでお話ししてみませんか。（見本）',
  question: 'いまお困りの中で、いちばん急ぐのはどの点でしょうか。（見本）',
};

/** A scene that has been played already, before a crash, is simply not repeated. */
async function once(scene: () => Promise<unknown>): Promise<void> {
  try {
    await scene();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

async function takeLead({ cases }: Stage, needId: string, coordinator: Actor): Promise<void> {
  const found = await cases.findOfNeed(needId);
  if (found) await cases.service.setPeople(found.id, { version: found.version, leadId: coordinator.id }, coordinator);
}

/** A proposal that both sides accept. */
async function connect(
  { introductions }: Stage,
  form: Parameters<Stage['introductions']['create']>[0],
  { coordinator, company, owner }: { coordinator: Actor; company: Actor; owner: Actor },
): Promise<{ id: string }> {
  const begun = await introductions.create(form, coordinator);
  const accept = { answer: 'accept', text: '' } as const;
  const half = await introductions.answer(begun.id, { ...accept, version: begun.version }, owner);
  const text = 'ぜひお願いします。（見本）';
  return introductions.answer(half.id, { ...accept, version: half.version, text }, company);
}

/** The newest few stay in front, untouched; behind them come the needs of those that a newcomer signs in as. */
async function order(wired: Stage, ids: readonly string[], starring: ReadonlySet<string>): Promise<string[]> {
  const fresh = ids.slice(0, 12);
  const needs = await wired.listings.need.store.listByIds(ids.slice(12));
  const stars = needs.filter((need) => starring.has(need.ownerId)).map((need) => need.id);
  return [...fresh, ...stars, ...ids.slice(12).filter((id) => !stars.includes(id))];
}

export async function playSampleScenes(wired: Stage, { actors, needIds, starring }: Cast): Promise<void> {
  const coordinators = [...actors.values()].filter((actor) => actor.roles.includes('coordinator'));
  const played = new Map<string, number>();

  for (const needId of await order(wired, [...needIds.values()].reverse(), starring)) {
    const need = await wired.listings.need.store.find(needId);
    const coordinator = coordinators.find((actor) => actor.servedPrefectures.includes(need?.content.prefecture ?? ''));
    if (!need || need.status !== 'published' || !coordinator) continue;
    const scene = played.get(coordinator.id) ?? 0;
    played.set(coordinator.id, scene + 1);
    // The newest few of each coordinator stay untouched: there is something to do at first sight.
    if (scene < 3) continue;
    if (scene > 8) {
      await once(() => takeLead(wired, needId, coordinator));
      continue;
    }
    const [best, second] = (await wired.matches.listOfNeed(needId)).filter((match) => match.state === 'candidate');
    if (!best) continue;
    const owner = await wired.people.findActor(best.itemOwnerId);
    const company = await wired.people.findActor(need.ownerId);
    if (!owner || !company) continue;
    const form = { needId, itemKind: best.itemKind, itemId: best.itemId, reply: letter };

    if (scene === 3) await once(() => wired.introductions.create(form, coordinator));
    if (scene === 4) await once(() => wired.introductions.create(form, owner));
    if (scene === 5)
      await once(async () => {
        await takeLead(wired, needId, coordinator);
        const begun = await connect(wired, form, { coordinator, company, owner });
        await wired.bus.settled();
        await playMeetings(wired, { introductionId: begun.id, coordinator, company, owner }, new Date());
        await playProject(wired, { needId, coordinator, company, owner }, new Date());
      });
    if (scene === 6 && second)
      await once(async () => {
        await takeLead(wired, needId, coordinator);
        await wired.matches.shortlist({ id: needId, matchId: best.id }, best.version, true, coordinator);
        await wired.matches.decline(
          { id: needId, matchId: second.id },
          second.version,
          { reason: 'too_early', text: '' },
          coordinator,
        );
      });
    if (scene === 7) await once(() => wired.introductions.create(form, company));
    if (scene === 8)
      await once(async () => {
        await takeLead(wired, needId, coordinator);
        await connect(wired, form, { coordinator, company, owner });
        await wired.bus.settled();
        await playOutcome(wired, { needId, coordinator, company, owner }, new Date());
      });
  }
  await wired.bus.settled();
}
