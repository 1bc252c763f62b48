import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { codeFrom } from '../../src/domain/code.ts';
import { callResults, type Intent } from '../../src/domain/commands.ts';
import { evolve, fold } from '../../src/domain/fold.ts';
import { nextDeadline } from '../../src/domain/ladder.ts';
import { obligationsOf } from '../../src/domain/obligations.ts';
import { ROLES, SEVERITIES } from '../../src/domain/organisation.ts';
import { isPresent } from '../../src/domain/people.ts';
import { type Duration, type Instant, instant, later, plusMs } from '../../src/domain/time.ts';
import { timersOf } from '../../src/domain/timers.ts';
import { everybody, example, Story } from '../support/story.ts';

const minutes = (n: number) => n * 60_000;
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
  fc.constantFrom('se-state-2020', 'insurer').map(
    (clock): Make =>
      () => ({ type: 'notice.reported', clock, reference: 'R' }),
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
const lives = fc.array(fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: ofSystem }), {
  minLength: 1,
  maxLength: 40,
});
const openings = fc.constantFrom('sev1', 'sev1', 'sev2', 'sev3', 'sev4');
const playbooks = fc.constantFrom('mail-block', 'blank', 'ransomware');

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
function live(
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

/** The promise of the product: an open case has obligations, each with a holder and an armed clock. */
function alive(state: Case): void {
  const obligations = obligationsOf(state);
  const timers = timersOf(state);
  if (state.status === 'closed') {
    expect(timers).toEqual([]);
    return;
  }
  expect(obligations.length).toBeGreaterThan(0);
  for (const ob of obligations) {
    expect(timers.find((t) => t.key === ob.key)?.at).toBeTruthy();
    const holder = 'person' in ob.holder ? ob.holder.person : '#';
    expect(holder === '#' || isPresent(state, holder)).toBe(true);
  }
  expect(obligations.some((ob) => ob.kind !== 'promise')).toBe(true);
}

const runs = { numRuns: 100 };

describe('laws over random lives', { timeout: 600_000 }, () => {
  it('while a case is open, something is owed, by somebody, with an armed clock; a closed one wants no timers', () => {
    fc.assert(
      fc.property(openings, playbooks, lives, (sev, pb, lines) => void live(sev, pb, lines, (s) => alive(s.case))),
      runs,
    );
  });

  it('folding the stored stream gives the live state', () => {
    fc.assert(
      fc.property(openings, playbooks, lives, (sev, pb, lines) => {
        const s = live(sev, pb, lines, () => undefined);
        const stored = JSON.parse(JSON.stringify(s.events));
        expect(JSON.parse(JSON.stringify(fold(stored)))).toEqual(JSON.parse(JSON.stringify(s.case)));
      }),
      { numRuns: 60 },
    );
  });

  it('a stale tick changes nothing', () => {
    fc.assert(
      fc.property(openings, playbooks, lives, (sev, pb, lines) => {
        const s = live(sev, pb, lines, () => undefined).until(instant('2023-07-31T06:10:00Z'));
        s.until(s.now);
        for (const earlier of [s.now, plusMs(s.now, -minutes(10))]) {
          const decision = s.command('baton', { type: 'tick' }, { at: earlier });
          expect('events' in decision && decision.events).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('no command makes a deadline ping later or absent, until it ends as it may', () => {
    fc.assert(
      fc.property(openings, lives, (sev, lines) => {
        let armed: { started: Instant; next: Instant; grids: number } | null = null;
        live(sev, 'mail-block', lines, (s) => {
          const deadline = s.case.deadlines[0];
          const next = nextDeadline(s.case, 'microsoft');
          const pinged = s.events.at(-1)?.at;
          if (armed && deadline && next && deadline.startedAt === armed.started && s.now < armed.next) {
            expect(
              next <= armed.next ||
                (pinged !== undefined &&
                  s.events.some(
                    (e) => e.at === pinged && e.body.type === 'pinged' && e.body.ping.reason === 'deadline',
                  )),
            ).toBe(true);
          }
          if (armed && !next) {
            const counted = s.case.tickets.filter((t) => t.status !== 'mistake');
            const verified =
              counted.length > 0 && counted.every((t) => t.status === 'verified' || t.status === 'closed');
            expect(
              verified ||
                (counted.length === 0 && s.events.some((e) => e.body.type === 'control-regained')) ||
                s.case.status === 'closed',
            ).toBe(true);
          }
          armed = deadline && next ? { started: deadline.startedAt, next, grids: deadline.grids.length } : null;
        });
      }),
      runs,
    );
  });

  it('a reachable account manager is pinged within the deadline, whatever is said and clicked', () => {
    const harmless = lives.map((all) => all.filter((l) => l.by !== 'baton' && l.how !== 'away'));
    fc.assert(
      fc.property(harmless, (lines) => {
        const s = new Story('2023-07-31T06:10:00Z');
        s.say('alex', { type: 'case.new', title: 'Mail', severity: 'sev1', playbook: 'blank', affects: ['email'] });
        s.say('alex', { type: 'case.set', control: 'vendor', vendor: 'microsoft' });
        const armedAt = s.now;
        for (const l of lines) {
          const to = plusMs(s.now, minutes(l.wait % 30));
          if (to >= plusMs(armedAt, minutes(360))) break;
          s.at(to).command(l.by, l.make(s.now));
        }
        const ended =
          s.case.deadlines[0]?.ended || s.case.deadlines[0]?.startedAt !== armedAt || s.case.status === 'closed';
        const teamsDead = s.events.some(
          (e) =>
            e.body.type === 'affects-changed' && (e.body.affects.includes('sso') || e.body.affects.includes('network')),
        );
        if (ended || teamsDead || s.events.some((e) => e.body.type === 'delivery-failed')) return;
        s.until(plusMs(armedAt, minutes(360)));
        const pinged = s.events.some(
          (e) =>
            e.body.type === 'pinged' && e.body.ping.people.includes('lynne') && e.at <= plusMs(armedAt, minutes(360)),
        );
        expect(pinged).toBe(true);
      }),
      runs,
    );
  });

  it('holds keep to their limits, answer one ping once, and never hold a reminder', () => {
    fc.assert(
      fc.property(openings, lives, (sev, lines) => {
        const s = live(sev, 'mail-block', lines, () => undefined);
        let state: Case | null = null;
        for (const event of s.events) {
          const { body } = event;
          if (state && body.type === 'held') {
            for (const key of body.keys) {
              const before = state.clocks[key];
              expect([before?.hold, before?.last?.heldBy]).toEqual([undefined, undefined]);
              expect(before?.last?.reason).toMatch(/^(rung|climb|digest)$/);
              expect(before?.last?.people).toContain(event.by);
            }
            const limit = { sev1: 60, sev2: 240, sev3: 7 * 24 * 60, sev4: 14 * 24 * 60 }[state.severity];
            expect(Date.parse(body.until) - Date.parse(event.at)).toBeLessThanOrEqual(minutes(limit));
          }
          state = evolve(state, event);
        }
      }),
      runs,
    );
  });
});
