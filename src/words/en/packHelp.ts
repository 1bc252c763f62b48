/** What the commands of the evidence pack do. */
import type { CommandHelp } from './commandHelp.ts';

export const packHelp = {
  'pack build': {
    does: 'Writes down for the vendor what happened, what we have done and what we ask, as a version that never changes. Words of yours are our answer to what they asked for. without:people puts roles instead of names.',
    examples: ['pack build T1', 'pack build T1 "our tenant is 4711"', 'pack build T1 without:people'],
    form: 'Build the evidence pack',
  },
  'pack show': {
    does: 'Shows the newest evidence pack, or the version named: its text to paste, where it went, whether it was read.',
    examples: ['pack show', 'pack show 1'],
    form: 'Evidence pack',
  },
  'pack send': {
    does: 'The pack goes to the vendor by a way that works, with a new code to quote. It answers what they want.',
    examples: ['pack send T1 via:portal', 'pack send T1 via:phone pack:1 "read out to Tom"'],
    form: 'Send the evidence pack',
  },
  'pack receipt': {
    does: 'Proof of reading: the code that they quoted. Ends what was unread; it is no answer of theirs.',
    examples: ['pack receipt T1 "read by Tom, quoted K-7QM4X"', 'pack receipt T1 "read by Tom" quoted:K-7QM4X'],
    form: 'They read it',
  },
  'pack speak': {
    does: 'The pack to read out on the phone: short lines, numbers and codes spelled.',
    examples: ['pack speak', 'pack speak 1'],
    form: 'Read it out',
  },
  'pack link': {
    does: 'A new download link that works without signing in for seven days. Needs PUBLIC_URL.',
    examples: ['pack link', 'pack link 1'],
    form: 'Download link',
  },
  'pack revoke': {
    does: 'Ends the download links of all versions, or of one.',
    examples: ['pack revoke', 'pack revoke 1'],
    form: 'Revoke download links',
  },
} as const satisfies Record<string, CommandHelp>;
