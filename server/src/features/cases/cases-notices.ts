// Who is told what of a case. Everything has a key, so that telling again changes nothing.
import type { Letter } from '../../letter.js';
import type { Case } from './case.js';
import { alarmsOf, clocksOf, type AlarmLevel } from './case-clocks.js';
import { acknowledgement } from './cases-letters.js';
import type { Colleague } from './cases-present.js';
import type { CasesStore } from './cases-store.js';

interface Notice {
  kind: 'inquiry_received' | 'case_assigned' | 'case_overdue';
  key: string;
  subject: { kind: 'case'; id: string };
  reason?: string;
}

/** A clock that runs elsewhere, about a case: an interest without an answer, minutes that are missing. */
export interface ElsewhereClock {
  caseId: string;
  kind: string;
  key: string;
  dueAt: Date;
  ownerId: string | null;
}

interface Dependencies {
  store: CasesStore;
  now: () => Date;
  notify: (userId: string, notice: Notice) => Promise<void>;
  post: (letter: Letter) => Promise<void>;
  coordinatorsOf: (prefecture: string) => Promise<Colleague[]>;
  /** Finishes what a crash cut off when a need was being linked. */
  finishLink: (found: Case) => Promise<Case>;
  announceAgain: (found: Case) => void;
  listOverdueElsewhere: (now: Date) => Promise<ElsewhereClock[]>;
}

const sweepSize = 200;
/** What this process has told is not told again; the database would refuse it anyway. */
const rememberedKeys = 20_000;

export function createCaseNotices(dependencies: Dependencies) {
  const { store, now, notify } = dependencies;
  const told = new Set<string>();

  const tellNew = async (found: Case) => {
    if (found.route !== 'inquiry') return;
    const subject = { kind: 'case', id: found.id } as const;
    // Whoever took the call and the case at once needs no help.
    if (found.createdBy === null || found.leadId === null)
      for (const { id } of await dependencies.coordinatorsOf(found.prefecture))
        if (id !== found.createdBy)
          await notify(id, { kind: 'inquiry_received', key: `inquiry_received:${found.id}`, subject });
    const letter = found.createdBy === null ? acknowledgement(found) : null;
    if (letter) await dependencies.post(letter);
  };

  const tellAssigned = async (found: Case) => {
    for (const [index, { role, userId, by }] of found.assignments.entries()) {
      const isStill = userId !== null && userId === (role === 'lead' ? found.leadId : found.secondId);
      if (!isStill || userId === by) continue;
      const key = `case_assigned:${found.id}:${role}:${index}`;
      await notify(userId, { kind: 'case_assigned', key, subject: { kind: 'case', id: found.id } });
    }
  };

  /** The owner, then the lead and the second, then everybody else of the centre. Nobody in charge: everybody at once. */
  const receiversAt = async (found: Case, ownerId: string | null, level: AlarmLevel): Promise<string[]> => {
    const desk = await dependencies.coordinatorsOf(found.prefecture);
    const centre = desk.filter(({ organisationId }) => !found.centreId || organisationId === found.centreId);
    const everybody = (centre.length > 0 ? centre : desk).map(({ id }) => id);
    const onDesk = (id: string | null): id is string => id !== null && desk.some((one) => one.id === id);
    const owner = [ownerId, found.leadId, found.secondId].find(onDesk);
    if (!owner) return level === 0 ? everybody : [];
    const near = [found.leadId, found.secondId].filter(onDesk).filter((id) => id !== owner);
    if (level === 0) return [owner];
    return level === 1 ? near : everybody.filter((id) => id !== owner && !near.includes(id));
  };

  const tellOverdue = async (
    found: Case,
    clock: { kind: string; key: string; dueAt: Date; ownerId: string | null },
    until: Date,
  ) => {
    for (const { level, at } of alarmsOf(clock.dueAt)) {
      const key = `case_overdue:${found.id}:${clock.key}:${level}`;
      if (at > until || told.has(key)) continue;
      for (const userId of new Set(await receiversAt(found, clock.ownerId, level)))
        await notify(userId, {
          kind: 'case_overdue',
          key,
          subject: { kind: 'case', id: found.id },
          reason: clock.kind,
        });
      if (told.size >= rememberedKeys) told.clear();
      told.add(key);
    }
  };

  return {
    /** Brings notices and letters in line with a case, then marks it as settled. */
    async follow({ caseId }: { caseId: string }): Promise<void> {
      const read = await store.find(caseId);
      if (!read || read.isSettled) return;
      const found = await dependencies.finishLink(read);
      await tellNew(found);
      await tellAssigned(found);
      await store.markSettled(found.id, found.revision);
    },

    /** What a crash cut off. */
    async sweepUnsettled(): Promise<number> {
      const unsettled = await store.listUnsettled(sweepSize);
      for (const found of unsettled) dependencies.announceAgain(found);
      return unsettled.length;
    },

    /** Tells of clocks that ran out since it was last looked. */
    async sweepClocks(signal?: AbortSignal): Promise<number> {
      const until = now();
      const alarming = await store.listAlarming(until, sweepSize);
      for (const found of alarming) {
        if (signal?.aborted) return alarming.length;
        for (const { action, ...clock } of clocksOf(found))
          if (clock.dueAt <= until) await tellOverdue(found, { ...clock, ownerId: action?.ownerId ?? null }, until);
        await store.change(found.id, (current) => ({ ...current, alarmedUntil: until }));
      }
      for (const clock of await dependencies.listOverdueElsewhere(until)) {
        if (signal?.aborted) break;
        if (alarmsOf(clock.dueAt).every(({ level }) => told.has(`case_overdue:${clock.caseId}:${clock.key}:${level}`)))
          continue;
        const found = await store.find(clock.caseId);
        if (found) await tellOverdue(found, clock, until);
      }
      return alarming.length;
    },
  };
}
