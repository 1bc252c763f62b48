/** The lists of commands that Teams offers while somebody types, as the app's manifest wants them. */
import { commandHelp } from '../words/en/help.ts';
import { head } from './fitting.ts';
import { commands, pathOf } from './table.ts';
import type { Scope } from './types.ts';

export interface CommandList {
  triggers: ('mention' | 'slash')[];
  scopes: Scope[];
  commands: { title: string; description: string }[];
}

/** Manifest 1.29 and 1.30: at most 3 lists of 12; titles and descriptions as long as every older version allows, too. */
const MOST_COMMANDS = 12;
const LONGEST_TITLE = 32;
const LONGEST_DESCRIPTION = 128;

/** Slash commands arrive as targeted messages, which exist in channels and group chats only (platform.md). */
const TRIGGERS: Readonly<Record<Scope, CommandList['triggers']>> = {
  team: ['mention', 'slash'],
  groupChat: ['mention', 'slash'],
  personal: ['mention'],
};

/** One list for each scope, of the rows that name it. */
export function commandLists(): CommandList[] {
  return (['team', 'groupChat', 'personal'] as const).map((scope) => ({
    triggers: [...TRIGGERS[scope]],
    scopes: [scope],
    commands: commands
      .filter((row) => row.lists.includes(scope))
      .slice(0, MOST_COMMANDS)
      .map((row) => ({ title: head(row.path, LONGEST_TITLE), description: described(commandHelp[pathOf(row)].does) })),
  }));
}

/** The first sentence, or as much as fits. */
function described(does: string): string {
  if (does.length <= LONGEST_DESCRIPTION) return does;
  const first = /^[^.!?]*[.!?](?=\s|$)/.exec(does)?.[0] ?? does;
  return first.length <= LONGEST_DESCRIPTION ? first : `${head(first, LONGEST_DESCRIPTION - 1).trimEnd()}…`;
}
