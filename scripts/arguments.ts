/** What a script can be told on its command line. Anything else, and `--help`, ends with one sentence that says what can. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Of a script: how it is called, what may be written after its name without a dash (`[<name> …]`), and its options. */
interface Known<T extends NonNullable<ParseArgsConfig['options']>> {
  command: string;
  words?: string;
  options?: T;
}

/** The options by name and the other words; the process ends with 0 after `--help`, with 1 after what the script does not know. */
export function argumentsOf<const T extends NonNullable<ParseArgsConfig['options']>>({
  command,
  words = '',
  options = {} as T,
}: Known<T>) {
  const usage = usageOf(command, words, options);
  const said = process.argv.slice(2);
  if (said.includes('--help') || said.includes('-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ options, allowPositionals: words !== '' });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node adds how to write a word that begins with a dash, which none of ours does.
    wrong(`${error.message.split(/\. (?=[A-Z])/u)[0]?.replace(/\.$/u, '')}. ${usage}`);
  }
}

/** A whole number in an option, `least` or more; anything else ends the process with a sentence. */
export function whole(text: string, name: string, least = 1): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least) return value;
  wrong(`--${name} is a whole number from ${least} on, not "${text}".`);
}

function wrong(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function usageOf(command: string, words: string, options: NonNullable<ParseArgsConfig['options']>): string {
  const known = Object.entries(options).map(([name, { type }]) =>
    type === 'boolean' ? `[--${name}]` : `[--${name} <value>]`,
  );
  const all = [words, ...known].filter((part) => part !== '');
  if (all.length === 0) return `It takes no options: npm run ${command}`;
  return `It is called so: npm run ${command} -- ${all.join(' ')}`;
}
