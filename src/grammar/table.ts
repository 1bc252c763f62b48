/** The one table of commands. Parser, forms, help, and the manifest's lists are readings of it. */
import { buttonCommands } from './commands/buttons.ts';
import { caseCommands } from './commands/case.ts';
import { holdCommands } from './commands/hold.ts';
import { newsCommands } from './commands/news.ts';
import { noticeCommands } from './commands/notice.ts';
import { packCommands } from './commands/pack.ts';
import { stepCommands } from './commands/step.ts';
import { ticketCommands } from './commands/ticket.ts';
import { vendorCommands } from './commands/vendor.ts';
import type { CommandPath, CommandRow } from './types.ts';

/** Every command that can be typed, in the order of the help. */
export const commands: readonly CommandRow[] = [
  ...caseCommands,
  ...stepCommands,
  ...ticketCommands,
  ...packCommands,
  ...vendorCommands,
  ...holdCommands,
  ...noticeCommands,
  ...newsCommands,
];

const byPath: ReadonlyMap<string, CommandRow> = new Map(
  [...commands, ...buttonCommands].map((one) => [one.path, one] as const),
);

/** The row of a path such as `ticket heard`; those that only buttons have included. */
export function rowOf(path: string): CommandRow | undefined {
  return byPath.get(path);
}

/** The second words by first word: `case` has `new`, `list`, …; words that stand alone (`ack`) have none. */
export const verbs: ReadonlyMap<string, ReadonlyMap<string, CommandRow>> = (() => {
  const found = new Map<string, Map<string, CommandRow>>();
  for (const one of commands) {
    const [first = '', second] = one.path.split(' ');
    const group = found.get(first) ?? new Map<string, CommandRow>();
    if (second !== undefined) group.set(second, one);
    found.set(first, group);
  }
  return found;
})();

export function pathOf(row: CommandRow): CommandPath {
  return row.path as CommandPath;
}
