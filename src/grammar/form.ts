/** A command's form: which fields, what stands in them, which buttons, and the line that says the same. */
import type { CaseId } from '../domain/commands.ts';
import { buttons, submitTitle } from '../words/en/buttons.ts';
import { argumentLabel, type FormChoice } from '../words/en/forms.ts';
import { formTitle } from '../words/en/help.ts';
import { lookFor } from './assemble.ts';
import { choicesFor, leftOut } from './choices.ts';
import { noneOfThese } from './codeArg.ts';
import { rowOf } from './table.ts';
import { parseTime } from './times.ts';
import { shownTime, twinOf } from './twin.ts';
import type { Arg, CommandRow, Filled, Look, ParseContext, Problem } from './types.ts';

export interface FormField {
  /** The argument's name; the id of the input. */
  readonly name: string;
  readonly label: string;
  /** `lines`: text of several lines; `choices`: several of the list, sent with commas. */
  readonly kind: 'line' | 'lines' | 'choice' | 'choices';
  readonly required: boolean;
  /** Something is missing or wrong here: it belongs into the band. */
  readonly asked: boolean;
  /** What that is. */
  readonly problems: readonly Problem[];
  readonly value?: string;
  readonly choices?: readonly FormChoice[];
  /** So many more there would be to choose from. */
  readonly leftOut?: number;
  /** UTF-16 units. */
  readonly longest?: number;
}

export interface FormSubmit {
  readonly title: string;
  /** Sent beside the form's own. */
  readonly args: Filled;
}

export interface FormSpec {
  /** The verb that the buttons send. */
  readonly command: string;
  readonly title: string;
  readonly caseId: CaseId | null;
  readonly fields: readonly FormField[];
  /** Known and not asked: sent with the buttons. */
  readonly args: Filled;
  readonly submits: readonly FormSubmit[];
  /** What to type instead; null for what only buttons can say. */
  readonly typed: string | null;
  readonly problems: readonly Problem[];
  /** Those that are about no field. */
  readonly general: readonly Problem[];
}

/** The form as a reading of the table. A command that does not exist has none. */
export function formOf(
  command: string,
  caseId: CaseId | null,
  given: Filled,
  ctx: ParseContext,
  problems: readonly Problem[] = [],
): FormSpec | null {
  if (command === 'ping done') return itemForm(caseId, given, problems);
  const row = rowOf(command);
  if (!row) return null;
  const look = withKnown(row, given, lookFor(row, caseId, ctx));
  const filled = withoutDeadRoutes(row, given, look);
  const asked = askedIn(row, problems);
  const none: readonly Problem[] = [];
  const shown = Object.entries(row.args).filter(([, arg]) => !arg.hidden);
  const fields = shown.flatMap(([name, arg]) => {
    const field = fieldOf(name, arg, filled, look, asked.get(name) ?? none);
    return field === null ? [] : [field];
  });
  const inFields = new Set(fields.map((field) => field.name));
  const args = Object.fromEntries(
    Object.entries(filled).filter(([name]) => !inFields.has(name) && Object.hasOwn(row.args, name) && name !== 'to'),
  );
  const needsNumber = row.needsCase && caseId === null;
  const all = needsNumber ? [caseField(problems, ctx), ...fields] : fields;
  return {
    command,
    title: formTitle(command),
    caseId,
    fields: all,
    args,
    submits: submitsOf(row),
    typed: command.startsWith('outsider') ? null : twinOf(row, withNearest(filled, fields), caseId, ctx),
    problems,
    general: problems.filter((one) => !all.some((field) => field.problems.includes(one))),
  };
}

/** Without ways that are down, whoever filled them in: only what the vendor itself wants may come by one. */
function withoutDeadRoutes(row: CommandRow, filled: Filled, look: Look): Filled {
  const dead = Object.entries(row.args).filter(([name, arg]) => {
    const read = arg.kind === 'route' && filled[name] ? arg.read(filled[name], name, look) : null;
    return read && 'value' in read && choicesFor(name, arg, look)?.some((one) => one.value === read.value) === false;
  });
  return Object.fromEntries(Object.entries(filled).filter(([name]) => !dead.some(([no]) => no === name)));
}

/** Instead of a code that was misheard the typed twin has the nearest. */
function withNearest(filled: Filled, fields: readonly FormField[]): Filled {
  const codes = fields.flatMap(({ name, choices }) => {
    const [first] = choices ?? [];
    return first?.is === 'code' ? [[name, first.value]] : [];
  });
  return { ...filled, ...Object.fromEntries(codes) };
}

function caseField(all: readonly Problem[], { openCases = [] }: ParseContext): FormField {
  const problems = all.filter(({ problem }) => problem === 'no-case' || problem === 'bad-case');
  const base = { name: 'case', label: argumentLabel('', 'case'), required: true, asked: true, problems };
  if (openCases.length === 0) return { ...base, kind: 'line', longest: 20 };
  const choices = openCases.map(({ id, title }): FormChoice => ({ value: id, is: 'name', name: `${id} ${title}` }));
  return { ...base, kind: 'choice', choices };
}

/** Reads what is filled in, so that lists can depend on it: the routes of the vendor chosen. */
function withKnown(row: CommandRow, filled: Filled, look: Look): Look {
  const known: Record<string, unknown> = {};
  for (const [name, arg] of Object.entries(row.args)) {
    const text = Object.hasOwn(filled, name) ? filled[name] : undefined;
    const read = text === undefined || text === '' ? null : arg.read(text, name, { ...look, known });
    if (read && 'value' in read) known[name] = read.value;
  }
  return { ...look, known };
}

