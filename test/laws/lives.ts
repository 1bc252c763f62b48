/** Random lives of a case: random people say random things at random times, ticks come on time, late or not at all. */
import fc from 'fast-check';
import { codeFrom } from '../../src/domain/code.ts';
import { callResults, type Intent } from '../../src/domain/commands.ts';
import { ROLES, SEVERITIES } from '../../src/domain/organisation.ts';
import { type Duration, type Instant, later, plusMs } from '../../src/domain/time.ts';
import { everybody, example, Story } from '../support/story.ts';

export const minutes = (n: number) => n * 60_000;
const people = ['alex', 'megan', 'adele', 'isaiah', 'patti', 'lynne', 'nobody'];
const person = fc.constantFrom(...people);
const ticket = fc.constantFrom('T1', 'T2', 'T3');
const words = fc.constantFrom('first', 'second', 'third', 'fourth');
const via = fc.constantFrom('portal', 'phone', 'mail', 'fax');
const ahead = fc.integer({ min: -60, max: 3000 });
const step = fc.integer({ min: 1, max: 19 });
const target = fc.option(fc.constantFrom('T1', 'T2', 'step 1', 'step 6', 'update', 'deadline:microsoft'), {
  nil: undefined,
});

/** An intent once the present is known. */
type Make = (now: Instant) => Intent;
const at = (now: Instant, m: number) => plusMs(now, minutes(m));
const only = <T>(value: T | undefined, key: string) => (value === undefined ? {} : { [key]: value });

