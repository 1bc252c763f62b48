import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  duration,
  durationOfMs,
  durationParts,
  earlier,
  instant,
  isDuration,
  isInstant,
  later,
  msBetween,
  plusMs,
  toMs,
} from '../../src/domain/time.ts';

const anyMs = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });

describe('instants', () => {
  it('are UTC text with exactly three decimals, whatever they were made of', () => {
    expect(instant('2023-07-31T08:10:00+02:00')).toBe('2023-07-31T06:10:00.000Z');
    expect(instant('2023-07-31T06:10:00.1234Z')).toBe('2023-07-31T06:10:00.123Z');
    expect(instant(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(instant(1.9)).toBe('1970-01-01T00:00:00.001Z');
  });

  it('survive the way to milliseconds and back', () => {
    fc.assert(fc.property(anyMs, (ms) => toMs(instant(ms)) === ms && isInstant(instant(ms))));
  });

  it('are the same moments as those of Temporal, leap days and turns of centuries included', () => {
    const days = fc.integer({ min: -719_528, max: 2_932_896 }).map((day) => day * 86_400_000);
    fc.assert(
      fc.property(fc.oneof(anyMs, days), (ms) => {
        const moment = Temporal.Instant.fromEpochMilliseconds(ms);
        expect(instant(ms)).toBe(moment.toString({ fractionalSecondDigits: 3 }));
        expect(toMs(instant(ms))).toBe(moment.epochMilliseconds);
      }),
      { numRuns: 2000 },
    );
    for (const year of ['0000', '1900', '2000', '2023', '2024', '2100', '9999'])
      for (let month = 1; month <= 12; month += 1)
        for (const day of [28, 29, 30, 31]) {
          const text = `${year}-${String(month).padStart(2, '0')}-${day}T00:00:00.000Z`;
          const exists = Temporal.PlainYearMonth.from(text.slice(0, 7)).daysInMonth >= day;
          expect(isInstant(text), text).toBe(exists);
        }
  });

  it('compare as strings', () => {
    fc.assert(
      fc.property(anyMs, anyMs, (a, b) => {
        expect(instant(a) < instant(b)).toBe(a < b);
        expect(earlier(instant(a), instant(b))).toBe(instant(Math.min(a, b)));
        expect(later(instant(a), instant(b))).toBe(instant(Math.max(a, b)));
      }),
    );
  });

  it('are recognised only in that one form', () => {
    for (const wrong of [
      '2023-07-31T06:10:00Z',
      '2023-07-31T06:10:00.000+00:00',
      '2023-02-30T06:10:00.000Z',
      '2023-07-31T24:00:00.000Z',
      '2016-12-31T23:59:60.000Z',
      '+010000-01-01T00:00:00.000Z',
      '',
      7,
      null,
    ])
      expect(isInstant(wrong), String(wrong)).toBe(false);
    expect(isInstant('2024-02-29T23:59:59.999Z')).toBe(true);
  });

  it('lie between the years 0000 and 9999', () => {
    expect(() => instant(253_402_300_800_000)).toThrow(RangeError);
    expect(() => instant('yesterday')).toThrow(RangeError);
    expect(plusMs(instant('9999-12-31T00:00:00Z'), 1e15)).toBe('9999-12-31T23:59:59.999Z');
    expect(plusMs(instant('0000-01-01T00:00:00Z'), -1)).toBe('0000-01-01T00:00:00.000Z');
  });

  it('add and subtract milliseconds', () => {
    const at = instant('2023-07-31T06:10:00Z');
    expect(plusMs(at, 90_000)).toBe('2023-07-31T06:11:30.000Z');
    expect(msBetween(at, plusMs(at, -5))).toBe(-5);
  });
});

describe('durations', () => {
  it('are taken apart into months, days and milliseconds', () => {
    expect(durationParts(duration('PT1H30M'))).toEqual({ months: 0, days: 0, ms: 5_400_000 });
    expect(durationParts(duration('P1Y2M3W4DT5S'))).toEqual({ months: 14, days: 25, ms: 5000 });
    expect(durationParts(duration('PT0.25S'))).toEqual({ months: 0, days: 0, ms: 250 });
  });

  it('are made of milliseconds', () => {
    expect(durationOfMs(90_000)).toBe('PT90S');
    expect(durationOfMs(0)).toBe('PT0S');
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), (ms) => durationParts(durationOfMs(ms)).ms === ms));
  });

  it('are recognised only when they say how long, and never backwards', () => {
    for (const wrong of ['P', 'PT', 'P1', '1D', 'PT1D', '-PT1H', 'PT-1H', 'PT1.5H', 'pt1h', 'PT1H ', 'P1DT', '', 5])
      expect(isDuration(wrong), String(wrong)).toBe(false);
    for (const right of ['PT0S', 'PT45M', 'P1D', 'P4W', 'P1M', 'PT36H', 'P1DT2H', 'PT0.5S'])
      expect(isDuration(right), right).toBe(true);
    expect(() => duration('soon')).toThrow(RangeError);
  });
});
