import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/domain/commands.ts';
import { everybody, Story } from '../../support/story.ts';
import { changed, escalate, fixed, heard, opened, T1, verify, withTicket } from './support.ts';

describe('people of the organisation file', () => {
  it('may do everything but what their role forbids', () => {
    const s = withTicket();
    const all: Intent[] = [
      heard,
      escalate,
      { type: 'case.set', affects: { add: ['email'], remove: [] } },
      { type: 'case.own', to: 'isaiah' },
      { type: 'role.assign', role: 'security', to: 'isaiah' },
      fixed,
      verify('ok'),
      { type: 'ticket.close', ...T1 },
      { type: 'case.resolve', words: 'x' },
      { type: 'case.reopen', words: 'x' },
    ];
    for (const intent of all) s.say('isaiah', intent);
    expect(s.case.owner).toBe('isaiah');
  });

  it.each<[string, Intent]>([
    ['close a case', { type: 'case.close' }],
    ['lower the severity', { type: 'case.set', severity: 'sev3' }],
    ['close a ticket as a mistake', { type: 'ticket.close', ...T1, reason: 'mistake' }],
    ['adopt another organisation file', { type: 'case.adopt' }],
  ])('only coordinator and management %s', (_, intent) => {
    const s = withTicket();
    expect(s.refused('adele', intent)).toMatchObject({ no: 'not-allowed', needs: ['coordinator', 'management'] });
    const allowed = s.command('patti', intent);
    expect('refusal' in allowed && allowed.refusal.no).not.toBe('not-allowed');
  });

  it('who stands in for a coordinator in this case may, too', () => {
    const s = opened();
    s.say('alex', { type: 'role.assign', role: 'coordinator', to: 'isaiah' });
    s.say('isaiah', { type: 'case.set', severity: 'sev3' });
    expect(s.case.severity).toBe('sev3');
  });
});

describe('owner and hand-over', () => {
  it('taking it oneself is immediate', () => {
    const s = opened();
    s.say('isaiah', { type: 'case.own', to: 'isaiah' });
    expect(s.case.owner).toBe('isaiah');
  });

  it('giving it to somebody is a hand-over that counts only when accepted', () => {
    const s = opened();
    s.say('isaiah', { type: 'case.own', to: 'adele' });
    expect([s.case.owner, s.holder('handover')]).toEqual(['alex', 'adele']);
    expect(s.refused('isaiah', { type: 'case.accept' })).toEqual({ no: 'handover-not-yours', to: 'adele' });
    s.say('adele', { type: 'case.accept' });
    expect(s.case.owner).toBe('adele');
  });

  it('coordinator and management may assign at once', () => {
    const s = opened();
    s.say('patti', { type: 'case.own', to: 'adele' });
    expect([s.case.owner, s.due('handover')]).toEqual(['adele', undefined]);
  });

  it('nobody of a vendor, nobody absent, nobody unknown', () => {
    const s = opened();
    s.people({ left: ['isaiah'] });
    for (const type of ['case.own', 'case.handover'] as const)
      expect(['lynne', 'isaiah', 'ghost', 'alex'].map((to) => s.refused('alex', { type, to }).no)).toEqual([
        'outsider',
        'person-absent',
        'unknown-person',
        'handover-to-owner',
      ]);
  });
});

describe('outsiders', () => {
  it('may only answer for their own vendor’s tickets', () => {
    const s = withTicket();
    s.say('lynne', { type: 'ticket.heard', ...T1, words: 'I am on it' });
    for (const intent of [
      escalate,
      fixed,
      { type: 'note', words: 'x' },
      { type: 'ticket.auto', ...T1, words: 'x' },
      { type: 'snooze', for: 'PT1H', reason: 'x' },
      { type: 'update', words: 'x' },
      { type: 'step.done', step: 1 },
      { type: 'case.close' },
    ] as Intent[])
      expect(s.refused('lynne', intent)).toEqual({ no: 'outsider-only-own-ticket' });
  });

  it('not for another vendor’s', () => {
    const organisation = changed((o) => {
      const ms = o.vendors['microsoft'];
      if (ms) o.vendors['telia'] = { ...ms, id: 'telia', name: 'Telia' };
    });
    const s = opened({ organisation });
    s.say('megan', { type: 'ticket.open', vendor: 'telia', words: 'x' });
    expect(s.refused('lynne', heard)).toEqual({ no: 'outsider-only-own-ticket' });
  });

  it('may hold what they were pinged about, and nothing else', () => {
    const s = withTicket().until('12:35');
    s.say('lynne', { type: 'ack', until: s.instant('13:00') });
    expect(s.case.clocks['ticket:T1']?.hold?.by).toBe('lynne');
    for (const target of ['update', 'step:1', 'unread:T1', 'deadline:telia'])
      expect(s.refused('lynne', { type: 'ack', until: s.instant('13:00'), target })).toEqual({ no: 'nothing-to-hold' });
  });

  it('nor what is ours, even where a ladder of ours names them', () => {
    const organisation = changed((o) => {
      for (const { rungs } of Object.values(o.ladders.own)) rungs[0]?.ping.push('lynne');
    });
    const s = withTicket({ organisation }).until('09:10');
    expect(s.pings('update').at(-1)).toBe('09:10 rung alex lynne');
    expect(s.refused('lynne', { type: 'ack', until: s.instant('09:40'), target: 'update' })).toEqual({
      no: 'nothing-to-hold',
    });
    expect(s.refused('lynne', { type: 'decline', target: 'update' })).toEqual({ no: 'nothing-to-decline' });
  });

  it('open no case and own nothing', () => {
    const s = new Story('2023-07-31T06:10:00Z');
    expect(s.refused('lynne', { type: 'case.new', title: 'x' })).toEqual({ no: 'outsider-only-own-ticket' });
    const own = withTicket();
    expect(own.refused('alex', { type: 'ticket.own', ...T1, to: 'lynne' })).toMatchObject({ no: 'outsider' });
    expect(own.refused('alex', { type: 'step.assign', step: 1, to: 'lynne' })).toMatchObject({ no: 'outsider' });
    expect(own.refused('alex', { type: 'role.assign', role: 'legal', to: 'lynne' })).toMatchObject({ no: 'outsider' });
  });
});

describe('strangers', () => {
  it('do nothing', () => {
    expect(withTicket().refused('ghost', heard)).toEqual({ no: 'unknown-person', person: 'ghost' });
    expect(new Story('2023-07-31T06:10:00Z').refused('ghost', { type: 'case.new', title: 'x' })).toEqual({
      no: 'unknown-person',
      person: 'ghost',
    });
  });

  it.each<Intent>([
    { type: 'tick' },
    { type: 'people', organisation: changed(() => undefined), presence: everybody },
    { type: 'undelivered', person: 'alex', keys: [], reason: 'x' },
  ])('and people do not do what is the installation’s', (intent) => {
    expect(opened().refused('alex', intent).no).toBe('unknown-person');
  });
});
