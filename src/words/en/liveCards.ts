/** Labels and short sentences of the live cards. What goes in is ready to be shown: names, times and people's words already safe. */
import type { Contact } from '../../domain/case.ts';
import type { Language, RungDo } from '../../domain/organisation.ts';
import { soft, upper } from '../format.ts';
import { asked, REFUSED } from './askedOfVendor.ts';
import { lateBy } from './lateness.ts';
import { managerCard } from './managerCard.ts';
import { offeredCase } from './offeredCase.ts';
import { rungDoes } from './rungs.ts';
import { closed, closedBeside, takenBy, waysNow } from './ways.ts';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const thisIs = (organisation: string, what: string) =>
  `This is ${organisation}.${what === '' ? '' : ` ${upper(what)}.`}`;
const ticketNamed = (reference: string | undefined) => (reference === undefined ? 'Our ticket' : `Ticket ${reference}`);

const LANGUAGE: Record<Language, string> = { en: 'English', sv: 'Swedish' };

const TRIED: Record<Contact['what'], string> = {
  opened: 'opened',
  sent: 'sent',
  heard: 'support answered',
  auto: 'auto-reply, does not count',
  wants: 'support wants',
  promise: 'support promised',
  call: 'called',
  fixed: 'support says it is fixed',
  'verify-ok': 'checked, it works',
  'verify-fail': 'checked, not fixed',
  receipt: 'read by support',
};

