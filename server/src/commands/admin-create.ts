// npm run admin:create -- EMAIL prints a one-time link for an administrator.
import { email } from '@enishi/shared/fields';
import { emptyOrganisation } from '@enishi/shared/organisations';
import { createInvitationsStore } from '../features/users/invitations-store.js';
import { createOrganisationsStore } from '../features/organisations/organisations-store.js';
import { createUsersStore } from '../features/users/users-store.js';
import { makeInvitation } from '../features/users/invitation.js';
import { CommandError, runCommand } from './command.js';

const operator = {
  ...emptyOrganisation,
  name: 'Enishi 運営',
  nameEn: 'Enishi operators',
  kind: 'other' as const,
  prefecture: '13',
};
const operatorKey = 'operators';

runCommand(async ({ config, connection, args, say }) => {
  const address = email.safeParse(args[0]);
  if (!address.success)
    throw new CommandError('Give the e-mail address of the administrator: npm run admin:create -- EMAIL');
  if (await createUsersStore(connection).findByEmail(address.data))
    throw new CommandError('There is an account with this address already; an administrator can give it the role.');
  const organisations = createOrganisationsStore(connection);
  const own =
    (await organisations.findByImportKey(operatorKey)) ??
    (await organisations.create(operator, { importKey: operatorKey }));
  const { path, hash, expiresAt } = makeInvitation(new Date());
  await createInvitationsStore(connection).create(
    { email: address.data, roles: ['admin'], organisationId: own.id, expiresAt },
    hash,
  );
  const origin = config.publicUrl ?? `http://${config.host}:${config.port}`;
  say(`Open this link once, before ${expiresAt.toISOString()}, to set a name and a password:\n${origin}${path}`);
});
