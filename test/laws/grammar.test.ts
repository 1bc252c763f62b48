// What holds for every line and every click: no exception, a clean answer, and work in proportion to the length.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands, formOf, helpFor, looksLikeCommand, parse, readSubmit } from '../../src/grammar/index.ts';
import { parseTape } from '../../src/grammar/parse.ts';
import { Tape } from '../../src/grammar/tokens.ts';
import type { ParseContext, Parsed } from '../../src/grammar/types.ts';
import { problemLine } from '../../src/words/en/problems.ts';
import { noNames, speechOf } from '../../src/words/speech.ts';
import { chat, inCase, NOW, storyWith, thread } from '../grammar/context.ts';

const contexts: ParseContext[] = [thread, chat, inCase(storyWith(2))];
const context = fc.constantFrom(...contexts);
const s = speechOf(noNames, { now: NOW, language: 'en', medium: 'markdown' });

const word = fc.constantFrom(
  ...commands.flatMap((row) => row.path.split(' ')),
  ...[
    'T1',
    '2',
    'INC-7',
    '#7',
    '@megan',
    'meganb@example.com',
    '<at>Megan Bowen</at>',
    '<at>',
    '</at>',
    'sev:1',
    'sev1',
  ],
  ...[
    'by:',
    'by:14:00',
    'fri',
    '09:00',
    '30m',
    'due:',
    'affects:+sso,',
    '-email',
    'via:phone',
    'because:"',
    'reason:',
    'title:',
  ],
  ...[
    '"',
    '“',
    '”',
    '„',
    '«',
    '»',
    "'",
    '’',
    '""',
    '"a b"',
    ':',
    '::',
    '…',
    '\n',
    '\u00a0',
    '\u200b',
    '\u200d',
    '👩‍💻',
    '\ud800',
    '__proto__',
  ],
);
const line = fc.array(word, { maxLength: 14 }).chain((words) => fc.constantFrom(words.join(' '), words.join('')));
const anyLine = fc.oneof(line, fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

/** Nothing half-made comes out: a problem has a sentence, a form can be drawn and fits, and everything survives JSON. */
function isClean(parsed: Parsed, ctx: ParseContext): void {
  expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed);
  if (parsed.kind === 'unknown') expect(parsed.heard.length).toBeLessThanOrEqual(60);
  if (parsed.kind !== 'form') return;
  for (const one of parsed.problems) {
    const sentence = problemLine(one, s);
    expect(sentence).not.toMatch(/undefined|\[object/);
    expect(sentence.length).toBeLessThan(1000);
  }
  expect(Buffer.byteLength(JSON.stringify(parsed.filled))).toBeLessThanOrEqual(12_500);
  const form = formOf(parsed.command, parsed.caseId, parsed.filled, ctx, parsed.problems);
  expect(form).not.toBeNull();
  for (const field of form?.fields ?? [])
    if (field.kind === 'choice' && field.value !== undefined)
      expect(field.choices?.map((c) => c.value)).toContain(field.value);
}

describe('any line', () => {
  test('gets a clean answer and never an exception', () => {
    fc.assert(
      fc.property(anyLine, context, (text, ctx) => {
        isClean(parse(text, ctx), ctx);
        looksLikeCommand(text);
        helpFor(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('means the same with a slash, a mention of the bot, capitals in its command, and spaces of every kind', () => {
    for (const row of commands) {
      const plain = `${row.path} 2 T1 "x" INC-7`;
      const wanted = parse(plain, thread);
      for (const other of [
        `/${plain}`,
        `<at>Baton</at> ${plain}`,
        `  ${plain.replace(' ', ' \u00a0\u200b ')}\n`,
        row.path.toUpperCase() + plain.slice(row.path.length),
      ])
        expect(parse(other, thread), other).toEqual(wanted);
    }
  });

  test('loses no word: what was typed in quotation marks is in the answer', () => {
    const said = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '漢', '😀', ':', '#', '7', '@', '<', '-') });
    const wordy = commands.filter((row) =>
      Object.values(row.args).some((arg) => arg.kind === 'words' && arg.place === 'positional'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...wordy), said, (row, words) => {
        const kept = words.trim();
        fc.pre(kept !== '');
        expect(JSON.stringify(parse(`${row.path} "${words}"`, thread))).toContain(JSON.stringify(kept).slice(1, -1));
      }),
    );
  });
});

describe('any click', () => {
  const verb = fc.constantFrom(
    ...commands.map((row) => row.path),
    'form',
    'ping done',
    'outsider on-it',
    'outsider answer',
    'nope',
  );
  const value = fc.oneof(line, fc.string(), fc.integer(), fc.jsonValue());
  const names = [...new Set(commands.flatMap((row) => Object.keys(row.args)))];
  const args = fc.dictionary(fc.constantFrom(...names, 'command', 'keys', 'constructor'), value);

  test('gets a clean answer, whatever stands in it', () => {
    fc.assert(
      fc.property(verb, args, args, value, context, (of, carried, inputs, caseId, ctx) => {
        const data = { ...inputs, baton: 1, verb: of, card: 'form', case: caseId, args: carried };
        isClean(readSubmit(data, ctx), ctx);
      }),
      { numRuns: 700 },
    );
  });

  test('of any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), context, (data, ctx) => isClean(readSubmit(data, ctx), ctx)),
      { numRuns: 200 },
    );
  });
});

describe('the work', () => {
  const SIZE = 10_000;
  const filled = (piece: string, size: number) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
  const looks = (text: string) => {
    const tape = new Tape(text);
    parseTape(tape, thread);
    return tape.looks;
  };

  const pieces = [
    '"',
    '" ',
    ' "',
    '""',
    '"a "b" ',
    ' "a',
    'a" ',
    '“',
    '“ ',
    '„a ',
    '»',
    "'",
    "' ",
    "'a ",
    "a' ",
    '’',
    '‘a ',
    '<at>',
    '<at>x</at>',
    '<at> ',
    '<at',
    '</at>',
    '<at><at>x</at>',
    '<',
    '@',
    '@a ',
    ':',
    'by:',
    'by: ',
    'by:" ',
    'because:"',
    'because: ',
    'affects:a, ',
    'affects: ',
    'sev1 ',
    'T1 ',
    '2 ',
    'INC-7 ',
    '#7 ',
    'a ',
    'a',
    ' ',
    '\n',
    '\u200b',
    '👩‍💻',
    '/',
    '"“„«\'‘ ',
  ];
  const heads = ['', 'case new ', 'case set ', 'step 2 assign ', 'decide ', 'snooze '];

  test('is linear in the length, for every kind of repetition after every kind of command', () => {
    for (const head of heads)
      for (const piece of pieces) {
        const text = head + filled(piece, SIZE);
        // A parser that goes back at every mark would look some fifty million times.
        expect(looks(text), `${head}${piece}`).toBeLessThan(40 * text.length + 2000);
      }
  });

  test('is linear for 10,000 quotation marks of all kinds in any order', () => {
    const mark = fc.constantFrom('"', '“', '”', '„', '«', '»', "'", '‘', '’', ' ', 'a', ':');
    fc.assert(
      fc.property(fc.array(mark, { minLength: 20, maxLength: 40 }), (marks) => {
        const text = `decide ${filled(marks.join(''), 20_000)}`;
        expect(looks(text)).toBeLessThan(40 * text.length);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves a short answer for 30 KB of anything', () => {
    for (const piece of pieces)
      expect(Buffer.byteLength(JSON.stringify(parse(`note ${filled(piece, 30_000)}`, thread)))).toBeLessThan(100_000);
  });
});
