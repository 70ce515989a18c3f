import { writeFileSync } from 'node:fs';

/** Long enough for what closes by itself; a test that left something open would else hold the whole run for ever. */
const patienceMs = 20_000;

/** Writes how many tests passed, failed and were left out into the file that SUMMARY_FILE names. */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    if (!process.env.SUMMARY_FILE) return;
    const summary = {
      passed: results.numPassedTests,
      // A file that does not even load counts as one failure: none of its tests could be counted.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(process.env.SUMMARY_FILE, JSON.stringify(summary));
    // Unreferenced, so it rings only when something else keeps the process alive.
    setTimeout(() => {
      process.stderr.write('Jest does not end: a test left something open (a server, a browser, a timer).\n');
      process.exit(1);
    }, patienceMs).unref();
  }
}
