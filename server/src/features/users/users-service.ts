import type { AnswerOf, BodyOf, QueryOf } from '@enishi/shared/contract';
import type {
  acceptInvitation,
  createInvitation,
  listPeople,
  PersonRow,
  SignUpForm,
  updateMe,
  updatePerson,
  Viewer,
} from '@enishi/shared/users';
import {
  emptyOrganisation,
  organisationName,
  type OrganisationInput,
  type OrganisationRecord,
} from '@enishi/shared/organisations';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { AppError, invalidField, notFound, notPossibleNow, stale } from '../../errors.js';
import { hashToken, makeInvitation } from './invitation.js';
import { isOpenTo, newMembership, presentMembership } from './memberships-service.js';
import type { Membership } from './memberships-store.js';
import type { InvitationsStore } from './invitations-store.js';
import { toActor } from './people.js';
import { hashPassword, isPassword, passwordProblem } from './passwords.js';
import { canChangePerson } from './users-policy.js';
import type { User, UsersStore } from './users-store.js';

interface Dependencies {
  users: UsersStore;
  invitations: InvitationsStore;
  organisations: {
    find(id: string): Promise<OrganisationRecord | null>;
    listByIds(ids: readonly string[]): Promise<OrganisationRecord[]>;
    create(input: OrganisationInput): Promise<OrganisationRecord>;
    createPersonal(prefecture: string): Promise<OrganisationRecord>;
  };
  bus: Bus;
  now: () => Date;
  publicUrl: () => string;
  mustSetUpSecondFactor: (user: User) => boolean;
  /** Ends every session of a person, apart from the one kept. */
  endSessions: (userId: string, keep?: string) => Promise<void>;
}

/** Who signs up, without the password. */
export type Person = Omit<SignUpForm, 'password'>;

