import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { readShortAnswer } from '../../src/grammar/shortAnswer.ts';

/** Monday 11:47 in Stockholm. */
const of = { now: instant('2023-07-31T09:47:00Z'), zone: 'Europe/Stockholm', casePrefix: 'INC' };
const read = (text: string) => {
  const { answer, caseId } = readShortAnswer(text, of);
  const said =
    answer === null ? '?' : answer.kind === 'not-mine' ? 'no' : `on it ${answer.until?.slice(0, 16) ?? ''}`.trim();
  return caseId === null ? said : `${said} ${caseId}`;
};

describe('an answer by SMS', () => {
  it.each([
    ['OK', 'on it'],
    ['ok.', 'on it'],
    ['Yes', 'on it'],
    ['I’m on it!', 'on it'],
    ['Ja', 'on it'],
    ['OK thanks', 'on it'],
    ['30m', 'on it 2023-07-31T10:17'],
    ['30 min', 'on it 2023-07-31T10:17'],
    ['OK 45m', 'on it 2023-07-31T10:32'],
    ['ok, 2h', 'on it 2023-07-31T11:47'],
    ['until 14:00', 'on it 2023-07-31T12:00'],
    ['OK until 14:00', 'on it 2023-07-31T12:00'],
    ['ok till 14:00 please', 'on it 2023-07-31T12:00'],
    ['kl 14:00', 'on it 2023-07-31T12:00'],
    ['  UNTIL   14:00  ', 'on it 2023-07-31T12:00'],
    ['09:00', 'on it 2023-08-01T07:00'],
    ['NO', 'no'],
    ['no!', 'no'],
    ['Not mine', 'no'],
    ['Wrong person', 'no'],
    ['Nej', 'no'],
  ])('%j means: %s', (text, meant) => expect(read(text)).toBe(meant));

  it.each([
    ['INC-2 ok', 'on it INC-2'],
    ['ok #2', 'on it INC-2'],
    ['inc-12: 30m', 'on it 2023-07-31T10:17 INC-12'],
    ['NO INC-2.', 'no INC-2'],
  ])('%j names its case: %s', (text, meant) => expect(read(text)).toBe(meant));

  it.each([
    '',
    'who is this?',
    'STOP',
    'no idea what this is',
    'ok but I cannot before tomorrow',
    'okra',
    'nobody told me',
    '14',
    'yesterday',
    '-30m',
    'case close',
    'ticket heard T1 "fixed"',
    'x'.repeat(200),
  ])('%j is asked again', (text) => expect(read(text)).toBe('?'));

  it('is never a fault and never a time that has passed, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('ok ', 'until ', 'no')),
        (text) => {
          const { answer } = readShortAnswer(text, of);
          if (answer?.kind === 'on-it' && answer.until !== null) expect(answer.until > of.now).toBe(true);
        },
      ),
    );
  });
});
