// What buttons and forms send: inputs before arguments, shown defaults for lost inputs, and nothing believed that is forged.
import { describe, expect, test } from 'vitest';
import type { ObligationKind } from '../../src/domain/obligation.ts';
import { obligationsOf } from '../../src/domain/obligations.ts';
import { endingOf, formOf, readSubmit } from '../../src/grammar/index.ts';
import { readClick } from '../../src/grammar/submit.ts';
import { chat, inCase, storyWith, thread } from './context.ts';

const click = (verb: string, args: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({
  baton: 1,
  verb,
  case: 'INC-1',
  rev: 12,
  card: 'case',
  args,
  ...more,
});

describe('a click', () => {
  test('is a command with its arguments', () => {
    expect(readSubmit(click('step done', { step: '2' }), chat)).toEqual({
      kind: 'intent',
      caseId: 'INC-1',
      intent: { type: 'step.done', step: 2 },
    });
    expect(
      readSubmit(click('ticket call', { ticket: 'T1', result: 'no-effect' }, { words: 'told to wait' }), chat),
    ).toMatchObject({
      intent: { type: 'ticket.call', ticket: 'T1', result: 'no-effect', words: 'told to wait' },
    });
    expect(readSubmit(click('case list', { filter: 'all', page: '2' }), chat)).toMatchObject({
      kind: 'query',
      query: { type: 'case.list', filter: 'all', page: 2 },
    });
  });

  test('takes what was put in before what the button carried', () => {
    const data = click('ack', { by: 'PT30M', target: 'ticket:T1,step:2' }, { by: 'PT1H' });
    expect(readSubmit(data, thread)).toMatchObject({
      intent: { type: 'ack', until: '2023-07-31T07:10:00.000Z', target: 'ticket:T1,step:2' },
      echo: ['2023-07-31T07:10:00.000Z'],
    });
  });

  test('an emptied field is empty, whatever the button carried', () => {
    expect(
      readSubmit(click('ticket open', { vendor: 'microsoft', ref: '4711' }, { ref: '', words: 'x' }), thread),
    ).toMatchObject({
      intent: { type: 'ticket.open', vendor: 'microsoft', words: 'x' },
    });
    expect(
      readSubmit(click('ticket open', { vendor: 'microsoft', ref: '4711' }, { ref: '', words: 'x' }), thread),
    ).not.toHaveProperty('intent.reference');
  });

  test('that lost its inputs does the default that was shown', () => {
    expect(readSubmit(click('ack', { by: 'PT30M' }), thread)).toMatchObject({
      intent: { until: '2023-07-31T06:40:00.000Z' },
    });
    expect(readSubmit(click('ack'), inCase(storyWith(1)))).toMatchObject({
      kind: 'intent',
      intent: { until: '2023-07-31T06:40:00.000Z' },
    });
    expect(readSubmit(click('snooze', { by: 'PT30M' }, { reason: 'meeting' }), thread)).toMatchObject({
      intent: { type: 'snooze', for: 'PT30M', reason: 'meeting' },
    });
    expect(readSubmit(click('snooze', {}, { reason: 'meeting' }), thread)).toMatchObject({ intent: { for: 'PT30M' } });
  });

  test('that lost its words gets the form, filled with the rest', () => {
    expect(readSubmit(click('snooze', { by: 'PT1H', target: 'step:2' }), thread)).toMatchObject({
      kind: 'form',
      command: 'snooze',
      filled: { for: '1h', target: 'step 2' },
      problems: [{ problem: 'missing', arg: 'reason' }],
    });
  });

  test('one field for words serves every button of a step', () => {
    const data = (verb: string) => click(verb, {}, { step: '2', words: 'no connectors' });
    expect(readSubmit(data('step done'), thread)).toMatchObject({
      intent: { type: 'step.done', words: 'no connectors' },
    });
    expect(readSubmit(data('step na'), thread)).toMatchObject({ intent: { type: 'step.na', reason: 'no connectors' } });
    expect(readSubmit(data('step assign'), thread)).toMatchObject({
      kind: 'form',
      filled: { step: '2', reason: 'no connectors' },
    });
  });

  test('names its own case, not the thread it stands in', () => {
    expect(readSubmit(click('case close', {}, { case: 'INC-9' }), thread)).toMatchObject({ caseId: 'INC-9' });
    expect(readSubmit(click('case close', {}, { case: undefined }), thread)).toMatchObject({ caseId: 'INC-1' });
  });

  test('of a form that asked for the case reads what people write there', () => {
    for (const written of ['7', '#7', 'inc-7', ' INC-7 '])
      expect(readSubmit(click('note', {}, { case: written, words: 'x' }), chat)).toMatchObject({ caseId: 'INC-7' });
    expect(readSubmit(click('note', {}, { case: 'seven', words: 'x' }), thread)).toMatchObject({
      kind: 'form',
      caseId: null,
      filled: { words: 'x' },
      problems: [{ problem: 'bad-case', heard: 'seven' }],
    });
  });
});

describe('the form button', () => {
  test('asks for a form, filled, with nothing wrong yet', () => {
    expect(readSubmit(click('form', { command: 'ticket open', vendor: 'microsoft', sev: 'A' }), thread)).toEqual({
      kind: 'form',
      command: 'ticket open',
      caseId: 'INC-1',
      filled: { vendor: 'microsoft', sev: 'A' },
      problems: [],
    });
  });

  test('for a command that does not exist is unknown', () => {
    for (const command of ['reprot', '__proto__', 'constructor', '', 7, null])
      expect(readSubmit(click('form', { command }), thread)).toMatchObject({ kind: 'unknown' });
  });

  test('a new ticket wants its number, or the word that there is none yet', () => {
    const filled = { vendor: 'microsoft', words: 'mail blocked' };
    const form = formOf('ticket open', 'INC-1', filled, thread);
    expect(form?.submits.map((one) => one.title)).toEqual(['Open ticket', 'No number yet']);
    const [open, none] = (form?.submits ?? []).map((one) => readSubmit(click('ticket open', one.args, filled), thread));
    expect(open).toMatchObject({ kind: 'form', problems: [{ problem: 'missing', arg: 'ref' }] });
    expect(none).toMatchObject({ kind: 'intent', intent: { type: 'ticket.open' } });
    const numbered = readSubmit(click('ticket open', { numbered: 'wanted' }, { ...filled, ref: '4711' }), thread);
    expect(numbered).toMatchObject({ intent: { reference: '4711' } });
  });
});

describe('Done on a ping', () => {
  const one = inCase(storyWith(1));

  test('ends the one thing, or asks for the words that are missing', () => {
    expect(readSubmit(click('ping done', { keys: 'step:2' }), one)).toMatchObject({
      intent: { type: 'step.done', step: 2 },
    });
    expect(readSubmit(click('ping done', { keys: 'handover' }), one)).toMatchObject({
      intent: { type: 'case.accept' },
    });
    expect(readSubmit(click('ping done', { keys: 'update' }), one)).toMatchObject({ kind: 'form', command: 'update' });
    expect(readSubmit(click('ping done', { keys: 'ticket:T1' }), one)).toMatchObject({
      kind: 'form',
      command: 'ticket heard',
      filled: { ticket: 'T1' },
    });
    expect(readSubmit(click('ping done', { keys: 'notice:se-state-2020:early' }), one)).toMatchObject({
      kind: 'form',
      command: 'notice reported',
      filled: { clock: 'se-state-2020' },
    });
  });

  test('does not take the time and the reason of a hold for its own', () => {
    const data = click('ping done', { keys: 'step:2' }, { by: 'PT30M', reason: 'x', step: '9' });
    expect(readSubmit(data, one)).toMatchObject({ intent: { type: 'step.done', step: 2 } });
  });

  test('with several asks which, by a form whose answer ends that one', () => {
    const asked = readSubmit(click('ping done', { keys: 'step:2,update' }), one);
    expect(asked).toMatchObject({ kind: 'form', command: 'ping done', problems: [{ problem: 'which-item' }] });
    // One of the two is done since the card was drawn: the other is meant.
    const story = storyWith(0);
    const rev = story.case.version;
    story.say('adele', { type: 'step.done', step: 2 });
    const left = readSubmit(click('ping done', { keys: 'step:2,update' }, { rev }), inCase(story));
    expect(left).toMatchObject({ kind: 'form', command: 'update' });
    if (asked.kind !== 'form') return;
    const form = formOf(asked.command, asked.caseId, asked.filled, one, asked.problems);
    expect(form?.fields[0]?.choices?.map((c) => c.value)).toEqual(['step:2', 'update']);
    expect(readSubmit(click(form?.command ?? '', form?.args, { keys: 'step:2' }), one)).toMatchObject({
      intent: { type: 'step.done', step: 2 },
    });
  });

  test('on what is settled by now says the same, so that the answer can name who was first', () => {
    expect(readSubmit(click('ping done', { keys: 'step:99' }), one)).toMatchObject({ intent: { step: 99 } });
    expect(readSubmit(click('ping done', { keys: 'nonsense:1' }), one)).toMatchObject({ kind: 'unknown' });
    expect(readSubmit(click('ping done', {}), one)).toMatchObject({ kind: 'unknown' });
  });

  test('ends every kind of obligation by a command that exists and can be asked for', () => {
    const kinds: Record<ObligationKind, string> = {
      ticket: 'ticket heard',
      deadline: 'ticket heard',
      promise: 'ticket heard',
      step: 'step done',
      update: 'update',
      'owed-ticket': 'ticket open',
      reference: 'ticket ref',
      answer: 'ticket sent',
      'auto-close': 'ticket sent',
      'choose-route': 'ticket sent',
      'cut-off': 'case set',
      unread: 'ticket sent',
      verify: 'ticket verify',
      handover: 'case accept',
      notice: 'notice reported',
      retrospective: 'retro done',
      'decide-next': 'step add',
    };
    for (const [kind, command] of Object.entries(kinds)) {
      expect(endingOf({ kind: kind as ObligationKind, about: { ticket: 'T1' } }).command).toBe(command);
      expect(formOf(command, 'INC-1', {}, one)).not.toBeNull();
    }
  });

  test('reads the state where it matters', () => {
    const story = storyWith(0);
    const deadline = { kind: 'deadline' as const, about: { vendor: 'microsoft' } };
    expect(endingOf(deadline, story.case)).toEqual({ command: 'ticket open', args: { vendor: 'microsoft' } });
    story.say('megan', { type: 'ticket.open', vendor: 'microsoft', words: 'x' });
    expect(endingOf(deadline, story.case)).toEqual({ command: 'ticket heard', args: { ticket: 'T1' } });
    story.say('megan', { type: 'ticket.fixed', ticket: 'T1' });
    expect(endingOf(deadline, story.case)).toEqual({ command: 'ticket verify', args: { ticket: 'T1' } });
    for (const obligation of obligationsOf(story.case)) expect(endingOf(obligation, story.case).command).not.toBe('');
    const resolved = { ...story.case, status: 'resolved' as const };
    expect(endingOf({ kind: 'decide-next', about: {} }, resolved).command).toBe('case close');
  });
});

describe("the account manager's buttons", () => {
  const one = inCase(storyWith(1), { sender: 'lynne', threadCase: null });

  test('answer, hold and pass on for her own ticket', () => {
    expect(readSubmit(click('outsider answer', { ticket: 'T1' }, { words: 'released' }), one)).toMatchObject({
      intent: { type: 'ticket.heard', ticket: 'T1', words: 'released' },
    });
    expect(readSubmit(click('outsider on-it', { ticket: 'T1', by: 'PT1H', target: 'ticket:T1' }), one)).toMatchObject({
      intent: { type: 'ack', until: '2023-07-31T07:10:00.000Z', target: 'ticket:T1' },
    });
    expect(readSubmit(click('outsider wrong', { ticket: 'T1' }), one)).toMatchObject({
      intent: { type: 'decline', target: 'T1' },
    });
  });

  test('have forms without commands', () => {
    expect(readSubmit(click('outsider answer', { ticket: 'T1' }), one)).toMatchObject({
      kind: 'form',
      command: 'outsider answer',
    });
    expect(formOf('outsider answer', 'INC-1', { ticket: 'T1' }, one)).toMatchObject({
      typed: null,
      args: { ticket: 'T1' },
      fields: [{ name: 'words' }],
    });
  });
});

describe('what is forged or old', () => {
  const nested = Array.from({ length: 500 }).reduce<unknown>((inner) => ({ args: inner }), {});
  test.each([
    null,
    undefined,
    0,
    'note',
    [],
    [click('note')],
    {},
    { verb: 'note' },
    { baton: 2, verb: 'note' },
    { baton: '1', verb: 'note' },
    { baton: 1 },
    { baton: 1, verb: 7 },
    { baton: 1, verb: '' },
    { baton: 1, verb: 'x'.repeat(100_000) },
    { baton: 1, verb: 'constructor' },
    { baton: 1, verb: '__proto__' },
    { baton: 1, verb: 'case' },
    { baton: 1, verb: 'reprot' },
    nested,
  ])('is unknown: %#', (data) => {
    const parsed = readSubmit(data, thread);
    expect(parsed).toMatchObject({ kind: 'unknown', nearest: null, filled: {} });
    expect(JSON.stringify(parsed).length).toBeLessThan(300);
  });

  test('values of wrong types are as if nothing was sent', () => {
    for (const words of [null, true, [], {}, ['x'], { toString: 'x' }, Number.NaN])
      expect(readSubmit(click('note', { words }), thread)).toMatchObject({
        kind: 'form',
        filled: {},
        problems: [{ problem: 'missing', arg: 'words' }],
      });
    expect(readSubmit(click('step done', { step: 2 }), thread)).toMatchObject({ intent: { step: 2 } });
    expect(readSubmit({ ...click('note', { words: 'x' }), args: [['words', 'x']] }, thread)).toMatchObject({
      kind: 'form',
    });
    expect(readSubmit({ ...click('note', { words: 'x' }), case: { id: 'INC-9' } }, chat)).toMatchObject({
      kind: 'form',
      problems: [{ problem: 'no-case' }],
    });
  });

  test('keys of the prototype neither are read nor change anything', () => {
    const data = JSON.parse(
      '{"baton":1,"verb":"note","case":"INC-1","card":"case","__proto__":{"words":"polluted"},"args":{"__proto__":{"words":"polluted"},"constructor":{"prototype":{"words":"x"}}}}',
    );
    expect(readSubmit(data, thread)).toMatchObject({ kind: 'form', problems: [{ problem: 'missing', arg: 'words' }] });
    expect(({} as Record<string, unknown>)['words']).toBeUndefined();
    const inherited = Object.create({ baton: 1, verb: 'case close', case: 'INC-1' });
    expect(readSubmit(inherited, thread)).toMatchObject({ kind: 'unknown' });
    const heir = Object.create({ words: 'inherited' });
    expect(readSubmit({ ...click('note'), args: heir }, thread)).toMatchObject({ kind: 'form', filled: {} });
    for (const vendor of ['__proto__', 'constructor', 'toString'])
      expect(readSubmit(click('ticket open', { vendor, words: 'x' }), thread)).toMatchObject({
        kind: 'form',
        problems: [{ problem: 'unknown-vendor' }],
      });
    for (const to of ['__proto__', 'hasOwnProperty'])
      expect(readSubmit(click('case own', { to }), thread)).toMatchObject({
        problems: [{ problem: 'unknown-person' }],
      });
  });

  test('100 KB in every field is refused kindly and cut to what a card carries', () => {
    const long = 'x'.repeat(100_000);
    for (const data of [
      click('note', { words: long }),
      click('decide', { words: long, because: long }),
      click('ticket open', { vendor: long, ref: long, sev: long, via: long, owner: long, words: long }),
      click('case new', { title: long, sev: long, playbook: long, affects: `${long},`.repeat(3) }),
      click('ack', { by: long, target: long }),
      click('ping done', { keys: `${long},update` }),
      click('case show', {}, { case: long }),
    ]) {
      const parsed = readSubmit(data, thread);
      expect(['form', 'unknown']).toContain(parsed.kind);
      expect(Buffer.byteLength(JSON.stringify(parsed))).toBeLessThan(350_000);
      if (parsed.kind === 'form') expect(Buffer.byteLength(JSON.stringify(parsed.filled))).toBeLessThanOrEqual(12_500);
    }
  });

  test('the version on the card is a version or nothing', () => {
    expect(readClick(click('note'))?.rev).toBe(12);
    for (const rev of ['12', -1, 1.5, Number.NaN, {}, null])
      expect(readClick({ ...click('note'), rev })).not.toHaveProperty('rev');
  });
});
