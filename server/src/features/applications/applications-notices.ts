// Who is told of which step. Each has a key, so that telling again changes nothing.
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import type { Application, StoredStep } from './applications-store.js';

export type Notify = (
  userId: string,
  content: { kind: NotificationKind; key: string; subject: { kind: 'application'; id: string } },
) => Promise<void>;

interface Dependencies {
  notify: Notify;
  coordinatorsOf: (prefecture: string) => Promise<{ id: string }[]>;
}

type Receivers = (application: Application, step: StoredStep, before: StoredStep | undefined) => string[] | 'desk too';

const both = ({ clientUserId, workerUserId }: Application) => [clientUserId, workerUserId];
const worker = ({ workerUserId }: Application) => [workerUserId];
const client = ({ clientUserId }: Application) => [clientUserId];
const other = (application: Application, { as }: StoredStep) => (as === 'need' ? worker : client)(application);
/** An invitation that comes to nothing is told to whoever sent it. */
const inviter = (application: Application) => [application.invitation?.by ?? application.clientUserId];

const receivers: Record<StoredStep['kind'], { kind: NotificationKind; of: Receivers }> = {
  invited: { kind: 'invited_to_apply', of: worker },
  applied: { kind: 'application_received', of: client },
  shortlisted: { kind: 'application_shortlisted', of: worker },
  offered: { kind: 'offer_received', of: worker },
  accepted: { kind: 'offer_accepted', of: () => 'desk too' },
  declined: { kind: 'application_ended', of: worker },
  withdrawn: {
    kind: 'application_ended',
    of: (application, _, before) => (before?.kind === 'invited' ? inviter(application) : client(application)),
  },
  expired: {
    kind: 'application_ended',
    of: (application, _, before) => {
      if (before?.kind === 'invited') return inviter(application);
      // A company that stays silent is a matter for whoever looks after it.
      return before?.kind === 'offered' ? both(application) : 'desk too';
    },
  },
  terms_proposed: { kind: 'offer_received', of: other },
  terms_accepted: { kind: 'offer_accepted', of: other },
};

export function createApplicationNotices({ notify, coordinatorsOf }: Dependencies) {
  const withDesk = async (application: Application): Promise<string[]> => {
    const { prefecture } = application;
    const desk = prefecture ? (await coordinatorsOf(prefecture)).map(({ id }) => id) : [];
    return [...new Set([...both(application), ...desk])];
  };
  const tell = async (application: Application, kind: NotificationKind, key: string, userIds: readonly string[]) => {
    const subject = { kind: 'application' as const, id: application.id };
    for (const userId of userIds) await notify(userId, { kind, key: `${kind}:${application.id}:${key}`, subject });
  };
  return {
    /** Tells of those steps of the history that come after the first `told`. */
    async follow(application: Application): Promise<void> {
      for (const [index, step] of application.history.entries()) {
        if (index < application.toldSteps) continue;
        const { kind, of } = receivers[step.kind];
        const wanted = of(application, step, application.history[index - 1]);
        const userIds = wanted === 'desk too' ? await withDesk(application) : wanted;
        const others = userIds.filter((userId) => userId !== step.by);
        await tell(application, kind, String(index), others);
      }
    },
    /** To the company and whoever looks after it: somebody waits for an answer. */
    async overdue(application: Application): Promise<void> {
      const people = (await withDesk(application)).filter((userId) => userId !== application.workerUserId);
      await tell(application, 'application_overdue', String(application.history.length), people);
    },
  };
}
export type ApplicationNotices = ReturnType<typeof createApplicationNotices>;
