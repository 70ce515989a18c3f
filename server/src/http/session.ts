// Sessions in the database, passport in front. The same middleware serves HTTP and the socket handshake.
import type { Request, RequestHandler } from 'express';
import MongoStore from 'connect-mongo';
import session from 'express-session';
import { Passport } from 'passport';
import { Strategy } from 'passport-local';
import type { Actor } from '../actor.js';

export const sessionLimits = {
  /** Ends after this long without use. */
  idleMs: 12 * 60 * 60 * 1000,
  /** Ends after this long however much it is used. */
  absoluteMs: 7 * 24 * 60 * 60 * 1000,
  /** An unchanged session is written back at most this often. */
  touchSeconds: 60,
} as const;

declare module 'express-session' {
  interface SessionData {
    startedAt?: number;
    passport?: { user?: string };
  }
}
declare module 'express-serve-static-core' {
  interface Request {
    /** Of this request; also in the answer's X-Request-Id and in the log. */
    id: string;
  }
}
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- this is how express lets its request be extended
  namespace Express {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- passport's user is our actor
    interface User extends Actor {}
  }
}

export type SessionsClient = NonNullable<NonNullable<Parameters<typeof MongoStore.create>[0]>['client']>;

interface Options {
  client: SessionsClient;
  dbName: string;
  secret: string;
  isSecure: boolean;
  now: () => Date;
  findActor: (userId: string) => Promise<Actor | null>;
  /** Id of the person with this e-mail and password; null when wrong. */
  authenticate: (email: string, password: string) => Promise<string | null>;
  onLeave: (sessionId: string) => void;
}

const asError = (value: unknown): Error => (value instanceof Error ? value : new Error('the strategy was not asked'));

const finished = (work: (done: (error?: unknown) => void) => void) =>
  new Promise<void>((resolve, reject) => {
    work((error) => (error ? reject(asError(error)) : resolve()));
  });

function createPassport(options: Pick<Options, 'authenticate' | 'findActor'>) {
  const passport = new Passport();
  passport.use(
    new Strategy({ usernameField: 'email', passwordField: 'password' }, (email, password, done) => {
      options.authenticate(email, password).then((id) => done(null, id ? ({ id } as Express.User) : false), done);
    }),
  );
  passport.serializeUser((user, done) => done(null, user.id));
  passport.deserializeUser<string>((id, done) => {
    options.findActor(id).then((actor) => done(null, actor ?? false), done);
  });
  return passport;
}

export function createSessions(options: Options) {
  const store = MongoStore.create({
    client: options.client,
    dbName: options.dbName,
    collectionName: 'sessions',
    // Kept as documents, so that all sessions of one person can be found and ended.
    stringify: false,
    touchAfter: sessionLimits.touchSeconds,
    ttl: sessionLimits.idleMs / 1000,
    // Declared with its model: an index that could not be made at this moment would spoil every later question.
    autoRemove: 'disabled',
  });
  // That a session was used is noted beside the answer, which neither waits for it nor breaks off when it fails.
  const touch = store.touch.bind(store);
  store.touch = (id, kept, done) => {
    touch(id, kept, () => undefined);
    done?.(null);
  };
  const passport = createPassport(options);

  const endWhenOld: RequestHandler = (request, _response, next) => {
    const { startedAt } = request.session;
    if (startedAt === undefined || options.now().getTime() - startedAt < sessionLimits.absoluteMs) return next();
    options.onLeave(request.sessionID);
    request.session.regenerate((error) => next(error));
  };

  const cookieName = options.isSecure ? '__Host-enishi' : 'enishi';
  // Told again when it is cleared: browsers touch a __Host- cookie only under the very same conditions.
  const cookie = { httpOnly: true, sameSite: 'lax', secure: options.isSecure, path: '/' } as const;

  const middleware: RequestHandler[] = [
    session({
      name: cookieName,
      secret: options.secret,
      store,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { ...cookie, maxAge: sessionLimits.idleMs },
    }),
    endWhenOld,
    passport.session() as RequestHandler,
  ];

  return {
    middleware,
    door: {
      /** Asks the local strategy; null when e-mail or password is wrong. */
      authenticate: (request: Request) =>
        new Promise<string | null>((resolve, reject) => {
          const answer = (error: unknown, user?: Express.User | false) =>
            error ? reject(asError(error)) : resolve(user ? user.id : null);
          const check = passport.authenticate('local', { session: false }, answer) as RequestHandler;
          void check(request, request.res as never, (error?: unknown) => reject(asError(error)));
        }),
      /** Signs in: passport makes a new session id, so that one known from before is worth nothing. */
      enter: async (request: Request, userId: string) => {
        const actor = await options.findActor(userId);
        if (!actor) throw new Error('nobody to sign in');
        const { sessionID: before } = request;
        await finished((done) => request.logIn(actor, done));
        request.session.startedAt = options.now().getTime();
        // Before the answer: who reads that they are signed in must be.
        await finished((done) => request.session.save(done));
        options.onLeave(before);
      },
      leave: async (request: Request) => {
        const { sessionID } = request;
        await finished((done) => request.session.destroy(done));
        request.res?.clearCookie(cookieName, cookie);
        options.onLeave(sessionID);
      },
    },
    close: () => store.close(),
  };
}
export type Sessions = ReturnType<typeof createSessions>;
export type SessionDoor = Sessions['door'];
