/** The arguments of one command while a line is being read: which have a value by now, and what could be one. */
import { mentionsIn } from './mentions.ts';
import { isDecision, isPlaceholder } from './placeholder.ts';
import type { Tape, Token } from './tokens.ts';
import type { Arg, CommandRow, Look, Problem } from './types.ts';

/** A bare word longer than this is nobody's name, time or number. */
export const LONGEST_WORD = 120;

export const isText = (arg: Arg<unknown>) => arg.kind === 'words' || arg.kind === 'title';

export class Slots {
  readonly texts: Record<string, string> = {};
  readonly problems: Problem[] = [];
  readonly row: CommandRow;
  readonly look: Look;
  readonly tape: Tape;
  /** The name of the argument that takes free words. */
  readonly wordy: string | undefined;
  private readonly keys: ReadonlyMap<string, string>;
  private readonly mentions: ReadonlyMap<number, string>;

  constructor(row: CommandRow, tape: Tape, look: Look) {
    this.row = row;
    this.tape = tape;
    this.look = look;
    this.mentions = mentionsIn(tape, look.ctx.mentions);
    const keys = new Map<string, string>();
    for (const [name, arg] of Object.entries(row.args)) for (const key of arg.aliases) keys.set(key, name);
    for (const name of Object.keys(row.args)) keys.set(name, name);
    this.keys = keys;
    this.wordy = Object.entries(row.args).find(([, arg]) => isText(arg) && arg.place === 'positional')?.[0];
  }

  arg(name: string): Arg<unknown> {
    return this.row.args[name] as Arg<unknown>;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.texts, name);
  }

  reads(name: string, text: string): boolean {
    if (text === '' || text.length > LONGEST_WORD) return false;
    const arg = this.arg(name);
    // `ok|fail` as it was offered is no word of the sentence: it shows where one of the two has to stand.
    return 'value' in arg.read(text, name, this.look) || (isDecision(arg) && isPlaceholder(arg, text));
  }

  /** A token's text as an argument. */
  textOf(token: Token): string {
    return token.kind === 'mention' ? this.mentioned(token) : token.text;
  }

  /** The text after a token's key. */
  valueOf(token: Token): string {
    return token.valueKind === 'mention' ? this.mentioned(token) : token.value;
  }

  private mentioned(token: Token): string {
    return this.mentions.get(this.tape.text.indexOf('<', token.start)) ?? token.value;
  }

  /** The argument whose key the token carries; `sev1` is a key and its value in one. */
  keyOf(token: Token | undefined): string | undefined {
    if (token?.kind !== 'bare') return undefined;
    if (this.isSeverity(token)) return 'sev';
    return token.key === null ? undefined : this.keys.get(token.key);
  }

  private isSeverity(token: Token): boolean {
    if (token.key !== null || !/^sev-?[1-4][:,]?$/i.test(token.text.slice(0, 8))) return false;
    return Object.hasOwn(this.row.args, 'sev') && this.arg('sev').kind === 'severity';
  }

  /** A list grows; anything else that is said twice differently is said back, once. */
  put(name: string, text: string): void {
    if (!this.has(name)) this.texts[name] = text;
    else if (this.arg(name).kind === 'services') this.texts[name] += `,${text}`;
    else if (this.texts[name] !== text && !this.problems.some((one) => one.problem === 'twice' && one.arg === name))
      this.problems.push({ problem: 'twice', command: this.row.path, arg: name });
  }
}