const make: fc.Arbitrary<Make> = fc.oneof(
  fc.constantFrom(...SEVERITIES).map(
    (severity): Make =>
      () => ({ type: 'case.set', severity }),
  ),
  fc.constantFrom('ours' as const, 'vendor' as const).map(
    (control): Make =>
      () => ({ type: 'case.set', control, vendor: 'microsoft' }),
  ),
  fc.tuple(fc.subarray(['email', 'sso', 'phones', 'network']), fc.subarray(['email', 'sso', 'phones', 'network'])).map(
    ([add, remove]): Make =>
      () => ({ type: 'case.set', affects: { add, remove } }),
  ),
  ahead.map(
    (m): Make =>
      (now) => ({ type: 'case.set', aware: at(now, -m) }),
  ),
  person.map(
    (to): Make =>
      () => ({ type: 'case.own', to }),
  ),
  person.map(
    (to): Make =>
      () => ({ type: 'case.handover', to }),
  ),
  fc
    .constantFrom<Intent>(
      { type: 'case.accept' },
      { type: 'case.decline' },
      { type: 'case.close' },
      { type: 'case.adopt' },
    )
    .map(
      (i): Make =>
        () =>
          i,
    ),
  words.map(
    (w): Make =>
      () => ({ type: 'case.resolve', words: w }),
  ),
  words.map(
    (w): Make =>
      () => ({ type: 'case.reopen', words: w }),
  ),
  fc.tuple(fc.constantFrom(...ROLES), person).map(
    ([role, to]): Make =>
      () => ({ type: 'role.assign', role, to }),
  ),
  step.map(
    (n): Make =>
      () => ({ type: 'step.done', step: n }),
  ),
  step.map(
    (n): Make =>
      () => ({ type: 'step.undo', step: n }),
  ),
  step.map(
    (n): Make =>
      () => ({ type: 'step.na', step: n, reason: 'no' }),
  ),
  fc.tuple(step, person).map(
    ([n, to]): Make =>
      () => ({ type: 'step.assign', step: n, to }),
  ),
  fc.tuple(step, ahead).map(
    ([n, m]): Make =>
      (now) => ({ type: 'step.redate', step: n, due: at(now, m), reason: 'so' }),
  ),
  fc.tuple(words, fc.option(ahead, { nil: undefined })).map(
    ([text, m]): Make =>
      (now) => ({ type: 'step.add', text, ...only(m === undefined ? m : at(now, m), 'due') }),
  ),
  fc.tuple(words, fc.option(via, { nil: undefined })).map(
    ([w, v]): Make =>
      () => ({ type: 'ticket.open', vendor: 'microsoft', words: w, ...only(v, 'via') }),
  ),
  ticket.map(
    (t): Make =>
      () => ({ type: 'ticket.ref', ticket: t, reference: '1' }),
  ),
  fc.tuple(ticket, person).map(
    ([t, to]): Make =>
      () => ({ type: 'ticket.own', ticket: t, to }),
  ),
  fc.tuple(ticket, via, words).map(
    ([t, v, w]): Make =>
      () => ({ type: 'ticket.sent', ticket: t, via: v, words: w }),
  ),
  fc.tuple(ticket, words).map(
    ([t, w]): Make =>
      () => ({ type: 'ticket.heard', ticket: t, words: w }),
  ),
  fc.tuple(ticket, words).map(
    ([t, w]): Make =>
      () => ({ type: 'ticket.auto', ticket: t, words: w }),
  ),
  fc.tuple(ticket, via, words, ahead).map(
    ([t, v, w, m]): Make =>
      (now) => ({ type: 'ticket.wants', ticket: t, via: v, words: w, due: at(now, m) }),
  ),
  fc.tuple(ticket, ahead).map(
    ([t, m]): Make =>
      (now) => ({ type: 'ticket.promise', ticket: t, by: at(now, m) }),
  ),
  fc.tuple(ticket, fc.constantFrom(...callResults)).map(
    ([t, result]): Make =>
      () => ({ type: 'ticket.call', ticket: t, result }),
  ),
  ticket.map(
    (t): Make =>
      () => ({ type: 'ticket.escalate', ticket: t }),
  ),
  ticket.map(
    (t): Make =>
      () => ({ type: 'ticket.fixed', ticket: t }),
  ),
  fc.tuple(ticket, fc.constantFrom('ok' as const, 'fail' as const)).map(
    ([t, result]): Make =>
      () => ({ type: 'ticket.verify', ticket: t, result }),
  ),
  fc.tuple(ticket, fc.constantFrom(undefined, 'mistake' as const)).map(
    ([t, reason]): Make =>
      () => ({ type: 'ticket.close', ticket: t, ...(reason && { reason }) }),
  ),
  ticket.map(
    (t): Make =>
      () => ({ type: 'ticket.reopen', ticket: t, words: 'again' }),
  ),
  // Several kinds in one place: writing a pack takes a thousand times as long as any other decision.
  fc.tuple(ticket, via, fc.constantFrom('build', 'send', 'receipt', 'link', 'revoke')).map(
    ([t, v, what]): Make =>
      () => {
        if (what === 'build') return { type: 'pack.build', ticket: t };
        if (what === 'send') return { type: 'pack.send', ticket: t, via: v };
        if (what === 'receipt')
          return { type: 'pack.receipt', ticket: t, words: `read, ${codeFrom(new Uint8Array(4))}` };
        return what === 'link' ? { type: 'pack.link' } : { type: 'pack.revoke' };
      },
  ),
  fc.tuple(ahead, target).map(
    ([m, t]): Make =>
      (now) => ({ type: 'ack', until: at(now, m), ...only(t, 'target') }),
  ),
  fc.tuple(fc.integer({ min: 1, max: 900 }), target).map(
    ([m, t]): Make =>
      () => ({ type: 'snooze', for: `PT${m}M` as Duration, reason: 'busy', ...only(t, 'target') }),
  ),
  target.map(
    (t): Make =>
      () => ({ type: 'decline', ...only(t, 'target') }),
  ),
  fc.constantFrom('se-state-2020', 'insurer', 'none').map(
    (clock): Make =>
      () => ({ type: 'notice.start', clock }),
  ),
  fc.tuple(fc.constantFrom('se-state-2020', 'insurer'), fc.constantFrom('R', 'S')).map(
    ([clock, reference]): Make =>
      () => ({ type: 'notice.reported', clock, reference }),
  ),
  fc.constantFrom('se-state-2020', 'insurer').map(
    (clock): Make =>
      () => ({ type: 'notice.undo', clock }),
  ),
  fc.constantFrom('se-state-2020', 'insurer').map(
    (clock): Make =>
      () => ({ type: 'notice.final', clock, reference: 'R' }),
  ),
  fc.constantFrom('se-state-2020', 'insurer').map(
    (clock): Make =>
      () => ({ type: 'notice.waive', clock, reason: 'no', approvedBy: 'patti' }),
  ),
  words.map(
    (w): Make =>
      () => ({ type: 'update', words: w }),
  ),
  words.map(
    (w): Make =>
      () => ({ type: 'note', words: w }),
  ),
  words.map(
    (w): Make =>
      () => ({ type: 'decide', words: w, because: w }),
  ),
  words.map(
    (w): Make =>
      () => ({ type: 'retro.done', words: w }),
  ),
);

