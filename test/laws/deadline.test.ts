// Whatever is said, clicked, promised or held: the account manager hears of it by the deadline.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDeadline } from '../../src/domain/deadlineGrid.ts';
import { type Instant, plusMs } from '../../src/domain/time.ts';
import { Story } from '../support/story.ts';
import { live, lives, minutes, openings, runs } from './lives.ts';

describe('the deadline over random lives', { timeout: 600_000 }, () => {
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
});
