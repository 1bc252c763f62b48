/** From tokens to arguments as text: keys first, then the case's number, then what has its place, then words. */
import type { CaseId } from '../domain/commands.ts';
import { takeKeyed } from './keyed.ts';
import { readCase } from './names.ts';
import { isText, LONGEST_WORD, Slots } from './slots.ts';
import { type Tape, type Token, withoutTags } from './tokens.ts';
import type { Arg, CommandRow, Look, Problem } from './types.ts';

export interface Gathered {
  texts: Record<string, string>;
  caseId: CaseId | null;
  problems: Problem[];
}

/** After so many words without a place nobody is typing arguments any more. */
const MOST_STRAY = 8;

/** Gathers the arguments of one line; `look` has no values yet. */
export function gather(row: CommandRow, rest: readonly Token[], tape: Tape, look: Look): Gathered {
  return new Gathering(new Slots(row, tape, look)).all(rest);
}

class Gathering {
  private caseId: CaseId | null = null;
  private readonly slots: Slots;

  constructor(slots: Slots) {
    this.slots = slots;
  }

  all(line: readonly Token[]): Gathered {
    const free = takeKeyed(this.slots, line);
    this.loose(this.placed(this.withoutCase(free)));
    return { texts: this.slots.texts, caseId: this.caseId, problems: this.slots.problems };
  }

