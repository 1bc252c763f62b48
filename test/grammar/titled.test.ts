// Whoever types the title of a button is offered the command that the button stands for.
import { expect, it, test } from 'vitest';
import { parse } from '../../src/grammar/parse.ts';
import { buttons, callResults } from '../../src/words/en/buttons.ts';
import { thread } from './context.ts';

test.each([
  ['hand over', 'case handover', {}],
  ['Hand over @megan', 'case handover', { to: 'megan' }],
  ['not mine', 'decline', {}],
  ['Not mine T1', 'decline', { target: 'T1' }],
  ['no effect', 'ticket call', { result: 'no-effect' }],
  ['no effect T1 "told to wait"', 'ticket call', { ticket: 'T1', result: 'no-effect', words: 'told to wait' }],
  ['vendor replied', 'ticket heard', {}],
  ['wrong number', 'ticket call', { result: 'wrong-number' }],
  ['acted', 'ticket call', { result: 'acted' }],
  ['we contacted them', 'ticket sent', {}],
  ['I\u2019m on it', 'ack', {}],
  ["/i'm on it!", 'ack', {}],
  ['it works', 'ticket verify', { result: 'ok' }],
  // As the buttons of a list of several things are called.
  ['Done: step 2', 'step done', { step: '2' }],
  ['Not applicable: step 2', 'step na', { step: '2' }],
  ['Assign: step 2 @megan', 'step assign', { step: '2', to: 'megan' }],
  ['Fixed: T1', 'ticket fixed', { ticket: 'T1' }],
  ['stop', 'snooze', {}],
  ['stop reminding me', 'snooze', {}],
])('%s', (line, nearest, filled) => {
  expect(parse(line, thread)).toMatchObject({ kind: 'unknown', nearest, filled });
});

it('every title is a command, or is offered the one it stands for', () => {
  const { older, newer, send, hereIsTheAnswer, wrongPerson, whoItIs, isQuestion, ...ours } = buttons;
  const lost = [...Object.values(ours), ...Object.values(callResults)].filter((title) => {
    const parsed = parse(title, thread);
    return parsed.kind === 'unknown' && parsed.nearest === null;
  });
  expect(lost).toEqual([]);
});

test.each(['fixed the printer in the library', 'done with lunch', 'close the window please'])(
  'a sentence is no title: %s',
  (line) => {
    const parsed = parse(line, thread);
    expect(parsed.kind === 'unknown' && parsed.filled).not.toMatchObject({ result: expect.anything() });
  },
);
