// Sums vitest's JSON reports and prints `N passed, N failed` as the last line.
// Usage: node .ci/count.mjs <status so far> <report>…
// A missing report (the run never started), a file that failed to load and a failed step without a failed
// test each count as one failure: the line must never look green when something was not run.
import { readFileSync } from 'node:fs';

const [statusSoFar, ...files] = process.argv.slice(2);
let passed = 0;
let failed = 0;

for (const file of files) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    const broken = report.testResults.filter(
      (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
    );
    failed += broken.length;
    for (const suite of broken) console.log(`did not run: ${suite.name}`);
  } catch (error) {
    failed += 1;
    console.log(`no report of a test run: ${error.message}`);
  }
}
if (statusSoFar !== '0' && failed === 0) {
  failed = 1;
  console.log('a step before or after the tests failed: see above');
}
if (passed === 0 && failed === 0) {
  failed = 1;
  console.log('no test ran');
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
