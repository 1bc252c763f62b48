import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMs,
  addTime,
  type Calendar,
  gridAfter,
  gridIndex,
  nextOpening,
  subtractTime,
  timeBetween,
} from '../../src/domain/calendar.ts';
import { type Duration, duration, type Instant, instant } from '../../src/domain/time.ts';

const office: Calendar = {
  timeZone: 'Europe/Stockholm',
  workdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: { from: '08:00', to: '17:00' },
  holidays: ['2023-12-25', '2023-12-26', '2024-01-01'],
};

/** A local clock time of Stockholm; one that comes twice is the first. */
const at = (local: string, zone = office.timeZone): Instant =>
  instant(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds);
const d = duration;

describe('all hours', () => {
  const add = (from: Instant, by: string) => addTime(from, d(by), 'always', office);

  it('counts hours exactly and days by the clock on the wall, over both changes of summer time', () => {
    // 26 March 2023 has 23 hours, 29 October 25.
    expect(add(at('2023-03-25T12:00'), 'PT24H')).toBe(at('2023-03-26T13:00'));
    expect(add(at('2023-03-25T12:00'), 'P1D')).toBe(at('2023-03-26T12:00'));
    expect(add(at('2023-10-28T12:00'), 'PT24H')).toBe(at('2023-10-29T11:00'));
    expect(add(at('2023-10-28T12:00'), 'P1D')).toBe(at('2023-10-29T12:00'));
    expect(add(at('2023-10-28T12:00'), 'P1W')).toBe(at('2023-11-04T12:00'));
  });

  it('moves a clock time that spring skips to as much later, and takes the first of one that comes twice', () => {
    expect(add(at('2023-03-25T02:30'), 'P1D')).toBe(at('2023-03-26T03:30'));
    expect(add(at('2023-10-28T02:30'), 'P1D')).toBe('2023-10-29T00:30:00.000Z');
  });

  it('ends a month that is too short on its last day', () => {
    expect(add(at('2023-01-31T09:00'), 'P1M')).toBe(at('2023-02-28T09:00'));
    expect(add(at('2023-07-31T08:30'), 'P4W')).toBe(at('2023-08-28T08:30'));
  });

  it('agrees with Temporal in every zone', () => {
    const zones = [
      'Europe/Stockholm',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'UTC',
    ];
    const span = fc.record({
      months: fc.integer({ min: 0, max: 30 }),
      days: fc.integer({ min: 0, max: 400 }),
      minutes: fc.integer({ min: 0, max: 5000 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 2e12 }),
        span,
        (zone, ms, { months, days, minutes }) => {
          const by = d(`P${months}M${days}DT${minutes}M`);
          const oracle = instant(ms);
          const expected = Temporal.Instant.from(oracle).toZonedDateTimeISO(zone).add({ months, days, minutes });
          expect(addTime(oracle, by, 'always', { ...office, timeZone: zone })).toBe(
            instant(expected.epochMilliseconds),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds the anchor again', () => {
    expect(subtractTime(at('2023-07-31T17:00'), d('PT8H'), 'always', office)).toBe(at('2023-07-31T09:00'));
    expect(subtractTime(at('2023-03-27T12:00'), d('P1DT1H'), 'always', office)).toBe(at('2023-03-26T11:00'));
    // Nothing plus a day is 02:30 on the morning after the gap: the anchor is the next one below, so nothing fires late.
    expect(subtractTime(at('2023-03-27T02:30'), d('P1D'), 'always', office)).toBe(at('2023-03-26T01:30'));
  });

  it('needs no calendar for plain milliseconds', () => {
    expect(timeBetween(at('2023-07-29T00:00'), at('2023-07-31T00:00'), 'always', office)).toBe(48 * 3_600_000);
    expect(addMs(at('2023-07-29T00:00'), -1000, 'always', office)).toBe(instant('2023-07-28T21:59:59Z'));
  });
});

describe('working time', () => {
  const add = (from: string, by: string, calendar = office) => addTime(at(from), d(by), 'working', calendar);

  it('counts hours within the hours, over nights, week-ends and holidays', () => {
    expect(add('2023-07-31T16:00', 'PT2H')).toBe(at('2023-08-01T09:00'));
    expect(add('2023-07-28T16:00', 'PT2H')).toBe(at('2023-07-31T09:00'));
    expect(add('2023-12-22T16:00', 'PT2H')).toBe(at('2023-12-27T09:00'));
    expect(add('2023-07-31T08:00', 'PT36H')).toBe(at('2023-08-03T17:00'));
  });

  it('takes closing time as inside for a due time, as outside for an anchor', () => {
    expect(add('2023-07-31T15:00', 'PT2H')).toBe(at('2023-07-31T17:00'));
    expect(add('2023-07-31T17:00', 'PT0S')).toBe(at('2023-08-01T08:00'));
    expect(add('2023-07-31T17:00', 'PT2H')).toBe(at('2023-08-01T10:00'));
    expect(add('2023-07-31T17:00', 'P1D')).toBe(at('2023-08-02T08:00'));
  });

  it('moves an anchor outside the hours to the next opening', () => {
    expect(add('2023-07-29T02:00', 'PT4H')).toBe(at('2023-07-31T12:00'));
    expect(add('2023-07-31T06:00', 'P1D')).toBe(at('2023-08-01T08:00'));
    expect(nextOpening(at('2023-07-29T02:00'), office)).toBe(at('2023-07-31T08:00'));
    expect(nextOpening(at('2023-07-31T16:59'), office)).toBe(at('2023-07-31T16:59'));
    expect(nextOpening(at('2023-12-22T17:00'), office)).toBe(at('2023-12-27T08:00'));
  });

  it('takes days as working days at the same clock time, over summer time', () => {
    expect(add('2023-07-28T11:15', 'P1D')).toBe(at('2023-07-31T11:15'));
    expect(add('2023-12-22T11:15', 'P3D')).toBe(at('2023-12-29T11:15'));
    expect(add('2023-10-27T11:15', 'P1D')).toBe(at('2023-10-30T11:15'));
    expect(add('2023-03-24T11:15', 'P1DT1H')).toBe(at('2023-03-27T12:15'));
    expect(add('2023-07-28T11:15', 'P1W')).toBe(add('2023-07-28T11:15', 'P7D'));
  });

  it('leads over months to the date, and from there to the next opening', () => {
    expect(add('2023-06-29T10:00', 'P1M')).toBe(at('2023-07-31T08:00'));
  });

  it('knows how long an hour of the night is when the hours are at night', () => {
    const night: Calendar = { ...office, workdays: ['sun'], hours: { from: '01:00', to: '05:00' }, holidays: [] };
    expect(timeBetween(at('2023-03-26T00:00'), at('2023-03-27T00:00'), 'working', night)).toBe(3 * 3_600_000);
    expect(timeBetween(at('2023-10-29T00:00'), at('2023-10-30T00:00'), 'working', night)).toBe(5 * 3_600_000);
    // Summer time swallows the whole of it: that Sunday has no opening.
    const gone = { ...night, hours: { from: '02:00', to: '03:00' } };
    expect(nextOpening(at('2023-03-26T00:00'), gone)).toBe(at('2023-04-02T02:00'));
  });

  it('moves what fired outside the hours to the next opening before it looks for the anchor', () => {
    // Fired on Saturday night on a rung after 45 min: the rung after 1 h 30 min comes 45 min after Monday's opening.
    const anchor = subtractTime(at('2023-07-29T02:00'), d('PT45M'), 'working', office);
    expect(anchor).toBe(at('2023-07-28T16:15'));
    expect(addTime(anchor, d('PT1H30M'), 'working', office)).toBe(at('2023-07-31T08:45'));
    expect(subtractTime(at('2023-07-31T10:00'), d('P1DT3H'), 'working', office)).toBe(at('2023-07-27T16:00'));
  });

  it('counts like all hours when no hour is a working hour', () => {
    for (const never of [
      { ...office, workdays: [] },
      { ...office, hours: { from: '17:00', to: '08:00' } },
      { ...office, hours: { from: '08:00', to: '08:00' } },
    ]) {
      const from = at('2023-07-29T02:00');
      expect(addTime(from, d('PT2H'), 'working', never)).toBe(at('2023-07-29T04:00'));
      expect(addTime(from, d('P1D'), 'working', never)).toBe(at('2023-07-30T02:00'));
      expect(nextOpening(from, never)).toBe(from);
      expect(timeBetween(from, at('2023-07-29T03:00'), 'working', never)).toBe(3_600_000);
    }
  });

  it('comes to an end when holidays fill years, and at the end of time', () => {
    const first = Temporal.PlainDate.from('2023-01-01');
    const holidays = Array.from({ length: 4000 }, (_, days) => first.add({ days }).toString());
    expect(nextOpening(at('2023-07-31T10:00'), { ...office, holidays })).toBe(at('2033-12-14T08:00'));
    expect(addTime(at('2023-07-31T10:00'), d('PT999999999H'), 'working', office)).toBe('9999-12-31T23:59:59.999Z');
    expect(addTime(at('2023-07-31T10:00'), d('P999999D'), 'working', office) > at('2500-01-01T00:00')).toBe(true);
    expect(addTime(at('2023-07-31T10:00'), d('P9999Y'), 'always', office)).toBe('9999-12-31T23:59:59.999Z');
  });
});

const moment = fc.integer({ min: Date.UTC(2023, 0), max: Date.UTC(2026, 0) }).map((ms) => instant(ms - (ms % 1000)));
const clock = fc.constantFrom('always' as const, 'working' as const);

describe('grid', () => {
  const grid = (start: string, repeat: string, after: string, kind: 'always' | 'working' = 'always') =>
    gridAfter(at(start), d(repeat), at(after), kind, office);

  it('gives the first point strictly after, never the start itself', () => {
    expect(grid('2023-07-31T08:10', 'PT4H', '2023-07-31T08:10')).toBe(at('2023-07-31T12:10'));
    expect(grid('2023-07-31T08:10', 'PT4H', '2023-07-31T12:10')).toBe(at('2023-07-31T16:10'));
    expect(grid('2023-07-31T08:10', 'PT4H', '2023-07-30T00:00')).toBe(at('2023-07-31T12:10'));
    expect(grid('2023-01-31T09:00', 'P1M', '2023-03-01T00:00')).toBe(at('2023-03-31T09:00'));
    expect(grid('2023-07-28T16:00', 'PT4H', '2023-07-31T11:00', 'working')).toBe(at('2023-07-31T15:00'));
    expect(grid('2023-07-28T16:00', 'P1D', '2023-07-31T16:00', 'working')).toBe(at('2023-08-01T16:00'));
  });

  it('counts its points', () => {
    const index = (to: string) => gridIndex(at('2026-01-05T08:00'), d('P7D'), at(to), 'always', office);
    expect(index('2026-01-05T07:59')).toBe(-1);
    expect(index('2026-01-05T08:00')).toBe(0);
    expect(index('2026-03-30T07:59')).toBe(11);
    expect(index('2026-03-30T08:00')).toBe(12);
  });

  it('agrees with walking from point to point', () => {
    const repeats = ['PT45M', 'PT4H', 'PT9H', 'PT36H', 'P1D', 'P2D', 'P1DT3H', 'P1W'].map(duration);
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: -100, max: 2000 }),
        fc.constantFrom(...repeats),
        clock,
        (start, hours, repeat, kind) => {
          const after = instant(Temporal.Instant.from(start).add({ hours }).epochMilliseconds);
          const found = gridAfter(start, repeat, after, kind, office);
          let n = 1;
          while (point(start, repeat, n, kind) <= after) n += 1;
          expect(found).toBe(point(start, repeat, n, kind));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds the point millions of points away, without walking there', () => {
    expect(grid('2000-01-01T00:00', 'PT0.001S', '2026-01-01T00:00')).toBe(at('2026-01-01T00:00:00.001'));
    expect(grid('2000-01-01T00:00', 'PT3S', '2026-01-01T00:00')).toBe(at('2026-01-01T00:00:03'));
    expect(grid('2000-01-01T00:00', 'P1D', '2900-01-01T00:00')).toBe(at('2900-01-02T00:00'));
    expect(grid('2000-01-03T08:00', 'PT1M', '2026-01-05T07:00', 'working')).toBe(at('2026-01-05T08:01'));
    expect(grid('2000-01-03T08:00', 'P1D', '2800-01-03T08:00', 'working') > at('2800-01-03T08:00')).toBe(true);
  });

  it('ends at the end of time instead of never', () => {
    expect(grid('2023-07-31T08:00', 'P9999Y', '9999-12-31T23:00')).toBe('9999-12-31T23:59:59.999Z');
    expect(grid('2023-07-31T08:00', 'PT0S', '2023-07-31T08:00')).toBe(at('2023-07-31T08:00:00.001'));
  });
});

/** Start + n × repeat, the slow and plain way. */
function point(start: Instant, repeat: Duration, n: number, kind: 'always' | 'working'): Instant {
  const { weeks, days, hours, minutes } = Temporal.Duration.from(repeat);
  return addTime(start, d(`P${(weeks * 7 + days) * n}DT${hours * n}H${minutes * n}M`), kind, office);
}
