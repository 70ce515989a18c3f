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
import { aboutUser, type Audit } from '../../audit.js';
import { AppError } from '../../errors.js';
import { route, type Route } from '../../http/route.js';
import type { SessionDoor } from '../../http/session.js';
import type { Throttle } from '../../http/throttle.js';
import { countingGuesses } from './guesses.js';
import type { SignUpsService } from './sign-ups-service.js';
import type { Welcome } from './welcome.js';
import type { UsersService } from './users-service.js';
import type { UsersStore } from './users-store.js';

interface Dependencies {
  service: UsersService;
  users: Pick<UsersStore, 'find' | 'findByEmail'>;
  door: SessionDoor;
  throttle: Throttle;
  /** Of the second factor; true for a right one, once. */
  takeCode: (userId: string, code: string) => Promise<boolean>;
  audit: Audit;
  welcome: Welcome;
  /** Null where an account is opened without a letter. */
  signUps: SignUpsService | null;
}

export const usersRoutes = ({
  service,
  users,
  door,
  throttle,
  takeCode,
  audit,
  welcome,
  signUps,
}: Dependencies): Route[] => [
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
      // What was typed is not kept: people type passwords into the wrong field.
      const about = await users.findByEmail(body.email);
      await audit(request, { kind: 'sign_in_failed', byId: null, ...(about && { subject: aboutUser(about.id) }) });
      throw new AppError('wrong_credentials');
    }
    if (user.hasSecondFactor) {
      if (body.code === undefined) {
        await attempt.takeBack();
        throw new AppError('second_factor_needed');
      }
      if (!(await takeCode(user.id, body.code))) {
        await audit(request, { kind: 'second_factor_failed', byId: null, subject: aboutUser(user.id) });
        throw new AppError('second_factor_wrong');
      }
    }
    await attempt.succeeded();
    await door.enter(request, user.id);
    await audit(request, { kind: 'signed_in', byId: user.id });
    return { viewer: await service.present(user) };
  }),
  route(signOut, async ({ request, actor }) => {
    await door.leave(request);
    if (actor) await audit(request, { kind: 'signed_out', byId: actor.id });
  }),
  route(signUp, async ({ body, request }) => {
    await throttle.newAccount(request.ip ?? '');
    if (!signUps) return welcome(request, await service.signUp(body));
    await service.checkSignUp(body);
    await throttle.signUp(body.email);
    await signUps.ask(body, (known) =>
      audit(request, { kind: 'sign_up_asked', byId: null, ...(known && { subject: aboutUser(known.id) }) }),
    );
    return { state: 'sent' as const, viewer: null };
  }),
  route(updateMe, async ({ body, actor }) => ({ viewer: await service.updateMe(actor, body) })),
  route(changePassword, async ({ body, actor, request }) => {
    await countingGuesses(throttle)(request, actor.id, () =>
      service.changePassword(actor, body.current, body.next, request.sessionID),
    );
    await audit(request, { kind: 'password_changed', byId: actor.id });
  }),
  route(createInvitation, async ({ body, actor, request }) => {
    const invited = await service.invite(body);
    await audit(request, { kind: 'invitation_made', byId: actor.id, detail: body.roles.join(' ') });
    return invited;
  }),
  route(getInvitation, async ({ params, request }) => {
    await throttle.invitation(request.ip ?? '');
    return service.findInvitation(params.token);
  }),
  route(acceptInvitation, async ({ params, body, request }) => {
    await throttle.invitation(request.ip ?? '');
    const user = await service.acceptInvitation(params.token, body);
    await door.enter(request, user.id);
    await audit(request, { kind: 'invitation_accepted', byId: user.id, detail: user.roles.join(' ') });
    return { viewer: await service.present(user) };
  }),
  route(listPeople, ({ query }) => service.listPeople(query)),
  route(updatePerson, async ({ params, body, actor, request }) => {
    const person = await service.updatePerson(params.id, body, actor);
    const about = { byId: actor.id, subject: aboutUser(params.id) };
    if (body.roles) await audit(request, { kind: 'roles_changed', ...about, detail: body.roles.join(' ') });
    if (body.status) await audit(request, { kind: body.status === 'suspended' ? 'suspended' : 'readmitted', ...about });
    return person;
  }),
];
