// The one question after an outcome: planned by rounds, asked once, answered by a link that needs no sign-in. Answers
// land among the outcomes as reported.
import { randomBytes } from 'node:crypto';
import type { Language } from '@enishi/shared/fields';
import { outcomeLinkDays, outcomeRounds, type AskedQuestion, type QuestionAnswer } from '@enishi/shared/outcomes';
import { addMonths, dayOf, fiscalYearOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { AppError, notFound, stale } from '../../errors.js';
import type { Post } from '../../letter.js';
import type { Links } from '../../links.js';
import { outcomeLetter } from './outcomes-letters.js';
import type { OutcomesStore } from './outcomes-store.js';
import type { Question, QuestionSchedule, QuestionsStore } from './questions-store.js';

/** Whom to ask: the owner of the need, or whoever asked the desk and left an address. */
export interface Receiver {
  userId: string | null;
  needId: string | null;
  name: string;
  email: string;
  language: Language;
}

interface Dependencies {
  store: QuestionsStore;
  outcomes: OutcomesStore;
  bus: Bus;
  now: () => Date;
  links: Links;
  post: Post;
  notify: (
    userId: string,
    notice: { kind: 'outcome_asked'; key: string; subject: { kind: 'need'; id: string } },
  ) => Promise<void>;
  publicUrl: () => string;
  /** Empty once a case came to nothing. */
  receiversOf: (caseId: string) => Promise<Receiver[]>;
  /** What it is called towards the company, and who asks. */
  describe: (caseId: string) => Promise<{ about: string; centre: string | null }>;
}

const day = 86_400_000;
const sweepSize = 100;
const isThingId = (token: string) => /^[0-9a-f]{24}$/.test(token);
const newNonce = () => randomBytes(16).toString('base64url');
const linkOf = ({ id, holder }: Question) => ({ purpose: 'outcome', id, holder });

export function createQuestionsService(dependencies: Dependencies) {
  const { store, outcomes, bus, now, links } = dependencies;

  const tell = async (question: Question): Promise<void> => {
    const { id, userId, needId, nonce, caseId, months } = question;
    if (userId && needId) {
      const key = `outcome_asked:${caseId}:${months}`;
      await dependencies.notify(userId, { kind: 'outcome_asked', key, subject: { kind: 'need', id: needId } });
    } else {
      const { about } = await dependencies.describe(caseId);
      const url = `${dependencies.publicUrl()}/outcome/${links.sign(linkOf(question), nonce)}`;
      await dependencies.post(outcomeLetter({ question, about, url }));
    }
    await store.markTold(id);
  };

  const ask = async (caseId: string, months: number): Promise<void> => {
    for (const { userId, needId, name, email, language } of await dependencies.receiversOf(caseId))
      await store.create({
        ...{ version: 0, caseId, needId, months, holder: userId ?? 'contact', userId, name, email, language },
        nonce: newNonce(),
        askedAt: now(),
        expiresAt: new Date(now().getTime() + outcomeLinkDays * day),
        isTold: false,
        answer: null,
        answeredAt: null,
        revokedAt: null,
        isSettled: true,
      });
  };

  /** Asks the latest round that is due: whoever was forgotten for a year is not asked three times at once. */
  const runRound = async ({ caseId, since, nextOn }: QuestionSchedule): Promise<void> => {
    const today = dayOf(now());
    const due = outcomeRounds.filter((months) => addMonths(since, months) <= today);
    const next = outcomeRounds.find((months) => addMonths(since, months) > today);
    const latest = due.at(-1);
    if (latest !== undefined) await ask(caseId, latest);
    if (nextOn) await store.moveOn(caseId, nextOn, next === undefined ? null : addMonths(since, next));
  };

  /** Brings the outcomes in line with an answer. Repeating it is harmless. */
  const land = async (question: Question): Promise<void> => {
    const { id, caseId, answer, answeredAt, version } = question;
    if (!answer || !answeredAt) return;
    const { hasOutcome, salesYen, jobs, text } = answer;
    const facts = {
      certainty: 'reported' as const,
      fiscalYear: fiscalYearOf(answeredAt),
      createdById: null,
      createdAt: answeredAt,
      changedById: null,
      changedAt: answeredAt,
      changedFields: [],
    };
    const hasSales = hasOutcome && (salesYen ?? 0) > 0;
    const hasJobs = hasOutcome && (jobs ?? 0) > 0;
    const hasOther = hasOutcome && !hasSales && !hasJobs;
    const put = (kind: 'sales' | 'jobs' | 'other', isSaid: boolean, yen: number | null, count: number) =>
      outcomes.putReported(caseId, `question:${id}:${kind}`, isSaid ? { ...facts, kind, yen, count, text } : null);
    await put('sales', hasSales, salesYen, 1);
    await put('jobs', hasJobs, null, jobs ?? 1);
    await put('other', hasOther, null, 1);
    await store.markSettled(id, version);
    bus.announce('case.changed', { caseId, actorId: null });
  };

  const isOver = (question: Question) => question.expiresAt <= now();

  /** The question behind a link, or the one that the signed-in person was asked about their need. */
  const open = async (token: string, actor: Actor | null): Promise<Question> => {
    const claimed = links.read(token);
    const question = isThingId(token)
      ? actor && (await store.findLatest(actor.id, token))
      : claimed && (await store.find(claimed.id));
    if (!question || question.revokedAt) throw notFound();
    const isGenuine = claimed?.holder === question.holder && links.isGenuine(token, linkOf(question), question.nonce);
    if (claimed && !isGenuine) throw notFound();
    if (isOver(question)) throw new AppError('gone');
    return question;
  };

  const present = async (question: Question): Promise<AskedQuestion> => ({
    ...(await dependencies.describe(question.caseId)),
    name: question.name,
    months: question.months,
    expiresAt: question.expiresAt.toISOString(),
    version: question.version,
    answer: question.answer,
    answeredAt: question.answeredAt?.toISOString() ?? null,
  });

  return {
    /** @param since the day from which the rounds are counted; the first one given for a case counts */
    plan: (caseId: string, since: string): Promise<void> =>
      store.plan({ caseId, since, nextOn: addMonths(since, outcomeRounds[0]) }),

    get: async (token: string, actor: Actor | null) => present(await open(token, actor)),

    async answer(token: string, { version, ...answer }: QuestionAnswer & { version: number }, actor: Actor | null) {
      const question = await open(token, actor);
      const answered = await store.answer(question.id, version, answer, now());
      if (!answered) {
        const at = (question.answeredAt ?? question.askedAt).toISOString();
        throw stale({ version: question.version, changes: [{ by: null, at, fields: ['answer'] }] });
      }
      await land(answered);
      return present(answered);
    },

    revoke: (id: string, caseId: string) => store.revoke(id, caseId, newNonce(), now()),
    isOver,

    /** Sends what is due, and finishes what a crash cut off. @returns how much there was to do */
    async sweep(): Promise<number> {
      const due = await store.listDue(dayOf(now()), sweepSize);
      for (const schedule of due) await runRound(schedule);
      const untold = await store.listUntold(sweepSize);
      for (const question of untold) await tell(question);
      const unsettled = await store.listUnsettled(sweepSize);
      for (const question of unsettled) await land(question);
      return due.length + untold.length + unsettled.length;
    },
  };
}
export type QuestionsService = ReturnType<typeof createQuestionsService>;
