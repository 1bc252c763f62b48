/** Headings, labels and sentences of papers. They are read by people who know neither us nor this bot; what goes in is plain text. */
import type { Ball, Contact, VendorPromise } from '../../domain/case.ts';
import type { CallResult } from '../../domain/commands.ts';
import type { RoleName, RouteKind } from '../../domain/organisation.ts';
import type { Reading } from '../../domain/pack.ts';
import { soft, upper } from '../format.ts';
import { callResult, role, routeKind, waivedBy } from './names.ts';

const sentence = (text: string) => (/[.!?]$/u.test(text) ? upper(text) : `${upper(text)}.`);

const KNOWN_BELOW = 'What we know stands below; phone us for what is missing.';
const ANSWERED_ABOVE = 'answered above';
const ASK_QUOTE =
  'When you have read this, say back the code that stands above it where we sent it. Until then it counts as unread.';
/** What is true only of a text, and what is said instead; which code to say back is asked at the end of a call. */
const ALOUD: readonly (readonly [string, string])[] = [
  [ASK_QUOTE, ''],
  [KNOWN_BELOW, 'What we know I read to you; ask me for what is missing.'],
  [ANSWERED_ABOVE, 'answered in what I read to you'],
];

const BETWEEN: Record<Contact['what'], string> = {
  opened: 'ticket opened',
  sent: 'we told you',
  heard: 'you answered',
  auto: 'automatic reply from you',
  wants: 'you asked',
  promise: 'you promised',
  call: 'we phoned',
  fixed: 'you said that it is fixed',
  'verify-ok': 'we checked: it works',
  'verify-fail': 'we checked: it does not work',
  receipt: 'you said that it was read',
};

/** What the vendor is asked for first. */
const ASK: Record<Ball, string> = {
  'with-vendor': 'Put somebody on this now who may act, and make it work again.',
  promised: 'Keep what you promised, and tell us at once if you cannot.',
  'with-us': 'Take this in writing, and go on from here.',
  'route-blocked': 'Take this in writing, and go on from here.',
  'fixed-unverified': 'Stay with this until we have confirmed that it works.',
  closed: 'Keep this with the ticket.',
};

const PROMISE: Record<VendorPromise['status'], string> = {
  running: 'not due yet',
  kept: 'kept',
  broken: 'not kept',
  over: 'not judged: the ticket was over before',
};

/** "Read" is said of nothing but a code that came back; one that has not is not named, or this paper would give it away. */
const READING: Record<Reading, (code: string) => string> = {
  quoted: (code) => `code ${code}, said back by you`,
  spoken: (code) => `code ${code}`,
  answered: () => 'its code not said back; you have answered since',
  'not-shown': () => 'its code not said back yet',
};

