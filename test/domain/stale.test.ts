import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import { actOf } from '../../src/domain/stale.ts';
import { finishSteps, fixed, heard, opened, T1, withTicket } from './sentences/support.ts';

const note: Intent = { type: 'note', words: 'hello' };

describe('a click on a card drawn before somebody else did the same', () => {
  it('is answered with who and when, and does nothing twice', () => {
    const s = withTicket();
    const seen = s.case.version;
    s.say('megan', heard, { seen });
    const when = s.now;
    s.at('08:40');
    expect(s.refused('alex', heard, { seen })).toEqual({ no: 'already', act: 'ticket.heard', by: 'megan', at: when });
    expect(s.case.tickets[0]?.heardAt).toBe(when);
  });

  it('on a card drawn since then is done', () => {
    const s = withTicket();
    s.say('megan', heard);
    s.at('08:40').say('alex', heard, { seen: s.case.version });
    expect(s.case.tickets[0]?.heardAt).toBe(s.now);
  });

  it('typed is never stale', () => {
    const s = opened();
    s.say('alex', note);
    s.say('alex', note);
    expect(s.events.filter((e) => e.body.type === 'noted')).toHaveLength(2);
  });

  it('on an old card is done, when nobody has done that yet', () => {
    const s = opened();
    const seen = s.case.version;
    s.say('alex', note);
    s.say('alex', { type: 'note', words: 'something else' }, { seen });
    s.say('adele', { type: 'step.done', step: 1 }, { seen });
    expect(s.case.steps[0]?.status).toBe('done');
  });

  it('on an old step: who settled it', () => {
    const s = opened();
    const seen = s.case.version;
    s.say('adele', { type: 'step.done', step: 1 }, { seen });
    expect(s.refused('alex', { type: 'step.done', step: 1 }, { seen })).toMatchObject({ no: 'already', by: 'adele' });
    expect(s.refused('alex', { type: 'step.na', step: 1, reason: 'x' }, { seen })).toMatchObject({
      no: 'step-settled',
      by: 'adele',
    });
  });

  it('`I’m on it` on the card of an older ping does not hold the newer one', () => {
    const s = finishSteps(withTicket()).until('09:20');
    const seen = s.case.version;
    s.say('megan', { type: 'ack', until: s.instant('09:30'), target: 'T1' }, { seen });
    s.until('10:05');
    expect(s.refused('megan', { type: 'ack', until: s.instant('11:00'), target: 'T1' }, { seen })).toMatchObject({
      no: 'held-already',
      by: 'megan',
    });
    s.say('megan', { type: 'ack', until: s.instant('10:30'), target: 'T1' }, { seen: s.case.version });
  });

  it('a form with a time of day, sent again the next day, does not mean another day', () => {
    const s = opened();
    const seen = s.case.version;
    const aware = (day: string): Intent => ({ type: 'case.set', aware: s.instant(`${day} 08:00`) });
    s.say('alex', aware('2023-07-31'), { seen });
    const when = s.now;
    s.at('2023-08-01 09:00');
    const stale = { no: 'already', act: 'case.set', by: 'alex', at: when };
    expect(s.refused('alex', aware('2023-08-01'), { seen })).toEqual(stale);
    // With something else beside it, too; what is drawn since is no stale card.
    expect(s.refused('alex', { ...aware('2023-08-01'), title: 'x' } as Intent, { seen })).toEqual(stale);
    s.say('alex', aware('2023-08-01'), { seen: s.case.version });
  });

  it('every other form with a time, sent again the next day, is answered with who was first', () => {
    const forms = (day: string, s: ReturnType<typeof withTicket>): Intent[] => {
      const time = s.instant(`${day} 20:00`);
      return [
        { type: 'step.add', text: 'Ask the neighbour', due: time },
        { type: 'step.redate', step: 1, due: time, reason: 'later' },
        { type: 'step.assign', step: 2, to: 'megan', due: time, reason: 'later' },
        { type: 'ticket.promise', ...T1, by: time },
        { type: 'ticket.wants', ...T1, words: 'in writing', via: 'phone', due: time },
      ];
    };
    const s = withTicket();
    const seen = s.case.version;
    for (const form of forms('2023-07-31', s)) s.say('alex', form, { seen });
    s.until('2023-08-01 09:00');
    for (const form of forms('2023-08-01', s))
      expect(s.refused('megan', form, { seen })).toMatchObject({ no: 'already', act: form.type, by: 'alex' });
  });

  it('a report sent twice from one form, with two numbers, does not complete two stages', () => {
    const s = opened();
    const seen = s.case.version;
    const report = (reference: string): Intent => ({ type: 'notice.reported', clock: 'se-state-2020', reference });
    s.say('patti', report('CERT-1'), { seen });
    expect(s.refused('alex', report('CERT-2'), { seen })).toMatchObject({ no: 'already', by: 'patti' });
    expect(s.case.notices[0]?.sent.map(({ stage }) => stage)).toEqual(['warning']);
  });

  it('a fix on an old card, when it was verified meanwhile', () => {
    const s = withTicket();
    const seen = s.case.version;
    s.say('megan', fixed, { seen });
    s.say('megan', { type: 'ticket.verify', ...T1, result: 'ok' });
    expect(s.refused('alex', fixed, { seen })).toMatchObject({ no: 'already', act: 'ticket.fixed', by: 'megan' });
  });
});

describe('the name of an act', () => {
  const by = 'alex';

  it('is the same for the same form sent twice, another for other words', () => {
    expect(actOf(note, by)).toBe(actOf({ ...note }, 'megan'));
    expect(actOf(note, by)).not.toBe(actOf({ type: 'note', words: 'hello!' }, by));
    expect(actOf({ type: 'decide', words: 'a', because: 'bc' }, by)).not.toBe(
      actOf({ type: 'decide', words: 'ab', because: 'c' }, by),
    );
  });

  it('tells tickets, steps, people and results apart', () => {
    const acts = [
      heard,
      { ...heard, ticket: 'T2' },
      fixed,
      { ...fixed, ticket: 'T2' },
      { type: 'ticket.verify', ...T1, result: 'ok' },
      { type: 'ticket.verify', ...T1, result: 'fail' },
      { type: 'step.done', step: 1 },
      { type: 'step.done', step: 2 },
      { type: 'step.undo', step: 1 },
      { type: 'case.own', to: 'alex' },
      { type: 'case.own', to: 'megan' },
      { type: 'case.set', severity: 'sev1' },
      { type: 'case.set', severity: 'sev2' },
    ].map((intent) => actOf(intent as Intent, by));
    expect(new Set(acts).size).toBe(acts.length);
  });

  it('two people’s calls are two, one’s from the same card are one', () => {
    const call: Intent = { type: 'ticket.call', ...T1, result: 'voicemail' };
    expect(actOf(call, 'alex')).not.toBe(actOf(call, 'megan'));
    expect(actOf(call, 'alex')).toBe(actOf({ ...call, result: 'acted' }, 'alex'));
  });

  it('there is none for the clock, and none for what has rules of its own', () => {
    for (const intent of [
      { type: 'tick' },
      { type: 'ack', until: 'x' },
      { type: 'decline' },
      { type: 'case.accept' },
    ] as unknown as Intent[])
      expect(actOf(intent, by)).toBeNull();
  });
});
