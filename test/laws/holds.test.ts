// A hold buys time once and within limits, over random lives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { evolve } from '../../src/domain/fold.ts';
import { live, lives, minutes, openings, runs } from './lives.ts';

describe('holds over random lives', { timeout: 600_000 }, () => {
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
