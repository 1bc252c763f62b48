// Every button of every card, pressed a second time: by the same person, and by somebody else with words of their own.
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import type { Intent } from '../../src/domain/commands.ts';
import { finishSteps, fixed, opened, T1, withTicket } from '../domain/sentences/support.ts';
import type { Story } from '../support/story.ts';

/** What stands before, who presses first and what, and what somebody else presses on the same card then. */
interface Press {
  before?: () => Story;
  first: [who: string, intent: Intent];
  second: [who: string, intent: Intent];
}

const people: Record<string, string> = {
  alex: 'Alex Wilber',
  megan: 'Megan Bowen',
  adele: 'Adele Vance',
  patti: 'Patti Fernandez',
};
const verified = () => {
  const s = withTicket();
  s.say('megan', fixed);
  s.say('megan', { type: 'ticket.verify', ...T1, result: 'ok' });
  return s;
};
const isFixed = () => {
  const s = withTicket();
  s.say('megan', fixed);
  return s;
};
const resolved = () => {
  const s = opened();
  s.say('alex', { type: 'case.resolve', words: 'over' });
  return s;
};
const offered = () => {
  const s = opened();
  s.say('alex', { type: 'case.handover', to: 'megan' });
  return s;
};
/** At 09:20 Megan was asked about T1, and nothing else was in that message. */
const rung = () => finishSteps(withTicket()).until('09:20');
const ack = (s: string): Intent => ({ type: 'ack', until: s as never, target: 'ticket:T1' });

const presses: Record<string, Press> = {
  'Done on a step': {
    first: ['adele', { type: 'step.done', step: 1, words: 'did it' }],
    second: ['megan', { type: 'step.done', step: 1, words: 'I did it' }],
  },
  'Not applicable on a step that was done': {
    first: ['adele', { type: 'step.done', step: 1 }],
    second: ['megan', { type: 'step.na', step: 1, reason: 'not here' }],
  },
  'Assign on a step that was done': {
    first: ['adele', { type: 'step.done', step: 1 }],
    second: ['megan', { type: 'step.assign', step: 1, to: 'alex' }],
  },
  Assign: {
    first: ['adele', { type: 'step.assign', step: 1, to: 'patti' }],
    second: ['megan', { type: 'step.assign', step: 1, to: 'patti' }],
  },
  'Hand over': {
    first: ['alex', { type: 'case.handover', to: 'megan', words: 'I must sleep' }],
    second: ['adele', { type: 'case.handover', to: 'megan', words: 'he must sleep' }],
  },
  Accept: { before: offered, first: ['megan', { type: 'case.accept' }], second: ['patti', { type: 'case.accept' }] },
  'Decline after Accept': {
    before: offered,
    first: ['megan', { type: 'case.accept' }],
    second: ['alex', { type: 'case.decline' }],
  },
  Decline: {
    before: offered,
    first: ['megan', { type: 'case.decline' }],
    second: ['alex', { type: 'case.decline', words: 'no' }],
  },
  Resolve: {
    first: ['alex', { type: 'case.resolve', words: 'over' }],
    second: ['megan', { type: 'case.resolve', words: 'it is over' }],
  },
  'Status update on a case that was resolved': {
    first: ['alex', { type: 'update', words: 'news' }],
    second: ['megan', { type: 'update', words: 'news' }],
  },
  Close: {
    before: () => {
      const s = finishSteps(resolved());
      s.say('alex', { type: 'retro.done', words: 'learnt' });
      s.say('patti', { type: 'notice.waive', clock: 'se-state-2020', reason: 'none', approvedBy: 'patti' });
      return s;
    },
    first: ['alex', { type: 'case.close' }],
    second: ['patti', { type: 'case.close' }],
  },
  'a step on a case that was closed': {
    before: () => {
      const s = finishSteps(resolved());
      s.say('alex', { type: 'retro.done', words: 'learnt' });
      s.say('patti', { type: 'notice.waive', clock: 'se-state-2020', reason: 'none', approvedBy: 'patti' });
      return s;
    },
    first: ['alex', { type: 'case.close' }],
    second: ['megan', { type: 'step.add', text: 'one more' }],
  },
  'Only an auto-reply': {
    before: withTicket,
    first: ['megan', { type: 'ticket.auto', ...T1, words: 'received' }],
    second: ['alex', { type: 'ticket.auto', ...T1, words: 'received' }],
  },
  'Vendor promised': {
    before: withTicket,
    first: ['megan', { type: 'ticket.promise', ...T1, by: '2023-07-31T15:00:00.000Z' as never }],
    second: [
      'alex',
      { type: 'ticket.promise', ...T1, by: '2023-07-31T16:00:00.000Z' as never, words: 'they say four' },
    ],
  },
  'Escalate now': {
    before: withTicket,
    first: ['megan', { type: 'ticket.escalate', ...T1 }],
    second: ['alex', { type: 'ticket.escalate', ...T1, words: 'now' }],
  },
  Fixed: { before: withTicket, first: ['megan', fixed], second: ['alex', { ...fixed, words: 'works' } as Intent] },
  'It works': {
    before: isFixed,
    first: ['megan', { type: 'ticket.verify', ...T1, result: 'ok' }],
    second: ['alex', { type: 'ticket.verify', ...T1, result: 'fail', words: 'not for me' }],
  },
  'Still broken': {
    before: isFixed,
    first: ['megan', { type: 'ticket.verify', ...T1, result: 'fail', words: '5.7.705' }],
    second: ['alex', { type: 'ticket.verify', ...T1, result: 'ok' }],
  },
  'Escalate now while a fix waits': {
    before: withTicket,
    first: ['megan', fixed],
    second: ['alex', { type: 'ticket.escalate', ...T1 }],
  },
  'Vendor replied on a ticket that was closed': {
    before: verified,
    first: ['megan', { type: 'ticket.close', ...T1 }],
    second: ['alex', { type: 'ticket.heard', ...T1, words: 'hello' }],
  },
  'Close on a ticket': {
    before: verified,
    first: ['megan', { type: 'ticket.close', ...T1 }],
    second: ['alex', { type: 'ticket.close', ...T1, words: 'over' }],
  },
  'a number': {
    before: withTicket,
    first: ['megan', { type: 'ticket.ref', ...T1, reference: '4711' }],
    second: ['alex', { type: 'ticket.ref', ...T1, reference: '4711' }],
  },
  Reopen: {
    before: verified,
    first: ['megan', { type: 'ticket.reopen', ...T1, words: 'again' }],
    second: ['alex', { type: 'ticket.reopen', ...T1, words: 'it is back' }],
  },
  'I’m on it': {
    before: rung,
    first: ['megan', ack('2023-07-31T07:40:00.000Z')],
    second: ['alex', ack('2023-07-31T07:50:00.000Z')],
  },
  'Snooze after I’m on it': {
    before: rung,
    first: ['megan', ack('2023-07-31T07:40:00.000Z')],
    second: ['alex', { type: 'snooze', for: 'PT30M' as never, reason: 'busy', target: 'ticket:T1' }],
  },
  'I’m on it about what is done by now': {
    before: () => opened().until('08:15'),
    first: ['adele', { type: 'step.done', step: 1 }],
    second: ['alex', { type: 'ack', until: '2023-07-31T06:40:00.000Z' as never, target: 'step:1' }],
  },
  'Not mine': {
    before: rung,
    first: ['megan', { type: 'decline', target: 'ticket:T1' }],
    second: ['megan', { type: 'decline', target: 'ticket:T1', words: 'really not' }],
  },
  'Not mine about what is done by now': {
    before: () => opened().until('08:15'),
    first: ['adele', { type: 'step.done', step: 1 }],
    second: ['alex', { type: 'decline', target: 'step:1' }],
  },
  'Done on a notice': {
    first: ['patti', { type: 'notice.reported', clock: 'se-state-2020', reference: 'A-1' }],
    second: ['alex', { type: 'notice.reported', clock: 'se-state-2020', reference: 'A-2' }],
  },
  'a clock to start': {
    first: ['patti', { type: 'notice.start', clock: 'insurer' }],
    second: ['alex', { type: 'notice.start', clock: 'insurer' }],
  },
  'Done on the retrospective': {
    before: resolved,
    first: ['alex', { type: 'retro.done', words: 'learnt' }],
    second: ['megan', { type: 'retro.done', words: 'we learnt a lot' }],
  },
};

