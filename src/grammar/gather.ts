/** From tokens to arguments as text: keys first, then the case's number, then what has its place, then words. */
import type { CaseId } from '../domain/commands.ts';
import { mentionReader } from './mentions.ts';
import { readCase } from './names.ts';
import type { Tape, Token } from './tokens.ts';
import type { Arg, CommandRow, Look, Problem } from './types.ts';

export interface Gathered {
  texts: Record<string, string>;
  caseId: CaseId | null;
  problems: Problem[];
}

/** A bare word longer than this is nobody's name, time or number. */
const LONGEST_WORD = 120;
/** After so many words without a place nobody is typing arguments any more. */
const MOST_STRAY = 8;

const isText = (arg: Arg<unknown>) => arg.kind === 'words' || arg.kind === 'title';

/** Gathers the arguments of one line; `look` has no values yet. */
export function gather(row: CommandRow, rest: readonly Token[], tape: Tape, look: Look): Gathered {
  return new Gathering(row, rest, tape, look).all();
}

class Gathering {
  private readonly texts: Record<string, string> = {};
  private readonly problems: Problem[] = [];
  private caseId: CaseId | null = null;
  private readonly row: CommandRow;
  private readonly tape: Tape;
  private readonly look: Look;
  private readonly keys: ReadonlyMap<string, string>;
  private readonly mentioned: (token: Token, tape: Tape) => string;
  private readonly line: readonly Token[];
  /** The name of the argument that takes free words. */
  private readonly wordy: string | undefined;

  constructor(row: CommandRow, line: readonly Token[], tape: Tape, look: Look) {
    this.row = row;
    this.line = line;
    this.tape = tape;
    this.look = look;
    this.mentioned = mentionReader(look.ctx.mentions);
    const keys = new Map<string, string>();
    for (const [name, arg] of Object.entries(row.args)) for (const key of arg.aliases) keys.set(key, name);
    for (const name of Object.keys(row.args)) keys.set(name, name);
    this.keys = keys;
    this.wordy = Object.entries(row.args).find(([, arg]) => isText(arg) && arg.place === 'positional')?.[0];
  }

  all(): Gathered {
    const free = this.named();
    const rest = this.placed(this.withoutCase(free));
    this.loose(rest);
    return { texts: this.texts, caseId: this.caseId, problems: this.problems };
  }

  private arg(name: string): Arg<unknown> {
    return this.row.args[name] as Arg<unknown>;
  }

  private has(name: string): boolean {
    return Object.hasOwn(this.texts, name);
  }

  private reads(name: string, text: string): boolean {
    return text !== '' && text.length <= LONGEST_WORD && 'value' in this.arg(name).read(text, name, this.look);
  }

  /** A token's text as an argument. */
  private textOf(token: Token): string {
    return token.kind === 'mention' ? this.mentioned(token, this.tape) : token.text;
  }

  /** The argument whose key the token carries; `sev1` is a key and its value in one. */
  private keyOf(token: Token | undefined): string | undefined {
    if (token?.kind === 'bare' && this.isSeverity(token)) return 'sev';
    return token?.kind === 'bare' && token.key !== null ? this.keys.get(token.key) : undefined;
  }

  private isSeverity(token: Token): boolean {
    if (token.key !== null || !/^sev-?[1-4]$/i.test(token.text.slice(0, 8))) return false;
    return Object.hasOwn(this.row.args, 'sev') && this.arg('sev').kind === 'severity';
  }

  /** Takes what is written `name:value`; gives back the other tokens. */
  private named(): Token[] {
    const free: Token[] = [];
    let i = 0;
    while (i < this.line.length) {
      const token = this.line[i] as Token;
      const name = this.keyOf(token);
      const taken = name === undefined ? 0 : this.takeNamed(name, token, i);
      if (taken === 0) free.push(token);
      i += Math.max(1, taken);
    }
    return free;
  }

  /** How many tokens the argument takes, its key included; 0: it is no argument after all, but words. */
  private takeNamed(name: string, token: Token, at: number): number {
    if (token.valueKind === 'quoted') return this.put(name, token.value, 1);
    if (token.valueKind === 'mention') return this.put(name, this.mentioned(token, this.tape), 1);
    const next = this.line[at + 1];
    if (token.value === '') {
      // `owner: @x`, with a space as people write and Teams inserts; but "next: reboot" among words stays words.
      if (next === undefined || this.keyOf(next) !== undefined)
        return this.wordy === undefined ? this.put(name, '', 1) : 0;
      if (next.kind !== 'bare') return this.put(name, this.textOf(next), 2);
      const [text, count] = this.longest(name, next.text, at + 1);
      return this.wordy === undefined || isText(this.arg(name)) || this.reads(name, text)
        ? this.put(name, text, count + 2)
        : 0;
    }
    const [text, count] = this.longest(name, token.value, at);
    return this.put(name, text, count + 1);
  }

