/** What is remembered of a vendor, in words: how its routes have done, where the waiting went, what moved it. Names and times that go in are ready to be shown. */
import type { Mover, Stage } from '../../domain/case.ts';
import type { CallResult } from '../../domain/commands.ts';
import type { RouteKind } from '../../domain/organisation.ts';
import type { RouteRecord } from '../../domain/profile.ts';
import { span } from '../format.ts';
import { callResult } from './names.ts';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** The rungs by name, for nobody knows whether what they ask for was done. Short: they stand beside the bars of a chart, in 104 px. */
const STAGE: Record<Stage, string> = {
  before: 'First wait',
  ask: 'Ask again',
  phone: 'Phone',
  'duty-manager': 'Duty manager',
  call: 'Call',
  'account-manager': 'Account manager',
  superior: 'Level above',
  executives: 'Management',
  other: 'Reminder',
};

const MOVER: Record<Mover, string> = {
  ask: 'the reminder to ask again',
  phone: 'the reminder to phone',
  'duty-manager': 'the reminder to ask for the duty manager',
  call: 'the reminder to call',
  'account-manager': 'the account manager',
  superior: 'the level above the account manager',
  executives: 'our management',
  other: 'a reminder',
  deadline: 'the fixed deadline',
  acted: 'a call that they acted on',
  'their-person': 'their own person, who answered here',
  unasked: 'nobody: they came unasked',
};

const REACHED: Record<RouteKind, string> = {
  teams: 'I reach them in Teams',
  sms: 'I reach them by SMS',
  email: 'I reach them by e-mail',
  webhook: 'I reach them in their other chat',
  phone: 'by phone',
  portal: 'in their portal',
};

/** "read in 1 of 4, median 9 h"; read is only what was said back. Of the phone, where every word is heard, whether it helped. */
function record(kind: RouteKind, { tried, worked, read, medianMs }: RouteRecord): string {
  if (tried === 0) return '';
  const when = medianMs === null ? '' : `, median ${span(medianMs)}`;
  if (kind === 'phone') return `helped in ${worked} of ${tried}${when}`;
  const unquoted = worked - read;
  if (unquoted > 0 && read === 0) return `answered in ${unquoted} of ${tried}${when}`;
  return `read in ${read} of ${tried}${unquoted === 0 ? '' : `, answered in ${unquoted} more`}${when}`;
}

export const vendors = {
  record,
  stage: (of: Stage) => STAGE[of],
  mover: (of: Mover) => MOVER[of],

  title: 'Vendors',
  none: 'The organisation file names no vendor yet.',
  hint: 'Longest silence first · tap a vendor to see it',
  openTickets: (n: number) => (n === 0 ? 'no open ticket' : count(n, 'open ticket', 'open tickets')),
  promises: (kept: number, broken: number) => (kept + broken === 0 ? '' : `promises: ${kept} kept, ${broken} broken`),
  show: (vendor: string, state: string) => `Show ${vendor}, ${state}`,
  all: 'All vendors',

  contract: (number: string) => `contract ${number}`,
  hours: (hours: string) => `support ${hours}`,
  mayOpen: (names: string) => `${names} may open tickets`,
  openHeading: 'Open tickets',
  firstHeading: 'First real answer',
  firstUsual: (length: string, answered: number) => `${answered === 1 ? 'After' : 'Usually after'} ${length}`,
  firstNever: 'Never yet',
  firstOf: (answered: number, tickets: number, longest: string) =>
    answered === 0
      ? `${count(tickets, 'ticket', 'tickets')} so far, none with a real answer`
      : `in ${answered} of ${count(tickets, 'ticket', 'tickets')}${longest === '' ? '' : `, the longest ${longest}`}`,
  noHistory: 'Nothing to tell yet',
  noHistoryWhy: (vendor: string) =>
    `No ticket with ${vendor} so far. From the first one on it stands here how long they take, what moves them and what they read.`,

  people: 'Their people',
  accountManager: 'account manager',
  deputy: (n: number) => (n === 1 ? 'deputy' : `deputy ${n}`),
  superior: 'above the account manager',
  reached: REACHED,
  notReached: 'I cannot reach them myself',
  morePeople: (n: number) => `and ${n} more in the organisation file`,
  lastFailed: (time: string) => `my last message did not arrive ${time}`,
  verified: (day: string) => `checked ${day}`,
  checkDue: (day: string) => `check is due, last checked ${day}`,
  neverChecked: 'never checked',
  contactsDue: (n: number) => (n === 0 ? 'contacts checked' : `${count(n, 'contact', 'contacts')} to check`),
  outOfReach: (names: string) => `I cannot reach ${names}`,
  more: (n: number) => `${n} more`,

  keptBefore: (vendor: string, kept: number, of: number) =>
    of === 0 ? '' : `${vendor} kept ${kept} of ${count(of, 'promise', 'promises')} so far`,
  ownWait: 'How this wait went',
  waiting: 'Where the waiting went',
  waited: (length: string, running: boolean) => (running ? `${length}, still running` : length),
  howItWent: 'How it went',
  moved: (of: readonly (readonly [Mover, number])[]) =>
    `What moved them: ${of.map(([mover, n]) => (n === 1 ? MOVER[mover] : `${MOVER[mover]} (${n} times)`)).join(', ')}`,
  notMoved: 'Nothing has moved them yet',
  promisesHeading: (kept: number, broken: number) =>
    kept === 0
      ? `${count(broken, 'promise', 'promises')} broken, none kept`
      : `${count(kept, 'promise', 'promises')} kept, ${broken} broken`,
  noPromise: 'No promise kept or broken yet',
  calls: (of: readonly (readonly [CallResult, number])[]) =>
    of.length === 0
      ? 'No call so far'
      : `${count(
          of.reduce((all, [, n]) => all + n, 0),
          'call',
          'calls',
        )}: ${of.map(([result, n]) => `${callResult(result)} ${n}`).join(', ')}`,
  unread: (unread: number, sent: number) =>
    unread === 0
      ? `All ${sent === 1 ? 'our words were' : `${sent} words of ours were`} shown to be read`
      : `${unread} of ${count(sent, 'word', 'words')} of ours never shown to be read`,
  firstWord: (length: string) => `First real answer after ${length}`,
  noFirstWord: (length: string) => `No real answer for ${length}`,
} as const;
