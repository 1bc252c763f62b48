// Times and lengths of time: what people type, on which day and in which zone it is.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Duration, instant } from '../../src/domain/time.ts';
import { durationText, parseDuration, parseTime, timeText } from '../../src/grammar/times.ts';
import { NOW, ZONE } from './context.ts';

const read = (text: string, now = NOW, direction: 'next' | 'last' = 'next') => parseTime(text, now, ZONE, direction);

describe('a time', () => {
  // Now is Monday 31 July 2023, 08:10 in Stockholm (UTC+2).
  test.each([
    ['30m', '2023-07-31T06:40:00.000Z'],
    ['in 30m', '2023-07-31T06:40:00.000Z'],
    ['2h', '2023-07-31T08:10:00.000Z'],
    ['1h30m', '2023-07-31T07:40:00.000Z'],
    ['1 h 30 min', '2023-07-31T07:40:00.000Z'],
    ['1.5h', '2023-07-31T07:40:00.000Z'],
    ['1,5 h', '2023-07-31T07:40:00.000Z'],
    ['1d', '2023-08-01T06:10:00.000Z'],
    ['PT45M', '2023-07-31T06:55:00.000Z'],
    ['14:00', '2023-07-31T12:00:00.000Z'],
    ['14.00', '2023-07-31T12:00:00.000Z'],
    ['at 14:00', '2023-07-31T12:00:00.000Z'],
    ['kl 14:00', '2023-07-31T12:00:00.000Z'],
    ['2pm', '2023-07-31T12:00:00.000Z'],
    ['2:30 pm', '2023-07-31T12:30:00.000Z'],
    ['12am', '2023-07-31T22:00:00.000Z'],
    ['08:10', '2023-08-01T06:10:00.000Z'],
    ['08:00', '2023-08-01T06:00:00.000Z'],
    ['24:00', '2023-07-31T22:00:00.000Z'],
    ['today 07:00', '2023-07-31T05:00:00.000Z'],
    ['tomorrow 09:00', '2023-08-01T07:00:00.000Z'],
    ['09:00 tomorrow', '2023-08-01T07:00:00.000Z'],
    ['yesterday 09:00', '2023-07-30T07:00:00.000Z'],
    ['fri 09:00', '2023-08-04T07:00:00.000Z'],
    ['Friday 09:00', '2023-08-04T07:00:00.000Z'],
    ['mon 09:00', '2023-07-31T07:00:00.000Z'],
    ['mon 08:00', '2023-08-07T06:00:00.000Z'],
    ['2023-08-04 09:00', '2023-08-04T07:00:00.000Z'],
    ['2023-08-04T09:00', '2023-08-04T07:00:00.000Z'],
    ['2023-08-04T09:00Z', '2023-08-04T09:00:00.000Z'],
    ['2023-08-04T09:00:30+01:00', '2023-08-04T08:00:30.000Z'],
    ['2022-01-01 09:00', '2022-01-01T08:00:00.000Z'],
    ['1 aug 09:00', '2023-08-01T07:00:00.000Z'],
    ['Tue 1 Aug 09:00', '2023-08-01T07:00:00.000Z'],
    ['aug 1 09:00', '2023-08-01T07:00:00.000Z'],
    ['1st august 09:00', null],
    ['28 jul 09:00', '2023-07-28T07:00:00.000Z'],
    ['1 feb 09:00', '2024-02-01T08:00:00.000Z'],
    ['1 aug 2025 09:00', '2025-08-01T07:00:00.000Z'],
    ['30 feb 09:00', null],
    ['2023-02-30 09:00', null],
    ['25:00', null],
    ['12:60', null],
    ['13pm', null],
    ['fri', null],
    ['tomorrow', null],
    ['soon', null],
    ['', null],
    ['0m', null],
    ['-5m', null],
    ['30', null],
    ['30m ago', null],
    ['9'.repeat(50), null],
    ['9'.repeat(5000), null],
    ['999999d', null],
  ])('%s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  test.each([
    ['08:00', '2023-07-31T06:00:00.000Z'],
    ['08:10', '2023-07-31T06:10:00.000Z'],
    ['09:00', '2023-07-30T07:00:00.000Z'],
    ['sat 02:00', '2023-07-29T00:00:00.000Z'],
    ['mon 09:00', '2023-07-24T07:00:00.000Z'],
    ['30m', '2023-07-31T05:40:00.000Z'],
    ['30m ago', '2023-07-31T05:40:00.000Z'],
    ['yesterday 22:00', '2023-07-30T20:00:00.000Z'],
    ['29 jul 02:00', '2023-07-29T00:00:00.000Z'],
    ['31 dec 23:00', '2022-12-31T22:00:00.000Z'],
  ])('the last %s', (text, wanted) => {
    expect(read(text, NOW, 'last')).toBe(wanted);
  });

  test('that spring skips is an hour later; a day has the same clock time all the same', () => {
    const eve = instant('2024-03-30T20:00:00Z');
    expect(read('02:30', eve)).toBe('2024-03-31T01:30:00.000Z');
    expect(read('1d', eve)).toBe('2024-03-31T19:00:00.000Z');
    expect(read('24h', eve)).toBe('2024-03-31T20:00:00.000Z');
  });

  test('that autumn has twice is the first one still to come', () => {
    expect(read('02:30', instant('2023-10-28T20:00:00Z'))).toBe('2023-10-29T00:30:00.000Z');
    expect(read('02:30', instant('2023-10-29T00:45:00Z'))).toBe('2023-10-29T01:30:00.000Z');
    expect(read('02:30', instant('2023-10-29T00:45:00Z'), 'last')).toBe('2023-10-29T00:30:00.000Z');
    expect(read('02:30', instant('2023-10-29T01:45:00Z'), 'last')).toBe('2023-10-29T01:30:00.000Z');
  });

  test('in a zone that does not exist is none', () => {
    expect(parseTime('14:00', NOW, 'Mars/Olympus')).toBeNull();
  });

  test('is always to come when it names no date, and less than a day away', () => {
    const clock = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
    const moment = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-01-01') });
    fc.assert(
      fc.property(clock, moment, ({ hour, minute }, ms) => {
        const text = `${hour}:${String(minute).padStart(2, '0')}`;
        const next = Date.parse(read(text, instant(ms)) ?? '') - ms;
        const last = ms - Date.parse(read(text, instant(ms), 'last') ?? '');
        expect(next).toBeGreaterThan(0);
        expect(next).toBeLessThanOrEqual(25 * 3_600_000);
        expect(last).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });

  test('written for a form is read back as the same instant', () => {
    const moment = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-01-01') });
    const autumn = fc.integer({ min: Date.parse('2023-10-28T23:00Z'), max: Date.parse('2023-10-29T03:00Z') });
    fc.assert(
      fc.property(fc.oneof(moment, autumn), (ms) => {
        const at = instant(ms);
        expect(read(timeText(at, ZONE))).toBe(at);
      }),
    );
  });
});

describe('a length of time', () => {
  test.each([
    ['45m', 'PT45M'],
    ['90m', 'PT1H30M'],
    ['2d', 'P2D'],
    ['1w', 'P7D'],
    ['1d 2h', 'P1DT2H'],
    ['20s', 'PT20S'],
    ['2 hours', 'PT2H'],
    ['pt30m', 'PT30M'],
    ['45 M', 'PT45M'],
    ['1.5d', null],
    ['m', null],
    ['45x', null],
    ['PT0S', null],
    ['P', null],
    ['14:00', null],
    ['99999d', null],
  ])('%s', (text, wanted) => {
    expect(parseDuration(text)).toBe(wanted);
  });

  test('written for a form is read back as the same length', () => {
    for (const of of ['PT45M', 'PT1H30M', 'P2D', 'P1DT2H', 'PT20S', 'PT0.5S', 'P1M'] as Duration[])
      expect(parseDuration(durationText(of))).toBe(of);
  });
});
