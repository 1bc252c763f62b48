// Cases to draw and to look at: the event of 31 July 2023 at telling moments, a quiet one, a closed one, and the largest that can be made.
import type { Case } from '../../src/domain/case.ts';
import type { Intent } from '../../src/domain/commands.ts';
import type { Message } from '../../src/domain/message.ts';
import { firstOf } from '../../src/domain/people.ts';
import type { Instant } from '../../src/domain/time.ts';
import { plusMs } from '../../src/domain/time.ts';
import { deskOrganisation, deskPresence } from './deskOrganisation.ts';
import { Story } from './story.ts';

export interface Example {
  state: Case;
  now: Instant;
  story: Story;
}

type Row = [time: string, by: string, intent: (s: Story) => Intent];

const ticket = { ticket: 'T1' } as const;
const call: Intent = { type: 'ticket.call', ...ticket, result: 'no-effect', words: 'told to wait' };

/** What is said and clicked in the replay of the event, in order. */
const rows: Row[] = [
  ['2023-07-31 08:12', 'alex', () => ({ type: 'case.set', control: 'vendor' })],
  ['2023-07-31 08:30', 'patti', () => ({ type: 'notice.reported', clock: 'se-state-2020', reference: 'CERT-4711' })],
  [
    '2023-07-31 08:35',
    'megan',
    () => ({
      type: 'ticket.open',
      vendor: 'microsoft',
      reference: '2307310050000123',
      severity: 'A',
      via: 'phone',
      owner: 'megan',
      words: 'outbound mail of the whole tenant blocked since Saturday',
    }),
  ],
  ['2023-07-31 09:05', 'megan', () => ({ type: 'ticket.auto', ...ticket, words: 'we have received your request' })],
  ['2023-07-31 09:12', 'alex', () => ({ type: 'update', words: 'Reported to Microsoft, waiting for their support' })],
  ['2023-07-31 09:40', 'megan', () => ({ type: 'ticket.sent', ...ticket, via: 'portal', words: 'full description' })],
  ['2023-07-31 10:10', 'megan', () => call],
  ['2023-07-31 10:30', 'megan', () => call],
  [
    '2023-07-31 11:00',
    'megan',
    (s) => ({
      type: 'ticket.wants',
      ...ticket,
      words: 'tenant details in writing',
      via: 'mail',
      due: s.instant('2023-07-31 12:00'),
    }),
  ],
  ['2023-07-31 11:10', 'megan', () => ({ type: 'ticket.sent', ...ticket, via: 'portal', words: 'tenant details' })],
  ['2023-07-31 11:10', 'megan', () => ({ type: 'ticket.sent', ...ticket, via: 'phone', words: 'read out' })],
  ['2023-07-31 11:50', 'lynne', (s) => ({ type: 'ack', until: s.instant('2023-07-31 12:50') })],
  [
    '2023-07-31 15:00',
    'megan',
    (s) => ({ type: 'ticket.promise', ...ticket, by: s.instant('2023-07-31 17:00'), words: 'unblock done by 17:00' }),
  ],
  [
    '2023-07-31 18:00',
    'megan',
    (s) => ({
      type: 'ticket.heard',
      ...ticket,
      words: 'engineer assigned, releasing',
      quoted: s.case.tickets[0]?.sent.at(-1)?.code ?? '',
    }),
  ],
  ['2023-07-31 19:20', 'megan', () => ({ type: 'ticket.fixed', ...ticket })],
  [
    '2023-07-31 19:40',
    'megan',
    () => ({ type: 'ticket.verify', ...ticket, result: 'fail', words: 'still 5.7.705 to one provider' }),
  ],
  ['2023-07-31 20:20', 'megan', () => ({ type: 'ticket.fixed', ...ticket })],
  ['2023-07-31 20:30', 'megan', () => ({ type: 'ticket.verify', ...ticket, result: 'ok' })],
  ['2023-07-31 20:30', 'megan', () => ({ type: 'ticket.close', ...ticket })],
  ['2023-07-31 20:30', 'alex', () => ({ type: 'case.resolve', words: 'Block released, test sends arrive everywhere' })],
  ['2023-08-03 09:00', 'alex', () => ({ type: 'retro.done', words: 'Account manager first, next time' })],
  ['2023-08-28 08:00', 'patti', () => ({ type: 'notice.final', clock: 'se-state-2020', reference: 'CERT-4711-F' })],
  ['2023-08-28 08:05', 'alex', () => ({ type: 'case.close' })],
];

/** The case as it stood at a time ("2023-07-31 11:47"). `left`: due times of steps that nobody does, "10:10"; `desk`: with more people at more vendors. */
export function replayAt(time: string, left: readonly string[] = [], desk = false): Example {
  const story = desk
    ? new Story('2023-07-31T06:10:00Z', deskOrganisation, deskPresence)
    : new Story('2023-07-31T06:10:00Z');
  story.say('alex', {
    type: 'case.new',
    title: 'Outgoing e-mail blocked',
    severity: 'sev1',
    playbook: 'mail-block',
    affects: ['email'],
  });
  for (const [at, by, intent] of rows.filter(([at]) => story.instant(at) <= story.instant(time))) {
    keepUp(story, story.instant(at), left);
    // What the opened case ended with: everything without a due time is done on the last day.
    if (intent(story).type === 'case.close') finish(story);
    story.at(at).say(by, intent(story));
  }
  keepUp(story, story.instant(time), left);
  story.until(time);
  return { state: story.case, now: story.instant(time), story };
}