  /** A value without quotation marks, and how many tokens after the first belong to it. */
  private longest(name: string, first: string, at: number): [string, number] {
    const arg = this.arg(name);
    if (isText(arg)) return this.untilNextKey(first, at);
    // A reference or a code is one word; what follows belongs to the sentence.
    if (arg.kind === 'text' || arg.kind === 'severity') return [first, 0];
    if (arg.kind === 'services') return this.untilNoComma(first, at);
    let text = first;
    let best: [string, number] = [first, 0];
    for (let n = 1; n < arg.span; n++) {
      const next = this.line[at + n];
      if (next?.kind !== 'bare' || this.keyOf(next) !== undefined || text.length > LONGEST_WORD) break;
      text += ` ${next.text}`;
      if (this.reads(name, text)) best = [text, n];
    }
    return best;
  }

  private untilNextKey(first: string, at: number): [string, number] {
    const parts = [first];
    let n = 1;
    for (; ; n++) {
      const next = this.line[at + n];
      if (next?.kind !== 'bare' || this.keyOf(next) !== undefined) break;
      parts.push(next.text);
    }
    return [parts.join(' '), n - 1];
  }

  /** `affects:email, sso`. */
  private untilNoComma(first: string, at: number): [string, number] {
    const parts = [first];
    for (let n = 1; ; n++) {
      const next = this.line[at + n];
      const open = parts.at(-1)?.endsWith(',') || next?.text.startsWith(',');
      if (next?.kind !== 'bare' || !open || this.keyOf(next) !== undefined) return [parts.join(''), n - 1];
      parts.push(next.text);
    }
  }

  private put(name: string, text: string, count: number): number {
    if (!this.has(name)) this.texts[name] = text;
    else if (this.arg(name).kind === 'services') this.texts[name] += `,${text}`;
    else if (this.texts[name] !== text) this.problems.push({ problem: 'twice', command: this.row.path, arg: name });
    return count;
  }

  /** Finds the case's number. Among words without quotation marks it may be part of the sentence. */
  private withoutCase(free: readonly Token[]): Token[] {
    const { casePrefix, threadCase } = this.look.ctx;
    const numbered = this.row.path.startsWith('case ') && this.row.needsCase;
    const read = (token: Token, i: number) =>
      token.kind === 'bare' ? readCase(token.text, casePrefix, numbered && i === 0) : null;
    if (!this.row.needsCase && this.wordy !== undefined) return [...free];
    const sentence = this.wordy !== undefined && !free.some((token) => token.kind === 'quoted');
    const place = free.findIndex((token, i) => read(token, i) !== null);
    const found = free[place];
    if (found === undefined) return [...free];
    if (sentence && !this.beforeWords(free.slice(0, place))) {
      if (threadCase !== null) return [...free];
      this.caseId = read(found, place);
      // In the middle of a sentence the number is said as well as meant.
      return place === free.length - 1 ? free.slice(0, -1) : [...free];
    }
    this.caseId = read(found, place);
    return free.filter((token) => token !== found);
  }

  /** Whether only tickets, steps, people and the like stand there. */
  private beforeWords(tokens: readonly Token[]): boolean {
    if (tokens.length > MOST_STRAY) return false;
    return tokens.every((token) =>
      Object.entries(this.row.args).some(([name, arg]) => !isText(arg) && this.reads(name, this.textOf(token))),
    );
  }

  /** Takes what is known by its looks and place; gives back the rest, which is words. */
  private placed(free: readonly Token[]): Token[] {
    const rest: Token[] = [];
    const stray: Token[] = [];
    const quoted = free.some((token) => token.kind === 'quoted');
    let i = 0;
    while (i < free.length) {
      const token = free[i] as Token;
      if (this.isRepeated(token, free[i - 1])) {
        i++;
        continue;
      }
      const more = free.slice(i + 1, i + 6);
      const fit = stray.length > MOST_STRAY ? null : this.fitting(token, more);
      if (fit) {
        this.texts[fit.name] = fit.text;
        i += fit.count;
        continue;
      }
      if (token.kind !== 'quoted' && this.wordy !== undefined && !quoted) return this.withoutTrailing(free.slice(i));
      (token.kind === 'quoted' && this.wordy !== undefined ? rest : stray).push(token);
      i++;
    }
    return this.strayed(stray, rest);
  }

