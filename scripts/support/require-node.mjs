// Imported before anything else, so it may use nothing that an old Node does not have.

/** Vite, ESLint and the server agree on these; odd-numbered Node 21 is left out by all of them. */
const accepted = [
  { major: 20, minor: 19 },
  { major: 22, minor: 13 },
  { major: 24, minor: 0 },
];

export function isNodeNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  if (major > 24) return true;
  return accepted.some((line) => line.major === major && minor >= line.minor);
}

/** Ends the process with one sentence when this Node cannot run the project. */
export function requireNode() {
  if (isNodeNewEnough(process.versions.node)) return;
  process.stderr.write(
    `Enishi needs Node 20.19 or newer (20.19+, 22.13+ or 24+), but this is Node ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org and run the command again.\n',
  );
  process.exit(1);
}