export const papers = {
  sentence,
  upper,
  timed: (time: string, words: string) => `${time}: ${words}`,
  by: (time: string, who: string, role: string) =>
    who === '' ? `${time}, ${role}` : role === '' ? `${time}, ${who}` : `${time}, ${who} (${role})`,
  result: (text: string, words: string) => (words === '' ? text : `${text} Result: ${words}`),
  more: (n: number) => (n === 1 ? 'and 1 more, on request' : `and ${n} more, on request`),
  earlier: (n: number) => (n === 1 ? '1 earlier entry, on request' : `${n} earlier entries, on request`),
  none: 'None yet.',
  role: (of: RoleName) => role(of),
  colleague: 'a colleague',
  accountManager: 'account manager',
  leftOut: { email: '[e-mail address left out]', phone: '[telephone number left out]' },

  // the evidence pack
  packTitle: (organisation: string, title: string) => `${organisation}: ${title}`,
  packOf: (version: number, vendor: string, caseId: string) =>
    `Evidence pack ${version} for ${vendor}, our case ${caseId}`,
  asOf: (time: string, zone: string, offset: string) => `As of ${time}. All times are those of ${zone} (${offset}).`,
  numbers: 'Numbers',
  yourTicket: 'Your ticket',
  noTicket: 'none given to us yet',
  contract: 'Contract',
  noContract: 'not known',
  severity: 'Severity',
  ticketOpened: 'Opened',
  what: 'What happened',
  aware: 'We noticed it',
  controlLost: 'Out of our hands since',
  onlyYou: (vendor: string) => `only ${vendor} can lift it`,
  resolved: 'Works again since',
  symptom: 'What we see',
  scope: 'Whom it hits',
  affected: 'Does not work',
  follows: 'Depends on it and fails with it',
  nothingAffected: 'no service named yet',
  measures: 'What we have already done',
  noMeasures: 'Nothing is recorded as done yet.',
  ask: 'What we ask of you',
  askFirst: (ball: Ball) => ASK[ball],
  /** Never "this is it": what they asked for may stand nowhere in it. */
  askAnswer: (words: string, via: string, answer: string) => {
    const asked = via === '' ? `You asked for ${words}.` : `You asked for ${words} by ${via}. It cannot come that way.`;
    return answer === '' ? `${asked} ${KNOWN_BELOW}` : `${asked} Our answer: ${answer}`;
  },
  askCall: 'Phone us: who acts, what is still missing, and when it will be done.',
  askWrite: 'Write down in your ticket that you have this, and when you will answer.',
  askQuote: ASK_QUOTE,
  reach: 'How to reach us',
  noNumber: 'None of our telephones works at present.',
  doNot: (kind: RouteKind, service: string) =>
    `Do not use ${routeKind(kind)}: it needs our ${soft(service)}, which is down.`,
  portal: 'You can write into the ticket in your portal; we read it there.',
  coordinatorNumber: (name: string, role: string) => (name === '' ? upper(role) : `${name}, ${role}`),
  asked: 'What you asked and promised',
  askedLine: (words: string, via: string, state: 'open' | 'blocked' | 'here' | 'answered') =>
    `you asked for ${words}${via === '' ? '' : ` by ${via}`}: ${
      { open: 'not answered before this', blocked: 'cannot go that way', here: ANSWERED_ABOVE, answered: 'answered' }[
        state
      ]
    }`,
  promisedLine: (by: string, words: string, status: VendorPromise['status']) =>
    `you promised by ${by}${words === '' ? '' : `: ${words}`} (${PROMISE[status]})`,
  between: 'What passed between us',
  /** `whom`, `number`: of a call, where they are worth saying. */
  contact: (what: Contact['what'], via: string, result: CallResult | undefined, whom = '', number = '') =>
    [
      BETWEEN[what],
      whom === '' ? '' : ` ${whom}`,
      number === '' ? '' : ` on ${number}`,
      via === '' ? '' : ` by ${via}`,
      result === undefined ? '' : `, ${callResult(result)}`,
    ].join(''),
  saying: (head: string, words: string) => (words === '' ? head : `${head}: ${words}`),
  code: (code: string, reading: Reading) => READING[reading](code),
  version: (version: number, caseId: string) => `${caseId}, evidence pack ${version}. A later version replaces it.`,

  // what stands above the text when it is pasted
  cover: (code: string, version: number, caseId: string, hash: string) =>
    `Code ${code}: please say it back when you have read this.\nEvidence pack ${version} of ${caseId}. SHA-256 of the text below:\n${hash}\n`,

  // what is read out on the phone
  speakTitle: 'Read this out',
  hello: (name: string, organisation: string) =>
    name === '' ? `This is ${organisation}.` : `This is ${name} of ${organisation}.`,
  aboutTicket: (spelled: string) => `It is about your ticket: ${spelled}.`,
  aboutNoTicket: 'You have not given us a ticket number yet. Please give me one now.',
  aboutContract: (spelled: string) => `Our contract: ${spelled}.`,
  writeDown: 'Please write down what I say, and read it back to me at the end.',
  /** Never the code itself: said by us and said back it would prove nothing. */
  readCode: (by: string) =>
    `We have also sent you this ${by === '' ? 'in writing' : `by ${by}`}. Please look there, and read me the code that stands above our text, letter by letter: it begins with K.`,
  /** A line as it is said: on the phone nothing stands above or below. Empty: it is true only of what lies in writing. */
  aloud: (written: string) =>
    ALOUD.reduce((line, [inWriting, said]) => line.replaceAll(inWriting, said), written).trim(),
  nowTell: 'Now tell me: your name, who acts, and when we hear from you.',
  moreIfAsked: 'If they ask for more',

  // the pressure sheet
  sheetTitle: (organisation: string, vendor: string) => `${organisation} waits for ${vendor}`,
  sheetOf: (ticket: string, title: string) => `${ticket}: ${title}`,
  state: 'Where it stands',
  down: 'Down',
  downFor: (span: string, time: string) => `${span}, since ${time}`,
  wasDown: (span: string, since: string, until: string) => `${span}, from ${since} to ${until}`,
  idle: 'No real answer',
  idleFor: (span: string, time: string) => `for ${span}, since ${time}`,
  ballElsewhere: 'the ball is not with them now',
  hit: 'Hit',
  authorities: 'Authorities informed',
  informed: (recipient: string, stage: string, time: string, reference: string) =>
    `${recipient}: ${stage} sent ${time}, reference ${reference}`,
  notInformed: (name: string) => `${name}: nothing sent yet`,
  nextNotice: (stage: string, due: string, late: boolean) => `${stage} ${late ? 'was due' : 'due'} ${due}`,
  waived: (recipient: string, time: string, by: string, approver: string) =>
    `${recipient}: not told; ${waivedBy(by, approver)}, ${time}`,
  noAuthorities: 'No authority has to be told.',
  promises: 'Promises',
  broken: (time: string, words: string, made: string) =>
    `broken: promised by ${time}${words === '' ? '' : `, ${words}`} (given ${made})`,
  keptOf: (kept: number, broken: number) => `${broken} broken, ${kept} kept`,
  noBroken: 'No promise was broken.',
  attempts: 'What was tried',
  attemptsOf: (calls: number, words: number, unread: number) =>
    `${calls === 1 ? '1 call' : `${calls} calls`}, ${words === 1 ? '1 message' : `${words} messages`}${unread === 0 ? '' : `, ${unread} unread`}`,
  attempt: (what: 'opened' | 'sent' | 'call', via: string, result: CallResult | undefined) =>
    [
      what === 'call' ? 'phoned' : what === 'opened' ? 'opened the ticket' : 'told them',
      via === '' || what === 'call' ? '' : ` by ${via}`,
      result === undefined ? '' : `: ${callResult(result)}`,
    ].join(''),
  unread: 'not read',
  /** `words` is quoted already; empty: without words. */
  notFixed: (words: string) => `said to be fixed: we checked, and it was not${words === '' ? '' : `, ${words}`}`,
  notTheirs: (name: string) => `${name} says that it is not theirs`,
  clause: 'Contract',
  clauseOf: (number: string, severity: string, hours: string, notes: string) =>
    [number, severity === '' ? '' : `severity ${severity}`, hours, notes].filter((part) => part !== '').join(', '),
  allHours: 'all hours',
  hours: (from: string, to: string) => `${from} to ${to}`,
  theAsk: 'The ask',
  sheetAsk: (vendor: string, ball: Ball) =>
    ball === 'fixed-unverified'
      ? `${vendor} stays with it until we have confirmed the fix, and names who does.`
      : ball === 'closed'
        ? `Nothing any more; ${vendor} explains in writing why it took so long.`
        : ball === 'with-us'
          ? `Nothing now: we owe ${vendor} an answer.`
          : `${vendor} puts an engineer on it within the hour who may act, and phones us with a name and a time.`,
  deadlineAt: (time: string) => `The fixed deadline comes ${time}.`,
  deadlineCame: (time: string, again: string) =>
    `The fixed deadline has passed: ${time}.${again === '' ? '' : ` It is repeated ${again}.`}`,
} as const;
