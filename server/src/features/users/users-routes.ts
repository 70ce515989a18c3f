import {
  acceptInvitation,
  changePassword,
  createInvitation,
  getInvitation,
  getSession,
  listPeople,
  signIn,
  signOut,
  signUp,
  updateMe,
  updatePerson,
} from '@enishi/shared/users';
import { AppError } from '../../errors.js';
import { route, type Route } from '../../http/route.js';
import type { SessionDoor } from '../../http/session.js';
import type { Throttle } from '../../http/throttle.js';
import { countingGuesses } from './guesses.js';
import type { UsersService } from './users-service.js';
import type { UsersStore } from './users-store.js';

interface Dependencies {
  service: UsersService;
  users: Pick<UsersStore, 'find'>;
  door: SessionDoor;
  throttle: Throttle;
  /** Of the second factor; true for a right one, once. */
  takeCode: (userId: string, code: string) => Promise<boolean>;
}

export const usersRoutes = ({ service, users, door, throttle, takeCode }: Dependencies): Route[] => [
  route(getSession, async ({ actor }) => {
    const user = actor && (await users.find(actor.id));
    return { viewer: user && (await service.present(user)) };
  }),
  route(signIn, async ({ body, request }) => {
    const attempt = await throttle.signIn(request.ip ?? '', body.email);
    request.body = body;
    const userId = await door.authenticate(request);
    const user = userId ? await users.find(userId) : null;
    if (!user) {
      await attempt.failed();
      throw new AppError('wrong_credentials');
    }
    if (user.hasSecondFactor) {
      if (body.code === undefined) throw new AppError('second_factor_needed');
      if (!(await takeCode(user.id, body.code))) {
        await attempt.failed();
        throw new AppError('second_factor_wrong');
      }
    }
    await attempt.succeeded();
    await door.enter(request, user.id);
    return { viewer: await service.present(user) };
  }),
  route(signOut, ({ request }) => door.leave(request)),
  route(signUp, async ({ body, request }) => {
    await throttle.newAccount(request.ip ?? '');
    const user = await service.signUp(body);
    await door.enter(request, user.id);
    return { viewer: await service.present(user) };
  }),
  route(updateMe, async ({ body, actor }) => ({ viewer: await service.updateMe(actor, body) })),
  route(changePassword, async ({ body, actor, request }) => {
    await countingGuesses(throttle)(request, actor.id, () =>
      service.changePassword(actor, body.current, body.next, request.sessionID),
    );
  }),
  route(createInvitation, ({ body }) => service.invite(body)),
  route(getInvitation, async ({ params, request }) => {
    await throttle.invitation(request.ip ?? '');
    return service.findInvitation(params.token);
  }),
  route(acceptInvitation, async ({ params, body, request }) => {
    await throttle.invitation(request.ip ?? '');
    const user = await service.acceptInvitation(params.token, body);
    await door.enter(request, user.id);
    return { viewer: await service.present(user) };
  }),
  route(listPeople, ({ query }) => service.listPeople(query)),
  route(updatePerson, ({ params, body, actor }) => service.updatePerson(params.id, body, actor)),
];
