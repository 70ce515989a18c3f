// Accounts: who may sign in, how often somebody may try, and what to do about a forgotten password.
import type { Connection } from 'mongoose';
import { listingKinds } from '@enishi/shared/listings';
import type { Bus } from './bus.js';
import type { Config } from './config.js';
import type { OrganisationsStore } from './features/organisations/organisations-store.js';
import { auditRoutes } from './features/audit/audit-routes.js';
import type { AuditService } from './features/audit/audit-service.js';
import type { NotificationsService } from './features/notifications/notifications-service.js';
import { createInvitationsStore } from './features/users/invitations-store.js';
import { passwordResetsRoutes } from './features/users/password-resets-routes.js';
import { createPasswordResetsService } from './features/users/password-resets-service.js';
import { membershipsRoutes } from './features/users/memberships-routes.js';
import { createMembershipsService } from './features/users/memberships-service.js';
import { createMembershipsStore } from './features/users/memberships-store.js';
import { createPasswordResetsStore } from './features/users/password-resets-store.js';
import type { People } from './features/users/people.js';
import { createSecretBox } from './features/users/second-factor-codes.js';
import { secondFactorRoutes } from './features/users/second-factor-routes.js';
import { createSecondFactorService } from './features/users/second-factor-service.js';
import { createSecondFactorStore } from './features/users/second-factor-store.js';
import { signUpsRoutes } from './features/users/sign-ups-routes.js';
import { createSignUpsService } from './features/users/sign-ups-service.js';
import { createSignUpsStore } from './features/users/sign-ups-store.js';
import { usersRoutes } from './features/users/users-routes.js';
import { createUsersService } from './features/users/users-service.js';
import type { User, UsersStore } from './features/users/users-store.js';
import { welcoming } from './features/users/welcome.js';
import { createSessions, sessionLimits } from './http/session.js';
import { createSessionsStore } from './http/sessions-store.js';
import { declareThrottle } from './http/throttle-store.js';
import { createThrottle } from './http/throttle.js';
import type { Post } from './letter.js';
import type { Publisher } from './realtime/sockets.js';
import type { Listings } from './wire-listings.js';

interface Parts {
  config: Pick<Config, 'sessionSecret' | 'isProduction' | 'requiresSecondFactor' | 'confirmsAddresses'>;
  connection: Connection;
  bus: Bus;
  now: () => Date;
  users: UsersStore;
  organisations: OrganisationsStore;
  people: People;
  publisher: () => Publisher;
  publicUrl: () => string;
  post: Post;
  notify: NotificationsService['notify'];
  listings: Listings;
  /** Has to set up a second factor before anything else. */
  isHeldBack: (user: User) => boolean;
  audit: AuditService;
}

/** Whoever fitted or was kept away before may not any more, so each is matched again. */
const movingListings =
  ({ byKind }: Listings, bus: Bus) =>
  async (ownerId: string, from: string, to: string): Promise<void> => {
    for (const kind of listingKinds)
      for (const id of await byKind[kind].store.moveOrganisation(ownerId, from, to))
        bus.announce('listing.changed', { kind, id, authorId: ownerId, isPublished: true });
  };

export function wireAccounts(parts: Parts) {
  const { config, connection, bus, now, users, organisations, people, publisher, publicUrl, post, isHeldBack, audit } =
    parts;
  const memberships = createMembershipsService({
    ...{ organisations, bus, now, notify: parts.notify, coordinatorsOf: people.coordinatorsOf },
    store: createMembershipsStore(connection),
    moveListings: movingListings(parts.listings, bus),
  });
  const sessionsStore = createSessionsStore(connection);
  const endSessions = async (userId: string, keep?: string) => {
    await sessionsStore.endAllOf(userId, keep);
    publisher().endUser(userId, keep);
  };
  /** A session that ran out while its screen was open takes the lines of that screen with it. */
  const endExpired = async (): Promise<number> => {
    const open = publisher().openSessions();
    const alive = await sessionsStore.listAlive(open, new Date(now().getTime() - sessionLimits.absoluteMs));
    const over = open.filter((id) => !alive.has(id));
    for (const id of over) publisher().endSession(id);
    return over.length;
  };
  const usersService = createUsersService({
    ...{ users, organisations, bus, now, publicUrl, endSessions },
    invitations: createInvitationsStore(connection),
    mustSetUpSecondFactor: isHeldBack,
  });
  const secondFactor = createSecondFactorService({
    ...{ users, now, endSessions },
    store: createSecondFactorStore(connection),
    box: createSecretBox(config.sessionSecret),
    isDemanded: config.requiresSecondFactor,
  });
  const passwordResets = createPasswordResetsService({
    ...{ users, bus, now, publicUrl, post, endSessions },
    store: createPasswordResetsStore(connection),
  });
  const signUps = createSignUpsService({
    ...{ users, accounts: usersService, now, publicUrl, post },
    store: createSignUpsStore(connection),
  });
  const client = connection.getClient();
  const sessions = createSessions({
    client,
    dbName: connection.name,
    secret: config.sessionSecret,
    isSecure: config.isProduction,
    now,
    findActor: people.findActor,
    authenticate: usersService.authenticate,
    onLeave: (sessionId) => publisher().endSession(sessionId),
  });
  declareThrottle(connection);
  const throttle = createThrottle(client, connection.name);
  const welcome = welcoming({ door: sessions.door, audit: audit.record, present: usersService.present });
  return {
    usersService,
    passwordResets,
    memberships,
    sessions,
    throttle,
    endSessions,
    endExpired,
    takeCode: secondFactor.take,
    routes: [
      ...usersRoutes({
        service: usersService,
        users,
        door: sessions.door,
        throttle,
        takeCode: secondFactor.take,
        audit: audit.record,
        welcome,
        signUps: config.confirmsAddresses ? signUps : null,
      }),
      ...signUpsRoutes({ service: signUps, throttle, welcome }),
      ...secondFactorRoutes({ service: secondFactor, throttle, audit: audit.record }),
      ...membershipsRoutes({ service: memberships, throttle, audit: audit.record }),
      ...auditRoutes(audit),
      ...passwordResetsRoutes({ service: passwordResets, throttle, audit: audit.record }),
    ],
  };
}
