// What follows a change of a request: hours, the case from which dates are arranged, names, notices. Repeating it is
// harmless; the sweep does when a crash cut it off.
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import type { DispatchHours } from './dispatch-hours.js';
import type { Dispatch, DispatchesStore, StoredStep } from './dispatches-store.js';

export type Notify = (
  userId: string,
  content: {
    kind: NotificationKind;
    key: string;
    subject: { kind: 'dispatch'; id: string };
    reason?: string | null;
  },
) => Promise<void>;

interface MeetingFacts {
  id: string;
  caseId: string;
  state: string;
  startsAt: Date | null;
  endsAt: Date | null;
}

interface Dependencies {
  store: DispatchesStore;
  hours: DispatchHours;
  now: () => Date;
  announce: (dispatchId: string, actorId: string | null) => void;
  notify: Notify;
  coordinatorsOf: (prefecture: string) => Promise<{ id: string }[]>;
  /** The case of an accepted request; the same one when asked twice. Null while nobody can lead it. */
  openCase: (dispatch: Dispatch) => Promise<string | null>;
  /** Client and expert read each other's names from now on. */
  bringTogether: (dispatch: Dispatch) => Promise<void>;
  findMeeting: (id: string) => Promise<MeetingFacts | null>;
}

const sweepSize = 200;
const kinds: Record<StoredStep['kind'], NotificationKind | null> = {
  requested: 'dispatch_requested',
  wished: 'dispatch_requested',
  asked: 'dispatch_requested',
  accepted: 'dispatch_answered',
  declined: 'dispatch_answered',
  no_answer: 'dispatch_answered',
  dated: null,
  undated: null,
  reported: 'dispatch_answered',
  ended: 'dispatch_answered',
};

export function createDispatchesFollow(dependencies: Dependencies) {
  const { store, hours, now, notify } = dependencies;

  /** The expert who is asked; else the desk, and the company where it is its matter, too. */
  const receiversOf = async (dispatch: Dispatch, { kind, by }: StoredStep): Promise<string[]> => {
    const { clientUserId, expertUserId, prefecture } = dispatch;
    if (kind === 'asked') return dispatch.state === 'asked' && expertUserId ? [expertUserId] : [];
    const desk = (await dependencies.coordinatorsOf(prefecture)).map(({ id }) => id);
    const isForClient = kind === 'accepted' || kind === 'reported' || kind === 'ended';
    const isForExpert = kind === 'ended';
    const all = [...desk, isForClient ? clientUserId : null, isForExpert ? expertUserId : null];
    return [...new Set(all.flatMap((id) => id ?? []))].filter((id) => id !== by);
  };

  const tell = async (dispatch: Dispatch): Promise<void> => {
    for (const [index, step] of dispatch.steps.entries()) {
      const kind = kinds[step.kind];
      if (index < dispatch.toldSteps || kind === null) continue;
      const subject = { kind: 'dispatch' as const, id: dispatch.id };
      for (const userId of await receiversOf(dispatch, step))
        await notify(userId, { kind, key: `dispatch:${dispatch.id}:${index}`, subject });
    }
  };

  const settle = async (dispatch: Dispatch): Promise<void> => {
    await hours.align(dispatch);
    if (dispatch.state === 'accepted') {
      await dependencies.bringTogether(dispatch);
      if (dispatch.caseId === null) {
        const caseId = await dependencies.openCase(dispatch);
        if (caseId === null) return;
        await store.setCase(dispatch.id, caseId);
      }
    }
    await tell(dispatch);
    await store.markSettled(dispatch);
  };

  const follow = async ({ dispatchId }: { dispatchId: string }): Promise<void> => {
    const dispatch = await store.find(dispatchId);
    if (dispatch && !dispatch.isSettled) await settle(dispatch);
  };

  /** A change that nobody made by hand; whoever was quicker leaves the next run another try. */
  const change = async (dispatch: Dispatch, set: Partial<Omit<Dispatch, 'id'>>, kind: StoredStep['kind']) => {
    const updated = await store.update(dispatch.id, dispatch.version, set, { kind, by: null, at: now() });
    if (updated) dependencies.announce(updated.id, null);
  };

  /** The date of the visit is that of the meeting that was arranged for it. */
  const meetingChanged = async ({ meetingId }: { meetingId: string }): Promise<void> => {
    const meeting = await dependencies.findMeeting(meetingId);
    const dispatch = meeting && (await store.findOfCase(meeting.caseId));
    if (!meeting || dispatch?.state !== 'accepted') return;
    const { startsAt, endsAt, state } = meeting;
    const isSet = (state === 'confirmed' || state === 'held') && startsAt !== null && endsAt !== null;
    const { visit } = dispatch;
    if (isSet) {
      const isSame = visit?.meetingId === meetingId && visit.startsAt.getTime() === startsAt.getTime();
      if (!isSame) await change(dispatch, { visit: { meetingId, startsAt, endsAt }, isReminded: false }, 'dated');
    } else if (visit?.meetingId === meetingId) await change(dispatch, { visit: null }, 'undated');
  };

  const unanswered = async (dispatch: Dispatch): Promise<void> => {
    const declines = [...dispatch.declines, { expertId: dispatch.expertId ?? '', reason: null, text: '' }];
    const free = { state: 'requested' as const, expertId: null, expertUserId: null, answerBy: null };
    await change(dispatch, { ...free, declines }, 'no_answer');
  };

  const remind = async ({ id, expertUserId, visit }: Dispatch): Promise<void> => {
    const key = `dispatch_report_due:${id}:${visit?.meetingId ?? ''}`;
    if (expertUserId)
      await notify(expertUserId, { kind: 'dispatch_report_due', key, subject: { kind: 'dispatch', id } });
    await store.setReminded(id);
  };

  return {
    follow,
    meetingChanged,
    async sweep(): Promise<number> {
      const unsettled = await store.listUnsettled(sweepSize);
      for (const dispatch of unsettled) await settle(dispatch);
      const late = await store.listUnanswered(now(), sweepSize);
      for (const dispatch of late) await unanswered(dispatch);
      const unreported = await store.listUnreported(now(), sweepSize);
      for (const dispatch of unreported) await remind(dispatch);
      return unsettled.length + late.length + unreported.length;
    },
  };
}
