import { describe, expect, it } from 'vitest';
import { isUsable, lineOf, type Meant, meantFor, numbersOf } from '../../../src/domain/callees.ts';
import type { Intent } from '../../../src/domain/commands.ts';
import { deskOrganisation, deskPresence } from '../../support/deskOrganisation.ts';
import { everybody, type Story } from '../../support/story.ts';
import { call, changed, heard, T1, withTicket } from './support.ts';

const organisation = deskOrganisation;
const presence = deskPresence;
const vendorTicket = () => withTicket({ organisation, presence });

const wrong = (more: Partial<Extract<Intent, { type: 'ticket.call' }>> = {}): Intent => ({
  type: 'ticket.call',
  ...T1,
  result: 'wrong-number',
  ...more,
});
const line = (s: Story, meant: Meant) =>
  lineOf(s.case, 'microsoft', meant).map((c) => `${c.whom} ${c.route.id}${isUsable(c) ? '' : ' last'}`);
const lastCall = (s: Story) => s.events.flatMap(({ body }) => (body.type === 'ticket-called' ? [body] : [])).at(-1);

describe('whom a call reached', () => {
  it('is whom the last rung meant, by the first number, when nobody says', () => {
    const s = vendorTicket().at('08:40');
    s.say('megan', call('voicemail'));
    expect(lastCall(s)).toMatchObject({ whom: 'support', number: '+46 8 000 00 00' });
    s.until('12:35').say('megan', call('voicemail'));
    expect(lastCall(s)).toMatchObject({ whom: 'lynne', number: '+46 70 000 00 06' });
    expect(s.case.tickets[0]?.contacts.at(-1)).toMatchObject({ what: 'call', whom: 'lynne', result: 'voicemail' });
  });

  it('while nobody answers their support it is the first who can be called', () => {
    const s = vendorTicket().at('08:40');
    s.say('megan', wrong({ whom: 'support', via: 'phone' }));
    s.say('megan', call('voicemail'));
    expect(lastCall(s)).toMatchObject({ whom: 'lynne', number: '+46 70 000 00 06' });
    s.at('18:30').say('megan', call('voicemail'));
    expect(lastCall(s)).not.toMatchObject({ whom: 'support' });
  });

  it('after the fixed deadline it is the account manager, though the ladder has not come so far', () => {
    const s = vendorTicket();
    for (const time of ['09:15', '10:00', '10:45', '11:30', '12:15', '13:00', '13:45', '14:30'])
      s.at(time).say('megan', heard);
    s.until('14:36');
    expect(s.case.tickets[0] && meantFor(s.case, s.case.tickets[0])).toBe('account-manager');
  });

  it('is taken as said, by the number that was shown', () => {
    const s = vendorTicket().at('08:40');
    s.say('megan', { ...call('no-effect'), whom: 'support', via: 'night' } as Intent);
    expect(lastCall(s)).toMatchObject({ whom: 'support', number: '+46 8 000 00 99' });
  });

  it('nobody of another vendor and nobody of ours', () => {
    for (const whom of ['megan', 'nobody', 'constructor'])
      expect(vendorTicket().refused('megan', wrong({ whom }))).toEqual({
        no: 'unknown-whom',
        whom,
        vendor: 'microsoft',
        known: ['support', 'lynne', 'nestor', 'grady'],
      });
  });
});

