/** The line that says the same as a form: everybody who clicks learns the commands by the way. */
import type { CaseId } from '../domain/commands.ts';
import type { Arg, CommandRow, Filled } from './types.ts';
import { listed } from './usage.ts';

/** Marks that are not in the text, so that the text ends where it ends. */
const PAIRS = [
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
] as const;

function quoted(text: string): string {
  const pair = PAIRS.find((marks) => marks.every((mark) => !text.includes(mark)));
  const [open, close] = pair ?? PAIRS[0];
  return `${open}${pair ? text : text.replaceAll('"', "'")}${close}`;
}

function isText(arg: Arg<unknown>): boolean {
  return arg.kind === 'words';
}

/** The typed twin of a form filled like that; what is missing stands as in the usage line. `caseId`: named when it is not the thread's. */
export function typedLine(row: CommandRow, filled: Filled, caseId?: CaseId): string {
  const [first = '', verb] = row.path.split(' ');
  const inside: string[] = [];
  const after: string[] = caseId === undefined || !row.needsCase ? [] : [caseId];
  for (const [name, arg] of listed(row)) {
    const text = Object.hasOwn(filled, name) ? (filled[name] ?? '').trim() : '';
    if (text === '' && !arg.required) continue;
    const place = arg.kind === 'step' && verb !== undefined ? inside : after;
    place.push(text === '' ? arg.usage : written(name, arg, text));
  }
  // The key of `step 2 due:40m` is its verb.
  const said = row.path === 'step due' ? [] : verb === undefined ? [] : [verb];
  return [first, ...inside, ...said, ...after].join(' ');
}

function written(name: string, arg: Arg<unknown>, text: string): string {
  if (arg.kind === 'person') return keyed(name, arg, text.startsWith('@') ? text : `@${text}`);
  if (arg.kind === 'title' && arg.place === 'positional') return text.includes(':') ? quoted(text) : text;
  if (isText(arg) || arg.kind === 'title') return keyed(name, arg, quoted(text));
  if (arg.kind === 'severity') return keyed(name, arg, text.replace(/^sev/i, ''));
  const plain = /^[^\s"“”„«»]+$/.test(text);
  if (arg.kind === 'target' || (arg.kind === 'text' && arg.place === 'positional')) return text;
  return keyed(name, arg, plain ? text : quoted(text));
}

/** With its key where the usage line has one. */
function keyed(name: string, arg: Arg<unknown>, text: string): string {
  return arg.place === 'keyed' || arg.usage.startsWith(`${name}:`) ? `${name}:${text}` : text;
}
