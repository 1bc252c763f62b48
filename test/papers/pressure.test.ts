import { describe, expect, it } from 'vitest';
import type { Case, Ticket } from '../../src/domain/case.ts';
import { textOf } from '../../src/papers/index.ts';
import { pressurePaper } from '../../src/papers/pressurePaper.ts';
import { hugeCase, replayAt } from '../support/exampleCases.ts';

const first = (state: Case): Ticket => state.tickets[0] as Ticket;
const sheetAt = (time: string) => {
  const { state, now } = replayAt(time);
  return textOf(pressurePaper(state, first(state), now)).replace(/\s+/gu, ' ');
};

describe('the pressure sheet', () => {
  const evening = sheetAt('2023-07-31 17:05');

  it.each([
    ['how long it is down', 'Down: 8 h 55 m, since Mon 31 Jul 08:10'],
    ['how long nobody answered', 'No real answer: for 8 h 30 m, since Mon 31 Jul 08:35'],
    ['whom it hits', 'Hit: E-mail'],
    [
      'which authority knows',
      'CERT-SE: warning sent Mon 31 Jul 08:30, reference CERT-4711; final due Mon 28 Aug 08:30',
    ],
    [
      'what was promised and broken',
      'broken: promised by Mon 31 Jul 17:00, "unblock done by 17:00" (given Mon 31 Jul 15:00)',
    ],
    ['what was tried, with its outcome', 'Mon 31 Jul 10:30: phoned: no effect, "told to wait"'],
    ['the contract', 'Contract: EA-4711, severity A, all hours, Unified support'],
    ['the ask', 'Microsoft puts an engineer on it within the hour who may act, and phones us with a name and a time.'],
    [
      'that the fixed deadline has passed',
      'The fixed deadline has passed: Mon 31 Jul 14:12. It is repeated Mon 31 Jul 20:12.',
    ],
  ])('says %s', (_, words) => {
    expect(evening).toContain(words);
  });

  it('before it has come, when it comes', () => {
    expect(sheetAt('2023-07-31 12:00')).toContain('The fixed deadline comes Mon 31 Jul 14:12.');
  });

  it('is of now: the same case an hour later is an hour longer down', () => {
    const { state, now } = replayAt('2023-07-31 17:05');
    const later = new Date(Date.parse(now) + 3_600_000).toISOString() as typeof now;
    expect(textOf(pressurePaper(state, first(state), later))).toContain('9 h 55 m');
  });

  it('asks for nothing while the ball is ours, and says how long it was down once it works', () => {
    expect(sheetAt('2023-07-31 19:25')).toContain('Microsoft stays with it until we have confirmed the fix');
    const over = sheetAt('2023-07-31 20:35');
    expect(over).toContain('Down: 12 h 20 m, from Mon 31 Jul 08:10 to Mon 31 Jul 20:30');
  });

  it('is one screen however much was tried', () => {
    const { state, now } = hugeCase();
    const text = textOf(pressurePaper(state, first(state), now));
    expect(text.split('\n').length).toBeLessThan(60);
    expect(text).toContain('2 earlier entries, on request');
  });
});
