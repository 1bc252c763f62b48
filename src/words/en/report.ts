/** The report of a case: its paper and its card. Plain sentences for somebody who was not there; names and times that go in are ready to be shown. */
import type { Ball, CaseStatus, Contact, VendorPromise } from '../../domain/case.ts';
import type { CallResult } from '../../domain/commands.ts';
import type { ClimbCause } from '../../domain/events.ts';
import type { RungDo } from '../../domain/organisation.ts';
import type { Held, Milestone } from '../../domain/report/milestones.ts';
import type { Waited } from '../../domain/report/waits.ts';
import { NBSP } from '../format.ts';
import { callResult, climbedAtOnce, recipient, waivedBy } from './names.ts';
import { HELD, MILESTONE } from './reportTimes.ts';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** After the name of whoever had the ball, in a list of lengths: "9 h 15 m waiting for their answer". */
const WHY: Record<Waited['why'], string> = {
  silent: 'waiting for their answer',
  promised: 'waiting for what they promised',
  'route-blocked': 'while they wanted our answer by a way that was down',
  unopened: 'from when we knew of it until the case was opened',
  unticketed: 'out of our hands, and the vendor not told yet',
  answer: 'while the vendor waited for our answer',
  own: 'working on it ourselves, no vendor asked',
  closing: 'for the retrospective, the last steps and the closing',
  fixed: 'checking whether it was really fixed',
  report: 'until the last report was sent',
  closed: 'closed, and reopened later',
};

const BALL: Record<Exclude<Ball, 'closed'>, string> = {
  'with-vendor': 'waiting for their answer',
  promised: 'waiting for what they promised',
  'route-blocked': 'while they wanted our answer by a way that was down',
  'with-us': 'while they waited for our answer',
  'fixed-unverified': 'checking whether it was fixed',
};

const CONTACT: Record<Contact['what'], string> = {
  opened: 'ticket opened',
  sent: 'we told them',
  heard: 'a real answer',
  auto: 'only an automatic reply',
  wants: 'they wanted something',
  promise: 'they promised',
  call: 'we phoned',
  fixed: 'they said that it was fixed',
  'verify-ok': 'we checked: it worked',
  'verify-fail': 'we checked: it did not work',
  receipt: 'they showed that they had read it',
};

const ASKED: Record<RungDo, string> = {
  ask: 'to ask again',
  phone: 'to phone',
  'duty-manager': 'to ask for the duty manager',
  call: 'to press outside the ticket',
  executives: 'to let management talk to management',
};

const PROMISED: Record<VendorPromise['status'], string> = {
  running: 'not due yet',
  kept: 'kept',
  broken: 'not kept',
  over: 'not judged: the ticket was over before',
};

const STATE: Record<CaseStatus, string> = {
  open: 'so far: the case is open',
  resolved: 'so far: it works again, the case is not closed',
  closed: 'the case is closed',
};

