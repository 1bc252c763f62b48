import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/domain/commands.ts';
import type { Duration } from '../../../src/domain/time.ts';
import { escalate, fixed, heard, opened, openTicket, sent, verify, wants, withTicket } from './support.ts';

const set = (severity: 'sev1' | 'sev2' | 'sev3' | 'sev4'): Intent => ({ type: 'case.set', severity });
const sev2 = () => opened({ severity: 'sev2' });

describe('raising re-counts every due time from its own starting event', () => {
  it('the update, from the last one', () => {
    const s = sev2();
    expect(s.due('update')).toBe('12:10');
    s.at('08:30').say('alex', set('sev1'));
    expect(s.due('update')).toBe('09:10');
  });

  it('the owed ticket, from the loss of control', () => {
    const s = sev2().at('08:20');
    s.say('alex', { type: 'case.set', control: 'vendor', vendor: 'microsoft' });
    expect(s.due('owed-ticket:microsoft')).toBe('10:20');
    s.at('08:40').say('alex', set('sev1'));
    expect(s.due('owed-ticket:microsoft')).toBe('08:50');
  });

  it("the vendor's number, from the ticket", () => {
    const s = sev2().at('08:20');
    s.say('megan', { type: 'ticket.open', vendor: 'microsoft', via: 'phone', words: 'x' });
    expect(s.due('reference:T1')).toBe('10:20');
    s.at('08:40').say('alex', set('sev1'));
    expect(s.due('reference:T1')).toBe('08:50');
  });

  it('words unread, from when they were sent', () => {
    const s = openTicket(sev2()).at('09:00');
    s.say('megan', sent('portal'));
    expect(s.due('unread:T1')).toBe('13:00');
    s.at('09:30').say('alex', set('sev1'));
    expect(s.due('unread:T1')).toBe('10:00');
  });

  it('a fix to verify, from when it was said', () => {
    const s = openTicket(sev2()).at('09:00');
    s.say('megan', fixed);
    expect(s.due('verify:T1', (at) => s.day(at))).toBe('Tue 09:00');
    s.at('09:30').say('alex', set('sev1'));
    expect(s.due('verify:T1')).toBe('11:00');
  });

  it('an answer owed, from when it was wanted', () => {
    const s = openTicket(sev2()).at('09:00');
    s.say('megan', wants('phone'));
    expect(s.due('answer:T1')).toBe('13:00');
    s.at('09:30').say('alex', set('sev1'));
    expect(s.due('answer:T1')).toBe('10:00');
  });

  it('"decide what is next", from what emptied the list', () => {
    const s = sev2();
    for (const { number } of s.case.steps) s.say('alex', { type: 'step.na', step: number, reason: 'x' });
    for (const { clock } of s.case.notices)
      s.say('patti', { type: 'notice.waive', clock: clock.id, reason: 'x', approvedBy: 'patti' });
    expect(s.due('decide-next')).toBe('10:10');
    s.at('08:20').say('alex', set('sev1'));
    expect(s.due('decide-next')).toBe('08:40');
  });

  it('a hand-over and the retrospective, which count by another clock then', () => {
    const s = opened({ severity: 'sev3', at: '2023-08-04 16:55' });
    s.say('alex', { type: 'case.handover', to: 'megan' });
    s.say('alex', { type: 'case.resolve', words: 'x' });
    expect([s.due('handover', (at) => s.day(at)), s.due('retrospective', (at) => s.day(at))]).toEqual([
      'Mon 08:10',
      'Fri 16:55',
    ]);
    s.at('2023-08-04 17:00').say('alex', set('sev1'));
    expect([s.due('handover', (at) => s.day(at)), s.due('retrospective', (at) => s.day(at))]).toEqual([
      'Fri 17:10',
      'Wed 16:55',
    ]);
  });

  it('the earlier of old and new stands', () => {
    const s = sev2();
    s.say('alex', { type: 'update', words: 'x', next: 'PT10M' as Duration });
    s.say('alex', set('sev1'));
    expect(s.due('update')).toBe('08:20');
  });

  it('what has passed is pinged once, now', () => {
    const s = sev2().at('11:00');
    s.say('alex', set('sev1'));
    expect(s.pings('update')).toEqual(['11:00 rung alex']);
    expect(s.due('update')).toBe('11:15');
  });

  it('what was pinged at its old due time climbs on from the new one, and what has passed of it comes now', () => {
    const s = sev2().until('12:10');
    expect(s.pings('update')).toEqual(['12:10 rung alex']);
    s.at('12:15').say('alex', set('sev1'));
    // Due 09:10 after all: the rung of 09:25 is the next.
    expect(s.pings('update')).toEqual(['12:10 rung alex', '12:15 rung alex']);
    expect([s.case.clocks['update']?.position, s.due('update')]).toEqual([2, '12:30']);
  });

  it('a hold ends at the earlier of its end and its start plus the new limit', () => {
    const hold = (until: string) => {
      const s = openTicket(sev2().at('08:35')).until('12:35');
      s.say('megan', { type: 'ack', until: s.instant(until), target: 'T1' });
      s.at('12:50').say('alex', set('sev1'));
      return s.clock(s.case.clocks['ticket:T1']?.hold?.until ?? s.now);
    };
    expect([hold('16:00'), hold('13:00')]).toEqual(['13:35', '13:00']);
  });

  it('a hold whose new end has passed ends now', () => {
    const s = openTicket(sev2().at('08:35')).until('12:35');
    s.say('megan', { type: 'ack', until: s.instant('16:35'), target: 'T1' });
    s.at('14:00').say('alex', set('sev1'));
    expect(s.pings('ticket:T1')).toEqual(['12:35 rung megan', '14:00 rung megan']);
    expect(s.due('ticket:T1')).toBe('15:30');
  });
});

