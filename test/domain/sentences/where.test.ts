import { describe, expect, it } from 'vitest';
import { changed, finishSteps, fixed, opened, openTicket, withTicket } from './support.ts';

describe('where', () => {
  it('a ping to a person is a card in the 1:1 chat and one line with a real mention in the thread', () => {
    const s = finishSteps(withTicket()).until('09:20');
    expect(s.messages('ping').map((m) => [m.person, m.items.map((i) => i.ping.key)])).toEqual([
      ['megan', ['ticket:T1']],
    ]);
    expect(s.messages('thread-ping').map((m) => [m.people, m.items.map((i) => i.ping.key)])).toEqual([
      [['megan'], ['ticket:T1']],
    ]);
    expect(s.messages('channel-ping')).toEqual([]);
  });

  it('to channel a new root post in the incident channel that mentions the coordinators', () => {
    const s = opened().until('09:40');
    expect(s.messages('channel-ping').map((m) => [m.people, m.items.map((i) => i.ping.key)])).toEqual([
      [['alex', 'megan'], expect.arrayContaining(['update'])],
    ]);
  });

  it('what goes only to the channel has no line in the thread', () => {
    const s = withTicket();
    s.people({ roster: [], left: [], chatted: [] });
    s.until('09:20');
    expect(s.messages('ping')).toEqual([]);
    expect(s.messages('thread-ping')).toEqual([]);
    expect(s.messages('channel-ping')).toHaveLength(1);
  });

  it('an outsider gets only the card: no mention in the thread', () => {
    const s = withTicket().until('12:35');
    expect(s.messages('ping').map((m) => m.person)).toContain('lynne');
    expect(s.messages('thread-ping')[0]?.people).not.toContain('lynne');
  });

  it('nor does one of ours who is in Teams only by 1:1', () => {
    const s = withTicket();
    s.people({ roster: ['alex'], chatted: ['megan'] });
    s.until('09:20');
    expect(s.messages('ping').map((m) => m.person)).toContain('megan');
    expect(s.messages('thread-ping')[0]?.people).not.toContain('megan');
    s.until('09:40');
    expect(s.messages('channel-ping')[0]?.people).toEqual(['alex']);
  });

  it('an outsider sees only what she was pinged about', () => {
    const s = withTicket().until('14:35');
    const lynne = s.messages('ping').find((m) => m.person === 'lynne');
    expect(lynne?.items.map((i) => i.ping.key)).toEqual(['deadline:microsoft']);
  });
});

describe('one message per person and channel', () => {
  it('merges what falls due at one instant for one person, whatever it is about', () => {
    const s = openTicket(withTicket(), { reference: 'REF-2' });
    s.say('alex', { type: 'step.add', text: 'look', due: s.instant('09:20'), owner: 'megan' });
    s.until('09:20');
    const megan = s.messages('ping').filter((m) => m.person === 'megan');
    expect(megan.map((m) => m.items.map((i) => i.ping.key))).toEqual([
      ['ticket:T1', 'ticket:T2', `step:${s.case.steps.at(-1)?.number}`],
    ]);
  });

  it('with several roles in one person it is still one', () => {
    // Owner and vendor liaison are both Megan.
    const s = withTicket().until('10:05');
    expect(s.messages('ping')).toHaveLength(1);
  });

  it('after an absence each says from when to when, the channel too', () => {
    const s = opened().until('09:30').away('10:30');
    for (const m of [...s.messages('ping'), ...s.messages('thread-ping'), ...s.messages('channel-ping')])
      expect(m.away).toMatchObject({ from: s.instant('09:30'), to: s.instant('10:30') });
    const people = s.messages('ping').map((m) => m.person);
    expect(new Set(people).size).toBe(people.length);
    expect(s.messages('thread-ping').length).toBeLessThanOrEqual(1);
    expect(s.messages('channel-ping').length).toBeLessThanOrEqual(1);
  });

  it('each line knows its attempt and what comes next, with names', () => {
    const s = withTicket().until('10:05');
    const item = s.messages('ping')[0]?.items[0];
    expect([item?.attempt, item?.next]).toEqual([2, { at: s.instant('11:35'), people: ['megan', 'alex'] }]);
  });

  it('a climb that rests at once still says what it was about', () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.wants', ticket: 'T1', via: 'phone', words: 'x' });
    s.say('megan', fixed);
    s.at('09:00').say('megan', { type: 'ticket.verify', ticket: 'T1', result: 'fail' });
    const item = s.messages('ping').find((m) => m.person === 'lynne')?.items[0];
    expect(item?.about).toMatchObject({ kind: 'ticket', about: { ticket: 'T1' } });
  });
});

describe('the answer and the thread', () => {
  it('a case has its root post, a ticket its card', () => {
    const s = opened();
    expect(s.messages('root')).toHaveLength(1);
    openTicket(s.at('08:35'));
    expect(s.messages('ticket')).toEqual([{ kind: 'ticket', ticket: 'T1' }]);
  });

  it('what was done elsewhere is told in the thread; the live cards are refreshed', () => {
    const s = finishSteps(withTicket()).at('08:40');
    s.say('megan', { type: 'ticket.heard', ticket: 'T1', words: 'x' });
    expect(s.messages('say').map((m) => [m.to, m.events.map((e) => e.body.type)])).toEqual([
      ['thread', ['ticket-heard']],
    ]);
    expect(s.messages('refresh').map((m) => m.card)).toEqual(['case', 'T1']);
  });

  it('what the account manager answers in her chat calls whoever waits for it into the thread', () => {
    const s = finishSteps(withTicket()).until('12:35');
    s.say('lynne', { type: 'ticket.heard', ticket: 'T1', words: 'An engineer is on it' });
    expect(s.messages('say').map((m) => [m.to, m.mention])).toEqual([['thread', ['megan']]]);
  });

  it('what nobody need be told is not: pings speak for themselves', () => {
    const s = withTicket().until('09:20');
    expect(s.messages('say')).toEqual([]);
  });
});

it('people of a rota who are not in the team are not mentioned for the coordinators', () => {
  const organisation = changed((o) => {
    o.roles.coordinator = ['alex', 'megan', 'lynne'];
  });
  const s = opened({ organisation }).until('09:40');
  expect(s.messages('channel-ping')[0]?.people).toEqual(['alex', 'megan']);
});
