// How often a message may have arrived, read from its row: sends that were begun and of which nothing was written down.
import { expect, it } from 'vitest';
import { reasonOf, triesOf } from '../../src/engine/tries.ts';

it('every send that a crash cut off may have arrived: two crashes in a row are two', () => {
  expect(triesOf({ attempts: 1, reason: null }).doubtful).toBe(1);
  expect(triesOf({ attempts: 2, reason: null }).doubtful).toBe(2);
});

it('a send that got an answer counts as that answer says, whatever came before', () => {
  const reason = reasonOf({ begun: 3, doubtful: 1 }, 'HTTP 503');
  expect(triesOf({ attempts: 3, reason })).toEqual({ begun: 3, doubtful: 1, why: 'HTTP 503' });
  expect(triesOf({ attempts: 5, reason }).doubtful).toBe(3);
  const many = reasonOf({ begun: 120, doubtful: 14 }, 'HTTP 503\n<html>');
  expect(triesOf({ attempts: 120, reason: many })).toEqual({ begun: 120, doubtful: 14, why: 'HTTP 503\n<html>' });
  expect(triesOf({ attempts: 0, reason: `it said: ${many}` })).toMatchObject({ doubtful: 0, why: `it said: ${many}` });
});
