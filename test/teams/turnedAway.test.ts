import { expect, it } from 'vitest';
import { turnedAwayLog } from '../../src/teams/turnedAway.ts';

it('writes a line for each request that was turned away, a thousand a minute at most, and then how many more there were', () => {
  const lines: [string, object, string][] = [];
  const at = (level: string) => (about: object, message: string) => void lines.push([level, about, message]);
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  let time = 1_700_000_000_000;
  const write = turnedAwayLog(log, () => time);
  write(400, 'the body is no activity');
  for (let n = 0; n < 5_000; n += 1) write(401, 'no signed token');
  expect(lines).toHaveLength(1_000);
  expect([lines[0], lines[1]]).toEqual([
    ['debug', { status: 400, why: 'the body is no activity' }, 'a request was turned away'],
    ['warn', { status: 401, why: 'no signed token' }, 'a request was turned away'],
  ]);
  time += 60_000;
  write(403, 'the tenant is not on the list');
  expect(lines.slice(1_000).map(([level, about]) => [level, about])).toEqual([
    ['warn', { more: 4_001 }],
    ['warn', { status: 403, why: 'the tenant is not on the list' }],
  ]);
});
