import { writeFileSync } from 'node:fs';

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
  }
}
