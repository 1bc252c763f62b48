// Loaded before the bot's own code: what takes a second to import is there already when the test lets the bot go.
// Nothing of the bot runs before that word comes, and nothing of it runs on when the test is gone.
import { flushCompileCache } from 'node:module';

await import('@microsoft/teams-ai');
// A killed process does not write down what it compiled.
flushCompileCache();
await new Promise((go) => {
  process.stdin.once('data', go);
  process.stdin.once('end', () => process.exit(0));
  process.stdout.write('warm\n');
});
process.stdin.once('end', () => process.exit(0));