/** Steps and updates, each a minute before it is due. */
function keepUp(story: Story, until: Instant, left: readonly string[]): void {
  for (let guard = 0; guard < 200; guard++) {
    const { steps, update, status } = story.case;
    const open = steps.filter((x) => x.status === 'open' && x.due && !left.includes(story.clock(x.due)));
    const step = open.sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))[0];
    const due = [step?.due, update.due].filter((x) => x !== undefined).sort()[0];
    if (status !== 'open' || due === undefined || due > until) return;
    const at = plusMs(due, -60_000);
    // The first update is late in the event: 09:12 instead of 09:10.
    if (due === update.due && story.clock(due) === '09:10' && until < story.instant('2023-07-31 09:20')) return;
    if (at > story.now) story.at(at);
    if (due === step?.due)
      story.say(firstOf(story.case, step.role ?? 'coordinator', story.now) ?? 'alex', {
        type: 'step.done',
        step: step.number,
        words: step.number === 1 ? '5.7.705 on all of them: only Microsoft can lift it' : 'done',
      });
    else story.say('alex', { type: 'update', words: 'Still waiting for Microsoft' });
  }
}

function finish(story: Story): void {
  for (const step of story.case.steps.filter((x) => x.status === 'open'))
    story.say('alex', { type: 'step.done', step: step.number, words: 'done' });
}

/** The newest ping that somebody got. */
export function pingOf(story: Story, person: string, at?: string): Extract<Message, { kind: 'ping' }> {
  const all = story.sent.filter((x) => at === undefined || x.at <= story.instant(at)).map((x) => x.message);
  const found = all.findLast((m) => m.kind === 'ping' && m.person === person);
  if (found?.kind !== 'ping') throw new Error(`Nobody pinged ${person}`);
  return found;
}

/** A small trouble: nothing affected, no vendor, no ticket. */
export function quietCase(): Example {
  const story = new Story('2023-08-01T07:00:00Z');
  story.say('isaiah', { type: 'case.new', title: 'Printers offline, block C', severity: 'sev3' });
  story.until('2023-08-01 09:20');
  return { state: story.case, now: story.now, story };
}

/** Text that would like to be more than text. */
export const hostile = `$\{state.owner} **bold** <at>Everybody</at> [click](https://evil.example) ![i](https://evil.example/x.png) # h \`x\` {{DATE(2020-01-01T00:00:00Z)}} \u202edesrever`;

/** As large as a case gets: 46 steps, 12 tickets, long words everywhere, everything late, nobody reachable. */
export function hugeCase(): Example {
  huge ??= buildHuge();
  return huge;
}

/** It takes seconds to live through: built once, to be looked at only. */
let huge: Example | undefined;

function buildHuge(): Example {
  const long = `${hostile} ${'Långa ord åäö '.repeat(40)}`;
  const story = new Story('2023-07-31T06:10:00Z');
  story.say('alex', {
    type: 'case.new',
    title: long.slice(0, 200),
    severity: 'sev1',
    playbook: 'mail-block',
    affects: ['email'],
  });
  story.say('alex', { type: 'case.set', control: 'vendor', vendor: 'microsoft' });
  for (let i = 0; i < 24; i++)
    story.say('alex', {
      type: 'step.add',
      text: `${i} ${long}`.slice(0, 500),
      due: plusMs(story.now, (i + 1) * 60_000),
      owner: 'adele',
    });
  for (let i = 1; i <= 12; i++) story.say('adele', { type: 'step.done', step: i, words: long.slice(0, 500) });
  for (let i = 0; i < 12; i++)
    story.say('megan', {
      type: 'ticket.open',
      vendor: 'microsoft',
      ...(i % 2 ? { reference: `REF-${'9'.repeat(30)}-${i}` } : {}),
      severity: 'A',
      via: 'phone',
      owner: 'megan',
      words: long.slice(0, 900),
    });
  for (const [n, via] of [
    [1, 'mail'],
    [2, 'portal'],
  ] as const)
    story.say('megan', { type: 'ticket.wants', ticket: `T${n}`, words: long.slice(0, 900), via });
  story.say('megan', { type: 'ticket.heard', ticket: 'T3', words: long.slice(0, 900) });
  story.say('megan', { type: 'ticket.fixed', ticket: 'T4' });
  for (let i = 0; i < 7; i++)
    story.say('megan', { type: 'ticket.call', ticket: 'T1', result: 'refused', words: long.slice(0, 500) });
  const everything = ['sso', 'network', 'teams', 'phones'];
  story.say('alex', { type: 'case.set', affects: { add: everything, remove: [] } });
  for (const person of ['alex', 'patti', 'isaiah', 'lynne'])
    story.say('baton', { type: 'undelivered', person, keys: ['update'], reason: long.slice(0, 300) });
  story.until('2023-07-31 20:20');
  return { state: story.case, now: story.now, story };
}
