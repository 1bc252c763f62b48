// Who may what: people who differ in nothing but what they are to a case, and for every command a moment at which it means something.
// Not here: expectations.
import type { Organisation, Person } from '../../src/domain/organisation.ts';
import type { Presence } from '../../src/domain/presence.ts';
import { duration } from '../../src/domain/time.ts';
import { deskOrganisation } from './deskOrganisation.ts';
import { Story } from './story.ts';

/** What somebody is to INC-1, and who that is. Who may decide comes first, then the rest of ours, then everybody else. */
export const parts = {
  coordinator: 'alex',
  'deputy coordinator': 'dora',
  management: 'patti',
  'deputy in management': 'max',
  'vendor liaison': 'megan',
  operations: 'otto',
  communications: 'cleo',
  security: 'sven',
  legal: 'adele',
  'owner of the case': 'erin',
  'owner of the ticket': 'tina',
  'holder of the step': 'sam',
  'asked to take over': 'hugo',
  'anybody else of ours': 'noah',
  'account manager': 'lynne',
  'another vendor’s': 'ines',
  guest: 'guest',
  'not in the file': 'ghost',
} as const;

export type Part = keyof typeof parts;

/** Coordinators and management, with their deputies. */
export const deciders = Object.keys(parts).slice(0, 4) as Part[];

/** People of our own organisation, whatever their role. */
export const ours = Object.keys(parts).slice(0, 14) as Part[];

/** How Teams knows a guest of our tenant: named like our coordinator, with an account and a mailbox elsewhere. */
export const guest = {
  aadObjectId: '99999999-9999-9999-9999-999999999999',
  email: 'alexw@partner.example',
  userPrincipalName: 'alexw_example.com#EXT#@contoso.example',
};

const person = (id: string): Person => ({
  id,
  name: `${id.charAt(0).toUpperCase()}${id.slice(1)} Example`,
  email: `${id}@example.com`,
  routes: [{ id: 'teams', kind: 'teams', dependsOn: ['teams'] }],
});

const added = ['dora', 'max', 'otto', 'cleo', 'sven', 'erin', 'tina', 'sam', 'hugo', 'noah'];

export const organisation: Organisation = {
  ...deskOrganisation,
  people: { ...deskOrganisation.people, ...Object.fromEntries(added.map((id) => [id, person(id)])) },
  // Each in one only: who deputised in another too would be two things at once.
  roles: {
    coordinator: ['alex', 'dora'],
    management: ['patti', 'max'],
    'vendor-liaison': ['megan'],
    operations: ['otto'],
    communications: ['cleo'],
    security: ['sven'],
    legal: ['adele'],
  },
};

export const presence: Presence = {
  rosterKnown: true,
  roster: ['alex', 'megan', 'adele', 'isaiah', 'patti', ...added],
  chatted: ['lynne', 'ines'],
  left: [],
};

/** INC-1: opened by Alex, owned by Erin, offered to Hugo; step 3 is Sam's and due 09:00, T1 with Microsoft is Tina's. */
function base(): Story {
  const s = new Story('2023-07-31T06:10:00Z', organisation, presence);
  s.say('alex', { type: 'case.new', title: 'Mail is down', severity: 'sev2', playbook: 'blank', affects: [] });
  s.say('alex', { type: 'case.own', to: 'erin' });
  s.say('erin', { type: 'case.handover', to: 'hugo' });
  s.say('noah', { type: 'step.done', step: 1 });
  s.say('alex', { type: 'step.assign', step: 3, to: 'sam', due: s.instant('09:00'), reason: 'agreed' });
  s.say('alex', { type: 'case.set', aware: s.instant('08:00') });
  const words = 'tenant blocked';
  s.say('tina', { type: 'ticket.open', vendor: 'microsoft', reference: 'R-1', via: 'phone', owner: 'tina', words });
  s.say('noah', { type: 'pack.build', ticket: 'T1' });
  s.say('noah', { type: 'pack.send', ticket: 'T1', via: 'phone' });
  s.say('noah', { type: 'pack.link' });
  return s;
}

