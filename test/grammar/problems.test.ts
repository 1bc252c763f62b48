// Unknown, incomplete and wrong lines: the nearest command, what is missing, and a form that has lost nothing.
import { describe, expect, test } from 'vitest';
import { formOf, looksLikeCommand, parse } from '../../src/grammar/index.ts';
import { problemLine } from '../../src/words/en/problems.ts';
import { noNames, speechOf } from '../../src/words/speech.ts';
import { NOW, thread } from './context.ts';

const s = speechOf(noNames, { now: NOW, language: 'en', medium: 'plain' });

/** Line, the form's command, what it is filled with, and the problems in order. */
const forms: [string, string, Record<string, string>, string[]][] = [
  ['case new', 'case new', {}, ['missing']],
  ['case new sev:2', 'case new', { sev: 'sev2' }, ['missing']],
  ['case new Mail down sev:9', 'case new', { title: 'Mail down', sev: '9' }, ['bad-severity']],
  ['case new Mail down sev:1 sev:2', 'case new', { title: 'Mail down', sev: 'sev1' }, ['twice']],
  [
    'case new Mail down playbook:mailblock',
    'case new',
    { title: 'Mail down', playbook: 'mailblock' },
    ['unknown-playbook'],
  ],
  ['case new Mail down affects:mail', 'case new', { title: 'Mail down', affects: 'mail' }, ['unknown-service']],
  ['case new Mail down sev:1 sev:2 sev:3', 'case new', { title: 'Mail down', sev: 'sev1' }, ['twice']],
  ['case set', 'case set', {}, ['nothing-to-set']],
  ['case set aware:soon', 'case set', { aware: 'soon' }, ['bad-time']],
  ['case set control:them', 'case set', { control: 'them' }, ['bad-choice']],
  ['case set affects:+mail', 'case set', { affects: '+mail' }, ['unknown-service']],
  ['case set INC-7', 'case set', {}, ['nothing-to-set']],
  ['vendor changed lynne', 'vendor changed', { contact: 'lynne' }, ['nothing-changed']],
  ['vendor changed microsoft', 'vendor changed', { contact: 'microsoft' }, ['nothing-changed']],
  ['case own', 'case own', {}, ['missing']],
  ['case own nobody@example.com', 'case own', { to: 'nobody@example.com' }, ['unknown-person']],
  ['case own <at>Somebody Else</at>', 'case own', { to: 'Somebody Else' }, ['unknown-person']],
  ['case own <at>Never Mentioned</at>', 'case own', { to: 'Never Mentioned' }, ['unknown-person']],
  ['case own nobody at all', 'case own', {}, ['left-over', 'missing']],
  ['case handover please take it', 'case handover', { words: 'please take it' }, ['missing']],
  ['case close please', 'case close', {}, ['left-over']],
  ['case resolve', 'case resolve', {}, ['missing']],
  ['case resolve ""', 'case resolve', {}, ['missing']],
  ['case resolve "…"', 'case resolve', {}, ['missing']],
  ['role boss @megan', 'role', { role: 'boss', to: 'megan' }, ['bad-choice']],
  ['role coordinator', 'role', { role: 'coordinator' }, ['missing']],
  ['step 2', 'step done', { step: '2' }, []],
  ['step 2 "bridge open"', 'step done', { step: '2', words: 'bridge open' }, []],
  ['step done', 'step done', {}, ['missing']],
  ['step done "bridge open"', 'step done', { words: 'bridge open' }, ['missing']],
  ['step 2 na', 'step na', { step: '2' }, ['missing']],
  ['step 2 due:soon', 'step due', { step: '2', due: 'soon' }, ['bad-time']],
  ['step 2 assign', 'step assign', { step: '2' }, ['missing']],
  ['ticket open "mail blocked"', 'ticket open', { words: 'mail blocked', vendor: 'microsoft' }, ['missing']],
  ['ticket open google "mail blocked"', 'ticket open', { words: 'mail blocked', vendor: 'google' }, ['unknown-vendor']],
  [
    'ticket open microsoft via:fax "mail blocked"',
    'ticket open',
    { vendor: 'microsoft', via: 'fax', words: 'mail blocked' },
    ['unknown-route'],
  ],
  ['ticket heard "releasing"', 'ticket heard', { words: 'releasing' }, ['missing']],
  ['ticket heard X1 "releasing"', 'ticket heard', { ticket: 'X1', words: 'releasing' }, ['bad-ticket']],
  ['ticket sent T1 "read out"', 'ticket sent', { ticket: 'T1', words: 'read out' }, ['missing']],
  ['ticket promise T1 "soon"', 'ticket promise', { ticket: 'T1', words: 'soon' }, ['missing']],
  ['ticket call T1 result:maybe "hm"', 'ticket call', { ticket: 'T1', result: 'maybe', words: 'hm' }, ['bad-choice']],
  ['ticket call T1 maybe "hm"', 'ticket call', { ticket: 'T1', result: 'maybe', words: 'hm' }, ['bad-choice']],
  ['ticket verify T1', 'ticket verify', { ticket: 'T1' }, ['missing']],
  ['ticket close T1 reason:tired', 'ticket close', { ticket: 'T1', reason: 'tired' }, ['bad-choice']],
  ['ack', 'ack', { by: '2023-07-31 08:40' }, ['missing']],
  ['ack T1', 'ack', { by: '2023-07-31 08:40', target: 'T1' }, ['missing']],
  ['ack by:never', 'ack', { by: 'never' }, ['bad-time']],
  ['snooze', 'snooze', { for: '30m' }, ['missing', 'missing']],
  ['snooze "meeting"', 'snooze', { for: '30m', reason: 'meeting' }, ['missing']],
  ['snooze 45m', 'snooze', { for: '45m' }, ['missing']],
  ['notice reported se-state-2020', 'notice reported', { clock: 'se-state-2020' }, ['missing']],
  [
    'notice waive gdpr-33 "none" by:nobody',
    'notice waive',
    { clock: 'gdpr-33', reason: 'none', by: 'nobody' },
    ['unknown-person'],
  ],
  ['update "news" to:staff', 'update', { words: 'news', to: 'staff' }, ['no-audiences']],
  ['update', 'update', {}, ['missing']],
  ['update "news" next:soon', 'update', { words: 'news', next: 'soon' }, ['bad-duration']],
  ['note', 'note', {}, ['missing']],
  ['decide "use the relay"', 'decide', { words: 'use the relay' }, ['missing']],
  ['decide because:"it lasts"', 'decide', { because: 'it lasts' }, ['missing']],
  ['retro done', 'retro done', {}, ['missing']],
  ['retro', 'retro done', {}, ['missing']],
];

