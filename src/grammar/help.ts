/** Help as a reading of the table: the overview, a group, one command. */
import { commandHelp, helpGroups } from '../words/en/help.ts';
import { nearestCommand } from './nearest.ts';
import { commands, pathOf, rowOf, verbs } from './table.ts';
import type { CommandPath, CommandRow } from './types.ts';
import { usageOf } from './usage.ts';

export interface HelpLine {
  readonly path: CommandPath;
  readonly usage: string;
  readonly does: string;
  readonly examples: readonly string[];
}

export type Help =
  /** Every command by group: usage lines only, so that it fits a card. */
  | { kind: 'overview'; groups: { title: string; lines: HelpLine[] }[] }
  | { kind: 'group'; title: string; lines: HelpLine[] }
  | { kind: 'command'; line: HelpLine }
  /** No such command; `nearest` may have been meant. */
  | { kind: 'unknown'; heard: string; nearest: HelpLine | null };

export function helpLine(row: CommandRow): HelpLine {
  const path = pathOf(row);
  const { does, examples } = commandHelp[path];
  return { path, usage: usageOf(row), does, examples };
}

/** The heading under which a command stands. */
function groupOf(row: CommandRow): string {
  const first = row.path.split(' ')[0] ?? '';
  if (first === 'role') return 'case';
  if (first === 'ack' || first === 'snooze' || first === 'decline') return 'hold';
  return Object.hasOwn(helpGroups, first) ? first : 'news';
}

function groups(): { title: string; lines: HelpLine[] }[] {
  const found = new Map<string, HelpLine[]>();
  for (const row of commands) found.set(groupOf(row), [...(found.get(groupOf(row)) ?? []), helpLine(row)]);
  return [...found].map(([group, lines]) => ({ title: helpGroups[group] ?? group, lines }));
}

/** Help for a command as people name it: `ticket heard`, `ticket`, `#ticket hear`; nothing: the overview. */
export function helpFor(command?: string): Help {
  const words = (command ?? '')
    .slice(0, 60)
    .toLowerCase()
    .split(/[ \n]/)
    .map((word) => word.replace(/^[/"]|["]$/g, ''))
    .filter((word) => word !== '' && !/^(?:t?\d+)$/.test(word));
  const [first = '', second = ''] = words;
  if (first === '') return { kind: 'overview', groups: groups() };
  const row = rowOf(words.slice(0, 2).join(' ')) ?? rowOf(first);
  if (row && row.path in commandHelp) return { kind: 'command', line: helpLine(row) };
  const group = verbs.get(first);
  if (group && second === '')
    return { kind: 'group', title: helpGroups[first] ?? first, lines: [...group.values()].map(helpLine) };
  const near = nearestCommand(first, second);
  const nearest = near === null ? undefined : rowOf(near);
  return { kind: 'unknown', heard: words.slice(0, 2).join(' '), nearest: nearest ? helpLine(nearest) : null };
}