  /** Teams splits a long name into two mentions of one person. */
  private isRepeated(token: Token, before: Token | undefined): boolean {
    if (token.kind !== 'mention' || before?.kind !== 'mention') return false;
    const person = this.mentioned(token, this.tape);
    return !person.startsWith('<') && this.mentioned(before, this.tape) === person;
  }

  /** The first argument without a value that this token, alone or with those after it, can be. */
  private fitting(token: Token, more: readonly Token[]): { name: string; text: string; count: number } | null {
    // In quotation marks stand words, but where there are none also times and names: `ack "fri 09:00"`.
    const isWords = this.wordy !== undefined && !more.some((next) => next.kind === 'quoted');
    if (token.kind === 'quoted' && isWords) return null;
    for (const [name, arg] of Object.entries(this.row.args)) {
      if (arg.place === 'keyed' || isText(arg) || this.has(name)) continue;
      const fit = this.longestFit(name, arg, token, more);
      if (fit) return { name, ...fit };
    }
    return null;
  }

  private longestFit(
    name: string,
    arg: Arg<unknown>,
    token: Token,
    more: readonly Token[],
  ): { text: string; count: number } | null {
    let text = this.textOf(token);
    let best = this.reads(name, text) ? { text, count: 1 } : null;
    if (token.kind !== 'bare') return best;
    for (let n = 1; n < arg.span; n++) {
      const next = more[n - 1];
      if (next?.kind !== 'bare' || text.length > LONGEST_WORD) break;
      // What takes any text stops at what another argument knows as its own.
      if (arg.kind === 'text' && this.known(next, name)) break;
      text += ` ${next.text}`;
      if (this.reads(name, text)) best = { text, count: n + 1 };
    }
    return best;
  }

  private known(token: Token, except: string): boolean {
    return Object.entries(this.row.args).some(
      ([name, arg]) => name !== except && arg.place !== 'keyed' && !this.has(name) && this.reads(name, token.text),
    );
  }

  /** Words that had no place: they go where something is still missing, so that they are named as wrong there. */
  private strayed(stray: readonly Token[], rest: Token[]): Token[] {
    if (stray.length === 0) return rest;
    const heard = stray
      .slice(0, MOST_STRAY)
      .map((token) => this.textOf(token))
      .join(' ')
      .slice(0, LONGEST_WORD);
    const open = Object.entries(this.row.args).find(
      ([name, arg]) => arg.place !== 'keyed' && !isText(arg) && !this.has(name) && arg.required,
    );
    const numbered = open?.[1].kind === 'ticket' || open?.[1].kind === 'step';
    const most = this.wordy === undefined ? 1 : 3;
    if (open && stray.length <= most && (!numbered || /\d/.test(heard))) {
      this.texts[open[0]] = heard;
      return rest;
    }
    if (this.wordy !== undefined) return [...stray, ...rest].sort((a, b) => a.start - b.start);
    this.problems.push({ problem: 'left-over', heard });
    return [];
  }

  /** `snooze 45m they call back T1`: what it is about may follow the words. */
  private withoutTrailing(words: Token[]): Token[] {
    const name = ['target', 'ticket'].find((one) => Object.hasOwn(this.row.args, one) && !this.has(one));
    if (name === undefined) return words;
    for (const count of [2, 1]) {
      const last = words.slice(-count);
      const text = last.map((token) => token.text).join(' ');
      const bare = last.length === count && last.every((token) => token.kind === 'bare');
      if (bare && /\d/.test(text) && this.reads(name, text)) {
        this.texts[name] = text;
        return words.slice(0, -count);
      }
    }
    return words;
  }

  /** What is left becomes the words, with the spaces and line breaks that stood between them. */
  private loose(rest: readonly Token[]): void {
    const name = this.wordy;
    if (name === undefined || rest.length === 0) return;
    const parts: string[] = [];
    let before: Token | undefined;
    for (const token of rest) {
      if (before) parts.push(this.gap(before, token));
      parts.push(token.text);
      before = token;
    }
    const text = parts.join('').trim();
    if (!this.has(name)) this.texts[name] = text;
    else if (text !== '') this.problems.push({ problem: 'left-over', heard: text.slice(0, LONGEST_WORD) });
  }

  private gap(before: Token, token: Token): string {
    if (token.start - before.end > 40) return ' ';
    const between = this.tape.text.slice(before.end, token.start);
    return /^[ \n]*$/.test(between) ? between : ' ';
  }
}