describe('a wrong number', () => {
  it('comes last from then on; the next number of support is next, then the account managers', () => {
    const s = vendorTicket().at('08:40');
    expect(line(s, 'support')).toEqual([
      'support phone',
      'support night',
      'lynne mobile',
      'nestor mobile',
      'grady mobile',
    ]);
    s.say('megan', wrong());
    expect(line(s, 'support')).toEqual([
      'support night',
      'lynne mobile',
      'nestor mobile',
      'grady mobile',
      'support phone last',
    ]);
    s.say('megan', wrong({ whom: 'support', via: 'night' }));
    expect(line(s, 'support')[0]).toBe('lynne mobile');
  });

  it('of the account manager makes the deputy next', () => {
    const s = vendorTicket().until('12:35');
    s.say('megan', wrong());
    expect(line(s, 'account-manager')).toEqual([
      'nestor mobile',
      'grady mobile',
      'support phone',
      'support night',
      'lynne mobile last',
    ]);
  });

  it('is right after all when somebody was reached by it later', () => {
    const s = vendorTicket().at('08:40');
    s.say('megan', wrong({ whom: 'lynne' }));
    s.at('08:50').say('megan', { ...call('voicemail'), whom: 'lynne' } as Intent);
    expect(numbersOf(s.case, 'microsoft', 'lynne')[0]?.wrongAt).toBeUndefined();
  });

  it('is no longer held against her when the file has another number, or somebody checked her later', () => {
    const mended = changed((o) => {
      const [mobile] = o.people['lynne']?.routes.filter(({ kind }) => kind === 'phone') ?? [];
      if (mobile) mobile.address = '+46 70 111 11 11';
    }, organisation);
    const checked = changed((o) => {
      if (o.people['lynne']) o.people['lynne'].verified = '2023-08-01';
    }, organisation);
    for (const file of [mended, checked]) {
      const s = vendorTicket().until('12:35');
      s.say('megan', wrong());
      const { now } = s;
      s.until('2023-08-01 09:00');
      expect(numbersOf(s.case, 'microsoft', 'lynne')[0]?.wrongAt).toBe(now);
      s.people({}, file);
      expect(numbersOf(s.case, 'microsoft', 'lynne')[0]?.wrongAt).toBeUndefined();
    }
  });

  it('a manager who cannot be reached but by phone is not asked for first any more', () => {
    const s = withTicket({ organisation, presence: { ...everybody, chatted: [] } });
    s.say('megan', wrong({ whom: 'lynne' }));
    s.until('12:35');
    expect(s.events.flatMap(({ body }) => (body.type === 'pinged' ? (body.ping.callFor ?? []) : []))).toEqual([
      'nestor',
    ]);
  });

  it('nor is a number first that nobody answers at this hour', () => {
    const s = vendorTicket().at('19:00');
    s.say('megan', { type: 'note', words: 'evening' });
    expect(line(s, 'support')[0]).toBe('support phone');
    const shut = changed((o) => {
      const first = o.vendors['microsoft']?.routes.find(({ id }) => id === 'phone');
      if (first) first.hours = { from: '08:00', to: '17:00' };
    }, organisation);
    s.people({}, shut);
    expect(line(s, 'support')).toEqual([
      'support night',
      'support phone',
      'lynne mobile',
      'nestor mobile',
      'grady mobile',
    ]);
    s.at('2023-08-01 08:00').say('megan', { type: 'note', words: 'morning' });
    expect(line(s, 'support')[0]).toBe('support phone');
  });

  it('and a dead one, too, come after what may work', () => {
    const s = withTicket({ organisation, presence });
    s.say('alex', { type: 'case.set', affects: { add: ['phones'], remove: [] } });
    expect(line(s, 'support').every((one) => one.endsWith('last'))).toBe(true);
  });
});

describe('Wrong person', () => {
  const callFor = (s: Story) =>
    s.events.flatMap(({ body }) => (body.type === 'pinged' && body.ping.callFor ? [body.ping.callFor] : []));

  it('is remembered: the ladder does not come back to her until she answers all the same', () => {
    const s = vendorTicket().until('12:35');
    s.say('lynne', { type: 'decline', words: 'ask Nestor' });
    expect(s.pings('ticket:T1').at(-1)).toBe('12:35 wrong-person nestor');
    expect(s.case.disowned['lynne']).toEqual({ at: s.instant('12:35'), words: 'ask Nestor' });
    s.until('14:35');
    expect(s.pings('deadline:microsoft')).toEqual(['14:35 deadline nestor megan alex']);
    s.say('lynne', heard);
    expect(s.case.disowned).toEqual({});
  });

  it('the liaison calls when nobody at the vendor is left, and is not sent back to her first', () => {
    const s = vendorTicket().until('12:35');
    s.say('lynne', { type: 'decline' });
    s.say('nestor', { type: 'decline' });
    expect(s.pings('ticket:T1').at(-1)).toBe('12:35 wrong-person megan');
    expect(callFor(s)).toEqual(['grady']);
    expect(line(s, 'account-manager').slice(0, 2)).toEqual(['grady mobile', 'support phone']);
    s.until('14:35');
    expect(s.pings('deadline:microsoft')).toEqual(['14:35 deadline megan alex']);
  });

  it('is news when the ladder has moved on from her, too', () => {
    const s = vendorTicket().until('16:36');
    expect(s.pings('ticket:T1').at(-1)).toBe('16:35 rung grady patti');
    s.say('lynne', { type: 'decline', target: 'deadline:microsoft' });
    expect(s.pings('deadline:microsoft').at(-1)).toBe('16:36 wrong-person nestor');
    expect(s.case.disowned['lynne']).toBeDefined();
  });

  it('said twice is answered with when it was said, and nobody is asked twice', () => {
    const s = vendorTicket().until('12:35');
    s.say('lynne', { type: 'decline' });
    s.at('12:50');
    expect(s.refused('lynne', { type: 'decline' })).toEqual({
      no: 'already',
      act: 'decline',
      by: 'lynne',
      at: s.instant('12:35'),
    });
  });

  it('the ladder stays where it was', () => {
    const s = vendorTicket().until('12:35');
    const before = s.due('ticket:T1');
    s.say('lynne', { type: 'decline' });
    expect(s.due('ticket:T1')).toBe(before);
  });
});
