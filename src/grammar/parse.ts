/** Reads a line: which command, which case, which arguments. Linear in the line's length, and it never throws. */
import { distance } from '../organisation/nearest.ts';
import { greetings, polite } from '../words/en/courtesy.ts';
import { assemble, filledOf, lookFor } from './assemble.ts';
import { head } from './fitting.ts';
import { withoutForeign } from './foreign.ts';
import { gather } from './gather.ts';
import { type Head, headOf, numberFirst, withoutAddress } from './head.ts';
import { saidDown } from './isDown.ts';
import { readCase } from './names.ts';
import { nearestCommand } from './nearest.ts';
import { pathOf, rowOf, verbs } from './table.ts';
import { titled } from './titled.ts';
import { Tape, type Token, tokens } from './tokens.ts';
import type { CommandRow, ParseContext, Parsed } from './types.ts';
import { usageOf } from './usage.ts';

/** A command's words stand at the beginning. */
const LONGEST_HEAD = 200;
/** How much of an unknown line is said back. */
const LONGEST_HEARD = 60;

/** What a line says. `line` is the message's text, with `<at>…</at>` where people are mentioned. */
export function parse(line: string, ctx: ParseContext): Parsed {
  return parseTape(new Tape(line), ctx);
}

/** The same over a tape that counts how often a character was looked at. */
export function parseTape(tape: Tape, ctx: ParseContext): Parsed {
  const read = tokens(tape);
  const all = read.filter(({ text }) => text !== `${ctx.casePrefix}-…`);
  // Where a number had to stand, the case of the thread is not meant.
  return all.length === read.length
    ? parseTokens(all, tape, ctx)
    : parseTokens(all, tape, { ...ctx, threadCase: null });
}

function parseTokens(all: readonly Token[], tape: Tape, ctx: ParseContext): Parsed {
  const found = headOf(all, ctx);
  switch (found.found) {
    case 'nothing':
      return { kind: 'empty' };
    case 'row':
      return found.ask ? asked(found.row, found.rest, tape, ctx) : said(found.row, found.rest, tape, ctx);
    case 'none':
      return (
        byTitle(all, tape, ctx) ?? isDown(all, tape, ctx) ?? otherOrder(all, tape, ctx) ?? unknown(found, tape, ctx)
      );
  }
}

function said(row: CommandRow, rest: readonly Token[], tape: Tape, ctx: ParseContext): Parsed {
  const early = lookFor(row, ctx.threadCase, ctx);
  if (row.asks !== 'query') {
    const { own, problems: foreign } = withoutForeign(row, rest, tape, early);
    const { texts, caseId, problems } = gather(row, own, tape, early);
    return assemble(row, texts, caseId ?? ctx.threadCase, ctx, { problems: [...foreign, ...problems] });
  }
  const { texts, caseId, problems } = gather(row, rest, tape, early);
  // Somebody who only wants to look is shown it, whatever else the line says, and told what was not understood.
  const over = problems.find((one) => one.problem === 'left-over' && !polite.has(plainWord(one.heard)));
  const serious = problems.filter((one) => one.problem !== 'left-over');
  const shown = assemble(row, texts, caseId ?? ctx.threadCase, ctx, { problems: serious });
  return shown.kind === 'query' && over?.problem === 'left-over'
    ? { ...shown, ignored: { heard: over.heard, usage: usageOf(row) } }
    : shown;
}

const plainWord = (heard: string) => heard.toLowerCase().replace(/[.!?]+$/, '');

/** `step 2`: nobody said what became of it. */
function asked(row: CommandRow, rest: readonly Token[], tape: Tape, ctx: ParseContext): Parsed {
  const { texts, caseId } = gather(row, rest, tape, lookFor(row, ctx.threadCase, ctx));
  const meant = caseId ?? ctx.threadCase;
  const filled = filledOf(row, texts, meant, ctx);
  return {
    kind: 'form',
    command: row.path,
    caseId: meant,
    filled,
    problems: meant === null ? [{ problem: 'no-case' }] : [],
  };
}

/** A greeting, a word of thanks, or signs without a letter or a digit: nobody wants a command. */
function isHello({ first, rest }: Extract<Head, { found: 'none' }>): boolean {
  if (greetings.has(first) || (polite.has(first) && rest.length === 0)) return true;
  return [first, ...rest.map(({ text }) => text)].every((word) => !/[\p{L}\p{N}]/u.test(word));
}

