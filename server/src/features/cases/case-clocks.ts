// Which clocks run in a case, when they run out, and when somebody has to be told. Pure.
import { caseClock, type CaseClockKind } from '@enishi/shared/cases';
import { addWorkingDays, endOfDay } from '../../working-days.js';
import type { Action, CaseFields } from './case.js';

type Clocked = Pick<
  CaseFields,
  'stage' | 'route' | 'mergedIntoId' | 'answeredAt' | 'createdAt' | 'touchedAt' | 'actions' | 'leadId' | 'secondId'
>;

export interface RunningClock {
  kind: CaseClockKind;
  /** Tells it from every other clock that ever ran in this case. */
  key: string;
  since: Date;
  dueAt: Date;
  action: Action | null;
}

const day = 86_400_000;

/** Those that run now, the first to run out first. A case with a next step that is still to come is not silent. */
export function clocksOf(current: Clocked): RunningClock[] {
  if (current.stage === 'ended' || current.mergedIntoId !== null) return [];
  const clocks: RunningClock[] = [];
  if (current.route === 'inquiry' && current.answeredAt === null)
    clocks.push({
      kind: 'inquiry_unanswered',
      key: 'inquiry',
      since: current.createdAt,
      dueAt: addWorkingDays(current.createdAt, caseClock.answerDays),
      action: null,
    });
  for (const action of current.actions)
    if (action.doneAt === null && action.dueOn !== null)
      clocks.push({
        kind: 'action_due',
        key: `action:${action.id}:${action.dueOn}`,
        since: action.createdAt,
        dueAt: endOfDay(action.dueOn),
        action,
      });
  const silentAt = new Date(current.touchedAt.getTime() + caseClock.silentDays * day);
  if (!clocks.some(({ dueAt }) => dueAt > silentAt) && current.stage !== 'follow_up')
    clocks.push({
      kind: 'case_silent',
      key: `silent:${current.touchedAt.getTime()}`,
      since: current.touchedAt,
      dueAt: silentAt,
      action: null,
    });
  return clocks.sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
}

/** Told at once, then the second coordinator, then the centre. */
export const alarmLevels = [
  { level: 0, workingDays: 0 },
  { level: 1, workingDays: caseClock.secondAfter },
  { level: 2, workingDays: caseClock.centreAfter },
] as const;
export type AlarmLevel = (typeof alarmLevels)[number]['level'];

export const alarmsOf = (dueAt: Date): { level: AlarmLevel; at: Date }[] =>
  alarmLevels.map(({ level, workingDays }) => ({ level, at: addWorkingDays(dueAt, workingDays) }));

/** When the first clock runs out, and the first moment after `alarmedUntil` at which somebody has to be told. */
export function alarmsFor(current: Clocked & Pick<CaseFields, 'alarmedUntil'>): Pick<CaseFields, 'dueAt' | 'alarmAt'> {
  const clocks = clocksOf(current);
  const moments = clocks
    .flatMap(({ dueAt }) => alarmsOf(dueAt).map(({ at }) => at.getTime()))
    .filter((at) => at > current.alarmedUntil.getTime());
  return { dueAt: clocks[0]?.dueAt ?? null, alarmAt: moments.length > 0 ? new Date(Math.min(...moments)) : null };
}