/** A ping of this obligation has just been sent, to this person among others. */
function pinged(key: string, person: string): Story {
  const s = base();
  for (let n = 0; n < 400; n += 1) {
    const [before, next] = [s.events.length, s.next()];
    if (next === null) break;
    s.until(next);
    const asked = s.events.slice(before).flatMap(({ body }) => (body.type === 'pinged' ? [body.ping] : []));
    if (asked.some((ping) => ping.key === key && ping.people.includes(person))) return s;
  }
  throw new Error(`${person} was never pinged about ${key}`);
}

function fixed(): Story {
  const s = base();
  s.say('tina', { type: 'ticket.fixed', ticket: 'T1' });
  return s;
}

function verified(): Story {
  const s = fixed();
  s.say('tina', { type: 'ticket.verify', ticket: 'T1', result: 'ok' });
  return s;
}

function resolved(): Story {
  const s = verified();
  s.say('tina', { type: 'ticket.close', ticket: 'T1' });
  s.say('erin', { type: 'case.resolve', words: 'flows again' });
  return s;
}

/** Nothing is owed any more. */
function settled(): Story {
  const s = resolved();
  s.say('hugo', { type: 'case.decline' });
  for (const { number, status } of s.case.steps)
    if (status === 'open') s.say('noah', { type: 'step.na', step: number, reason: 'not here' });
  s.say('noah', { type: 'retro.done', words: 'in the wiki' });
  for (const { clock } of s.case.notices) {
    s.say('adele', { type: 'notice.waive', clock: clock.id, reason: 'not theirs', approvedBy: 'adele' });
  }
  return s;
}

function closed(): Story {
  const s = settled();
  s.say('alex', { type: 'case.close' });
  return s;
}

function reported(): Story {
  const s = base();
  s.say('adele', { type: 'notice.reported', clock: 'se-state-2020', reference: 'C-0' });
  return s;
}

const none = () => new Story('2023-07-31T06:10:00Z', organisation, presence);

/** The organisation file has been edited since the case was opened. */
function edited(): Story {
  const s = base();
  const { limits } = s.organisation;
  s.organisation = { ...s.organisation, limits: { ...limits, acceptHandoverWithin: duration('PT20M') } };
  return s;
}

export const scenes = {
  base,
  edited,
  none,
  fixed,
  verified,
  resolved,
  settled,
  closed,
  reported,
  'ticket pinged': () => pinged('ticket:T1', 'tina'),
  'manager pinged': () => pinged('ticket:T1', 'lynne'),
  'step pinged': () => pinged('step:3', 'sam'),
} as const;

export interface Deed {
  /** The command's path in the table of the grammar. */
  path: string;
  /** Where the command alone does not say it. */
  what?: string;
  /** CODE stands for the newest code of T1. */
  line: string;
  scene?: keyof typeof scenes;
}

