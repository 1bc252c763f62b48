/** From arguments as text to an intent, a query or a form. Typing and clicking meet here, so they cannot mean different things. */
import type { CaseId } from '../domain/commands.ts';
import type { Instant } from '../domain/time.ts';
import { fitting } from './fitting.ts';
import { isNothing, isPlaceholder } from './placeholder.ts';
import { withoutTags } from './tokens.ts';
import type { Arg, CommandRow, Filled, Look, ParseContext, Parsed, Problem } from './types.ts';

/** The look for a command of a case: the caller's view counts only when it is that case's. */
export function lookFor(row: CommandRow, caseId: CaseId | null, ctx: ParseContext): Look {
  const state = ctx.caseView !== undefined && ctx.caseView.id === caseId ? ctx.caseView : undefined;
  return { ctx, state, command: row.path, known: {} };
}

interface Values {
  known: Record<string, unknown>;
  filled: Record<string, string>;
  problems: Problem[];
  echo: Instant[];
}

/**
 * `texts`: arguments by name; what is not the row's is not looked at. `clicked`: a click that lost its inputs takes what
 * the form had offered.
 */
export function assemble(
  row: CommandRow,
  texts: Filled,
  caseId: CaseId | null,
  ctx: ParseContext,
  more: { problems?: readonly Problem[]; clicked?: boolean } = {},
): Parsed {
  const look = lookFor(row, caseId, ctx);
  const { known, filled, problems, echo } = valuesOf(row, texts, look, more.clicked ?? false);
  problems.unshift(...(more.problems ?? []));
  if (row.needsCase && caseId === null) problems.unshift({ problem: 'no-case' });
  const of = row.needsCase ? caseId : null;
  const form = (all: Problem[]): Parsed => {
    const fit = fitting(row, filled);
    return { kind: 'form', command: row.path, caseId: of, filled: fit.filled, problems: [...all, ...fit.problems] };
  };
  if (problems.length > 0) return form(problems);
  const built = row.build(known, { ...look, known });
  if ('problems' in built) return form(built.problems);
  if ('query' in built) return { kind: 'query', caseId: of, query: built.query };
  return { kind: 'intent', caseId: of, intent: built.intent, ...(echo.length > 0 && { echo }) };
}

/** What would go into the form of a command that was only nearly named. */
export function filledOf(row: CommandRow, texts: Filled, caseId: CaseId | null, ctx: ParseContext): Filled {
  return fitting(row, valuesOf(row, texts, lookFor(row, caseId, ctx), false).filled).filled;
}

/** Reads the row's arguments in their order; each sees those before it. */
function valuesOf(row: CommandRow, texts: Filled, look: Look, clicked: boolean): Values {
  const got: Values = { known: {}, filled: {}, problems: [], echo: [] };
  for (const [name, arg] of Object.entries(row.args)) {
    const seen: Look = { ...look, known: got.known };
    const said = Object.hasOwn(texts, name) ? (texts[name] ?? '').trim() : '';
    const given = isNothing(said) ? arg.infer?.(seen) : said;
    const offered = given ?? arg.suggest?.(seen);
    const text = given ?? (clicked ? offered : undefined);
    if (text === undefined) {
      if (offered !== undefined) got.filled[name] = offered;
      if (arg.required) got.problems.push(missing(name, arg, seen));
      continue;
    }
    readInto(got, name, arg, text, seen);
  }
  return got;
}

function missing(name: string, arg: Arg<unknown>, look: Look): Problem {
  return arg.missing?.(look) ?? { problem: 'missing', command: look.command, arg: name };
}

function readInto(got: Values, name: string, arg: Arg<unknown>, text: string, look: Look): void {
  if (isPlaceholder(arg, text)) {
    got.problems.push({ problem: 'placeholder', command: look.command, arg: name, heard: text });
    return;
  }
  const read = arg.read(text, name, look);
  if ('problem' in read) {
    got.problems.push(read.problem);
    got.filled[name] = withoutTags(text);
    return;
  }
  got.known[name] = read.value;
  got.filled[name] = read.text ?? text;
  if (arg.kind === 'time') got.echo.push(read.value as Instant);
}
