/** Words that stand only on cards. */

import type { CardWords } from '../cardWords.ts';
import { DOT, soft, upper } from '../format.ts';
import { waivedBy } from './names.ts';

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

const FILTERS = { open: '', mine: ' of yours', overdue: ' late', all: ' in all' } as const;

export const cards: CardWords = {
  next: 'Next',
  tickets: 'Vendor tickets',
  checklist: 'Checklist',
  notices: 'Notices to authorities',
  timeline: 'Timeline',
  help: 'Help',
  noTickets: 'No vendor ticket yet.',
  noNotices: 'No clock of an authority runs in this case.',
  noSteps: 'No steps yet.',
  noCases: 'No case to show.',
  legend: ['↑ escalated', '✕ blocked', '○ does not count', '▲ act now', '● running', '✓ done', '• fact'].join(DOT),
  repeated: 'This may have reached you already.',
  choose: 'Choose',
  optional: 'Optional',
  fillIn: (label) => `Fill this in: ${label.replace(/[?:]$/u, '')}.`,
  listCut: (label, shown, left) =>
    `“${label}” lists the first ${shown}; ${left} more are not on it. For one of them type the line at the foot of this form, with what you mean in it.`,
  notOffered: (route, service) => `${upper(route)} is not offered: it needs our ${soft(service)}, which is down.`,
  highestClaim: (severity) =>
    `Severity ${severity} means that somebody of ours answers the vendor day and night: claim it only if we can.`,
  heardInstead: (heard) => `I do not know ${heard}. Did you mean this?`,
  notUnderstood: (heard) => `I do not know ${heard}.`,
  leftOut: (heard, usage) => `I do not know ${heard} here, so I left it out. I understand: ${usage}`,
  oldButton: 'I do not know that button any more: the card is an old one.',
  examples: 'For example',
  fillForm: 'Fill in a form',
  newestFirst: 'newest first',
  anotherStep: 'Another step',
  whichStep: 'Which step?',
  whatWasDone: 'What was done, or why not',
  aFewWords: 'A few words',
  several: (names, s) => {
    const few = names.slice(0, 6);
    return `${names.length} things: ${s.list(names.length > few.length ? [...few, `${names.length - few.length} more`] : few)}`;
  },
  nothingOpen: 'Every step is done or not applicable.',
  noDueTime: 'No due time',
  beforeClosing: 'Before closing',
  board: (count, late, filter) =>
    count === 0
      ? 'No cases'
      : `${plural(count, 'case', 'cases')}${FILTERS[filter]}${late > 0 && filter !== 'overdue' ? `, ${late} late` : ''}`,
  boardHint: ['Most urgent first', 'tap a case to open it'].join(DOT),
  page: (from, to, of) => `${from}–${to} of ${of}`,
  doneOf: (done, of) => `${done} of ${of} done`,
  waiting: (count) => `${count} waiting`,
  andMore: (count, command) => `and ${count} more: ${command}`,
  toType: (command) => `Type: ${command}`,
  orType: (command) => `Or type: ${command}`,
  toOpen: (command) => `type: ${command}`,
  age: (span) => `open ${span}`,
  owner: (name) => `owner ${name}`,
  openCase: (id, title, lateness) => `Open ${id}, ${title}${lateness === '' ? '' : `, ${lateness}`}`,
  lastAnswer: (vendor, span) => `Last real answer from ${vendor} ${span} ago`,
  noRealAnswer: (vendor, span) => `No real answer from ${vendor} for ${span}`,
  since: (time) => `Since ${time}`,
  due: (time) => `Due ${time}`,
  doneBy: (name, time) => `Done by ${name} at ${time}`,
  notApplicableBy: (name, time) => `Not applicable, says ${name} at ${time}`,
  missing: (count) => (count === 1 ? 'One thing is missing' : `${count} things are missing`),
  wrong: (count) => (count === 1 ? 'One thing is not right yet' : `${count} things are not right yet`),
  refused: 'Not done',
  notDone: (why) => `✕ Not done. ${why}`,
  notTaken: (said) => `Not taken: ${said}`,
  again: (command) => `To do it all the same, type: ${command}`,
  fillInBelow: (title) => `Please fill in below: ${title}`,
  later: 'Later: counts from an earlier stage',
  waived: (by, approver, reason) => `Not needed, ${waivedBy(by, approver)}${DOT}${reason}`,
  titleFor: (title, item) => `${title}: ${item}`,
  owed: (what, count) =>
    count === 0
      ? `Nothing stands in the way of ${what === 'resolve' ? 'resolving' : 'closing'} any more`
      : what === 'resolve'
        ? `Not resolved yet: ${count === 1 ? 'one ticket is' : `${count} tickets are`} not fixed`
        : `Not closed yet: ${count === 1 ? 'one thing is' : `${count} things are`} still owed`,
  sentAt: (time, reference) => `Sent ${time}${DOT}reference ${reference}`,
  notLegalAdvice: (rule, ruleDate, checked) =>
    [
      `Rule: ${rule}${ruleDate === undefined ? '' : ` (as of ${ruleDate})`}`,
      checked === undefined ? '' : `data checked ${checked}`,
      'no legal advice',
    ]
      .filter((part) => part !== '')
      .join(DOT),
};
