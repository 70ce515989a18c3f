/** One short line about what is going on, for the person who waits. */
export function say(sentence) {
  process.stdout.write(`${sentence}\n`);
}

/** A failure that was foreseen: its message is all that the person needs to read. */
export class Stop extends Error {}

/** Runs a command's main function; a foreseen failure is one sentence, any other shows where it happened. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(error instanceof Stop ? `${error.message}\n` : `${error.stack}\n`);
    process.exitCode = 1;
  }
}
