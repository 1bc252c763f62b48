// An argument of a sibling command never becomes part of a title or of somebody's words in silence.
import { expect, it, test } from 'vitest';
import { parse } from '../../src/grammar/parse.ts';
import { problemLine } from '../../src/words/en/problems.ts';
import { noNames, speechOf } from '../../src/words/speech.ts';
import { chat, NOW, thread } from './context.ts';

const s = speechOf(noNames, { now: NOW, language: 'en', medium: 'plain' });

function asked(line: string) {
  const parsed = parse(line, thread);
  if (parsed.kind !== 'form') return parsed;
  return { filled: parsed.filled, said: parsed.problems.map((one) => problemLine(one, s)) };
}

it('case new leaves out what only case set has, and says what to type next', () => {
  const said =
    'is no part of case new. Send it without that; then type, with the number of the new case, case set INC-…';
  expect(asked('case new Outgoing e-mail blocked sev:1 aware:09:10 affects:email')).toEqual({
    filled: { title: 'Outgoing e-mail blocked', sev: 'sev1', affects: 'email' },
    said: [`“aware:09:10” ${said} aware:09:10.`],
  });
  expect(asked('case new control:vendor vendor: microsoft Mail is blocked')).toMatchObject({
    filled: { title: 'Mail is blocked' },
    said: [`“control:vendor” ${said} control:vendor.`, `“vendor:microsoft” ${said} vendor:microsoft.`],
  });
  expect(asked('case new "Mail is blocked" aware: fri 09:10')).toMatchObject({ filled: { title: 'Mail is blocked' } });
});

test.each([
  ['ticket heard T1 "we look into it" via:phone', 'ticket heard', 'ticket open, ticket sent and ticket wants have it'],
  ['ticket open microsoft by:14:00 "blocked"', 'ticket open', 'ticket promise has it'],
  ['case resolve "lifted" sev:3', 'case resolve', 'case new and case set have it'],
  ['step 2 done "bridge 123" due:40m', 'step done', 'have it'],
])('%s', (line, command, have) => {
  const got = asked(line);
  expect(got).toMatchObject({ said: [expect.stringContaining(`is no part of ${command}; `)] });
  expect(JSON.stringify(got)).toContain(have);
});

test.each([
  ['case new Mail owner:<at>Megan Bowen</at>', 'owner:megan'],
  ['case new Mail owner: <at>Megan Bowen</at>', 'owner:megan'],
  ['case new Mail owner:megan', 'owner:megan'],
  ['case new Mail via:phone', 'via:phone'],
  ['case new Mail next:30m', 'next:30m'],
  ['case new ref:4711 Mail', 'ref:4711'],
])('%s asks about what other commands have', (line, heard) => {
  const got = asked(line);
  expect(got).toMatchObject({
    filled: { title: 'Mail' },
    said: [
      expect.stringMatching(
        `^“${heard}.*” is no part of case new[.;] (?:.* ha(?:s|ve) it|Send it without that; then type, with the number of the new case, case own INC-…)`,
      ),
    ],
  });
});

test.each([
  ['case new sev1: mail is down', 'mail is down'],
  ['case new sev-1, mail is down', 'mail is down'],
  ['case new mail is down sev:1,', 'mail is down'],
])('%s is a case of severity 1', (line, title) => {
  expect(parse(line, chat)).toMatchObject({ intent: { type: 'case.new', title, severity: 'sev1' } });
});

it('a mention in a title is the name that it shows', () => {
  expect(parse('case new Mail of assistant:<at>Megan Bowen</at> is gone', chat)).toMatchObject({
    intent: { title: 'Mail of assistant:Megan Bowen is gone' },
  });
});

test.each([
  // Nobody's argument, not what the argument would be, in quotation marks, or in the middle of a sentence.
  ['case new Mail down: nobody can send', 'Mail down: nobody can send'],
  ['case new aware:ness of phishing', 'aware:ness of phishing'],
  ['case new "Mail down aware:09:10"', 'Mail down aware:09:10'],
  ['case new Who has control:vendor or us', 'Who has control:vendor or us'],
])('%s is a title', (line, title) => {
  expect(parse(line, chat)).toMatchObject({ kind: 'intent', intent: { type: 'case.new', title } });
});

it('whoever only wants to look is shown it', () => {
  expect(parse('case list sev:1', chat)).toMatchObject({ kind: 'query', ignored: { heard: 'sev:1' } });
});
