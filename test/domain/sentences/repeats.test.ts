import { describe, expect, it } from 'vitest';
import { escalate, heard, opened, openTicket, sent, T1, wants, withTicket } from './support.ts';

/** With the top rung at 20:35 on Monday; digests every four hours from 08:10. */
const atTop = () => withTicket().until('20:35');

describe('repeats', () => {
  it('after the top rung an obligation joins the digest at case opened + n × its repeat', () => {
    const s = atTop().until('2023-08-01 09:00');
    expect(s.pings('ticket:T1').slice(6)).toEqual([
      '00:10 digest patti #',
      '04:10 digest patti alex megan #',
      '08:10 digest patti alex megan #',
    ]);
  });

  it('one message per person or channel lists all such', () => {
    const s = opened().at('08:35');
    openTicket(s);
    openTicket(s, { reference: 'REF-2' });
    s.until('2023-08-01 00:10');
    const toChannel = s.messages('channel-ping');
    expect(toChannel).toHaveLength(1);
    expect(toChannel[0]?.items.map((i) => i.ping.key)).toEqual(
      expect.arrayContaining(['ticket:T1', 'ticket:T2', 'update']),
    );
    const patti = s.messages('ping').filter((m) => m.person === 'patti');
    expect(patti).toHaveLength(1);
  });

  it('with every second digest the circle grows by one and stays so: coordinators, everybody with a role, a new root post', () => {
    const s = atTop().until('2023-08-02 08:10');
    expect(s.pings('ticket:T1').slice(6)).toEqual([
      '00:10 digest patti #',
      '04:10 digest patti alex megan #',
      '08:10 digest patti alex megan #',
      '12:10 digest patti alex megan adele isaiah #',
      '16:10 digest patti alex megan adele isaiah #',
      '20:10 digest patti alex megan adele isaiah #',
      '00:10 digest patti alex megan adele isaiah #',
      '04:10 digest patti alex megan adele isaiah #',
      '08:10 digest patti alex megan adele isaiah #',
    ]);
  });

  it('the new root post comes with the sixth digest where the top rung has none', () => {
    const s = openTicket(opened({ severity: 'sev3', at: '2023-07-31 10:00' })).until('2023-08-31 12:00');
    const digests = s.pings('ticket:T1').filter((p) => p.includes('digest'));
    expect(digests.map((p) => p.endsWith('#'))).toEqual([false, false, false, false, false, true, true, true, true]);
    expect(digests[1]).toContain('alex');
    expect(digests[0]).not.toContain('alex');
  });

  it('a digest that falls in a hold is not made up for: the obligation joins the next one, with no reminder', () => {
    const s = opened({ severity: 'sev2' }).until('2023-08-01 00:00');
    // The update was due 12:10, its top rung came 16:10, digests 20:10, 00:10, 04:10; the hold of four hours covers 00:10.
    expect(s.pings('update').at(-1)).toBe('20:10 digest patti #');
    const before = s.pings('update').length;
    s.now = s.instant('2023-07-31 22:00');
    s.say('patti', { type: 'ack', until: s.instant('2023-08-01 02:00'), target: 'update' });
    s.until('2023-08-01 05:00');
    expect(s.pings('update').slice(before)).toEqual(['04:10 digest patti alex megan #']);
  });

  it('where no digest falls in the hold, those pinged last are reminded at its end', () => {
    const s = atTop().until('2023-08-01 00:10');
    s.say('patti', { type: 'ack', until: s.instant('2023-08-01 01:00'), target: 'T1' });
    s.until('2023-08-01 04:10');
    expect(s.pings('ticket:T1').slice(-2)).toEqual(['01:00 reminder patti', '04:10 digest patti alex megan #']);
  });

  it('a digest that falls due as the hold ends comes then', () => {
    const s = opened().until('2023-08-01 00:10');
    const before = s.pings('update').length;
    s.say('patti', { type: 'ack', until: s.instant('2023-08-01 01:10'), target: 'update' });
    s.until('2023-08-01 02:00');
    expect(s.pings('update').slice(before)).toEqual([expect.stringContaining('01:10 digest')]);
  });

  it.each([
    ['00:05', '00:10'],
    ['00:50', '04:10'],
    ['04:10', '04:10'],
  ])('a promise for %s keeps the digests back until then: the next is at %s', (by, next) => {
    const s = withTicket().until('2023-08-01 00:00');
    expect(s.due('ticket:T1')).toBe('00:10');
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant(`2023-08-01 ${by}`) });
    expect(s.due('ticket:T1')).toBe(next);
  });

  it('digests that fell due while the ladder stood still are not made up for', () => {
    const s = withTicket({ affects: [] }).until('2023-08-01 00:20');
    s.say('megan', wants('phone'));
    s.at('2023-08-01 06:00').say('megan', sent('phone'));
    const before = s.pings('ticket:T1').length;
    s.until('2023-08-01 08:10');
    expect(s.pings('ticket:T1').slice(before)).toEqual(['08:10 digest patti alex megan #']);
  });

  it('a climb above the top is a digest now', () => {
    const s = atTop().at('21:00');
    s.say('megan', escalate);
    expect(s.pings('ticket:T1').at(-1)).toBe('21:00 digest patti #');
    expect(s.due('ticket:T1')).toBe('00:10');
  });

  it('the digests end with a substantive word, and their circle is small again', () => {
    const s = atTop().until('2023-08-01 12:10');
    s.say('megan', heard);
    expect([s.due('ticket:T1'), s.case.clocks['ticket:T1']?.epoch === s.case.tickets[0]?.epoch]).toEqual([
      '12:55',
      false,
    ]);
  });
});