/** The problems by the arguments that they are about. */
function askedIn(row: CommandRow, problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const asked = new Map<string, Problem[]>();
  const add = (name: string, one: Problem) => asked.set(name, [...(asked.get(name) ?? []), one]);
  const kinds: Partial<Record<Problem['problem'], readonly string[]>> = {
    'unknown-person': ['person'],
    'ambiguous-person': ['person'],
    'bad-severity': ['severity'],
    'bad-step': ['step'],
    'bad-code': ['code'],
    'bad-pack': ['pack'],
    'bad-ticket': ['ticket'],
    'which-ticket': ['ticket'],
    'no-ticket': ['ticket'],
    'bad-target': ['target'],
    'unknown-vendor': ['vendor'],
    'unknown-service': ['services'],
    'unknown-playbook': ['playbook'],
    'unknown-clock': ['clock'],
    'unknown-route': ['route'],
    'unknown-whom': ['whom'],
    'ambiguous-route': ['route'],
    'proof-needed': ['words'],
    'one-step': ['words'],
  };
  for (const one of problems) {
    if ('arg' in one && one.arg !== undefined) add(one.arg, one);
    const meant = kinds[one.problem] ?? [];
    for (const [name, arg] of Object.entries(row.args)) if (meant.includes(arg.kind)) add(name, one);
  }
  return asked;
}

/** What is known for sure and cannot be chosen otherwise needs no field. */
function fieldOf(
  name: string,
  arg: Arg<unknown>,
  filled: Filled,
  look: Look,
  problems: readonly Problem[],
): FormField | null {
  const asked = problems.length > 0;
  const text = Object.hasOwn(filled, name) ? (filled[name] ?? '') : '';
  if (arg.kind === 'target' && !asked) return null;
  const choices = nearCodes(name, problems) ?? choicesFor(name, arg, look);
  const isFixed = arg.kind === 'ticket' && text !== '' && !asked;
  if (isFixed || (choices !== null && choices.length === 0 && !asked && !arg.required)) return null;
  const left = choices === null ? 0 : leftOut(name, arg, look);
  const label = argumentLabel(look.command, name);
  const base = { name, label, required: arg.required, asked, problems, ...(left > 0 && { leftOut: left }) };
  if (choices === null || choices.length === 0)
    return typing(base, arg, arg.kind === 'time' ? shownTime(text, look.ctx) : text);
  if (arg.kind === 'services')
    return isSigned(text)
      ? typing(base, arg, text)
      : { ...base, kind: 'choices', choices, ...(text !== '' && { value: text }) };
  const value = chosen(arg, text, choices, look);
  const isCode = choices[0]?.is === 'code';
  const missing = text !== '' && value === undefined && !isCode && 'value' in arg.read(text, name, look);
  const all = missing ? [...choices, stated(arg, text, look)] : choices;
  const shown = value ?? (missing ? text : undefined);
  return { ...base, kind: 'choice', choices: all, ...(shown !== undefined && { value: shown }) };
}

/** A code that was misheard is not typed again but chosen: the nearest ones of the case. */
function nearCodes(name: string, problems: readonly Problem[]): FormChoice[] | null {
  for (const of of problems)
    if (of.problem === 'refused' && of.refusal.no === 'code-mistyped' && of.arg === name && of.refusal.near.length > 0)
      return [
        ...of.refusal.near.map((value) => ({ value, is: 'code' as const })),
        { value: noneOfThese, is: 'none' as const },
      ];
  return null;
}

const isSigned = (text: string) => /(?:^|,)\s*[+-]/.test(text.slice(0, 400)) || text === 'none';

function typing(
  base: Pick<FormField, 'name' | 'label' | 'required' | 'asked' | 'problems'>,
  arg: Arg<unknown>,
  text: string,
): FormField {
  const longest = arg.kind === 'words' ? 4000 : arg.kind === 'title' ? 200 : arg.kind === 'text' ? 100 : 60;
  return { ...base, kind: arg.kind === 'words' ? 'lines' : 'line', longest, ...(text !== '' && { value: text }) };
}

/** The line of the list that is filled in; a time may be written differently. */
function chosen(arg: Arg<unknown>, text: string, choices: readonly FormChoice[], look: Look): string | undefined {
  const same = choices.find((one) => one.value === text);
  if (same || arg.kind !== 'time' || text === '') return same?.value;
  const at = parseTime(text, look.ctx.now, look.ctx.zone);
  return choices.find((one) => one.at === at)?.value;
}

/** What was typed and is right, but not among what the form offers: it stays a choice. */
function stated(arg: Arg<unknown>, text: string, look: Look): FormChoice {
  const at = arg.kind === 'time' ? parseTime(text, look.ctx.now, look.ctx.zone) : null;
  return at === null ? { value: text, is: 'name', name: text } : { value: text, is: 'time', at };
}

/** A ticket's number is wanted, but nobody has to wait for it. */
function submitsOf(row: CommandRow): FormSubmit[] {
  if (row.path === 'ticket open')
    return [
      { title: buttons.openTicket, args: { numbered: 'wanted' } },
      { title: buttons.noNumberYet, args: { numbered: 'owed' } },
    ];
  return [{ title: submitTitle(row.path), args: {} }];
}

/** Which of several things is done. */
function itemForm(caseId: CaseId | null, filled: Filled, problems: readonly Problem[]): FormSpec {
  const keys = (filled['keys'] ?? '').split(',').filter((key) => key !== '');
  return {
    command: 'ping done',
    title: formTitle('ping done'),
    caseId,
    fields: [
      {
        name: 'keys',
        label: argumentLabel('ping done', 'keys'),
        kind: 'choice',
        required: true,
        asked: true,
        problems,
        choices: keys.slice(0, 40).map((value) => ({ value, is: 'item' })),
      },
    ],
    args: {},
    submits: [{ title: buttons.done, args: {} }],
    typed: null,
    problems,
    general: [],
  };
}