export const liveCards = {
  upper,
  // what is next
  nextLate: (span: string) => `Next · ${lateBy(span)}`,
  nextDue: (time: string) => `Next · due\u00a0${time}`,
  nextIdle: (span: string) => `Next · idle ${span}`,
  nextDeadlinePassed: (time: string) => `Next · fixed deadline\u00a0${time} has passed`,
  nextPromised: (time: string) => `Next · promised by\u00a0${time}`,
  nextBlocked: 'Next · the way they ask for does not work',
  late: lateBy,
  left: (span: string) => `${span} left`,
  due: (time: string) => `due\u00a0${time}`,
  wasDue: (time: string) => `was due\u00a0${time}`,
  onItUntil: (time: string) => `on it until\u00a0${time}`,
  isOnIt: (name: string, time: string) => `${name} is on it until\u00a0${time}`,
  nobodyAnswers: (at: string, whom: string) => `if nobody answers: ${at} ${whom}`,
  how: 'How to do it',
  again: (at: string) => `again at\u00a0${at}`,
  andChannel: (names: string) => (names === '' ? 'the channel' : `${names} and the channel`),
  ifNobody: 'If nobody answers:',
  ifNoAnswer: 'If no real answer comes:',
  thenAt: (at: string, whom: string) => `then\u00a0${at} ${whom}`,
  rungDoes,
  asOf: (words: string) => upper(words),

  // the case
  onlyVendor: (vendor: string) => `only ${vendor} can fix it`,
  resolvedAt: (time: string) => `resolved\u00a0${time}`,
  closedAt: (time: string) => `closed\u00a0${time}`,
  closed: 'Closed',
  nothingOwed: 'Nothing is owed any more',
  resolvedRow: (time: string) => `Resolved\u00a0${time}`,
  also: 'Also owed',
  unreachable: 'Could not be reached',
  notDelivered: (time: string) => `Not delivered\u00a0${time}`,
  callInstead: (phone: string) => `call ${phone}`,
  askedOutside: 'Asked outside Teams',
  sentBy: (way: string, time: string) => `sent by ${way}\u00a0${time}`,
  notConfirmed: 'not confirmed',
  confirmed: (time: string) => `confirmed\u00a0${time}`,
  notBy: (way: string, reason: string) => `not by ${way}: ${reason}`,
  /** `service`: what is down, when it is not Teams itself. */
  teamsDown: (service: string | null) =>
    `Teams is down${service === null ? '' : ` (it needs our ${soft(service)})`}: people are asked by other ways`,
  onlyTeams: (names: string, callable: boolean) =>
    `No other way to ${names}${callable ? ': call them' : ', and no telephone leads to them'}`,
  affects: (services: string) => `Affects ${services}`,
  nextUpdate: (time: string, late: boolean) =>
    late ? `status update was due\u00a0${time}` : `next status update\u00a0${time}`,
  stepTitle: (number: number, text: string) => `${number} ${text}`,
  done: (n: number) => `${n} done`,
  ended: (n: number) => `${count(n, 'ticket', 'tickets')} over`,
  by: (name: string, time: string) => `${name} ${time}`,
  notApplicable: 'Not applicable',
  openTicket: (ticket: string, vendor: string, state: string) => `Open ${ticket}, ${vendor}, ${state}`,
  idle: (span: string) => `Idle ${span}`,
  sinceTime: (time: string) => `since\u00a0${time}`,
  promisedBy: (time: string) => `Promised by\u00a0${time}`,
  promisedThen: (time: string) => `promised by\u00a0${time}`,
  weOwe: 'They wait for us',
  waitsDead: (route: string) => `They want it by ${route}, which does not work`,
  fixedUnverified: 'Fixed, not verified',
  checkBy: (time: string) => `check by\u00a0${time}`,
  deadlineOf: (vendor: string, time: string, passed: boolean) =>
    `${vendor}: fixed deadline\u00a0${time}${passed ? ' has passed' : ''}`,
  deadlineFor: (names: string, several: boolean) =>
    `${names} ${several ? 'are' : 'is'} asked then, whatever has been said`,

  // a ticket
  askedAt: (time: string) => `asked at\u00a0${time}`,
  noNumber: 'no number yet',
  number: (reference: string) => `reference ${reference}`,
  vendorSeverity: (severity: string) => `severity ${severity}`,
  owner: (name: string) => `owner ${name}`,
  waitFor: (vendor: string) => `Wait for ${vendor}'s answer`,
  sendWhatTheyWant: (vendor: string) => `Send ${vendor} what they want`,
  answerBy: (route: string) => (route === '' ? 'Find any way to answer them' : `Answer them by ${route}`),
  routeDead: (route: string, service: string) =>
    route === soft(service)
      ? `Our ${soft(service)} is down`
      : `${upper(route)} does not work, our ${soft(service)} is down`,
  routeNone: (route: string) => `${upper(route)} does not work`,
  checkFix: 'Check whether it is really fixed',
  notKept: 'Not kept?',
  isPingedAt: (time: string) => `is pinged at\u00a0${time}`,
  arePingedAt: (time: string) => `are pinged at\u00a0${time}`,
  over: { verified: 'Verified', closed: 'Closed', mistake: 'Opened by mistake' },
  overLine: {
    verified: 'It works; close the ticket',
    closed: 'Nothing is owed on this ticket',
    mistake: 'This ticket does not count',
  },
  lastAnswer: (time: string) => `Last real answer\u00a0${time}`,
  noAnswerSince: (time: string) => `No real answer since\u00a0${time}`,
  noAnswerReopened: (time: string) => `Reopened at\u00a0${time}, no real answer since`,
  autoReply: (time: string) => `the auto-reply at\u00a0${time} does not count`,
  standsStill: (vendor: string) => `${vendor}'s clock stands still`,
  restsUntilVerified: 'It goes on if the fix does not hold',
  ballWithUs: 'The ball is with us',
  closes: (vendor: string, time: string) => `${vendor} closes the ticket\u00a0${time}`,
  closesAsked: (time: string) => `Unless we answer; you are reminded\u00a0${time}`,
  closesIn: (span: string) => `Due now: ${span} left to answer`,
  closedByNow: (vendor: string, time: string) => `${vendor} may have closed the ticket since\u00a0${time}`,
  closedHint: 'Nothing of ours came in time: ask whether it is still open',
  lastWord: 'Their last word',
  atTime: (time: string) => `at\u00a0${time}`,
  theyWant: (words: string) => `They want ${words}`,
  theyAsk: (who: string, words: string) => `${who} asks ${words}`,
  asked: (time: string, line: string) => `${time}, nobody has answered · ${line} gives it a time`,
  saysWhoItIs: (who: string, time: string) => `${who} says who it is, ${time}`,
  wantBy: (route: string) => `by ${route}`,
  broken: (n: number) => count(n, 'promise broken', 'promises broken'),
  deadline: (time: string) => `Fixed deadline\u00a0${time}`,
  deadlinePassed: (time: string) => `Fixed deadline\u00a0${time} has passed`,
  deadlineBefore: (time: string) => `Fixed deadline\u00a0${time}, counted from an earlier ticket`,
  wasPinged: (names: string, several: boolean, time: string) =>
    `${names} ${several ? 'were' : 'was'} pinged\u00a0${time}`,
  askedAgain: (every: string | null, next: string) =>
    every === null ? `asked again at\u00a0${next}` : `asked again every ${every}, next\u00a0${next}`,
  nobodyResets: 'nobody can move it',
  unread: (span: string) => `Our words are unread for ${span}`,
  unreadCode: (code: string, time: string) => `${code} sent\u00a0${time}, not quoted by them yet`,
  numberOwed: 'Their ticket number is missing',
  typeNumber: (command: string) => `tap here, or type: ${command}`,
  addNumber: (ticket: string) => `Add the vendor's number of ${ticket}`,
  ways: 'Ways to reach them',
  works: 'Works',
  allHours: 'all hours',
  hours: (from: string, to: string) => `${from}\u2060–\u2060${to}`,
  closedNow: closed,
  closedBeside,
  waysNow,
  takenBy,
  quoteCode: (code: string) => `quote ${code}`,
  askCode: (route: string) => `ask which code they see by ${route}`,
  codeSent: (code: string, time: string) => `${code} sent\u00a0${time}, not read yet`,
  doNotUse: 'Do not use',
  needs: (service: string) => `it needs our ${soft(service)}, which is down`,
  needsIn: (service: string, caseId: string) => `it needs our ${soft(service)}, down in\u00a0${caseId}`,
  noWay: 'No way to reach them works',
  noWayHint: 'Every route needs something of ours that is down',
  openPortal: (vendor: string) => `Open the portal of ${vendor}`,

  // pings
  things: (n: number) => `${n} things wait for you`,
  settled: 'Done already',
  untilLabel: "I'm on it or snooze until",
  choice: (time: string, span: string) => `${time} (${span})`,
  why: 'Why does it have to wait?',
  whyMissing: 'A few words, so that others know.',
  cannotHold: {
    reminder: 'This reminder cannot be put off: the time that was asked for is over.',
    deadline: 'The fixed deadline cannot be put off.',
  },
  seeCase: (n: number, id: string) => `and ${n} more: case show ${id}`,
  answered: 'Answered',

  // calls
  callNow: (reader: string, whom: string) => `${reader}, call ${whom} now`,
  reachNow: (reader: string, whom: string) => `${reader}, find another way to ${whom}`,
  noneOpen: (vendor: string, opens: string) => `No number of ${vendor} is open now; the first opens\u00a0${opens}`,
  findWho: (reader: string, vendor: string) => `${reader}, find out who answers for us at ${vendor}`,
  accountManager: (vendor: string) => `account manager, ${vendor}`,
  deputyManager: (vendor: string) => `deputy account manager, ${vendor}`,
  superior: (vendor: string) => `above the account manager, ${vendor}`,
  support: 'support',
  phone: 'Phone',
  mobile: 'Mobile',
  noPhone: 'No telephone number is known',
  phoneDead: (service: string) => `Do not phone: it needs our ${soft(service)}, which is down`,
  numberWrong: (time: string) => `This number was wrong\u00a0${time}`,
  notHers: (name: string, time: string) => `${name} says that it is not theirs,\u00a0${time}`,
  speaks: (language: Language) => `speaks ${LANGUAGE[language]}`,
  downElsewhere: (service: string, caseId: string) => `${service}: down in\u00a0${caseId}`,
  wrongIn: (time: string, caseId: string) => `a wrong number\u00a0${time} in\u00a0${caseId}`,
  wrongElsewhere: (time: string, caseId: string) =>
    `was a wrong number\u00a0${time} in\u00a0${caseId}: ask for the name first`,
  neverChecked: 'nobody has ever checked this number',
  checkedOn: (day: string) => `last checked ${day}`,
  checkedLongAgo: (day: string) => `last checked ${day}: ask for the name first`,
  nextInLine: 'Next in line',
  sayThis: 'Say this',
  ifTheyRefuse: 'If they refuse:',
  refused: (act: RungDo) => REFUSED[act],
  /** What is said on the phone, word for word; `what` are the words that opened the ticket. Not `spoken`: no telephone leads there. */
  say: (
    organisation: string,
    what: string,
    reference: string | undefined,
    since: string,
    /** The newest promise that was broken since then; `what` is quoted already, empty: without words. */
    broken: { by: string; what: string } | undefined,
    act: RungDo | undefined,
    spoken: boolean,
  ) =>
    `${thisIs(organisation, what)} ${ticketNamed(reference)} has had no real answer since ${since}. ${
      broken === undefined
        ? ''
        : `You promised ${broken.what === '' ? 'one' : broken.what} by ${broken.by}, and did not keep it. `
    }${asked(act ?? 'call', spoken)}`,
  sayNoTicket: (organisation: string, services: string, since: string, spoken: boolean) =>
    `${thisIs(organisation, '')} ${services === '' ? 'Something that you run for us' : `Our ${soft(services)}`} does not work since ${since}, and only you can fix it. ${asked('call', spoken)}`,
  sayFixed: (organisation: string, what: string, reference: string | undefined, spoken: boolean) =>
    `${thisIs(organisation, what)} ${ticketNamed(reference)} is said to be fixed, and we could not confirm it yet. Please stay with us until it works, and ${spoken ? 'call me back' : 'answer in this ticket'}.`,
  sayBlocked: (
    organisation: string,
    what: string,
    reference: string | undefined,
    wanted: string,
    by: string,
    spoken: boolean,
  ) =>
    `${thisIs(organisation, what)} ${ticketNamed(reference)}: you asked for ${wanted} by ${by}. It cannot come that way: we cannot use it at present. Please ${spoken ? 'take it down as I say it' : 'take it here'}, and put somebody on it who may act.`,
  sayWrongPerson: (organisation: string, what: string, reference: string | undefined, names: string, spoken: boolean) =>
    `${thisIs(organisation, what)} ${ticketNamed(reference)}: ${names} told us that it is not theirs. Please ${spoken ? 'put me through to whoever answers for our account now' : 'tell us who answers for our account now'}.`,
  reference: 'Reference',
  contract: 'Contract',
  code: 'Our code',
  noReference: 'none yet',
  tried: 'Tried so far',
  newestOf: (shown: number, all: number) => `newest ${shown} of ${all}`,
  howDidItGo: 'How did it go?',
  fewWords: 'A few words, optional',
  orHold: (command: string) => `Not now? Type: ${command}`,
  alsoWaiting: 'Also waiting for you',
  contact: (what: Contact['what']) => TRIED[what],
  contactBy: (route: string, rest: string) => (route === '' ? upper(rest) : `${upper(route)}: ${rest}`),
  /** `what` is quoted already; empty: without words. */
  promisedIt: (by: string, what: string, broken: boolean) =>
    `${TRIED.promise}${by === '' ? '' : ` by\u00a0${by}`}${what === '' ? '' : `: ${what}`}${broken ? ', broken' : ''}`,
  callTo: (whom: string) => `call to ${whom}`,
  calledYou: (number: string) => `we called you${number === '' ? '' : ` on ${number}`}`,
  notRead: 'not read yet',

  ...managerCard,
  ...offeredCase,
} as const;
