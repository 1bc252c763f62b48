/** Which command a line begins with, and what is left for its arguments. */
import { readCase, readNamed, readNumber, readTicket } from './names.ts';
import { rowOf, verbs } from './table.ts';
import type { Token } from './tokens.ts';
import type { CommandRow, ParseContext } from './types.ts';

export type Head =
  /** `ask`: no verb was said, so nothing is done before the form has been sent. */
  | { found: 'row'; row: CommandRow; rest: readonly Token[]; ask?: true }
  /** `first` and `second` in lower case; `rest` is what would be the arguments. */
  | { found: 'none'; first: string; second: string; rest: readonly Token[] }
  | { found: 'nothing' };

const LONGEST_WORD = 40;

/** A command word as typed: without a slash before it or punctuation after it. */
export function wordOf(token: Token | undefined): string {
  if (token?.kind !== 'bare' || token.text.length > LONGEST_WORD) return '';
  return token.text.toLowerCase().replace(/[:,.!?]+$/, '');
}

/** Mentions of the bot before the command, as tags or as text, and a slash alone. */
export function withoutAddress(all: readonly Token[]): readonly Token[] {
  let first = 0;
  while (first < all.length) {
    const token = all[first];
    const address =
      token?.kind === 'mention' || (token?.kind === 'bare' && /^(?:@.*|\/|[,:])$/s.test(token.text.slice(0, 200)));
    if (!address) break;
    first++;
  }
  return all.slice(first);
}

type At = Pick<ParseContext, 'casePrefix' | 'threadCase' | 'vendors'>;

export function headOf(all: readonly Token[], ctx: At): Head {
  const prefix = ctx.casePrefix;
  const line = withoutAddress(all);
  const [start] = line;
  if (start === undefined) return { found: 'nothing' };
  const first = wordOf(start).replace(/^\//, '');
  // A case's number alone asks to see it.
  if (start.kind === 'bare' && readCase(start.text, prefix) !== null && line.length === 1)
    return lone('case show', line);
  // So does a ticket's.
  if (start.kind === 'bare' && readTicket(start.text) !== null && line.length === 1) return lone('ticket show', line);
  const group = verbs.get(first);
  if (!group)
    return {
      found: 'none',
      first: first || start.text.slice(0, LONGEST_WORD),
      second: wordOf(line[1]),
      rest: line.slice(1),
    };
  const row = rowOf(first);
  if (row) return { found: 'row', row, rest: line.slice(1) };
  return inGroup(first, group, line.slice(1), ctx);
}

/** `INC-1 step 3 done`, `T1 heard "…"`: a number first, then what would be a command without it. Null: it is none. */
export function numberFirst(all: readonly Token[], ctx: At): { caseNumber?: Token; found: Head } | null {
  const [number, ...rest] = withoutAddress(all);
  const group = verbs.get('ticket');
  if (number?.kind !== 'bare' || rest.length === 0 || group === undefined) return null;
  if (readTicket(number.text) !== null) return { found: inGroup('ticket', group, [number, ...rest], ctx) };
  if (readCase(number.text, ctx.casePrefix) === null) return null;
  const ticket = rest[0]?.kind === 'bare' && readTicket(rest[0].text) !== null && rest.length > 1;
  return { caseNumber: number, found: ticket ? inGroup('ticket', group, rest, ctx) : headOf(rest, ctx) };
}

function lone(path: string, rest: readonly Token[]): Head {
  const row = rowOf(path);
  return row ? { found: 'row', row, rest } : { found: 'nothing' };
}

/** `step 2 done`, `ticket T1 heard`, `case INC-7 close`: numbers may stand before the verb. */
function inGroup(first: string, group: ReadonlyMap<string, CommandRow>, rest: readonly Token[], ctx: At): Head {
  let place = 0;
  while (place < 3 && isInside(first, rest[place], ctx.casePrefix)) place++;
  const verb = rest[place];
  const second = wordOf(verb);
  const row = group.get(second);
  const inside = rest.slice(0, place);
  if (row) return { found: 'row', row, rest: [...inside, ...rest.slice(place + 1)] };
  // `step 2 due:40m` has its verb in the key.
  const keyed = verb?.key === null || verb === undefined ? undefined : group.get(verb.key);
  if (keyed && Object.hasOwn(keyed.args, verb?.key ?? '')) return { found: 'row', row: keyed, rest };
  if (first === 'step' && inside.some((token) => isBareNumber(token)) && verb?.kind !== 'bare')
    return { found: 'row', row: alone(first, inside, ctx), rest, ask: true };
  if (verb === undefined) return { found: 'row', row: alone(first, inside, ctx), rest };
  // `vendor microsoft` asks to see it.
  if (first === 'vendor' && readNamed(verb.text, ctx.vendors) !== null) return lone('vendor show', rest);
  return { found: 'none', first, second, rest: [...inside, ...rest.slice(place + 1)] };
}

const isBareNumber = (token: Token) => readNumber(token.text) !== null;

function isInside(first: string, token: Token | undefined, prefix: string): boolean {
  if (token?.kind !== 'bare') return false;
  if (readCase(token.text, prefix) !== null) return true;
  if (first === 'pack' && readTicket(token.text) !== null) return true;
  if (first === 'step' || first === 'case' || first === 'pack') return readNumber(token.text) !== null;
  return first === 'ticket' && readTicket(token.text) !== null;
}

/** What a group's word means without a verb: look at it. A numbered step is most often done. */
function alone(first: string, inside: readonly Token[], { casePrefix, threadCase }: At): CommandRow {
  const numbered = inside.some((token) => readCase(token.text, casePrefix) === null);
  const paths: Readonly<Record<string, string>> = {
    case: inside.length > 0 || threadCase !== null ? 'case show' : 'case list',
    step: numbered ? 'step done' : 'step list',
    ticket: numbered ? 'ticket show' : 'ticket list',
    vendor: 'vendor list',
    pack: 'pack show',
    notice: 'notice list',
    retro: 'retro done',
  };
  const row = rowOf(paths[first] ?? '');
  if (row === undefined) throw new Error(`no command stands for ${first} alone`);
  return row;
}
