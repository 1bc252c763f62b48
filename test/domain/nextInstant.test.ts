// What comes next for an obligation at the very instants where one thing ends and another begins.
import { describe, expect, it } from 'vitest';
import { comesAlone, isHigher, nextInstant } from '../../src/domain/ladder.ts';
import { obligationOf } from '../../src/domain/obligations.ts';
import type { Story } from '../support/story.ts';
import { changed, T1, wants, withTicket } from './sentences/support.ts';

function next(s: Story, key = 'ticket:T1') {
  const ob = obligationOf(s.case, key, s.now);
  if (!ob) throw new Error(`Nothing such is owed: ${key}`);
  const { at, natural, ...rest } = nextInstant(s.case, ob);
  return { at: s.clock(at), natural: s.clock(natural), ...rest };
}

const held = (until: string, s = withTicket().until('09:20'), by = 'megan') => {
  s.say(by, { type: 'ack', until: s.instant(until), target: 'T1' });
  return s;
};

describe('a promise and a deadline', () => {
  it('are one instant each', () => {
    const s = withTicket().at('08:40');
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('09:00') });
    expect(next(s, 'promise:T1:1')).toEqual({ at: '09:00', natural: '09:00', what: 'promise' });
    expect(next(s, 'deadline:microsoft')).toEqual({ at: '14:35', natural: '14:35', what: 'deadline' });
  });
});

describe('a hold that ends', () => {
  it('before the next rung is due ends with a reminder', () => {
    expect(next(held('10:04'))).toEqual({ at: '10:04', natural: '10:04', what: 'reminder' });
  });

  it('when the next rung is due ends with that rung', () => {
    expect(next(held('10:05'))).toEqual({ at: '10:05', natural: '10:05', what: 'rung', rung: 1 });
  });

  it('after it lets the rung come then', () => {
    expect(next(held('10:20'))).toEqual({ at: '10:20', natural: '10:05', what: 'rung', rung: 1 });
  });

  it('unnoticed, with a rung due by the time of the next look, is one ping and not two', () => {
    const s = held('10:04');
    s.now = s.instant('10:05');
    s.command('baton', { type: 'tick' });
    expect(s.pings('ticket:T1')).toEqual(['09:20 rung megan', '10:05 rung megan']);
  });

  it('reminds whose it is now, where those who were asked are gone', () => {
    const s = held('09:40');
    s.say('megan', { type: 'ticket.own', ...T1, to: 'adele' });
    s.people({ left: ['megan'] });
    expect(s.until('09:40').pings('ticket:T1').at(-1)).toBe('09:40 reminder adele');
  });

  it('reminds the outsider who was asked, though she is in no team of ours', () => {
    const s = withTicket().until('12:35');
    expect(s.pings('ticket:T1').at(-1)).toBe('12:35 rung lynne megan');
    expect(held('13:00', s).until('13:00').pings('ticket:T1').at(-1)).toBe('13:00 reminder lynne megan');
  });
});

describe('above the top, where digests come at 00:10, 04:10 and so on,', () => {
  const above = () => withTicket().until('23:30');

  it('the next one is that after the top rung', () => {
    expect(next(above())).toEqual({ at: '00:10', natural: '00:10', what: 'digest' });
  });

  it('a hold that ends before it ends with a reminder', () => {
    expect(next(held('2023-08-01 00:09', above(), 'patti'))).toMatchObject({ at: '00:09', what: 'reminder' });
  });

  it('a hold that ends with it joins it', () => {
    expect(next(held('2023-08-01 00:10', above(), 'patti'))).toMatchObject({ at: '00:10', what: 'digest' });
  });

  it('a hold that ends after it joins the next', () => {
    expect(next(held('2023-08-01 00:11', above(), 'patti'))).toMatchObject({ at: '04:10', what: 'digest' });
  });

  it('a promise lets none come before its time, and the one that falls on it', () => {
    const promised = (by: string) => {
      const s = above();
      s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant(by) });
      return next(s);
    };
    expect(promised('2023-08-01 00:09')).toMatchObject({ at: '00:10', what: 'digest' });
    expect(promised('2023-08-01 00:10')).toMatchObject({ at: '00:10', what: 'digest' });
    expect(promised('2023-08-01 00:11')).toMatchObject({ at: '04:10', what: 'digest' });
  });

  it('a ticket that rested with us is not asked about for the time in which it did', () => {
    const s = above();
    s.say('megan', wants('phone'));
    s.at('2023-08-01 01:00').say('megan', { type: 'ticket.sent', ...T1, via: 'phone', words: 'x' });
    expect(next(s)).toMatchObject({ at: '04:10', what: 'digest' });
  });
});

describe('two rungs of one instant', () => {
  const organisation = changed((o) => {
    const [first, second] = o.ladders.vendor.sev1.rungs;
    if (first && second) second.after = first.after;
  });

  it('come together when they are on time, and the ladder stays where it is', () => {
    const s = withTicket({ organisation }).until('09:20');
    expect(s.pings('ticket:T1')).toEqual(['09:20 rung megan', '09:20 rung megan']);
    const moved = s.events.filter(({ body }) => body.type === 'pinged' && body.ping.clock?.moved);
    expect(moved).toEqual([]);
    expect(next(s)).toMatchObject({ at: '11:35', rung: 2 });
  });
});

describe('whether a rung comes alone', () => {
  const alone = (s: Story, index: number, at: string, kept: boolean) => {
    const ob = obligationOf(s.case, 'ticket:T1', s.now);
    if (!ob) throw new Error('The ticket asks for nothing');
    return comesAlone(s.case, ob, index, s.instant(at), kept);
  };

  it.each([
    ['on time, nothing kept back', 0, '09:20', false, false],
    ['a minute late', 0, '09:21', false, false],
    ['more than a minute late', 0, '09:21:01', false, true],
    ['kept back, the next not yet due', 1, '10:05', true, false],
    ['the top one, kept back', 5, '20:35', true, false],
  ])('%s', (_, index, at, kept, expected) => {
    expect(alone(withTicket(), index, at, kept)).toBe(expected);
  });

  it('kept back with the next one that is due in the same instant', () => {
    const organisation = changed((o) => {
      const [first, second] = o.ladders.vendor.sev1.rungs;
      if (first && second) second.after = first.after;
    });
    expect(alone(withTicket({ organisation }), 0, '09:20', true)).toBe(true);
    expect(alone(withTicket({ organisation }), 0, '09:20', false)).toBe(false);
  });
});

it('a severity is not higher than itself', () => {
  expect([isHigher('sev1', 'sev2'), isHigher('sev2', 'sev2'), isHigher('sev3', 'sev2')]).toEqual([true, false, false]);
});
