// Whoever has just opened an account is signed in; what was opened stands in the audit log.
import type { Viewer } from '@enishi/shared/users';
import type { Audit } from '../../audit.js';
import type { SessionDoor } from '../../http/session.js';
import type { User } from './users-store.js';

type Request = Parameters<SessionDoor['enter']>[0];

interface Dependencies {
  door: Pick<SessionDoor, 'enter'>;
  audit: Audit;
  present: (user: User) => Promise<Viewer>;
}

export type Welcome = (request: Request, user: User) => Promise<{ viewer: Viewer }>;

export const welcoming =
  ({ door, audit, present }: Dependencies): Welcome =>
  async (request, user) => {
    await door.enter(request, user.id);
    await audit(request, { kind: 'account_opened', byId: user.id, detail: user.roles.join(' ') });
    if (user.membership)
      await audit(request, { kind: 'membership_requested', byId: user.id, detail: user.membership.organisationId });
    return { viewer: await present(user) };
  };
