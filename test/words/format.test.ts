import { describe, expect, it } from 'vitest';
import { duration, instant } from '../../src/domain/time.ts';
import { lateBy } from '../../src/words/en/lateness.ts';
import { cut, day, full, fullList, hard, length, list, range, short, span } from '../../src/words/format.ts';

const ZONE = 'Europe/Stockholm';
const now = instant('2023-07-31T09:47:00Z');
const shown = (text: string) => text.replaceAll('\u00a0', ' ');

describe('durations', () => {
  it.each([
    [0, '0 min'],
    [45_000, '45 s'],
    [90_000, '90 s'],
    [60_000, '1 min'],
    [12 * 60_000 + 59_000, '12 min'],
    [97 * 60_000, '1 h 37 m'],
    [2 * 3_600_000, '2 h'],
    [-97 * 60_000, '1 h 37 m'],
    [51 * 3_600_000, '2 d 3 h'],
    [72 * 3_600_000, '3 d'],
  ])('%d ms is %s', (ms, words) => {
    expect(shown(span(ms))).toBe(words);
  });

  it('never break inside', () => {
    expect(span(97 * 60_000)).not.toContain(' ');
  });

  it.each([
    ['PT45M', '45 min'],
    ['PT1H30M', '1 h 30 m'],
    ['P1D', '1 day'],
    ['P3D', '3 days'],
    ['P1M', '1 month'],
    ['PT3S', '3 s'],
    ['PT0S', '0 min'],
  ])('%s is %s', (text, words) => {
    expect(shown(length(duration(text)))).toBe(words);
  });
});

describe('instants', () => {
  const morning = instant('2023-07-31T06:10:00Z');
  const tomorrow = instant('2023-08-01T07:00:00Z');

  it('carry date and zone in full', () => {
    expect(full(now, ZONE, now, 'en')).toBe('Mon 31 Jul 11:47, Stockholm');
    expect(full(now, ZONE, now, 'sv')).toBe('mån 31 juli 11:47, Stockholm');
    expect(full(now, 'America/New_York', now, 'en')).toBe('Mon 31 Jul 05:47, New York');
  });

  it('say the year when it is another one', () => {
    expect(day(instant('2024-01-02T12:00:00Z'), ZONE, now, 'en')).toBe('Tue 2 Jan 2024');
  });

  it('are only a clock time today, and have their day otherwise', () => {
    expect(short(morning, ZONE, now, 'en')).toBe('08:10');
    expect(short(tomorrow, ZONE, now, 'en')).toBe('Tue 1 Aug 09:00');
  });

  it('belong to the day of the zone, not of UTC', () => {
    expect(day(instant('2023-07-31T22:30:00Z'), ZONE, now, 'en')).toBe('Tue 1 Aug');
  });

  it('say date and zone once in a list and in a range', () => {
    expect(fullList([morning, now, tomorrow], ZONE, now, 'en', 'and')).toBe(
      'Mon 31 Jul 08:10, 11:47 and Tue 1 Aug 09:00, Stockholm',
    );
    expect(range(morning, now, ZONE, now, 'en', 'to')).toBe('Mon 31 Jul 08:10 to 11:47, Stockholm');
    expect(range(now, tomorrow, ZONE, now, 'en', 'to')).toBe('Mon 31 Jul 11:47 to Tue 1 Aug 09:00, Stockholm');
  });
});

describe('lists and cuts', () => {
  it('joins with a word before the last', () => {
    expect(list([], 'and')).toBe('');
    expect(list(['a'], 'and')).toBe('a');
    expect(list(['a', 'b', 'c'], 'and')).toBe('a, b and c');
  });

  it('cuts at so many characters, the last one then being the ellipsis', () => {
    expect(cut('short', 10)).toBe('short');
    expect(cut('0123456789x', 10)).toBe('012345678…');
  });

  it('never cuts through an emoji, nor lets heaped accents grow', () => {
    expect(cut('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/u);
    expect(cut(`a${'\u0301'.repeat(5000)}`, 10).length).toBeLessThanOrEqual(20);
    expect(cut('x'.repeat(100_000), 80)).toHaveLength(80);
  });

  it('keeps e-mail on one line in titles', () => {
    expect(hard('Outgoing e-mail')).toBe('Outgoing e\u2011mail');
  });
});

it('what falls due at this moment is due now, not zero seconds late', () => {
  expect([0, 400, 1_000, 61_000].map((ms) => lateBy(span(ms)))).toEqual([
    'due now',
    'due now',
    '1\u00a0s late',
    '61\u00a0s late',
  ]);
});

it('the number of a case keeps together in a title', () => {
  expect(hard('INC-1 · e-mail, sev-1 and 2023-07-31')).toBe('INC\u20111 · e\u2011mail, sev-1 and 2023-07-31');
});