export function createUsersService(dependencies: Dependencies) {
  const { users, invitations, organisations, bus, now } = dependencies;

  const organisationOf = async (user: User): Promise<OrganisationRecord> => {
    const organisation = await organisations.find(user.organisationId);
    if (!organisation) throw new Error(`user ${user.id} belongs to no organisation`);
    return organisation;
  };

  const present = async (user: User): Promise<Viewer> => {
    const [organisation, claimed] = await Promise.all([
      organisationOf(user),
      user.membership && organisations.find(user.membership.organisationId),
    ]);
    return {
      ...user,
      organisation: organisationName.parse(organisation),
      membership: presentMembership(user.membership, claimed),
      servedPrefectures: [...toActor(user, organisation).servedPrefectures],
      mustSetUpSecondFactor: dependencies.mustSetUpSecondFactor(user),
    };
  };

  const checkPassword = (password: string, account: { email: string; displayName: string }, field = 'password') => {
    const problem = passwordProblem(password, account);
    if (problem) throw invalidField(field, problem);
  };

  const requireOpen = async (id: string): Promise<OrganisationRecord> => {
    const found = await organisations.find(id);
    if (!isOpenTo(found)) throw invalidField('organisation.id', 'unknown_organisation');
    return found;
  };

  const nameChosen = async ({ organisation: choice }: Person): Promise<string> =>
    choice.choice === 'new' ? choice.name : (await requireOpen(choice.id)).name;

  /** Whoever founds one belongs to it; whoever names one that there is waits outside until they are confirmed. */
  const chooseOrganisation = async ({
    organisation: choice,
    prefecture: home,
  }: Person): Promise<Pick<User, 'organisationId' | 'keepsOrganisation' | 'membership'>> => {
    if (choice.choice === 'new') {
      const { name, kind, prefecture } = choice;
      const { id } = await organisations.create({ ...emptyOrganisation, name, kind, prefecture });
      return { organisationId: id, keepsOrganisation: true, membership: null };
    }
    const found = await requireOpen(choice.id);
    const membership: Membership = newMembership(found, now());
    const { id } = await organisations.createPersonal(home);
    return { organisationId: id, keepsOrganisation: false, membership };
  };

  const open = async (form: Person, passwordHash: string): Promise<User> => {
    const belonging = await chooseOrganisation(form);
    const { email, displayName, roles, prefecture, language } = form;
    const person = { email, displayName, roles, prefecture, language, ...belonging };
    const user = await users.create({ ...person, passwordHash });
    if (user.membership) bus.announce('membership.changed', { userId: user.id });
    return user;
  };

  const asRow = (user: User, organisation: OrganisationRecord): PersonRow => ({
    ...user,
    organisation: organisationName.parse(organisation),
    createdAt: user.createdAt.toISOString(),
    lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
    isErased: user.erasedAt !== null,
  });

  return {
    present,

    /** Null when e-mail or password is wrong or the account is suspended, always after the same work. */
    async authenticate(email: string, password: string): Promise<string | null> {
      const user = await users.findByEmail(email);
      const isRight = await isPassword(user?.passwordHash, password);
      if (!user || !isRight || user.status !== 'active') return null;
      await users.noteSignIn(user.id, now());
      return user.id;
    },

    async signUp(form: SignUpForm): Promise<User> {
      checkPassword(form.password, form);
      if (await users.findByEmail(form.email)) throw invalidField('email', 'email_taken');
      return open(form, await hashPassword(form.password));
    },

    /** What signing up refuses whoever has the address. @throws AppError invalid */
    async checkSignUp(form: SignUpForm): Promise<void> {
      checkPassword(form.password, form);
      await nameChosen(form);
    },
    nameChosen,
    open,

    async updateMe(actor: Actor, { version, ...changes }: BodyOf<typeof updateMe>): Promise<Viewer> {
      if (changes.activeRole && !actor.roles.includes(changes.activeRole))
        throw invalidField('activeRole', 'not_a_choice');
      const updated = await users.update(actor.id, version, changes);
      if (!updated) throw stale({ version: (await users.find(actor.id))?.version ?? version, changes: [] });
      bus.announce('user.changed', { userId: actor.id, hasNewRoles: false });
      return present(updated);
    },

    async changePassword(actor: Actor, current: string, next: string, sessionId: string): Promise<void> {
      const user = await users.find(actor.id);
      if (!user || !(await isPassword(user.passwordHash, current))) throw invalidField('current', 'password_wrong');
      checkPassword(next, user, 'next');
      if (!(await users.setPassword(user.id, user.passwordHash, await hashPassword(next)))) throw notPossibleNow();
      await dependencies.endSessions(user.id, sessionId);
    },

    async invite(form: BodyOf<typeof createInvitation>): Promise<AnswerOf<typeof createInvitation>> {
      const organisation = await organisations.find(form.organisationId);
      if (!organisation || organisation.isPersonal) throw invalidField('organisationId', 'unknown_organisation');
      if (await users.findByEmail(form.email)) throw invalidField('email', 'email_taken');
      const { path, hash, expiresAt } = makeInvitation(now());
      await invitations.create({ ...form, expiresAt }, hash);
      return { address: `${dependencies.publicUrl()}${path}`, expiresAt: expiresAt.toISOString() };
    },

    async findInvitation(token: string) {
      const invitation = await invitations.findUsable(hashToken(token), now());
      const organisation = invitation && (await organisations.find(invitation.organisationId));
      if (!invitation || !organisation) throw notFound();
      const { email, roles, expiresAt } = invitation;
      return { email, roles, organisationName: organisation.name, expiresAt: expiresAt.toISOString() };
    },

    async acceptInvitation(token: string, form: BodyOf<typeof acceptInvitation>): Promise<User> {
      const seen = await invitations.findUsable(hashToken(token), now());
      if (!seen) throw notFound();
      checkPassword(form.password, { email: seen.email, displayName: form.displayName });
      const passwordHash = await hashPassword(form.password);
      const taken = await invitations.take(hashToken(token), now());
      if (!taken) throw notFound();
      const organisation = await organisations.find(taken.organisationId);
      try {
        const { email, roles, organisationId } = taken;
        const prefecture = organisation?.prefecture ?? '13';
        const { displayName, language } = form;
        return await users.create({ email, roles, organisationId, displayName, language, passwordHash, prefecture });
      } catch (error) {
        await invitations.giveBack(taken.id);
        throw error;
      }
    },

    async listPeople(query: QueryOf<typeof listPeople>) {
      const { cursor, limit, ...filter } = query;
      const after = decodeCursor(cursor, 'number');
      const before = after && { createdAt: new Date(after.value), id: after.id };
      const { items: found, total } = await users.listPeople(filter, limit + 1, before);
      const { items, nextCursor } = cutPage(found, limit, (last) => encodeCursor(last.createdAt.getTime(), last.id));
      const owned = await organisations.listByIds([...new Set(items.map((user) => user.organisationId))]);
      const byId = new Map(owned.map((organisation) => [organisation.id, organisation]));
      const rows = items.flatMap((user) => {
        const organisation = byId.get(user.organisationId);
        return organisation ? [asRow(user, organisation)] : [];
      });
      return { items: rows, total, nextCursor };
    },

    async updatePerson(
      id: string,
      { version, ...changes }: BodyOf<typeof updatePerson>,
      actor: Actor,
    ): Promise<PersonRow> {
      const user = await users.find(id);
      if (!user) throw notFound();
      if (!canChangePerson(actor, id) || user.erasedAt) throw new AppError('not_possible_now');
      const [first] = changes.roles ?? user.roles;
      const activeRole = changes.roles && !changes.roles.includes(user.activeRole) ? first : user.activeRole;
      const updated = await users.update(id, version, { ...changes, ...(activeRole && { activeRole }) });
      if (!updated) throw stale({ version: user.version, changes: [] });
      if (updated.status === 'suspended') await dependencies.endSessions(id);
      if (updated.status === 'suspended') bus.announce('user.suspended', { userId: id });
      else bus.announce('user.changed', { userId: id, hasNewRoles: changes.roles !== undefined });
      return asRow(updated, await organisationOf(updated));
    },
  };
}
export type UsersService = ReturnType<typeof createUsersService>;