describe('on either change the position becomes the rung after the highest all of whose roles have been pinged', () => {
  const position = (s: ReturnType<typeof opened>) => s.case.clocks['ticket:T1']?.position;

  it('raising: owner and liaison were pinged, so the duty manager is next, now', () => {
    const s = openTicket(sev2().at('08:35')).until('16:40');
    expect(s.pings('ticket:T1')).toEqual(['12:35 rung megan', '16:35 rung megan']);
    s.say('alex', set('sev1'));
    expect(s.pings('ticket:T1').at(-1)).toBe('16:40 rung megan alex');
    // The account manager an hour after the duty manager, as written.
    expect(s.due('ticket:T1')).toBe('17:40');
  });

  it('nobody pinged yet: the first rung', () => {
    const s = openTicket(sev2().at('08:35')).at('12:00');
    s.say('alex', set('sev1'));
    expect(s.pings('ticket:T1')).toEqual(['12:00 rung megan']);
  });

  it('lowering: the rungs to come are those of the new ladder', () => {
    const s = withTicket().until('09:20');
    s.say('alex', set('sev2'));
    expect([position(s), s.due('ticket:T1')]).toEqual([1, '16:35']);
  });

  it('lowering where the new ladder has fewer rungs: owner, liaison and account manager pinged, so the top is passed', () => {
    const s = withTicket().until('12:35');
    s.say('alex', set('sev3'));
    expect(position(s)).toBe(3);
    s.until('2023-08-02 08:10');
    expect(s.pings('ticket:T1').at(-1)).toBe('08:10 digest lynne megan');
  });

  it('roles, not persons: that Megan is both owner and liaison does not count her twice', () => {
    // Only the rung [owner] has fired; [owner, vendor-liaison] is the next though both are Megan.
    const s = openTicket(sev2().at('08:35')).until('12:35');
    s.say('alex', set('sev1'));
    expect(position(s)).toBe(2);
    expect(s.pings('ticket:T1')).toEqual(['12:35 rung megan', '12:35 rung megan']);
  });

  it('since the last substantive word: what was pinged before it does not count', () => {
    const s = openTicket(sev2().at('08:35')).until('16:40');
    s.say('megan', heard);
    s.at('17:00').say('alex', set('sev1'));
    expect(s.due('ticket:T1')).toBe('17:25');
  });

  it('what a climb pinged counts', () => {
    const s = openTicket(sev2().at('08:35'));
    s.say('megan', fixed);
    s.at('08:40').say('megan', verify('fail'));
    s.say('alex', set('sev1'));
    // Account manager and liaison were pinged: the superior is next, four hours on as the new ladder has it.
    expect([position(s), s.due('ticket:T1')]).toEqual([4, '12:40']);
  });

  it('what a late rung moved stays moved: the spacing is that of the new ladder, counted from when it fired', () => {
    const s = openTicket(sev2().at('08:35')).until('12:35');
    s.away('21:00');
    expect(s.pings('ticket:T1')).toEqual(['12:35 rung megan', '21:00 rung megan']);
    s.say('alex', set('sev1'));
    expect([position(s), s.due('ticket:T1')]).toEqual([2, '22:30']);
  });

  it('also of our own obligations', () => {
    const s = opened().until('09:25');
    s.say('alex', set('sev2'));
    expect(s.case.clocks['update']?.position).toBe(2);
    expect(s.due('update')).toBe('11:10');
  });

  it('a climb and a change cannot lead back to a rung passed', () => {
    const s = withTicket().until('09:20');
    s.say('megan', escalate);
    s.say('alex', set('sev2'));
    s.say('alex', set('sev1'));
    expect(s.case.clocks['ticket:T1']?.position).toBe(2);
  });
});

describe('lowering', () => {
  it('needs coordinator or management', () => {
    const s = opened();
    expect(s.refused('adele', set('sev2'))).toMatchObject({ no: 'not-allowed', what: 'lower-severity' });
    s.say('patti', set('sev2'));
    expect(s.case.severity).toBe('sev2');
  });

  it('raising: anyone', () => {
    const s = sev2();
    s.say('adele', set('sev1'));
    expect(s.case.severity).toBe('sev1');
  });

  it('leaves the due times as they are', () => {
    const s = opened();
    s.say('alex', set('sev3'));
    expect(s.due('update')).toBe('09:10');
  });
});
