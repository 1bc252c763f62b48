import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distance, nearest } from '../../src/organisation/nearest.ts';

it('counts typing mistakes: a letter too much, too few, wrong, or swapped with its neighbour', () => {
  expect(distance('acountManager', 'accountManager')).toBe(1);
  expect(distance('timezone', 'timeZone')).toBe(1);
  expect(distance('netwrok', 'network')).toBe(1);
  expect(distance('', 'abc')).toBe(3);
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, b) === 0).toBe(a === b);
      expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

it('finds the nearest word without regard to case, and nothing when none is near', () => {
  expect(nearest('TIMEZONE', ['name', 'timeZone'])).toBe('timeZone');
  expect(nearest('sev', ['sev1', 'sev2'])).toBe('sev1');
  expect(nearest('colour', ['name', 'calendar'])).toBeUndefined();
  // Of a word of two letters at least one must be right.
  expect(nearest('xy', ['en', 'sv'])).toBeUndefined();
  expect(nearest('x'.repeat(100_000), ['name'])).toBeUndefined();
});
