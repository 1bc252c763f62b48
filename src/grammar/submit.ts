/** Reads what a button or a form sends. It may come from an old card, or be forged: nothing of it is believed before it is read. */
import type { CaseId } from '../domain/commands.ts';
import { endedSince } from '../domain/firstMover.ts';
import { assemble, filledOf } from './assemble.ts';
import { isKeys } from './caseArgs.ts';
import { plainHyphens } from './characters.ts';
import { noneOfThese } from './codeArg.ts';
import { endingOfKey } from './ending.ts';
import { head } from './fitting.ts';
import { readCase } from './names.ts';
import { rowOf } from './table.ts';
import type { CommandRow, Filled, ParseContext, Parsed, Problem } from './types.ts';

/** A button's data, as far as it is one of ours. */
export interface Click {
  readonly verb: string;
  /** As it was sent: `INC-7`, or what somebody wrote into a form. */
  readonly case: string | null;
  /** The case's version on which the card was drawn. */
  readonly rev?: number;
  readonly card: string;
  /** The ping that this form was asked from: its message, and everything that it listed. */
  readonly from?: { readonly message: string; readonly keys: string };
  /** The form's own mark: what is done with it is done once. */
  readonly once?: string;
  /** An argument's text; what a person put in goes before what the button carried. */
  text(name: string): string | undefined;
}

const LONGEST_VERB = 40;

type Loose = Readonly<Record<string, unknown>>;

function isLoose(of: unknown): of is Loose {
  return typeof of === 'object' && of !== null && !Array.isArray(of);
}

/** Only what the object itself has, and only text and numbers. */
function own(of: Loose, name: string): string | undefined {
  if (!Object.hasOwn(of, name)) return undefined;
  const value = of[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

const LONGEST_ID = 200;

function fromOf(data: Loose): Pick<Click, 'from'> {
  const [message, keys] = [own(data, 'from'), own(data, 'all')];
  if (message === undefined || keys === undefined || message.length > LONGEST_ID || !isKeys(keys)) return {};
  return { from: { message, keys } };
}

/** Anybody can send any mark: it opens nothing and only takes away, and nobody can guess the one of a form that they have not seen. */
function onceOf(data: Loose): Pick<Click, 'once'> {
  const once = own(data, 'once');
  return once !== undefined && /^[\w-]{8,40}$/.test(once) ? { once } : {};
}

/** Null: not data of ours. */
export function readClick(data: unknown): Click | null {
  if (!isLoose(data) || !Object.hasOwn(data, 'baton') || data['baton'] !== 1) return null;
  const verb = own(data, 'verb');
  if (verb === undefined) return null;
  const args = Object.hasOwn(data, 'args') && isLoose(data['args']) ? data['args'] : {};
  const rev = Object.hasOwn(data, 'rev') ? data['rev'] : undefined;
  return {
    verb: head(verb, LONGEST_VERB),
    case: own(data, 'case') ?? null,
    card: head(own(data, 'card') ?? '', LONGEST_VERB),
    ...fromOf(data),
    ...onceOf(data),
    ...(typeof rev === 'number' && Number.isSafeInteger(rev) && rev >= 0 && { rev }),
    text: (name) => own(data, name) ?? own(args, name),
  };
}

/** What a click says. Data that is none of ours is unknown, like a line that nobody understands. */
export function readSubmit(data: unknown, ctx: ParseContext): Parsed {
  const click = readClick(data);
  if (click === null) return nobodys('', ctx);
  const caseId = caseOf(click, ctx);
  if (click.verb === 'form') return askedForm(click, caseId, ctx);
  if (click.verb === 'ping done') return pingDone(click, caseId, ctx);
  const row = rowOf(click.verb);
  if (!row) return nobodys(click.verb, ctx);
  const parsed = command(row, click, textsOf(row, click), caseId, ctx);
  return click.card === 'step-form' ? asForm(parsed, ['missing']) : parsed;
}

/** A button of a card that did not ask for all that its command needs leads to the form: nobody has forgotten anything yet. */
function asForm(parsed: Parsed, unasked: readonly Problem['problem'][]): Parsed {
  if (parsed.kind !== 'form') return parsed;
  return { ...parsed, problems: parsed.problems.filter(({ problem }) => !unasked.includes(problem)) };
}

function nobodys(heard: string, ctx: ParseContext): Parsed {
  return { kind: 'unknown', heard, nearest: null, caseId: ctx.threadCase, filled: {} };
}

/** A button names its case; a form may ask for it. Where nothing is said the thread counts. */
function caseOf(click: Click, ctx: ParseContext): CaseId | null {
  const said = click.case?.trim() ?? '';
  return said === '' ? ctx.threadCase : readCase(plainHyphens(said.slice(0, 40)), ctx.casePrefix, true);
}

/** Names that data must not choose are never looked up: only the row's own. */
export function textsOf(row: CommandRow, click: Click): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, arg] of Object.entries(row.args)) {
    // An argument's other name counts only where no argument is called so.
    const others = arg.aliases.filter((alias) => !Object.hasOwn(row.args, alias));
    const text = click.text(name) ?? others.map((alias) => click.text(alias)).find((found) => found !== undefined);
    if (text !== undefined && !(arg.kind === 'code' && text === noneOfThese)) texts[name] = text;
  }
  return texts;
}

