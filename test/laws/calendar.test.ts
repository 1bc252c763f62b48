// How durations are counted, over random anchors and calendars.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, addTime, type Calendar, nextOpening, subtractTime, timeBetween } from '../../src/domain/calendar.ts';
import { duration, type Instant, instant } from '../../src/domain/time.ts';

const office: Calendar = {
  timeZone: 'Europe/Stockholm',
  workdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: { from: '08:00', to: '17:00' },
  holidays: ['2023-12-25', '2023-12-26', '2024-01-01'],
};

const d = duration;
const moment = fc.integer({ min: Date.UTC(2023, 0), max: Date.UTC(2026, 0) }).map((ms) => instant(ms - (ms % 1000)));
const clock = fc.constantFrom('always' as const, 'working' as const);
const span = fc
  .record({ days: fc.integer({ min: 0, max: 20 }), minutes: fc.integer({ min: 0, max: 3000 }) })
  .map(({ days, minutes }) => d(`P${days}DT${minutes}M`));

describe('durations over random anchors', () => {
  it('a longer time never ends earlier, a later anchor never either', () => {
    fc.assert(
      fc.property(
        moment,
        moment,
        clock,
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 0, max: 9000 }),
        (a, b, kind, m, n) => {
          const due = (from: Instant, minutes: number) => addTime(from, d(`PT${minutes}M`), kind, office);
          if (m <= n) expect(due(a, m) <= due(a, n)).toBe(true);
          if (a <= b) expect(due(a, m) <= due(b, m)).toBe(true);
          expect(due(a, m) >= a).toBe(true);
        },
      ),
    );
  });

  it('the anchor found leads back to where it came from, or just before', () => {
    fc.assert(
      fc.property(moment, clock, span, (due, kind, after) => {
        const target = kind === 'working' ? nextOpening(due, office) : due;
        const back = addTime(subtractTime(due, after, kind, office), after, kind, office);
        expect(back <= target).toBe(true);
        // Apart from summer time, exactly; a closing time and the next opening are the same place in working time.
        const off = timeBetween(back, target, kind, office);
        expect(off === 0 || (kind === 'always' && off <= 2 * 3_600_000)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('time between and adding milliseconds undo each other', () => {
    fc.assert(
      fc.property(moment, moment, clock, (a, b, kind) => {
        const ms = timeBetween(a, b, kind, office);
        expect(timeBetween(b, a, kind, office)).toBe(-ms + 0);
        expect(timeBetween(a, addMs(a, ms, kind, office), kind, office)).toBe(ms);
      }),
      { numRuns: 1000 },
    );
  });
});
