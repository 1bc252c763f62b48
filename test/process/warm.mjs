// Loaded before the bot's first line: what takes a second to import is there already when the test lets the bot go, so that a
// kill while it starts meets its work and not its imports. Nothing of the bot runs before that word, nor when the test is gone.
import { flushCompileCache } from 'node:module';

await import('../../src/main.ts');
await import('../../src/teams/adapter.ts');
// A killed process does not write down what it compiled.
flushCompileCache();
await new Promise((go) => {
  process.stdin.once('data', go);
  process.stdin.once('end', () => process.exit(0));
  process.stdout.write('warm\n');
});
process.stdin.once('end', () => process.exit(0));
// A bot that refuses to start ends by itself: what listens here must not keep it.
process.stdin.unref();