  /** Finds the case's number. Among words without quotation marks it may be part of the sentence. */
  private withoutCase(free: readonly Token[]): Token[] {
    const { casePrefix, threadCase } = this.slots.look.ctx;
    const numbered = this.slots.row.path.startsWith('case ') && this.slots.row.needsCase;
    const read = (token: Token, i: number) =>
      token.kind === 'bare' ? readCase(token.text, casePrefix, numbered && i === 0) : null;
    if (!this.slots.row.needsCase && this.slots.wordy !== undefined) return [...free];
    const sentence = this.slots.wordy !== undefined && !free.some((token) => token.kind === 'quoted');
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
      Object.entries(this.slots.row.args).some(
        ([name, arg]) => !isText(arg) && this.slots.reads(name, this.slots.textOf(token)),
      ),
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
        this.slots.texts[fit.name] = fit.text;
        i += fit.count;
        continue;
      }
      const person = this.personWanted(token);
      if (person !== undefined) {
        this.slots.texts[person] = this.slots.textOf(token);
        i++;
        continue;
      }
      if (token.kind !== 'quoted' && this.slots.wordy !== undefined && !quoted) {
        const named = free.length === 1 ? this.vendorWanted() : undefined;
        if (named === undefined) return this.withoutTrailing(free.slice(i));
        this.slots.texts[named] = this.slots.textOf(token);
        return [];
      }
      const whose = quoted && this.slots.wordy !== undefined && this.isWhose(token);
      if (!whose) (token.kind === 'quoted' && this.slots.wordy !== undefined ? rest : stray).push(token);
      i++;
    }
    return this.strayed(stray, rest);
  }

  /** Somebody whom nobody knows is still somebody: `@x` is no word of a sentence where a person is wanted. */
  private personWanted(token: Token): string | undefined {
    const isAddress = token.kind === 'bare' && token.text.length <= LONGEST_WORD && token.text.includes('@');
    if (token.kind !== 'mention' && !isAddress) return undefined;
    return Object.entries(this.slots.row.args).find(
      ([name, arg]) => arg.kind === 'person' && arg.place === 'positional' && !this.slots.has(name),
    )?.[0];
  }

  /** `ticket open cisco`: one word is no sentence about what is wrong, but the vendor, known or not. */
  private vendorWanted(): string | undefined {
    return Object.entries(this.slots.row.args).find(
      ([name, arg]) => arg.kind === 'vendor' && arg.required && !this.slots.has(name),
    )?.[0];
  }

  /** Teams splits a long name into two mentions of one person. */
  private isRepeated(token: Token, before: Token | undefined): boolean {
    if (token.kind !== 'mention' || before?.kind !== 'mention') return false;
    const person = this.slots.textOf(token);
    return !person.startsWith('<') && this.slots.textOf(before) === person;
  }

  /** The first argument without a value that this token, alone or with those after it, can be. */
  private fitting(token: Token, more: readonly Token[]): { name: string; text: string; count: number } | null {
    // In quotation marks stand words, but where there are none also times and names: `ack "fri 09:00"`.
    const isWords = this.slots.wordy !== undefined && !more.some((next) => next.kind === 'quoted');
    if (token.kind === 'quoted' && isWords) return null;
    for (const [name, arg] of Object.entries(this.slots.row.args)) {
      if (arg.place === 'keyed' || isText(arg) || this.slots.has(name)) continue;
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
    let text = this.slots.textOf(token);
    let best = this.slots.reads(name, text) ? { text, count: 1 } : null;
    if (token.kind !== 'bare') return best;
    for (let n = 1; n < arg.span; n++) {
      const next = more[n - 1];
      if (next?.kind !== 'bare' || text.length > LONGEST_WORD) break;
      // What takes any text stops at what another argument knows as its own.
      if (arg.kind === 'text' && this.known(next, name)) break;
      text += ` ${next.text}`;
      if (this.slots.reads(name, text)) best = { text, count: n + 1 };
    }
    return best;
  }

  private known(token: Token, except: string): boolean {
    return Object.entries(this.slots.row.args).some(
      ([name, arg]) =>
        name !== except && arg.place !== 'keyed' && !this.slots.has(name) && this.slots.reads(name, token.text),
    );
  }

  /** Words that had no place: they go where something is still missing, so that they are named as wrong there. */
  private strayed(stray: readonly Token[], rest: Token[]): Token[] {
    if (stray.length === 0) return rest;
    const heard = stray
      .slice(0, MOST_STRAY)
      .map((token) => this.slots.textOf(token))
      .join(' ')
      .slice(0, LONGEST_WORD);
    const open = Object.entries(this.slots.row.args).find(
      ([name, arg]) => arg.place !== 'keyed' && !isText(arg) && !this.slots.has(name) && arg.required,
    );
    const numbered = open?.[1].kind === 'ticket' || open?.[1].kind === 'step';
    const most = this.slots.wordy === undefined ? 1 : 3;
    if (open && stray.length <= most && (!numbered || /\d/.test(heard))) {
      this.slots.texts[open[0]] = heard;
      return rest;
    }
    if (this.slots.wordy !== undefined) return [...stray, ...rest].sort((a, b) => a.start - b.start);
    this.slots.problems.push({ problem: 'left-over', heard });
    return [];
  }

  /** `step add call KOM due:10m @isaiah`: nobody speaks on behind an argument, so that is whose it is. */
  private withoutPerson(words: Token[]): Token[] {
    const [before, last] = words.slice(-2);
    if (before === undefined || last === undefined) return words;
    const behind = /[^ \n]/.test(this.slots.tape.text.slice(before.end, last.start));
    return behind && this.isWhose(last) ? words.slice(0, -1) : words;
  }

  /** Takes somebody who is known for the argument that wants a person and has a key. */
  private isWhose(token: Token): boolean {
    if (token.kind === 'quoted') return false;
    const text = this.slots.textOf(token);
    if (token.kind !== 'mention' && !(token.text.length <= LONGEST_WORD && token.text.includes('@'))) return false;
    const name = Object.entries(this.slots.row.args).find(
      ([one, arg]) => arg.kind === 'person' && !this.slots.has(one) && this.slots.reads(one, text),
    )?.[0];
    if (name === undefined) return false;
    this.slots.texts[name] = text;
    return true;
  }

  /** `snooze 45m they call back T1`: what it is about may follow the words. */
  private withoutTrailing(spoken: Token[]): Token[] {
    const words = this.withoutPerson(spoken);
    const name = ['target', 'ticket'].find((one) => Object.hasOwn(this.slots.row.args, one) && !this.slots.has(one));
    if (name === undefined) return words;
    for (const count of [2, 1]) {
      const last = words.slice(-count);
      const text = last.map((token) => token.text).join(' ');
      const bare = last.length === count && last.every((token) => token.kind === 'bare');
      if (bare && /\d/.test(text) && this.slots.reads(name, text)) {
        this.slots.texts[name] = text;
        return words.slice(0, -count);
      }
    }
    return words;
  }

  /** What is left becomes the words, with the spaces and line breaks that stood between them. */
  private loose(rest: readonly Token[]): void {
    const name = this.slots.wordy;
    if (name === undefined || rest.length === 0) return;
    const parts: string[] = [];
    let before: Token | undefined;
    for (const token of rest) {
      if (before) parts.push(this.gap(before, token));
      parts.push(withoutTags(token.text));
      before = token;
    }
    const text = parts.join('').trim();
    if (!this.slots.has(name)) this.slots.texts[name] = text;
    else if (text !== '') this.slots.problems.push({ problem: 'left-over', heard: text.slice(0, LONGEST_WORD) });
  }

  private gap(before: Token, token: Token): string {
    if (token.start - before.end > 40) return ' ';
    const between = this.slots.tape.text.slice(before.end, token.start);
    return /^[ \n]*$/.test(between) ? between : ' ';
  }
}
