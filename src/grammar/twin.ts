/** The line to type instead of a form. It works as it stands, but for `…` and `ok|fail`: words and decisions are a person's. */
import type { CaseId } from '../domain/commands.ts';
import { type Instant, msBetween } from '../domain/time.ts';
import { nearest } from '../organisation/nearest.ts';
import { commandHelp } from '../words/en/help.ts';
import { lookFor } from './assemble.ts';
import { choicesFor } from './choices.ts';
import { parse } from './parse.ts';
import { choicesOf, isChoices, isDecision } from './placeholder.ts';
import { durationText, lengthUntil, parseDuration, parseTime, roundedTime, timeText } from './times.ts';
import { typedLine } from './typed.ts';
import type { Arg, CommandPath, CommandRow, Filled, Look, ParseContext } from './types.ts';
import { listed } from './usage.ts';

/** Longer words are not worth typing again. */
const LONGEST_WORDS = 60;
const FILL_IN = '…';
const FIVE_MINUTES = 300_000;

/** What is filled in and right stays; what is missing or wrong becomes something that would be right. */
export function twinOf(row: CommandRow, filled: Filled, caseId: CaseId | null, ctx: ParseContext): string {
  const texts: Record<string, string> = {};
  const look: Look = lookFor(row, caseId, ctx);
  const known: Record<string, unknown> = {};
  for (const [name, arg] of listed(row)) {
    const seen = { ...look, known };
    const wanted = arg.required || isSaid(filled, name) || (arg.sample !== undefined && !saysMore(row, filled));
    const right = kept(name, arg, filled[name], seen) ?? meant(name, arg, filled[name], seen);
    const text = right ?? (wanted ? sample(name, arg, seen) : undefined);
    if (text === undefined) continue;
    texts[name] = text;
    const read = arg.read(text, name, seen);
    if ('value' in read) known[name] = read.value;
  }
  const named = caseToName(row, caseId, ctx);
  const line = typedLine(row, texts, named);
  if (works(line, ctx) || !Object.hasOwn(commandHelp, row.path)) return line;
  // Some steps want words, and nobody knows that before it is known which; and words that were not right are to be said anew.
  for (const all of [
    { ...wordsToFill(row), ...texts },
    { ...texts, ...wordsToFill(row) },
  ]) {
    const withWords = typedLine(row, all, named);
    if (works(withWords, ctx)) return withWords;
  }
  const [example] = commandHelp[row.path as CommandPath].examples;
  return named === undefined ? example : `${example} ${named}`;
}

function wordsToFill(row: CommandRow): Record<string, string> {
  return Object.fromEntries(listed(row).flatMap(([name, { kind }]) => (kind === 'words' ? [[name, FILL_IN]] : [])));
}

function isSaid(filled: Filled, name: string): boolean {
  return (filled[name] ?? '').trim() !== '';
}

/** Whether anything is said that may be left out. */
function saysMore({ args }: CommandRow, filled: Filled): boolean {
  return Object.entries(args).some(([name, { required }]) => !required && isSaid(filled, name));
}

/** The number that has to be said here: nobody would know which case is meant without it. */
function caseToName(row: CommandRow, caseId: CaseId | null, ctx: ParseContext): CaseId | undefined {
  if (!row.needsCase) return undefined;
  const meant = ctx.impliedCase === undefined ? ctx.threadCase : ctx.impliedCase;
  // Which of several nobody can guess: an offered line that is ready would do it in the wrong one.
  const several = row.asks === 'intent' && (ctx.openCases ?? []).length > 1;
  const guess = several ? `${ctx.casePrefix}-${FILL_IN}` : (ctx.openCases?.[0]?.id ?? `${ctx.casePrefix}-1`);
  const named = caseId ?? guess;
  return named === meant ? undefined : named;
}

/** Whether typing it does something, or asks for no more than what `…` or `ok|fail` stands for. */
function works(line: string, ctx: ParseContext): boolean {
  const here = ctx.impliedCase === undefined ? ctx : { ...ctx, threadCase: ctx.impliedCase };
  // Any case will do to see whether the rest is right.
  const said = line.replace(`${ctx.casePrefix}-${FILL_IN}`, `${ctx.casePrefix}-1`);
  const parsed = parse(said, here);
  if (parsed.kind === 'intent' || parsed.kind === 'query') return true;
  if (parsed.kind !== 'form') return false;
  const toFill = said.includes(FILL_IN);
  return parsed.problems.every((one) =>
    one.problem === 'placeholder' ? isChoices(one.heard) : toFill && isOpen(one.problem),
  );
}

