// The process: environment, log, signals, and the exit when nothing can go on. Not here: what the bot is made of (baton.ts).
import pino from 'pino';
import { type Baton, CannotStart, startBaton } from './baton.ts';
import { configOf, readEnvironment } from './config.ts';
import { faultFields } from './engine/index.ts';
import { StoreError } from './store/index.ts';

/** How long a stop may take before it is forced; whoever stops us waits 10 s. */
const STOP_MS = 9_000;

/** Starts the bot from the environment; resolves when it listens, or when it has said why it does not start. */
export async function main(): Promise<void> {
  const [said] = process.argv.slice(2);
  if (said !== undefined) return usage(said);
  const folder = process.cwd();
  const read = configOf(readEnvironment(folder), folder);
  if (!read.ok) return refuse(read.faults.join('\n'));
  const { config } = read;
  const log = pino({
    level: config.logLevel,
    redact: {
      paths: ['password', '*.password', 'authorization', '*.authorization', '*.headers.authorization'],
      remove: true,
    },
  });
  let baton: Baton;
  try {
    baton = await startBaton(config, log, { ofProcess: true });
  } catch (error) {
    if (error instanceof CannotStart || error instanceof StoreError) return refuse(error.message);
    throw error;
  }
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({}, 'stopping took too long, leaving now; what was answered is kept');
      process.exit(1);
    }, STOP_MS).unref();
    baton.stop().then(
      () => process.exit(0),
      (error) => {
        log.error(faultFields(error), 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // A fault that nobody caught leaves a state that nobody knows: what is kept is safe, so start anew.
  process.on('unhandledRejection', (error) => {
    log.error(faultFields(error), 'a fault that nobody caught');
    process.exit(1);
  });
}

/** Whoever asks how it is called must not have started a bot. */
function usage(said: string): void {
  const isHelp = said === '--help' || said === '-h';
  const sentence =
    'The bot takes no options: npm start. Its settings are variables; env/.env.example says which there are.';
  process[isHelp ? 'stdout' : 'stderr'].write(`${isHelp ? '' : `"${said}" is not known. `}${sentence}\n`);
  process.exitCode = isHelp ? 0 : 1;
}

function refuse(sentences: string): void {
  process.stderr.write(`Baton does not start.\n${sentences}\n`);
  process.exitCode = 1;
}