const unknowns: [string, string, string | null][] = [
  ['reprot', 'reprot', 'report'],
  ['timline', 'timline', 'timeline'],
  ['ticket herd T1 "x"', 'ticket herd', 'ticket heard'],
  ['tiket heard T1 "x"', 'tiket', 'ticket heard'],
  ['casenew Mail down', 'casenew', 'case new'],
  ['case nwe Mail down', 'case nwe', 'case new'],
  ['case open Mail down', 'case open', 'case new'],
  ['acknowledge 30m', 'acknowledge', 'ack'],
  ['snoze 30m', 'snoze', 'snooze'],
  ['close', 'close', 'case close'],
  ['escalate T1', 'escalate', 'ticket escalate'],
  ['status', 'status', 'update'],
  ['step frobnicate', 'step frobnicate', 'step list'],
  ['frobnicate', 'frobnicate', null],
  ['coffee', 'coffee', null],
  ['"Mail is down"', 'Mail is down', null],
  ['ÅÄÖ', 'åäö', null],
];

describe('what is not right yet', () => {
  test.each(forms)('%s', (line, command, filled, problems) => {
    const parsed = parse(line, thread);
    expect(parsed).toMatchObject({ kind: 'form', command });
    if (parsed.kind !== 'form') return;
    expect(parsed.filled).toEqual(filled);
    expect(parsed.problems.map((one) => one.problem)).toEqual(problems);
    for (const one of parsed.problems) expect(problemLine(one, s)).toMatch(/^\S.*[.]$/s);
    expect(formOf(command, parsed.caseId, parsed.filled, thread, parsed.problems)).not.toBeNull();
  });

  test.each(unknowns)('%s', (line, heard, nearest) => {
    expect(parse(line, thread)).toMatchObject({ kind: 'unknown', heard, nearest });
  });

  test('the form of what was nearly said has what was said', () => {
    expect(parse('ticket herd T1 "releasing"', thread)).toMatchObject({
      filled: { ticket: 'T1', words: 'releasing' },
    });
    expect(parse('tiket heard T1 "releasing"', thread)).toMatchObject({ filled: { ticket: 'T1', words: 'releasing' } });
  });

  test.each(['', ' ', '\n', '\u200b', '\u00a0', '<at>Baton</at>', '<at>Baton</at> ', '/', '@Baton'])(
    'nothing is nothing: %j',
    (line) => {
      expect(parse(line, thread)).toEqual({ kind: 'empty' });
    },
  );

  test.each(['hi', 'Hello!', 'hej hej', 'Good', '🔥', '👍🏽 🎉', '???', 'thanks'])(
    'a hello or a sign is no mistake: %j',
    (line) => {
      const hello = line !== 'Good';
      expect(parse(line, thread).kind).toBe(hello ? 'empty' : 'unknown');
    },
  );

  test('two people of one first name are told apart', () => {
    const people = {
      ...thread.people,
      meg2: { ...thread.people['megan']!, id: 'meg2', name: 'Megan Other', email: 'm@x.org' },
    };
    expect(parse('case own @megan', { ...thread, people })).toMatchObject({ intent: { to: 'megan' } });
    expect(parse('case own @Alex Wilber', { ...thread, people })).toMatchObject({ intent: { to: 'alex' } });
    const both: typeof thread.people = { ...people, megan: { ...thread.people['megan']!, id: 'mb' } };
    expect(parse('case own @megan', { ...thread, people: { mb: both['megan']!, meg2: both['meg2']! } })).toMatchObject({
      kind: 'form',
      problems: [{ problem: 'ambiguous-person', people: ['mb', 'meg2'] }],
    });
  });

  test('two mentions of one name are two people, in their order; a long name split in two is one', () => {
    const two = [
      { text: '<at>Sam</at>', person: 'megan', name: 'Sam' },
      { text: '<at>Sam</at>', person: 'adele', name: 'Sam' },
    ];
    expect(parse('step add "x" owner:<at>Sam</at>', { ...thread, mentions: two })).toMatchObject({
      intent: { owner: 'megan' },
    });
    // The first one stands among the words, the second is the owner.
    expect(parse('step add <at>Sam</at> calls owner:<at>Sam</at>', { ...thread, mentions: two })).toMatchObject({
      intent: { text: 'Sam calls', owner: 'adele' },
    });
    expect(parse('notice waive id "<at>Sam</at> says" by: <at>Sam</at>', { ...thread, mentions: two })).toMatchObject({
      intent: { reason: 'Sam says', approvedBy: 'adele' },
    });
    const split = [
      { text: '<at>Megan</at>', person: 'megan', name: 'Megan' },
      { text: '<at>Bowen</at>', person: 'megan', name: 'Bowen' },
    ];
    expect(parse('case own <at>Megan</at> <at>Bowen</at>', { ...thread, mentions: split })).toMatchObject({
      intent: { type: 'case.own', to: 'megan' },
    });
  });
});