const isOpen = (problem: string) => problem === 'missing' || problem === 'proof-needed';

/** Undefined: nothing was filled in, or nothing that is right. */
function kept(name: string, arg: Arg<unknown>, given: string | undefined, look: Look): string | undefined {
  const text = given?.trim() ?? '';
  if (text === '') return undefined;
  if (arg.kind === 'services') {
    const right = text.split(',').filter((part) => 'value' in arg.read(part, name, look));
    return right.length === 0 ? undefined : right.map((part) => part.trim()).join(',');
  }
  if (!('value' in arg.read(text, name, look))) return undefined;
  if (arg.kind === 'time') return typedTime(text, look.ctx);
  return arg.kind === 'words' && text.length > LONGEST_WORDS ? FILL_IN : text;
}

/** What was most likely meant by what is not right; undefined: nothing is near. */
function meant(name: string, arg: Arg<unknown>, given: string | undefined, look: Look): string | undefined {
  const known = (choicesFor(name, arg, look) ?? []).map(({ value }) => value);
  const parts = (given ?? '').split(',').flatMap((part) => {
    const [, sign = '', word = ''] = /^([+-]?)(.*)$/su.exec(part.trim()) ?? [];
    const near = nearest(word, known);
    return near === undefined ? [] : [`${sign}${near}`];
  });
  const text = parts.join(',');
  return text !== '' && 'value' in arg.read(text, name, look) ? text : undefined;
}

/** A time as people would write it: nobody types milliseconds. Not sooner than it was meant, nor in the future if it was past. */
export function shownTime(text: string, { now, zone }: Pick<ParseContext, 'now' | 'zone'>): string {
  const at = parseTime(text, now, zone);
  if (at === null) return text;
  const coarse: Instant = roundedTime(
    at,
    Math.abs(msBetween(now, at)) < FIVE_MINUTES ? 1_000 : 60_000,
    at > now ? 'up' : 'down',
  );
  return timeText(coarse, zone);
}

/** So near that the clock would need seconds, and be past before it is typed: a length. Else the time of day. */
function typedTime(text: string, ctx: ParseContext): string {
  const at = parseTime(text, ctx.now, ctx.zone);
  const ahead = at === null ? 0 : msBetween(ctx.now, at);
  const length = at !== null && ahead > 0 && ahead < FIVE_MINUTES ? lengthUntil(ctx.now, at) : null;
  return length === null ? clockTime(shownTime(text, ctx), ctx) : durationText(length);
}

/** Without its date where it is the next time that the clock says so. */
function clockTime(shown: string, { now, zone }: ParseContext): string {
  const clock = shown.split(' ')[1] ?? shown;
  return parseTime(clock, now, zone) === parseTime(shown, now, zone) ? clock : shown;
}

/** Something that would be right in its place; undefined: nobody knows without the case. */
function sample(name: string, arg: Arg<unknown>, look: Look): string | undefined {
  const own = arg.sample?.(look);
  if (own !== undefined) return own;
  if (isDecision(arg)) return choicesOf(arg);
  const usual = arg.suggest?.(look) ?? usageValue(arg);
  switch (arg.kind) {
    case 'words':
    case 'title':
      return FILL_IN;
    case 'text':
      // Some are names after all.
      return 'value' in arg.read('x', name, look) ? FILL_IN : undefined;
    case 'time':
    case 'duration':
      return arg.kind === 'time' && parseDuration(usual) === null ? typedTime(usual, look.ctx) : usual;
    default:
      break;
  }
  const choices = (choicesFor(name, arg, look) ?? []).map(({ value }) => value);
  // The best way that works; where none works that is left open.
  if (arg.kind === 'route') return choices[0] ?? FILL_IN;
  if (arg.kind === 'person') return choices.find((id) => id !== look.ctx.sender) ?? choices[0] ?? 'me';
  if (choices.includes(usual)) return usual;
  return choices[0] ?? (/^[\w-]+$/.test(usual) ? usual : undefined);
}

/** `no-effect` of `result:no-effect`. */
function usageValue({ usage }: Arg<unknown>): string {
  return /^[a-z]+:(.*)$/.exec(usage)?.[1] ?? usage;
}
