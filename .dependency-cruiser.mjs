// Who may import whom; docs/ARCHITECTURE.md tells why. Each rule is shown to bite by test/architecture/directions.test.ts.

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The package wherever npm laid it, the type declarations that come from elsewhere included. */
const packages = (...names) => ({ path: `node_modules/(@types/)?(${names.join('|')})/` });
const database = packages('mongoose', 'mongodb', 'bson', 'lmdb', 'mingo');
const http = packages(
  'express',
  'express-session',
  'express-serve-static-core',
  'passport',
  'passport-local',
  'helmet',
  'compression',
);
const typesAside = { dependencyTypesNot: ['type-only'] };
/** Where parts are joined, a connection is handed on whose type must be named. */
const joints = ['^server/src/wire[^/]*\\.ts$', '^server/src/commands/'];

export default {
  forbidden: [
    rule(
      'no-circular',
      'Two files that need each other are one file, or lack a third.',
      {},
      { circular: true, viaOnly: typesAside },
    ),
    rule('not-to-unresolvable', 'The import leads nowhere.', {}, { couldNotResolve: true }),
    rule(
      'shared-imports-nothing-of-ours',
      'shared holds what both ends agree on; it depends on zod only.',
      { path: '^shared/src' },
      { path: '^(server|client|test|scripts)/' },
    ),
    rule(
      'shared-depends-on-zod-only',
      'Whatever shared imports, the browser may have to download.',
      { path: '^shared/src' },
      { dependencyTypesNot: ['local', 'type-only'], pathNot: 'node_modules/zod/' },
    ),
    rule('server-not-to-client', 'The server knows nothing of screens.', { path: '^server/' }, { path: '^client/' }),
    rule(
      'client-not-to-server',
      'The client speaks to the server by HTTP only.',
      { path: '^client/' },
      { path: '^server/' },
    ),
    rule(
      'sources-not-to-tests',
      'What ships does not lean on tests.',
      { path: '^(shared|server|client)/src' },
      { path: '^(test|scripts)/' },
    ),
    rule(
      'server-features-apart',
      'A feature announces an event, or wire.ts hands it a function; it never imports another feature.',
      { path: '^server/src/features/([^/]+)/' },
      { path: '^server/src/features/([^/]+)/', pathNot: '^server/src/features/$1/' },
    ),
    rule(
      'client-features-apart',
      'Features meet in client/src/app; what two of them need moves to ui, lib or shared.',
      { path: '^client/src/features/([^/]+)/' },
      { path: '^client/src/features/([^/]+)/', pathNot: '^client/src/features/$1/' },
    ),
    rule(
      'client-app-is-the-top',
      'Pages put features together; nothing below a page knows it.',
      { path: '^client/src/(features|ui|lib|copy)/' },
      { path: '^client/src/app/' },
    ),
    rule(
      'client-ui-knows-no-feature',
      'The design system and the doors know nothing of needs or matches.',
      { path: '^client/src/(ui|lib|copy)/' },
      { path: '^client/src/features/' },
    ),
    rule(
      'mongoose-in-stores-only',
      'Services speak of needs and people, stores of documents.',
      { path: '^server/src', pathNot: ['-store\\.ts$', '^server/src/database/', ...joints] },
      database,
    ),
    rule(
      'joints-know-types-of-the-database-only',
      'Joining parts takes the type of a connection, never a query.',
      { path: joints },
      { ...database, ...typesAside },
    ),
    rule(
      'express-in-http-only',
      'Services know nothing of HTTP.',
      { path: '^server/src', pathNot: ['^server/src/http/', '^server/src/app\\.ts$', '^server/src/realtime/'] },
      http,
    ),
    rule(
      'sockets-know-types-of-express-only',
      'The handshake takes the session of HTTP as it is handed in.',
      { path: '^server/src/realtime/' },
      { ...http, ...typesAside },
    ),
    rule(
      'sockets-in-realtime-only',
      'One door for sockets on each side.',
      { path: '^(server|client)/src', pathNot: ['^server/src/realtime/', '^client/src/lib/'] },
      packages('socket\\.io', 'socket\\.io-client'),
    ),
    rule(
      'matching-is-pure',
      'The engine has no clock, no database and no HTTP: it can be reasoned about and run anywhere.',
      { path: '^server/src/matching/' },
      { path: '^server/src/(features|database|http|realtime|[^/]+\\.ts$)' },
    ),
    rule(
      'no-dev-dependencies-in-production',
      'The image holds production dependencies only.',
      { path: '^(shared|server)/src' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