/** At least one for every command that changes something; where the arguments make a difference, one for each. */
export const deeds: readonly Deed[] = [
  { path: 'case new', line: 'case new Mail is down again', scene: 'none' },
  { path: 'case set', what: 'raise the severity', line: 'case set sev:1' },
  { path: 'case set', what: 'lower the severity', line: 'case set sev:3' },
  { path: 'case set', what: 'services', line: 'case set affects:+email' },
  { path: 'case set', what: 'the title', line: 'case set title:"Mail of all"' },
  { path: 'case set', what: 'aware earlier', line: 'case set aware:07:30' },
  { path: 'case set', what: 'aware later', line: 'case set aware:08:05' },
  { path: 'case set', what: 'out of our control', line: 'case set control:vendor vendor:microsoft' },
  { path: 'case own', what: 'for oneself', line: 'case own me' },
  { path: 'case own', what: 'for somebody else', line: 'case own @isaiah' },
  { path: 'case handover', line: 'case handover @isaiah "you next"' },
  { path: 'case accept', line: 'case accept' },
  { path: 'case decline', line: 'case decline' },
  { path: 'role', line: 'role operations @isaiah' },
  { path: 'case resolve', line: 'case resolve "flows again"', scene: 'verified' },
  { path: 'case close', line: 'case close', scene: 'settled' },
  { path: 'case reopen', what: 'a resolved one', line: 'case reopen "again"', scene: 'resolved' },
  { path: 'case reopen', what: 'a closed one', line: 'case reopen "again"', scene: 'closed' },
  { path: 'case adopt', line: 'case adopt', scene: 'edited' },
  { path: 'step done', line: 'step 3 done "done"' },
  { path: 'step assign', line: 'step 3 assign @isaiah' },
  { path: 'step due', what: 'earlier', line: 'step 3 due:08:40' },
  { path: 'step due', what: 'later', line: 'step 3 due:11:00 "they are slow"' },
  { path: 'step na', line: 'step 3 na "not here"' },
  { path: 'step undo', line: 'step 1 undo' },
  { path: 'step add', line: 'step add "ask them" due:1h' },
  { path: 'ticket open', line: 'ticket open telia ref:4 via:desk "line down"' },
  { path: 'ticket ref', line: 'ticket ref T1 R-2' },
  { path: 'ticket own', line: 'ticket own T1 @isaiah' },
  { path: 'ticket sent', line: 'ticket sent T1 via:phone "said"' },
  { path: 'ticket heard', line: 'ticket heard T1 "an engineer is on it"' },
  { path: 'ticket auto', line: 'ticket auto T1 "received"' },
  { path: 'ticket wants', line: 'ticket wants T1 "details" via:phone due:10:00' },
  { path: 'ticket promise', line: 'ticket promise T1 by:10:00' },
  { path: 'ticket call', line: 'ticket call T1 result:no-answer' },
  { path: 'ticket escalate', line: 'ticket escalate T1' },
  { path: 'ticket fixed', line: 'ticket fixed T1' },
  { path: 'ticket verify', line: 'ticket verify T1 ok', scene: 'fixed' },
  { path: 'ticket close', what: 'after it was verified', line: 'ticket close T1', scene: 'verified' },
  { path: 'ticket close', what: 'as a mistake', line: 'ticket close T1 reason:mistake "no ticket of ours"' },
  { path: 'ticket reopen', line: 'ticket reopen T1 "again"', scene: 'verified' },
  { path: 'pack build', line: 'pack build T1 without:people' },
  { path: 'pack send', line: 'pack send T1 via:portal' },
  { path: 'pack receipt', line: 'pack receipt T1 "read by Tom" quoted:CODE' },
  { path: 'pack link', line: 'pack link' },
  { path: 'pack revoke', line: 'pack revoke' },
  { path: 'ack', what: 'a ticket', line: 'ack by:20m T1', scene: 'ticket pinged' },
  { path: 'ack', what: 'a ticket, the account manager asked', line: 'ack by:20m T1', scene: 'manager pinged' },
  { path: 'ack', what: 'a step', line: 'ack by:20m step 3', scene: 'step pinged' },
  { path: 'snooze', what: 'a ticket', line: 'snooze 20m "they call" T1', scene: 'ticket pinged' },
  { path: 'snooze', what: 'a step', line: 'snooze 20m "they call" step 3', scene: 'step pinged' },
  { path: 'decline', what: 'a ticket', line: 'decline T1', scene: 'ticket pinged' },
  { path: 'decline', what: 'a ticket, the account manager asked', line: 'decline T1', scene: 'manager pinged' },
  { path: 'decline', what: 'a step', line: 'decline step 3', scene: 'step pinged' },
  { path: 'notice start', line: 'notice start insurer' },
  { path: 'notice reported', line: 'notice reported se-state-2020 ref:C-1' },
  { path: 'notice final', line: 'notice final se-state-2020 ref:C-1', scene: 'reported' },
  { path: 'notice undo', line: 'notice undo se-state-2020', scene: 'reported' },
  { path: 'notice waive', line: 'notice waive se-state-2020 reason:"not theirs" by:@adele' },
  { path: 'update', line: 'update "still blocked"' },
  { path: 'note', line: 'note "seen at 02:40"' },
  { path: 'decide', line: 'decide "no relay" because:"it would be blocked too"' },
  { path: 'retro done', line: 'retro done "in the wiki"', scene: 'resolved' },
];

