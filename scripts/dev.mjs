// `npm run dev`: both ends reload. The compiler watches, Node restarts the server, Vite serves the client.
import { requireNode } from './support/require-node.mjs';

requireNode();
const { runMain } = await import('./support/say.mjs');
const { installWhatIsMissing } = await import('./support/install.mjs');
const { buildWhatIsStale } = await import('./support/build.mjs');
const { loadEnvFile } = await import('./support/server.mjs');
const { binary, root } = await import('./support/paths.mjs');

const clientPort = 5173;

/** Quotes only where it must: concurrently takes a pair of quotes around a whole command away. */
function nodeCommand(...args) {
  return [process.execPath, ...args].map((part) => (/\s/.test(part) ? JSON.stringify(part) : part)).join(' ');
}

await runMain(async () => {
  await installWhatIsMissing();
  await buildWhatIsStale(['server']);
  loadEnvFile();
  // People look at the client's port, so links in mail and the origin check of the sockets go by it.
  const env = { PUBLIC_URL: process.env.PUBLIC_URL ?? `http://127.0.0.1:${clientPort}` };
  const { default: concurrently } = await import('concurrently');
  const { result } = concurrently(
    [
      {
        name: 'types',
        command: nodeCommand(binary('typescript', 'tsc'), '-b', '-w', '--preserveWatchOutput', 'shared', 'server'),
      },
      {
        name: 'server',
        command: nodeCommand('--watch', '--watch-preserve-output', '--enable-source-maps', 'server/dist/main.js'),
        env,
      },
      {
        name: 'client',
        command: nodeCommand(
          binary('vite'),
          'client',
          '--host',
          '127.0.0.1',
          '--port',
          String(clientPort),
          '--strictPort',
        ),
        env: { ENISHI_SERVER: `http://127.0.0.1:${process.env.PORT ?? 3000}` },
      },
    ],
    { cwd: root, killOthersOn: ['failure', 'success'], prefixColors: 'auto' },
  );
  // Ctrl-C ends all three by a signal, which is the way this command is meant to end.
  return result.then(
    () => 0,
    (ended) => (ended.every(({ exitCode, killed }) => killed || exitCode === 0 || exitCode === 'SIGINT') ? 0 : 1),
  );
});
