/** What the commands about vendors do: the list, one vendor, the check of contacts. */
import type { CommandHelp } from './commandHelp.ts';

export const vendorHelp = {
  'vendor list': {
    does: 'Shows the vendors: open tickets, how long they are silent, promises kept and broken, whether their people can be reached.',
    examples: ['vendor list'],
    form: 'Vendors',
  },
  'vendor show': {
    does: 'Shows one vendor over all cases: contract, ways to reach it and how they have worked, its people, and where the waiting went.',
    examples: ['vendor show microsoft'],
    form: 'Show a vendor',
  },
  'vendor check': {
    does: 'Shows which contacts somebody should check before the day, and whom the bot cannot reach.',
    examples: ['vendor check', 'vendor check microsoft'],
    form: 'Contacts to check',
  },
  'vendor right': {
    does: 'A contact was checked and is right: gives a patch with the new date for the organisation file.',
    examples: ['vendor right lynne'],
    form: 'Contact is right',
  },
  'vendor changed': {
    does: 'A contact was checked and has changed: gives a patch for the organisation file.',
    examples: ['vendor changed lynne phone:"+46 70 000 00 07"'],
    form: 'Contact has changed',
  },
} as const satisfies Record<string, CommandHelp>;