describe('too much', () => {
  test('a title over 200 characters stays in the form', () => {
    const title = `Mail ${'down '.repeat(60)}`.trim();
    const parsed = parse(`case new ${title}`, thread);
    expect(parsed).toMatchObject({
      kind: 'form',
      filled: { title },
      problems: [{ problem: 'too-long', longest: 200, found: title.length }],
    });
  });

  test('4,000 characters of words are taken, one more is asked to be shortened', () => {
    expect(parse(`note "${'x'.repeat(4000)}"`, thread)).toMatchObject({ kind: 'intent' });
    const parsed = parse(`note "${'x'.repeat(4001)}"`, thread);
    expect(parsed).toMatchObject({ kind: 'form', problems: [{ problem: 'too-long', longest: 4000, found: 4001 }] });
    expect(parsed.kind === 'form' && parsed.filled['words']).toHaveLength(4000);
  });

  test('what a form carries fits a card, whatever the script, and says what it had to cut', () => {
    const line = `decide "${'漢'.repeat(3900)}" because:"${'字'.repeat(3900)}" INC-7 to:x`;
    const parsed = parse(line.replace(' to:x', ''), { ...thread, threadCase: null });
    expect(parsed.kind).toBe('intent');
    const form = parse(`decide "${'漢'.repeat(3900)}" because:"${'字'.repeat(4100)}"`, thread);
    if (form.kind !== 'form') throw new Error('expected a form');
    expect(Buffer.byteLength(JSON.stringify(form.filled))).toBeLessThanOrEqual(12_500);
    expect(form.problems.map((one) => one.problem)).toEqual(['too-long', 'cut']);
  });

  test('half an emoji is never left', () => {
    const parsed = parse(`note "${'x'.repeat(3999)}😀"`, thread);
    expect(parsed.kind === 'form' && parsed.filled['words']).toBe('x'.repeat(3999));
    expect(parse('note \ud83d', thread)).toMatchObject({ kind: 'form', problems: [{ problem: 'missing' }] });
  });
});