export const report = {
  recipient,
  title: 'Report',
  of: (caseId: string, status: CaseStatus) =>
    `Report of ${caseId}, ${STATE[status]}. For our own use: it names people.`,
  state: (status: CaseStatus) => STATE[status],
  foot: (caseId: string, facts: number) => `Made from the record of ${caseId}, facts 1 to ${facts}.`,

  // where the time went
  went: 'Where the time went',
  us: 'we ourselves',
  short: { us: 'Ourselves', verification: 'Checking', nobody: 'Closed' },
  checking: 'the check of a fix',
  reportTo: (recipient: string) => `the report to ${recipient}`,
  nobody: 'nobody, it was closed',
  both: (names: string) => `${names} at once`,
  /** `over`: it works again. */
  headline: (whom: string, length: string, of: string, over: boolean) =>
    over ? `${whom} had the ball for ${length} of ${of}` : `So far ${whom} had the ball for ${length} of ${of}`,
  headlineUs: (length: string, of: string, over: boolean) =>
    over ? `The ball was ours for ${length} of ${of}` : `So far the ball was ours for ${length} of ${of}`,
  /** Nobody else had it. */
  headlineAll: (whom: string, length: string, over: boolean) =>
    over ? `${whom} had the ball all the time: ${length}` : `So far ${whom} had the ball all the time: ${length}`,
  headlineAllUs: (length: string, over: boolean) =>
    over ? `The ball was ours all the time: ${length}` : `So far the ball was ours all the time: ${length}`,
  headlineCheck: (length: string, of: string) => `Checking a fix took ${length} of ${of}`,
  nothingYet: 'It has only just begun',
  until: (time: string) => `until it worked again, ${time}`,
  untilNow: 'and it does not work yet',
  /** `again`: it was reopened, so that there is more than one such time. */
  down: (length: string, over: boolean, again: boolean) =>
    again
      ? `All the times that it did not work, ${over ? 'together' : 'together so far'}: ${length}`
      : over
        ? `From becoming aware until it worked again: ${length}`
        : `From becoming aware until now: ${length}`,
  afterwards: (length: string, over: boolean, again: boolean) =>
    again
      ? `All the times that it worked again and the case was not closed: ${length}`
      : over
        ? `From then on until the case was closed: ${length}`
        : `From then on until now: ${length}`,
  share: (who: string, length: string, why: string) => `${who}: ${length}${why === '' ? '' : ` (${why})`}`,
  why: (of: Waited['why']) => WHY[of],
  reason: (length: string, why: Waited['why']) => `${length} ${WHY[why]}`,
  others: 'Others',
  sum: 'These add up: at every moment it is counted once whom the work waited for.',

  // what happened
  what: 'What happened',
  resolution: 'How it ended',
  severity: 'Severity',
  rated: (severity: string, time: string) => `${severity} from ${time}`,
  services: 'What was hit',
  noService: 'no service was named',
  hit: (service: string, since: string, until: string, length: string) =>
    until === '' ? `${service}, since ${since} (${length})` : `${service}, ${since} to ${until} (${length})`,
  status: 'Status updates',
  posted: (n: number) => `${n} posted`,
  updates: (n: number) => count(n, 'status update', 'status updates'),

  reopened: 'Reopened',
  reopenedBy: (time: string, name: string, words: string) => `${time} by ${name}: ${words}`,
  closedFor: (length: string) => `closed for ${length} in between, which counts for nobody`,
  reopenedTimes: (n: number, time: string, name: string) =>
    n === 1 ? `Reopened ${time} by ${name}` : `Reopened ${n} times, last ${time} by ${name}`,

  // times
  times: 'The times that count',
  milestone: (what: Milestone['what'], whom: string) => MILESTONE[what](whom),
  after: (time: string, length: string) => `${time}, after ${length}`,
  afterShort: (length: string) => `after ${length}`,
  atOnce: 'at once',

  // who held it
  held: 'Who held the case',
  holder: (name: string, from: string, to: string, length: string, why: string) =>
    `${name}: ${from} to ${to} (${length})${why === '' ? '' : `, ${why}`}`,
  heldWhy: (of: Held['why'] | undefined) => (of === undefined ? 'opened it' : HELD[of]),
  untilNowTime: 'now',

  // a ticket
  ticket: (id: string, vendor: string, reference: string) =>
    `Ticket ${id}, ${vendor}${reference === '' ? ', without a number of theirs' : ` ${reference}`}`,
  opened: 'Opened',
  openedBy: (time: string, who: string, severity: string) =>
    `${time} by ${who}${severity === '' ? '' : `, severity ${severity}`}`,
  ball: 'Who had the ball',
  ballOf: (of: Exclude<Ball, 'closed'>, length: string) => `${length} ${BALL[of]}`,
  firstAnswer: 'First real answer',
  answeredAfter: (time: string, length: string) => `${time}, after ${length}`,
  noAnswer: (length: string) => `none in ${length}`,
  movedLast: 'What moved them',
  movedAt: (mover: string, time: string) => `${mover}, before their answer of ${time}`,
  beforeFix: 'Last thing before the fix',
  notMoved: 'nothing yet',
  silence: 'Silent, by the rung of the ladder',
  promises: 'Promises',
  calls: 'Calls',
  words: 'Our words',
  asked: 'Baton asked to press them',
  timesOf: (n: number) => (n === 0 ? 'never' : n === 1 ? 'once' : `${n} times`),
  contact: (what: Contact['what'], via: string, whom: string, result: CallResult | undefined) =>
    [
      CONTACT[what],
      whom === '' ? '' : ` ${whom}`,
      via === '' ? '' : ` by ${via}`,
      result === undefined ? '' : `, ${callResult(result)}`,
    ].join(''),
  pressed: (names: string, act: RungDo | undefined, deadline: boolean) => {
    const asked = `Baton asked ${names}${act === undefined ? ' to act' : ` ${ASKED[act]}`}`;
    return deadline ? `the fixed deadline came: ${asked}` : asked;
  },
  channel: 'the channel',
  climbed: (of: ClimbCause) => (of === 'escalate' ? 'escalated by hand' : climbedAtOnce(of)),
  promised: (by: string, status: VendorPromise['status']) => `they promised it by ${by} (${PROMISED[status]})`,
  byDead: 'that way was down',
  broken: (by: string) => `the promise of ${by} was broken`,
  unread: 'never shown to be read',
  earlier: (n: number) => `${count(n, 'earlier entry', 'earlier entries')} not shown here; the timeline has them all`,
  moreTickets: (n: number) => `${n === 1 ? '1 more ticket is' : `${n} more tickets are`} not shown here.`,
  more: (n: number) => `and ${n} more; the timeline has them all`,

  // authorities
  authorities: 'Reports to authorities',
  noAuthority: 'No authority had to be told.',
  sentInTime: (time: string, margin: string, due: string) => `sent ${time}, ${margin} before it was due (${due})`,
  sentLate: (time: string, late: string, due: string) => `sent ${time}, ${late} late (was due ${due})`,
  sentUndue: (time: string) => `sent ${time}`,
  notSent: (due: string) => `not sent yet, due ${due}`,
  notSentLate: (late: string, due: string) => `not sent, ${late} late (was due ${due})`,
  notCounting: 'not due: what it counts from has not happened',
  duty: (recipient: string, stage: string, how: string, reference: string) =>
    `${recipient}, ${stage}: ${how}${reference === '' ? '' : `, reference ${reference}`}`,
  waived: (recipient: string, time: string, by: string, approver: string, reason: string) =>
    `${recipient}: not told; ${waivedBy(by, approver)}, ${time}: ${reason}`,
  duties: (n: number, late: number) =>
    late === 0
      ? `${count(n, 'report', 'reports')} to authorities, ${n === 1 ? 'in time' : 'all in time'}`
      : `${late} of ${count(n, 'report', 'reports')} to authorities late`,

  // decisions, steps, lateness, retrospective
  decisions: 'Decisions',
  noDecision: 'None is recorded.',
  decided: (time: string, name: string, words: string, because: string) =>
    `${time}, ${name}: ${words} Because: ${because}`,
  steps: 'Steps',
  noStep: 'The case had no steps.',
  stepsOf: (done: number, na: number, open: number) =>
    [`${done} done`, na === 0 ? '' : `${na} not applicable`, open === 0 ? '' : `${open} open`]
      .filter((part) => part !== '')
      .join(', '),
  stepsShort: (done: number, na: number, open: number) =>
    [`${count(done, 'step', 'steps')} done`, na === 0 ? '' : `${na} not applicable`, open === 0 ? '' : `${open} open`]
      .filter((part) => part !== '')
      .join(', '),
  stepDone: (text: string, time: string, name: string, words: string) =>
    `${text}: done ${time} by ${name}${words === '' ? '' : `, ${words}`}`,
  stepNa: (text: string, time: string, name: string, words: string) =>
    `${text}: not applicable, said ${name} ${time}${words === '' ? '' : `: ${words}`}`,
  stepOpen: (text: string, due: string) => `${text}: open${due === '' ? '' : `, due ${due}`}`,
  late: 'What came late',
  nothingLate: 'Nothing of ours came late.',
  lateBy: (what: string, length: string, times: number, longest: string, running: boolean) =>
    `${what}: ${times === 1 ? `${length} late` : `late ${times} times, ${longest} at the longest`}${running ? ', and still open' : ''}`,
  retrospective: 'What the retrospective decided',
  heldOn: (time: string, name: string, words: string) => `${time}, ${name}: ${words}`,
  notHeld: (due: string) => `It has not been held; it is due ${due}.`,
  notYet: 'It comes when it works again.',

  // the card
  tickets: 'Vendor tickets',
  answered: (name: string, length: string) => `${name}: first real answer after ${length}`,
  unanswered: (name: string, length: string) => `${name}: no real answer in ${length}`,
  moved: (mover: string) => `Moved by ${mover}`,
  unmoved: 'Moved by nothing of ours: they came unasked',
  today: 'today',
  summary: 'In short',
  copy: 'The whole report as text, to copy',
  copyShort: (linkable: boolean, caseId: string) =>
    `The report as text, to copy (shortened to fit in here: ${linkable ? 'the download link' : `npm run report -- ${caseId}`} has the whole)`,
  timeline: 'Timeline',
  showCase: 'Show the case',
  linkLabel: 'Download link: the whole report, works without signing in for seven days',
  download: 'Download link',
  earlierLinks: (n: number, revoke: string) =>
    `${count(n, 'earlier link', 'earlier links')} of this report ${n === 1 ? 'works' : 'work'} too, until seven days after ${n === 1 ? 'it was' : 'they were'} made. To end them all: ${revoke}`,
  revoked: (n: number, caseId: string) =>
    n === 0
      ? `No download link of the report of ${caseId} works: there is nothing to revoke.`
      : `${count(n, 'download link', 'download links')} of the report of ${caseId} ${n === 1 ? 'works' : 'work'} no more.`,
  linksOff: (caseId: string) =>
    `There is no download link, because PUBLIC_URL is not set: copy the text. Whoever runs me can set it to the address at which I am reached from outside, or write the whole report into a file: npm run report -- ${caseId}`,
  moreTimes: (n: number) => `${count(n, 'more time', 'more times')} in the text below`,
  downHeading: 'Until it worked again',
  soFar: 'So far',
  callsOf: (n: number) => (n === 0 ? 'no call' : count(n, 'call', 'calls')),
  askedOf: (n: number) => `I asked people ${n === 1 ? 'once' : `${n} times`} to press them`,
  heldBy: (names: string, more: number) => `The case was held by ${names}${more === 0 ? '' : ` and ${more} more`}`,
  decisionsOf: (n: number) => (n === 0 ? 'no decision recorded' : count(n, 'decision', 'decisions')),
  moreLate: (n: number) => `${n} more came late, see the text below`,
  retroLater: 'The retrospective comes when it works again',
  retroDue: (due: string) => `Retrospective not held yet, due ${due}`,
  moreRows: (n: number) => `${n}${NBSP}more in the text below`,
} as const;
