// What comes first: late before what is to come, what nobody answers before what somebody is on, the gravest of the late.
import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import { isOverdue, lateSince, mostUrgentFirst, nextActions } from '../../src/domain/next.ts';
import { obligationOf } from '../../src/domain/obligations.ts';
import type { Story } from '../support/story.ts';
import { call, finishSteps, opened, T1, withTicket } from './sentences/support.ts';

const keys = (s: Story) => nextActions(s.case, s.now).map(({ key }) => key);
const late = (s: Story, key: string) => {
  const ob = obligationOf(s.case, key);
  const since = ob && lateSince(s.case, ob, s.now);
  return since ? s.clock(since) : null;
};
const update: Intent = { type: 'update', words: 'still down' };
/** T1 alone beside the status update and the authority's clock. */
const ticketOnly = () => finishSteps(withTicket());

describe('a vendor that is silent', () => {
  it('is no first line while there is time: the next thing due is', () => {
    const s = ticketOnly();
    expect([keys(s)[0], late(s, 'ticket:T1')]).toEqual(['update', null]);
  });

  it('is late from the ping on that nobody answers, however far away its next rung is', () => {
    const s = ticketOnly().until('09:05');
    s.say('alex', update);
    s.until('09:20');
    expect([keys(s)[0], late(s, 'ticket:T1'), s.due('ticket:T1')]).toEqual(['ticket:T1', '09:20', '10:05']);
    s.until('09:50');
    expect([keys(s)[0], late(s, 'ticket:T1')]).toEqual(['ticket:T1', '09:20']);
  });

  it.each<[string, string, Intent]>([
    ['somebody is on it', 'megan', { type: 'ack', until: '2023-07-31T07:50:00.000Z' as never, target: 'T1' }],
    ['somebody called', 'megan', call('no-answer')],
    ['somebody wrote', 'alex', { type: 'ticket.sent', ...T1, via: 'phone', words: 'again' }],
    ['they promise', 'megan', { type: 'ticket.promise', ...T1, by: '2023-07-31T15:00:00.000Z' as never }],
    ['they answer', 'megan', { type: 'ticket.heard', ...T1, words: 'an engineer looks at it' }],
  ])('is not late any more when %s, until the next ping', (_, who, intent) => {
    const s = ticketOnly().until('09:20').at('09:22');
    s.say(who, intent);
    s.now = s.instant('09:25');
    expect([keys(s)[0], late(s, 'ticket:T1')]).toEqual(['update', null]);
  });

  it('is late again when the next rung, or the reminder after a hold, is not answered either', () => {
    const s = ticketOnly().until('09:20').at('09:22');
    s.say('megan', call('no-answer'));
    s.until('10:06');
    expect(late(s, 'ticket:T1')).toBe('10:05');
    s.say('megan', { type: 'ack', until: s.instant('10:30'), target: 'T1' });
    expect(late(s, 'ticket:T1')).toBeNull();
    s.until('10:31');
    expect(late(s, 'ticket:T1')).toBe('10:30');
  });

  it('an auto-reply is no answer, and neither is a note', () => {
    const s = ticketOnly().until('09:20');
    s.say('megan', { type: 'ticket.auto', ...T1, words: 'received' });
    s.say('megan', { type: 'note', words: 'waiting' });
    expect(late(s, 'ticket:T1')).toBe('09:20');
  });

  it('a broken promise is late at once', () => {
    const s = ticketOnly().until('09:20');
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('09:40') });
    s.say('alex', update);
    s.until('09:41');
    expect([keys(s)[0], late(s, 'ticket:T1')]).toEqual(['ticket:T1', '09:40']);
  });
});

describe('the fixed deadline', () => {
  it('is nothing to do before it comes, and after it until somebody speaks with the vendor', () => {
    const s = ticketOnly();
    expect(keys(s)).not.toContain('deadline:microsoft');
    s.say('patti', { type: 'notice.waive', clock: 'se-state-2020', reason: 'none', approvedBy: 'patti' });
    // Words every forty minutes: no rung is ever due, the deadline is.
    for (const time of ['09:15', '09:55', '10:35', '11:15', '11:55', '12:35', '13:15', '13:55']) {
      s.at(time).say('megan', { type: 'ticket.heard', ...T1, words: 'we look at it' });
      s.say('alex', update);
    }
    s.until('14:36');
    expect(keys(s)[0]).toBe('deadline:microsoft');
    s.say('megan', call('no-effect'));
    s.now = s.instant('14:38');
    expect(keys(s)).not.toContain('deadline:microsoft');
  });

  it('does not say what a late ticket says already', () => {
    const s = ticketOnly().until('14:36');
    expect(keys(s)).toContain('ticket:T1');
    expect(keys(s)).not.toContain('deadline:microsoft');
  });
});

describe('of what is late', () => {
  it('what cannot be made good again comes first: an authority’s hour', () => {
    const s = opened().until('14:11');
    // Steps and the update are late since the morning; the notice was due at 14:10.
    expect(keys(s)[0]).toBe('notice:se-state-2020:warning');
  });

  it('then what has climbed furthest, so that yesterday’s step does not hide behind a fresh one', () => {
    const s = opened();
    s.say('alex', { type: 'step.add', text: 'Old', due: s.instant('08:20'), owner: 'adele' });
    const old = s.case.steps.at(-1)?.number;
    finishSteps(s, old);
    s.until('09:11');
    expect(keys(s).slice(0, 2)).toEqual([`step:${old}`, 'update']);
  });

  it('then the longest late', () => {
    const s = opened();
    for (const due of ['08:22', '08:21'])
      s.say('alex', { type: 'step.add', text: due, due: s.instant(due), owner: 'adele' });
    s.until('08:24');
    const [one, other] = s.case.steps.slice(-2).map(({ number }) => `step:${number}`);
    const first = keys(s).filter((key) => key === one || key === other);
    expect(first).toEqual([other, one]);
  });

  it('what somebody is on comes when the hold ends', () => {
    const s = opened();
    s.say('alex', { type: 'step.add', text: 'Old', due: s.instant('08:20'), owner: 'adele' });
    const old = s.case.steps.at(-1)?.number;
    finishSteps(s, old).until('08:20').at('08:22');
    s.say('adele', { type: 'ack', until: s.instant('09:15'), target: `step ${old}` });
    s.now = s.instant('08:30');
    expect(keys(s).slice(0, 2)).toEqual(['update', `step:${old}`]);
    expect(isOverdue(s.case, s.now)).toBe(true);
  });
});

describe('of several cases', () => {
  it('late ones come first, the graver of them before the less grave, closed ones last', () => {
    const calm = ticketOnly();
    const grave = opened({ severity: 'sev1' }).until('08:30');
    const slight = opened({ severity: 'sev2' }).until('08:30');
    const cases = [calm, slight, grave].map((s, i) => ({ ...s.case, id: `INC-${i + 1}`, number: i + 1 }));
    const closed = { ...calm.case, id: 'INC-9', number: 9, status: 'closed' as const };
    const order = mostUrgentFirst([closed, ...cases], grave.now).map(({ id }) => id);
    expect(order).toEqual(['INC-3', 'INC-2', 'INC-1', 'INC-9']);
  });
});
