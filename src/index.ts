// The way in: keeps what Node has compiled, then loads the bot.
// Not here: anything else, for what this file imports is compiled before it can say so.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// A third of a start is compiling some 2,600 files that never change. What is kept lies beside the packages and goes with
// them: whoever may write there may change the bot itself. Where nobody may, Node says nothing and compiles each time.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/baton'));
const { main } = await import('./main.ts');
await main();
// Now and not at the end: a process that is killed would keep nothing.
flushCompileCache();