function command(row: CommandRow, click: Click, texts: Filled, caseId: CaseId | null, ctx: ParseContext): Parsed {
  const said = click.case?.trim() ?? '';
  const wrong = row.needsCase && caseId === null && said !== '';
  const parsed = assemble(row, texts, caseId, ctx, { clicked: true });
  if (!wrong || parsed.kind !== 'form') return parsed;
  const problems = parsed.problems.filter((one) => one.problem !== 'no-case');
  return {
    ...parsed,
    problems: [{ problem: 'bad-case', heard: head(said, 60), prefix: ctx.casePrefix }, ...problems],
  };
}

/** `form`: the form of a command, filled with what the card knew; nothing is wrong yet. */
function askedForm(click: Click, caseId: CaseId | null, ctx: ParseContext): Parsed {
  const name = head(click.text('command') ?? '', LONGEST_VERB);
  const row = rowOf(name);
  if (row === undefined) return nobodys(name, ctx);
  return {
    kind: 'form',
    command: row.path,
    caseId: row.needsCase ? caseId : null,
    filled: filledOf(row, textsOf(row, click), caseId, ctx),
    problems: [],
  };
}

/** `Done` on a ping: what ends its one item; with several it asks which. */
function pingDone(click: Click, caseId: CaseId | null, ctx: ParseContext): Parsed {
  const sent = click.text('keys') ?? '';
  const all = isKeys(sent) ? sent.split(',') : [];
  const state = ctx.caseView?.id === caseId ? ctx.caseView : undefined;
  // What somebody has ended since the card was drawn is nothing to choose any more.
  const waiting = all.filter((key) => !state || endedSince(state, key, click.rev ?? state.version) === null);
  const keys = waiting.length > 0 ? waiting : all;
  const [only] = keys;
  if (only === undefined) return nobodys(click.verb, ctx);
  if (keys.length > 1)
    return {
      kind: 'form',
      command: 'ping done',
      caseId,
      filled: { keys: keys.join(',') },
      problems: [{ problem: 'which-item', keys }],
    };
  const ending = endingOfKey(only, state, ctx.now);
  const row = ending && rowOf(ending.command);
  if (!ending || !row) return nobodys(click.verb, ctx);
  // A ping's inputs are about holding it; of the ending's arguments only words can have been given.
  const words = click.text('words');
  const texts = { ...(words !== undefined && { words }), ...ending.args };
  return asForm(command(row, click, texts, caseId, ctx), ['missing', 'proof-needed']);
}
