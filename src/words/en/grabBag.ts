/** The grab bag: what is read by torchlight when neither Teams nor the screen works. */
import type { PingTarget, RungDo } from '../../domain/organisation.ts';

const TARGET: Readonly<Record<string, string>> = {
  owner: 'whoever owns it',
  coordinator: 'the coordinator',
  'vendor-liaison': 'the vendor liaison',
  management: 'our management',
  'account-manager': "the vendor's account manager",
  superior: "the account manager's superior",
  channel: 'everybody in the incident channel',
};

const DO: Record<RungDo, string> = {
  ask: 'ask again',
  phone: 'telephone',
  'duty-manager': 'ask for their duty manager',
  call: 'call in person',
  executives: 'management calls management',
};

export const grabBagWords = {
  title: (organisation: string) => `${organisation}: grab bag for incidents`,
  asOf: (time: string) =>
    `As of ${time}. A new one is laid down every night, and every five minutes while a case runs.`,
  now: 'Open cases',
  noCases: 'No case was open.',
  case: (id: string, title: string, severity: string, owner: string) => `${id} ${title} (${severity}, owner ${owner})`,
  next: (what: string, who: string, when: string) => `${what}: ${who}, ${when}`,
  ticket: (id: string, vendor: string, reference: string, since: string) =>
    `${id} ${vendor}, ${reference}, no real answer since ${since}`,
  noReference: 'no number yet',
  without: 'When Teams is down',
  withoutLines: [
    'Open a telephone conference and ring everybody who owns something below.',
    'One person writes down who did what and when, on paper, with the time.',
    'Somebody owns the next step at every moment. Say aloud who it is and by when.',
    'While a vendor is silent go on climbing by the ladder below, by the clock, whatever is promised.',
    'When Teams is back, type it in: note "10:40 told by phone that ...".',
  ],
  people: 'Our people',
  vendor: (name: string) => `Vendor: ${name}`,
  contract: 'Contract',
  hours: 'Hours',
  allHours: 'day and night',
  opening: (from: string, to: string) => `${from} to ${to}`,
  mayOpen: 'May open tickets',
  accountManager: 'Account manager',
  deputy: 'Deputy',
  superior: 'Above the account manager',
  checked: (day: string) => `checked ${day}`,
  never: 'never checked',
  wrong: (time: string, caseId: string) => `(WRONG NUMBER, ${time}, ${caseId})`,
  needs: (services: string) => `does not work without ${services}`,
  ladder: (name: string, severity: string) => `Ladder ${name}, ${severity}`,
  own: 'what we owe ourselves, counted from when it was due',
  theirs: "a vendor's ticket, counted from the vendor's last real answer",
  rung: (after: string, who: string, what: string) => `After ${after}: ${who}${what === '' ? '' : ` - ${what}`}`,
  at: 'At once',
  repeat: (every: string) => `Then again every ${every}, to more and more people, without an end`,
  deadline: (after: string, who: string, every: string) =>
    `Whatever has been said: after ${after}, and every ${every} from then on, ${who}`,
  authorities: 'Authorities',
  authority: (name: string, stages: string) => `${name}: ${stages}`,
  stage: (id: string, within: string) => `${id} within ${within}`,
  target: (of: PingTarget) => TARGET[of],
  doing: (of: RungDo) => DO[of],
} as const;