/** The people come and go; the installation itself says so. */
const presence: fc.Arbitrary<Make> = fc
  .record({
    roster: fc.subarray(everybody.roster),
    left: fc.subarray(['alex', 'megan', 'patti']),
    chatted: fc.subarray(['lynne', 'adele']),
  })
  .map(
    (p): Make =>
      () => ({ type: 'people', organisation: example.organisation, presence: { rosterKnown: true, ...p } }),
  );

const undelivered: fc.Arbitrary<Make> = fc
  .tuple(
    fc.constantFrom('alex', 'megan', 'lynne', null),
    fc.subarray(['ticket:T1', 'update', 'deadline:microsoft', 'step:1']),
  )
  .map(
    ([who, keys]): Make =>
      () => {
        const reason = 'ConversationBlockedByUser';
        return who === null
          ? { type: 'channel-shut', keys, reason }
          : who === 'lynne' && keys.length > 2
            ? { type: 'mended', lost: keys.slice(1), moved: [], extra: 1 }
            : { type: 'undelivered', person: who, keys, reason };
      },
  );

const wait = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 4000 }));
const line = fc.record({
  by: person,
  make,
  wait,
  how: fc.constantFrom('on time', 'on time', 'away', 'no tick', 'polite'),
});
const ofSystem = fc.record({
  by: fc.constant('baton'),
  make: fc.oneof(presence, undelivered),
  wait,
  how: fc.constantFrom('on time', 'away'),
});
/** What it takes until nothing is left but the end: every ticket fixed and verified, no authority to tell, resolved and looked back on. */
const windingUp = [
  ...['T1', 'T2', 'T3'].flatMap((t): Intent[] => [
    { type: 'ticket.fixed', ticket: t },
    { type: 'ticket.verify', ticket: t, result: 'ok' },
  ]),
  ...['se-state-2020', 'insurer'].map(
    (clock): Intent => ({ type: 'notice.waive', clock, reason: 'no', approvedBy: 'patti' }),
  ),
  { type: 'case.set', control: 'ours' } as const,
  { type: 'case.resolve', words: 'over' } as const,
  { type: 'retro.done', words: 'learnt' } as const,
].map((intent: Intent) => ({ by: 'alex', make: () => intent, wait: 0, how: 'on time' as const }));

const anything = fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: ofSystem });

/** Hardly any life comes to its end by chance: every fifth is brought there, and goes on. */
export const lives = fc
  .tuple(
    fc.array(anything, { minLength: 1, maxLength: 30 }),
    fc.constantFrom(true, false, false, false, false),
    fc.array(anything, { maxLength: 10 }),
  )
  .map(([before, over, after]) => [...before, ...(over ? windingUp : []), ...after]);
export const openings = fc.constantFrom('sev1', 'sev1', 'sev2', 'sev3', 'sev4');
export const playbooks = fc.constantFrom('mail-block', 'blank', 'ransomware');

/** Everything that pings is held at once, for as long as allowed, reminders too, if they let themselves be held. */
function politely(s: Story, to: Instant, check: (s: Story) => void): void {
  for (let next = s.next(), guard = 0; next && next < to && guard < 80; next = s.next(), guard++) {
    const seen = s.events.length;
    s.until(later(next, s.now));
    for (const e of s.events.slice(seen)) {
      const who = e.body.type === 'pinged' ? e.body.ping.people[0] : undefined;
      if (e.body.type !== 'pinged' || who === undefined) continue;
      s.command(who, { type: 'ack', until: plusMs(s.now, minutes(100_000)), target: e.body.ping.key });
      check(s);
    }
  }
  s.at(to);
}

/** Plays a life: each line waits, then speaks. */
export function live(
  severity: string,
  playbook: string,
  lines: { by: string; make: Make; wait: number; how: string }[],
  check: (s: Story) => void,
): Story {
  const s = new Story('2023-07-31T06:10:00Z');
  s.say('alex', {
    type: 'case.new',
    title: 'Mail is down',
    severity: severity as (typeof SEVERITIES)[number],
    playbook,
    affects: ['email'],
  });
  if (playbook === 'mail-block') s.say('megan', { type: 'ticket.open', vendor: 'microsoft', words: 'blocked' });
  check(s);
  for (const { by, make: intentOf, wait: m, how } of lines) {
    const to = plusMs(s.now, minutes(m));
    if (how === 'on time') s.at(to);
    else if (how === 'polite') politely(s, to, check);
    else if (how === 'away') s.away(to);
    else s.now = to;
    s.command(by, intentOf(s.now));
    check(s);
  }
  return s;
}

/** Lives for each law. */
export const runs = { numRuns: 100 };
