// The typed twin of a form: a line that works when it is typed as it stands, but for the words that only a person can fill in.
import { describe, expect, test } from 'vitest';
import { formOf } from '../../src/grammar/form.ts';
import { parse } from '../../src/grammar/parse.ts';
import { commands } from '../../src/grammar/table.ts';
import type { Filled, ParseContext } from '../../src/grammar/types.ts';
import { chat, contextWith, inCase, storyWith } from './context.ts';

const story = storyWith(2);
const thread = inCase(story);
/** A chat of one's own while two cases are open. */
const several: ParseContext = {
  ...contextWith({ threadCase: null }),
  impliedCase: null,
  openCases: [
    { id: 'INC-2', title: 'Wi-Fi drops' },
    { id: 'INC-1', title: 'Outgoing e-mail blocked' },
  ],
};

const twinOf = (command: string, filled: Filled, ctx: ParseContext, caseId = ctx.threadCase): string =>
  formOf(command, caseId, filled, ctx)?.typed ?? '';

/** The form that a line leads to. */
function twinFor(line: string, ctx: ParseContext): string {
  const parsed = parse(line, ctx);
  if (parsed.kind !== 'form') throw new Error(`${line}: ${parsed.kind}`);
  return formOf(parsed.command, parsed.caseId, parsed.filled, ctx, parsed.problems)?.typed ?? '';
}

describe('what was typed wrong', () => {
  test.each([
    // What came of something is theirs to say: all that it could be stands there, and none of it is guessed.
    [
      'ticket call T1 result:blah',
      'ticket call T1 result:acted|no-effect|voicemail|no-answer|wrong-number|refused whom:support',
    ],
    ['ticket call T1 result:refusd', 'ticket call T1 result:refused whom:support'],
    ['ticket verify T1', 'ticket verify T1 ok|fail'],
    ['ticket verify T1 "mail flows"', 'ticket verify T1 ok|fail "mail flows"'],
    ['ticket open cisco', 'ticket open microsoft "…"'],
    ['ticket open cisco "mail blocked"', 'ticket open microsoft "mail blocked"'],
    ['step 2 assign @megan due:soonish', 'step 2 assign @megan due:20m'],
    ['case set affects:network,foo', 'case set affects:network'],
    ['case new Mail down affects:network,foo', 'case new Mail down affects:network'],
    ['step 2 assign @nobody due:20m', 'step 2 assign @megan due:08:30'],
    ['case set control:vendr', 'case set control:vendor'],
    ['case set affects:+emial', 'case set affects:+email'],
    ['vendor show microsfot', 'vendor show microsoft'],
    ['vendor changed lynne', 'vendor changed lynne phone:"+46 70 000 00 06"'],
    ['step 4 done', 'step 4 done "…"'],
    ['step 3 done 4', 'step 3 done "…"'],
    ['case set', 'case set sev:1'],
    ['case new', 'case new …'],
    ['ticket promise T1', 'ticket promise T1 by:14:00'],
    ['notice waive', 'notice waive se-state-2020 reason:"…" by:@megan'],
    ['snooze', 'snooze 30m "…"'],
    ['ticket ref T1', 'ticket ref T1 …'],
    ['role', 'role coordinator @megan'],
  ])('%s is not repeated: %s', (line, twin) => {
    expect(twinFor(line, thread)).toBe(twin);
  });
});

describe('the case', () => {
  test.each([
    ['timeline', 'timeline INC-2'],
    // What changes something leaves it open: ready to be sent it would go to a case that nobody has named.
    ['case close', 'case close INC-…'],
    ['step 2 done "x"', 'step 2 done INC-… "x"'],
    ['update "x"', 'update INC-… "x"'],
  ])('%s says that one has to be named, where several are open', (line, twin) => {
    expect(twinFor(line, several)).toBe(twin);
  });

  test('is a choice of those that are open, by their titles', () => {
    const form = formOf('timeline', null, {}, several, [{ problem: 'no-case' }]);
    expect(form?.fields[0]).toMatchObject({
      name: 'case',
      kind: 'choice',
      choices: [{ value: 'INC-2', name: 'INC-2 Wi-Fi drops' }, { value: 'INC-1' }],
    });
  });

  test('is named when a card of another than the one that is meant here was pressed, and left out where it is meant', () => {
    const named = { ...thread, impliedCase: null };
    expect(twinOf('note', { words: 'x' }, named)).toBe('note INC-1 "x"');
    expect(twinOf('note', { words: 'x' }, thread)).toBe('note "x"');
    expect(twinOf('note', { words: 'x' }, chat)).toBe('note INC-1 "x"');
  });
});

test('nobody has to type milliseconds, neither there nor in the field', () => {
  const odd = { ...thread, now: '2023-07-31T06:10:12.345Z' as never };
  const parsed = parse('step 2 assign @megan due:20m', odd);
  if (parsed.kind !== 'intent') throw new Error('not understood');
  const filled = { step: '2', to: 'megan', due: '2023-07-31 08:30:12.345' };
  const form = formOf('step assign', 'INC-1', filled, odd);
  expect(form?.typed).toBe('step 2 assign @megan due:08:31');
  expect(form?.fields.find(({ name }) => name === 'due')?.value).toBe('2023-07-31 08:31');
});

describe.each([
  ['in the thread', thread],
  ['where several cases are open', several],
] as const)('of every command, %s', (_, ctx) => {
  const wrong = ['', 'blah blah', '@nobody', 'T99x', '-3', '99:99', 'foo,bar', '"', 'x'.repeat(90)];
  test.each(commands.map((row) => [row.path, row] as const))('%s', (path, row) => {
    for (const text of wrong) {
      const filled = Object.fromEntries(Object.keys(row.args).map((name) => [name, text]));
      const twin = twinOf(path, filled, ctx);
      const chosen = twin.replaceAll('INC-…', 'INC-2').replace(/([a-z-]+)(?:\|[a-z-]+)+/gu, '$1');
      const typed = parse(chosen.replaceAll('"…"', '"some words"').replaceAll('…', 'some'), {
        ...ctx,
        threadCase: ctx.threadCase,
      });
      expect([twin, typed.kind === 'form' ? typed.problems : typed.kind]).toEqual([twin, row.asks]);
    }
  });
});

test('a time so near that it would need seconds is typed as a length', () => {
  const odd = { ...thread, now: '2023-07-31T06:10:25.345Z' as never };
  expect(twinOf('ack', { by: '2023-07-31 08:12:25.345' }, odd)).toBe('ack by:2m');
  expect(twinOf('ticket promise', { ticket: 'T1', by: '08:14:55' }, odd)).toMatch(/^ticket promise T1 by:4m30s/u);
  expect(twinOf('ack', { by: '2023-07-31 08:25' }, odd)).toBe('ack by:08:25');
});