describe('a question with words that mean nothing there', () => {
  test.each([
    ['case list foo', 'foo', 'case list [open|mine|overdue|all]'],
    ['case list mine foo bar', 'foo bar', 'case list [open|mine|overdue|all]'],
    ['step list everything', 'everything', 'step list'],
  ])('%s is answered, and told what may stand there', (line, heard, usage) => {
    expect(parse(line, thread)).toMatchObject({ kind: 'query', ignored: { heard, usage } });
  });

  test('politeness is left alone', () => {
    for (const line of ['case list', 'case show, please', 'timeline thanks!'])
      expect(parse(line, thread)).not.toHaveProperty('ignored');
  });
});

describe('a message that does not mention the bot', () => {
  test.each([
    ['/case list', true],
    ['/help', true],
    ['  /note "second flood"', true],
    ['\u200b/note x', true],
    ['/step 2 done', true],
    ['/ticket T1 heard "x"', true],
    ['/case INC-7', true],
    ['/case OPS-7', true],
    ['/Case New Mail down', true],
    ['/case', true],
    ['case list', false],
    ['/case of beer', false],
    ['/usr/bin/help', false],
    ['/shrug', false],
    ['/', false],
    ['see /help', false],
    ['', false],
    ['//help', false],
  ])('%j', (line, isOurs) => {
    expect(looksLikeCommand(line)).toBe(isOurs);
  });
});

describe("a vendor's own severity", () => {
  const open = (sev: string) => parse(`ticket open microsoft sev:${sev} "blocked"`, thread);

  test('ours is none of theirs, and the answer names theirs', () => {
    const parsed = open('1');
    const said = parsed.kind === 'form' ? parsed.problems.map((one) => problemLine(one, s)) : [];
    expect(said).toEqual(['Their severity: “1” is none of A, B and C.']);
  });

  test('theirs is taken in the letters of the file', () => {
    expect(open('a')).toMatchObject({ kind: 'intent', intent: { severity: 'A' } });
  });

  test('of a vendor that nobody knows only the vendor is asked for', () => {
    expect(parse('ticket open nobody sev:1 "blocked"', thread)).toMatchObject({
      kind: 'form',
      problems: [{ problem: 'unknown-vendor' }],
    });
  });
});
