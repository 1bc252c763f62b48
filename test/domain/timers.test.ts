import { describe, expect, it } from 'vitest';
import { nextActions, pressingAt } from '../../src/domain/next.ts';
import { obligationOf, obligationsOf } from '../../src/domain/obligations.ts';
import { ladderView, timersOf } from '../../src/domain/timers.ts';
import { finishSteps, fixed, opened, T1, verify, wants, withTicket } from './sentences/support.ts';

const view = (s: ReturnType<typeof opened>, key: string) => {
  const ob = obligationOf(s.case, key);
  return ob ? ladderView(s.case, ob).map((r) => `${s.clock(r.at)} ${r.people.join(' ')}${r.channel ? ' #' : ''}`) : [];
};

describe('timers', () => {
  it('are one instant for every obligation', () => {
    const s = withTicket();
    const keys = timersOf(s.case).map((t) => t.key);
    expect(keys).toEqual(obligationsOf(s.case).map((ob) => ob.key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are none for a closed case', () => {
    const s = finishSteps(opened({ severity: 'sev3' }));
    s.say('alex', { type: 'case.resolve', words: 'x' });
    s.say('alex', { type: 'retro.done', words: 'x' });
    s.say('alex', { type: 'case.close' });
    expect(timersOf(s.case)).toEqual([]);
  });

  it('are a projection: what stands still has none, what goes on has one again', () => {
    const s = withTicket();
    s.say('megan', wants('phone'));
    expect(s.due('ticket:T1')).toBeUndefined();
    s.say('megan', { type: 'ticket.sent', ...T1, via: 'phone', words: 'x' });
    expect(s.due('ticket:T1')).toBe('09:20');
  });
});

describe('the view of a ladder', () => {
  it('names the rungs to come with times and people', () => {
    const s = withTicket().until('10:05');
    expect(view(s, 'ticket:T1')).toEqual(['11:35 megan alex', '12:35 lynne megan', '16:35 patti', '20:35 patti #']);
  });

  it('shows what a hold and a promise move', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'ack', until: s.instant('10:20') });
    // The rung at 10:05 comes fifteen minutes late, and those above it with it.
    expect(view(s, 'ticket:T1').slice(0, 3)).toEqual(['10:20 megan', '11:50 megan alex', '12:50 lynne megan']);
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('11:00') });
    expect(view(s, 'ticket:T1').slice(0, 2)).toEqual(['11:00 megan', '12:30 megan alex']);
  });

  it('after a hold that ends before the next rung shows that rung at its own time', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'ack', until: s.instant('09:40') });
    expect([s.due('ticket:T1'), view(s, 'ticket:T1')[0]]).toEqual(['09:40', '10:05 megan']);
  });

  it('says what each rung asks of its people, and nothing where it only asks', () => {
    const s = withTicket();
    const asked = (key: string) => {
      const ob = obligationOf(s.case, key);
      return ob ? ladderView(s.case, ob).map((rung) => ('do' in rung ? rung.do : null)) : [];
    };
    expect(asked('ticket:T1')).toEqual(['ask', 'phone', 'duty-manager', 'call', 'call', 'executives']);
    expect(asked('update')).toEqual([null, null, null, null]);
  });

  it('is empty above the top, and for a deadline', () => {
    const s = withTicket().until('21:00');
    expect([view(s, 'ticket:T1'), view(s, 'deadline:microsoft')]).toEqual([[], []]);
  });
});

describe('what is next', () => {
  it('is the most pressing first: our own by its due time, the vendor’s by its next rung', () => {
    const s = withTicket();
    const [first] = nextActions(s.case, s.now);
    expect(first?.key).toBe('step:1');
    const times = nextActions(s.case, s.now).map((ob) => pressingAt(s.case, ob, s.now));
    expect(times).toEqual([...times].sort());
  });

  it('names what somebody can do: no deadline and no promise while there is anything else', () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('08:36') });
    expect(nextActions(s.case, s.now).map((ob) => ob.kind)).not.toContain('promise');
    expect(nextActions(s.case, s.now).map((ob) => ob.kind)).not.toContain('deadline');
  });

  it('has always one while the case is not closed', () => {
    const s = withTicket();
    s.say('alex', { type: 'ticket.close', ...T1, reason: 'mistake' });
    finishSteps(s);
    s.say('alex', { type: 'case.resolve', words: 'x' });
    s.say('alex', { type: 'retro.done', words: 'x' });
    for (const { clock } of s.case.notices)
      s.say('patti', { type: 'notice.waive', clock: clock.id, reason: 'x', approvedBy: 'patti' });
    // Only the deadline is left, which a mistake does not end.
    expect(nextActions(s.case, s.now).map((ob) => ob.key)).toEqual(['deadline:microsoft']);
    s.say('alex', { type: 'case.set', control: 'ours' });
    expect(nextActions(s.case, s.now).map((ob) => ob.key)).toEqual(['decide-next']);
  });

  it('is the verification while a fix waits for it', () => {
    const s = finishSteps(withTicket());
    s.say('alex', { type: 'update', words: 'x' });
    s.say('megan', fixed);
    expect(
      nextActions(s.case, s.now)
        .map((ob) => ob.key)
        .slice(0, 2),
    ).toEqual(['update', 'verify:T1']);
    s.say('megan', verify('fail'));
    expect(nextActions(s.case, s.now).map((ob) => ob.key)).toContain('ticket:T1');
  });
});