/** What only buttons say: the same fields as their cards send. */
export const presses: readonly (Omit<Deed, 'line'> & { data: Record<string, string> })[] = [
  { path: 'outsider answer', data: { ticket: 'T1', words: 'an engineer is on it' }, scene: 'manager pinged' },
  { path: 'outsider question', data: { ticket: 'T1', words: 'which server is it?' }, scene: 'manager pinged' },
  { path: 'outsider on-it', data: { ticket: 'T1', by: '20m', target: 'ticket:T1' }, scene: 'manager pinged' },
  { path: 'outsider wrong', data: { ticket: 'T1', target: 'ticket:T1' }, scene: 'manager pinged' },
  { path: 'ping done', data: { card: 'ping', keys: 'step:3', words: 'done' }, scene: 'step pinged' },
];

/** What only shows. */
export interface Question extends Pick<Deed, 'path' | 'what'> {
  /** Typed, or the fields that its button sends. */
  asks: string | Record<string, string>;
  /** What stands in the answer and in no other: an apology is none. */
  shows: RegExp;
}

export const questions: readonly Question[] = [
  { path: 'case list', asks: 'case list', shows: /INC-1 · Mail is down[\s\S]*type: case show INC-1/ },
  { path: 'case show', asks: 'case show INC-1', shows: /SEV2 · open 0 min · owner Alex Wilber/ },
  { path: 'step list', asks: 'step list INC-1', shows: /INC-1 · Checklist, 0 of 8 done/ },
  { path: 'step form', asks: 'step form INC-1', shows: /Another step, INC-1[\s\S]*Which step\?/ },
  { path: 'ticket list', asks: 'ticket list INC-1', shows: /INC-1 · Vendor tickets, 1 waiting/ },
  { path: 'ticket show', asks: 'ticket show INC-1 T1', shows: /T1 · Microsoft has the ball\. INC-1/ },
  { path: 'ticket pressure', asks: 'ticket pressure INC-1 T1', shows: /T1 Microsoft · Pressure sheet/ },
  { path: 'pack show', asks: 'pack show INC-1', shows: /INC-1 · Evidence pack 1[\s\S]*for T1 Microsoft/ },
  { path: 'pack speak', asks: 'pack speak INC-1', shows: /Read this out · pack 1/ },
  { path: 'vendor list', asks: 'vendor list', shows: /Vendors, 1 open ticket[\s\S]*Telia Carrier/ },
  { path: 'vendor show', asks: 'vendor show microsoft', shows: /INC-1 T1 · Mail is down/ },
  { path: 'vendor check', asks: 'vendor check', shows: /3 contacts to check[\s\S]*Nestor Wilke/ },
  { path: 'vendor right', asks: 'vendor right lynne', shows: /This patch does it for \*\*Lynne Robbins\*\*/ },
  {
    path: 'vendor changed',
    asks: 'vendor changed lynne phone:"+46 70 000 00 99"',
    shows: /This patch does it for \*\*Lynne Robbins\*\*/,
  },
  { path: 'notice list', asks: 'notice list INC-1', shows: /INC-1 · Notices to authorities, 1 waiting/ },
  { path: 'timeline', asks: 'timeline INC-1', shows: /INC-1 opened: Mail is down/ },
  { path: 'report', asks: 'report INC-1', shows: /INC-1 · Report: It has only just begun/ },
  { path: 'help', asks: 'help', shows: /The checklist\s+step list/ },
  { path: 'form', what: 'of a ticket', asks: { command: 'ticket open' }, shows: /Or type: ticket open/ },
];
