// A code as people type it, and the form that helps when it was misheard.
import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/domain/refusal.ts';
import { formOf, parse } from '../../src/grammar/index.ts';
import { misheardForm, refusedForm } from '../../src/grammar/refused.ts';
import { readClick, readSubmit } from '../../src/grammar/submit.ts';
import { inCase, storyWith } from './context.ts';

const story = storyWith(2);
story.say('megan', { type: 'ticket.sent', ticket: 'T1', via: 'portal', words: 'full description' });
const ctx = inCase(story);
const [opening, portal] = story.case.tickets[0]?.sent.map((w) => w.code) ?? [];
const refusal: Refusal = { no: 'code-mistyped', code: 'K-77777', near: [portal ?? '', opening ?? ''], ticket: 'T1' };

const quoted = (line: string) => {
  const parsed = parse(line, ctx);
  return parsed.kind === 'intent' && parsed.intent.type === 'ticket.heard'
    ? [parsed.intent.quoted, parsed.intent.words]
    : parsed;
};

describe('a code', () => {
  test.each([
    ['ticket heard T1 "on it" quoted:K-7QM4X', 'K-7QM4X'],
    ['ticket heard T1 "on it" quoted:k7qm4x', 'k7qm4x'],
    ['ticket heard T1 "on it" quoted:K 7QM4X', 'K 7QM4X'],
    ['ticket heard T1 quoted:K 7QM 4X "on it"', 'K 7QM 4X'],
    ['ticket heard T1 "on it" quoted:"7QM 4X"', '7QM 4X'],
    ['ticket heard T1 "on it" quoted:nonsense', 'nonsense'],
  ])('%s', (line, code) => {
    expect(quoted(line)).toEqual([code, 'on it']);
  });

  test('ends where the sentence begins', () => {
    expect(quoted('ticket heard T1 quoted:K-7QM4X they are on it')).toEqual(['K-7QM4X', 'they are on it']);
  });

  test('that is a sentence is none, and it is said how they look', () => {
    expect(parse('ticket heard T1 "on it" quoted:"the one on top of the text"', ctx)).toMatchObject({
      kind: 'form',
      filled: { words: 'on it' },
      problems: [{ problem: 'bad-code' }],
    });
  });
});

describe('misheard', () => {
  const line = (intent: object) => ({ kind: 'intent', caseId: 'INC-1', intent }) as Parameters<typeof misheardForm>[0];
  const heard = line({ type: 'ticket.heard', ticket: 'T1', words: 'on it', quoted: 'K-77777' });

  test('a typed line becomes its form: the words stay, the nearest codes are there to choose, the typed twin takes the first', () => {
    const form = misheardForm(heard, refusal);
    if (!form) throw new Error('no form');
    const spec = formOf(form.command, form.caseId, form.filled, ctx, form.problems);
    expect(spec?.fields.find((f) => f.name === 'quoted')).toMatchObject({
      kind: 'choice',
      choices: [
        { value: portal, is: 'code' },
        { value: opening, is: 'code' },
        { value: 'none', is: 'none' },
      ],
    });
    expect(spec?.fields.find((f) => f.name === 'quoted')).not.toHaveProperty('value');
    expect(spec?.fields.find((f) => f.name === 'words')?.value).toBe('on it');
    expect(spec?.typed).toBe(`ticket heard T1 "on it" quoted:${portal}`);
    expect(parse(spec?.typed ?? '', ctx)).toMatchObject({ intent: { ticket: 'T1', quoted: portal, words: 'on it' } });
  });

  test('so does a receipt, whose code stood in the words', () => {
    const form = misheardForm(line({ type: 'pack.receipt', ticket: 'T1', words: 'Tom quoted K-77777' }), refusal);
    expect(form).toMatchObject({ command: 'pack receipt', filled: { ticket: 'T1', words: 'Tom quoted K-77777' } });
  });

  test('a form that was sent comes back the same way', () => {
    const data = {
      baton: 1,
      verb: 'ticket heard',
      card: 'form',
      case: 'INC-1',
      ticket: 'T1',
      words: 'on it',
      quoted: 'K-77777',
    };
    const click = readClick(data);
    const form = click && refusedForm(click, refusal, 'INC-1', ctx);
    const spec = form && formOf(form.command, form.caseId, form.filled, ctx, form.problems);
    expect(spec?.fields.find((f) => f.name === 'quoted')?.choices?.map((c) => c.value)).toEqual([
      portal,
      opening,
      'none',
    ]);
    // None of these: what they said is kept without a code.
    const said = readSubmit({ ...data, quoted: 'none' }, ctx);
    expect(said).toMatchObject({ kind: 'intent', intent: { words: 'on it' } });
    expect(said).not.toHaveProperty('intent.quoted');
  });

  test('nothing was sent yet, or it is about something else: the sentence alone', () => {
    expect(misheardForm(heard, { no: 'code-mistyped', code: 'x', near: [] })).toBeNull();
    expect(misheardForm(heard, { no: 'ticket-not-over', ticket: 'T1' })).toBeNull();
    expect(misheardForm(line({ type: 'note', words: 'x' }), refusal)).toBeNull();
  });
});
