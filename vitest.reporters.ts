/**
 * Which reporters a run has. TEST_REPORT names a file that gets the results as JSON as well,
 * so that `.ci/run` can count what really ran instead of reading the printed text.
 */
export function reporters(): { reporters: string[]; outputFile?: { json: string } } {
  const file = process.env['TEST_REPORT'];
  return file ? { reporters: ['default', 'json'], outputFile: { json: file } } : { reporters: ['default'] };
}
