/** Arguments that belong to another command: `aware:09:10` in `case new` is no part of the title, and neither is `owner:@x`. */
import { valueAt } from './keyed.ts';
import { readCase } from './names.ts';
import { isText, Slots } from './slots.ts';
import { commands, verbs } from './table.ts';
import type { Tape, Token } from './tokens.ts';
import type { Arg, CommandRow, Look, Problem } from './types.ts';

/** So many are named; the rest is taken out all the same. */
const MOST_NAMED = 3;
/** After so many nobody is typing arguments any more. */
const MOST_FOUND = 12;
/** And so many words with a colon are looked at: each is read in the way of every command that knows it. */
const MOST_READ = 100;

interface Found {
  /** Where it stands, and how many tokens it has. */
  readonly at: number;
  readonly count: number;
  readonly problem: Problem;
}

/** Takes them out of the line, each with a problem that says whose it is. Among words without quotation marks only before and after them. */
export function withoutForeign(
  row: CommandRow,
  line: readonly Token[],
  tape: Tape,
  look: Look,
): { own: readonly Token[]; problems: Problem[] } {
  const slots = new Slots(row, tape, look);
  const found = foundIn(slots, line);
  if (found.length === 0) return { own: line, problems: [] };
  const free = slots.wordy === undefined || line.some(({ kind }) => kind === 'quoted');
  const taken = free ? found : atTheEdges(slots, line, found);
  const gone = new Set(taken.flatMap(({ at, count }) => Array.from({ length: count }, (_, i) => at + i)));
  return {
    own: line.filter((_, i) => !gone.has(i)),
    problems: taken.slice(0, MOST_NAMED).map(({ problem }) => problem),
  };
}

function foundIn(slots: Slots, line: readonly Token[]): Found[] {
  const [family = ''] = slots.row.path.split(' ');
  const siblings = [...(verbs.get(family)?.values() ?? [])].filter((one) => one !== slots.row);
  // A title is no sentence: whatever any command knows is not meant as part of it.
  const others = slots.wordy !== undefined && slots.arg(slots.wordy).kind === 'title' ? commands : [];
  const all = [...siblings, ...others.filter((one) => one !== slots.row && !siblings.includes(one))];
  const found: Found[] = [];
  // Each is made once: it looks for mentions in the whole line.
  const slotsOf = new Map<CommandRow, Slots>();
  let read = 0;
  for (let at = 0; at < line.length && found.length < MOST_FOUND && read < MOST_READ; at++) {
    const token = line[at] as Token;
    const { key } = token;
    if (token.kind !== 'bare' || key === null || slots.keyOf(token) !== undefined) continue;
    read += 1;
    const owners = all.filter((one) => {
      const arg = Object.hasOwn(one.args, key) ? one.args[key] : undefined;
      return arg !== undefined && !arg.hidden && (siblings.includes(one) || !isText(arg));
    });
    const values = owners.flatMap((owner) => {
      const theirs = slotsOf.get(owner) ?? new Slots(owner, slots.tape, { ...slots.look, command: owner.path });
      slotsOf.set(owner, theirs);
      const value = valueAt(theirs, line, at, key);
      if (value === null || value.text === '') return [];
      const fits = theirs.reads(key, value.text) || (!siblings.includes(owner) && isNamed(theirs.arg(key), token));
      return fits ? [{ owner, value }] : [];
    });
    const [first] = values;
    if (first === undefined) continue;
    const heard = `${key}:${first.value.text}`;
    const near = values.filter(({ owner }) => siblings.includes(owner));
    const paths = (near.length > 0 ? near : values).map(({ owner }) => owner.path);
    found.push({
      at,
      count: first.value.count,
      problem: { problem: 'of-another', command: slots.row.path, heard, commands: paths },
    });
    at += first.value.count - 1;
  }
  return found;
}

/** Who or which way it is can be known to nobody yet: the key and something right behind it are enough. */
function isNamed({ kind }: Arg<unknown>, { value, valueKind }: Token): boolean {
  return (kind === 'person' || kind === 'route') && (value !== '' || valueKind !== 'bare');
}

/** Before and after the words: in the middle of a sentence it may be part of it. */
function atTheEdges(slots: Slots, line: readonly Token[], found: readonly Found[]): Found[] {
  const spans = new Set(found.flatMap(({ at, count }) => Array.from({ length: count }, (_, i) => at + i)));
  let begin = 0;
  while (begin < line.length && (spans.has(begin) || isPlaced(slots, line[begin] as Token))) begin++;
  let end = line.length;
  while (end > begin && (spans.has(end - 1) || isPlaced(slots, line[end - 1] as Token))) end--;
  return found.filter(({ at }) => at < begin || at >= end);
}

/** A case's number, an argument of its own, or what is known by its looks. */
function isPlaced(slots: Slots, token: Token): boolean {
  if (slots.keyOf(token) !== undefined || readCase(token.text, slots.look.ctx.casePrefix) !== null) return true;
  return Object.entries(slots.row.args).some(
    ([name, arg]) => !isText(arg) && arg.place !== 'keyed' && slots.reads(name, slots.textOf(token)),
  );
}