describe('a button that is pressed a second time', () => {
  it.each(Object.entries(presses))('%s: who was first and when, by the same person and by another', (_, press) => {
    const s = (press.before ?? opened)();
    const seen = s.case.version;
    const [first, intent] = press.first;
    s.say(first, intent, { seen });
    const when = s.clock(s.now);
    const { version } = s.case;
    s.now = s.instant(s.clock(new Date(Date.parse(s.now) + 12 * 60_000).toISOString() as never));
    for (const [who, again] of [press.first, press.second]) {
      const refusal = s.refused(who, again, { seen });
      const said = answerTo({ kind: 'refused', refusal, state: s.case }, { now: s.now, language: 'en', person: who });
      const text = said.map((post) => post.text).join('\n');
      // Nobody is told of themselves as of somebody else, but where the sentence is about the thing and not about who was first.
      const name = expect.stringContaining(people[first] ?? '?');
      expect([who, text]).toEqual([who, who === first ? expect.stringMatching(/\bYou\b/) : name]);
      // A hold says until when it runs; everything else when it was done.
      expect(text).toContain(refusal.no === 'hold-running' ? '09:40' : when);
    }
    expect(s.case.version).toBe(version);
  });
});

describe('what a "no" names', () => {
  it.each([
    ['fixed', ['megan', fixed], { type: 'ticket.escalate', ...T1 }],
    [
      'with us',
      ['megan', { type: 'ticket.wants', ...T1, words: 'logs', via: 'portal' }],
      { type: 'ticket.escalate', ...T1 },
    ],
  ] as [string, Press['first'], Intent][])(
    'is what stands in the way of it: %s, and nothing that came later',
    (_, made, no) => {
      const s = withTicket();
      const seen = s.case.version;
      s.say(...made);
      s.now = s.instant('09:05');
      s.say('megan', { type: 'ticket.own', ...T1, to: 'patti' });
      s.say('adele', { type: 'ticket.ref', ...T1, reference: '4711' });
      expect(s.refused('alex', no, { seen })).toMatchObject({ no: 'overtaken', act: made[1].type, by: 'megan' });
    },
  );
});