/** A service of ours that is said to be down, which is recorded by a command. */
function isDown(all: readonly Token[], tape: Tape, ctx: ParseContext): Parsed | null {
  const down = saidDown(withoutAddress(all), tape.text, ctx);
  const row = down === null ? undefined : rowOf(down.nearest);
  if (down === null || row === undefined) return null;
  const caseId = row.needsCase ? ctx.threadCase : null;
  const filled = filledOf(row, down.filled, caseId, ctx);
  return { kind: 'unknown', heard: head(tape.text.trim(), LONGEST_HEARD), nearest: down.nearest, caseId, filled };
}

/** The title of a button: the command that it stands for, with what the button says. */
function byTitle(all: readonly Token[], tape: Tape, ctx: ParseContext): Parsed | null {
  const meant = titled(withoutAddress(all));
  const row = meant === null ? undefined : rowOf(meant.command);
  if (meant === null || row === undefined) return null;
  const { texts, caseId } = gather(row, meant.rest, tape, lookFor(row, ctx.threadCase, ctx));
  const of = row.needsCase ? (caseId ?? ctx.threadCase) : null;
  const filled = filledOf(row, { ...texts, ...meant.filled }, of, ctx);
  return { kind: 'unknown', heard: head(meant.heard, LONGEST_HEARD), nearest: meant.command, caseId: of, filled };
}

/** A number before the command: the words are those of a command, in another order. */
function otherOrder(all: readonly Token[], tape: Tape, ctx: ParseContext): Parsed | null {
  const first = numberFirst(all, ctx);
  if (first === null || first.found.found === 'nothing') return null;
  const { found, caseNumber } = first;
  const named = caseNumber === undefined ? null : readCase(caseNumber.text, ctx.casePrefix);
  const here = named === null ? ctx : { ...ctx, threadCase: named };
  if (found.found === 'none') return unknown(found, tape, here);
  const { row, rest } = found;
  const { texts, caseId } = gather(row, rest, tape, lookFor(row, here.threadCase, here));
  const meant = row.needsCase ? (caseId ?? here.threadCase) : null;
  const heard = head(tape.text.trim(), LONGEST_HEARD);
  return { kind: 'unknown', heard, nearest: pathOf(row), caseId: meant, filled: filledOf(row, texts, meant, here) };
}

function unknown(found: Extract<Head, { found: 'none' }>, tape: Tape, ctx: ParseContext): Parsed {
  const { first, second, rest } = found;
  if (isHello(found)) return { kind: 'empty' };
  const heard = head(verbs.has(first) ? `${first} ${second}`.trim() : first, LONGEST_HEARD);
  const nearest = nearestCommand(first, second);
  const row = nearest === null ? undefined : rowOf(nearest);
  if (nearest === null || row === undefined)
    return { kind: 'unknown', heard, nearest, caseId: ctx.threadCase, filled: {} };
  // `tiket herd T1 "…"`: a verb that was nearly said is no argument.
  const verb = nearest.split(' ')[1];
  const nearly = !verbs.has(first) && verb !== undefined && distance(second, verb) <= 2;
  const { texts, caseId } = gather(row, nearly ? rest.slice(1) : rest, tape, lookFor(row, ctx.threadCase, ctx));
  const meant = caseId ?? ctx.threadCase;
  return { kind: 'unknown', heard, nearest, caseId: meant, filled: filledOf(row, texts, meant, ctx) };
}

/** A case's number whatever cases are called here, a step's or a ticket's. */
const NUMBER = /^(?:#|[a-z]{1,10}-?)?\d{1,9}$/i;

/** Whether a message that does not mention the bot is for it: a slash, then a command. Everything else is left alone. */
export function looksLikeCommand(line: string): boolean {
  const [first, second] = withoutAddress(tokens(new Tape(head(line, LONGEST_HEAD))));
  if (first?.kind !== 'bare' || !first.text.startsWith('/')) return false;
  const group = verbs.get(first.text.slice(1).toLowerCase());
  if (group === undefined) return false;
  if (group.size === 0 || second === undefined) return true;
  return group.has(second.text.toLowerCase()) || NUMBER.test(second.text.slice(0, 20));
}
