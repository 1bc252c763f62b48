// Whatever happened in a case, its report counts every moment of it once.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reportOf } from '../../src/domain/report/report.ts';
import { partyOf } from '../../src/domain/report/waits.ts';
import { msBetween } from '../../src/domain/time.ts';
import { reportPaper } from '../../src/papers/reportPaper.ts';
import { textOf } from '../../src/papers/text.ts';
import { reportCardOf } from '../support/reportGallery.ts';
import { live, lives, openings, playbooks } from './lives.ts';

it('the waiting adds up to the life of the case, the owners to the time since its opening, and each ticket to its own', () => {
  fc.assert(
    fc.property(openings, playbooks, lives, (sev, pb, lines) => {
      const { events, now } = live(sev, pb, lines, () => undefined);
      const report = reportOf(events, now);
      if (report === null) throw new Error('There is no case');
      const { from, to, stretches, down, after, held, state, tickets } = report;
      // Each begins where the one before it ends.
      expect([from, ...stretches.map((one) => one.to)]).toEqual([...stretches.map((one) => one.from), to]);
      for (const { waited } of stretches) {
        expect(waited.length).toBeGreaterThan(0);
        expect(new Set(waited.map(partyOf)).size).toBe(waited.length);
      }
      const sum = (all: readonly { ms: number }[]) => all.reduce((ms, one) => ms + one.ms, 0);
      const closed = stretches.filter(({ phase }) => phase === 'closed');
      const idle = closed.reduce((ms, one) => ms + msBetween(one.from, one.to), 0);
      expect(sum(down) + sum(after) + idle).toBe(msBetween(from, to));
      expect([state.openedAt, ...held.map((one) => one.to)]).toEqual([...held.map((one) => one.from), to]);
      for (const { ticket, balls, until } of tickets) {
        const had = Object.values(balls).reduce((ms, one) => ms + one, 0);
        expect(had).toBeLessThanOrEqual(msBetween(ticket.openedAt, until));
      }
      expect(textOf(reportPaper(report))).toContain(`facts 1 to ${events.length}.`);
      expect(JSON.stringify(reportCardOf(report).card).length).toBeLessThan(25_000);
    }),
    { numRuns: 12 },
  );
});
