/** The check of contacts, in words. Names and times that go in are ready to be shown. */

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const contacts = {
  title: 'Contacts to check',
  /** `due` and `out` count people. */
  news: (due: number, out: number) =>
    [
      due === 0 ? '' : `${count(due, 'contact', 'contacts')} to check`,
      out === 0 ? '' : `${count(out, 'person', 'people')} I cannot reach`,
    ]
      .filter((part) => part !== '')
      .join(', ') || 'All contacts are checked, and I can reach everybody',
  why: 'On the day there is no time to look for a number',
  heading: 'Ring or write to each once, then press',
  support: (vendor: string) => `${vendor}, support`,
  accountManager: (vendor: string) => `account manager, ${vendor}`,
  deputy: (vendor: string) => `deputy account manager, ${vendor}`,
  superior: (vendor: string) => `above the account manager, ${vendor}`,
  ours: 'one of us',
  never: 'Never checked',
  due: (day: string) => `Check is due · last checked ${day}`,
  fine: (day: string) => `Checked ${day}`,
  wrong: (time: string, caseId: string) => `The number was wrong ${time} in ${caseId}`,
  answered: (what: 'right' | 'changed', who: string, time: string) =>
    `${who} ${what === 'right' ? 'found it right' : 'found a change'} ${time} · the file does not say so yet`,
  pressed: (name: string) => `Written down for ${name}; the patch for the organisation file stands below.`,
  waitsForFile: (n: number) => `${count(n, 'contact', 'contacts')} answered today, not in the file yet`,
  stillRight: 'Still right',
  changed: 'Changed',
  outHeading: 'I could not reach them now',
  outRow: (routes: string) => (routes === '' ? 'No way that I can use stands in the file' : `In the file: ${routes}`),
  more: (n: number) => `and ${n} more`,
  outHint: 'Let them write to me once in a chat of their own, or give them a route that I can use.',
  answerInTeams: 'Answer in Teams, once it works: vendor check shows the list with its buttons.',
  none: 'Nobody to check: the organisation file names no contact at a vendor.',
  unknown: (heard: string, known: string) =>
    `I know no contact ${heard}. Known: ${known}. Say it as in the organisation file: a person's id, or ${'`support:`'} and a vendor's.`,
  noNumber: (heard: string) =>
    `${heard} is no telephone number that can be dialled from anywhere: write it with its country, as in \`phone:"+46 70 000 00 06"\`.`,
  supportNumberOnly: 'Of a vendor\'s support only the number can change here: `phone:"…"`.',
  changedBefore: (name: string, who: string, time: string, typed: string) =>
    `Not written down: ${who} (${time}) said what changed of **${name}**, and that patch is not in the organisation file yet. “Still right” beside it would bring the old entry back. If the old one is right after all, say it whole: ${typed}.`,
  /** `file`: where the patch lies; the patch itself follows as a block. */
  ready: (name: string, file: string) =>
    `Thank you. I never change the organisation file myself. This patch does it for **${name}**; it also lies in \`${file}\`. Whoever runs me takes it with \`git apply\` or \`patch -p1\` beside the file; of several for the same contact the newest counts. Until the file says so I ask again next week.`,
  nothing: (name: string) => `The organisation file says so of ${name} already: nothing to change.`,
  byHand: (name: string, what: string) =>
    `Written down, but the entry of ${name} is written in a way that I cannot change safely. Change it by hand: ${what}. Until then I ask again next week.`,
  failed: (name: string) =>
    `Written down, but the patch for ${name} could not be kept: whoever runs me should look at \`DATA_DIR/patches\`.`,
} as const;
