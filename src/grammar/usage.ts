/** How a command is written, for help and forms. */
import type { Arg, CommandRow } from './types.ts';

/** The arguments that people type, in the table's order. */
export function listed(row: CommandRow): [string, Arg<unknown>][] {
  return Object.entries(row.args).filter(([, arg]) => !arg.hidden);
}

/** `step 2 done ["…"]`: what may be left out stands in brackets. */
export function usageOf(row: CommandRow): string {
  const [first = '', verb] = row.path.split(' ');
  const all = listed(row);
  const inside = all.filter(([, arg]) => arg.kind === 'step').map(([, arg]) => arg.usage);
  const after = all
    .filter(([, arg]) => arg.kind !== 'step')
    .map(([, arg]) => (arg.required ? arg.usage : `[${arg.usage}]`));
  const said = verb === undefined || row.path === 'step due' ? [] : [verb];
  return [first, ...inside, ...said, ...after].join(' ');
}
