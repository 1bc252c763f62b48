import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import { stillOwed } from '../../src/domain/decisions/ending.ts';
import { Story } from '../support/story.ts';

/** The event of 31 July 2023 up to the first ticket: domain.md, section 6. Steps are done before they are due. */
function opened(): Story {
  const s = new Story('2023-07-31T06:10:00Z');
  s.say('alex', {
    type: 'case.new',
    title: 'Outgoing e-mail blocked',
    severity: 'sev1',
    playbook: 'mail-block',
    affects: ['email'],
  });
  return s;
}

const ticket = { ticket: 'T1' } as const;

function withTicket(): Story {
  const s = opened();
  s.at('08:12').say('alex', { type: 'case.set', control: 'vendor' });
  s.at('08:35').say('megan', {
    type: 'ticket.open',
    vendor: 'microsoft',
    reference: '2307310050000123',
    severity: 'A',
    via: 'phone',
    words: 'outbound mail of the whole tenant blocked since Saturday',
  });
  return s;
}

/** As far as 10:55: two calls to no effect, an hour unread. */
function untilEleven(): Story {
  const s = withTicket();
  s.at('09:05').say('megan', { type: 'ticket.auto', ...ticket, words: 'we have received your request' });
  s.at('09:40').say('megan', { type: 'ticket.sent', ...ticket, via: 'portal', words: 'full description' });
  const call: Intent = { type: 'ticket.call', ...ticket, result: 'no-effect', words: 'told to wait' };
  s.at('10:10').say('megan', call);
  s.at('10:30').say('megan', call);
  return s;
}

describe('the replay of the event', () => {
  it('arms the authority, the update, the owed ticket and the deadline', () => {
    const s = opened();
    expect([s.due('notice:se-state-2020:warning'), s.due('update'), s.case.owner]).toEqual(['14:10', '09:10', 'alex']);
    s.at('08:12').say('alex', { type: 'case.set', control: 'vendor' });
    expect([s.due('owed-ticket:microsoft'), s.due('deadline:microsoft')]).toEqual(['08:42', '14:12']);
    s.at('08:30').say('patti', { type: 'notice.reported', clock: 'se-state-2020', reference: 'CERT-1' });
    const final = s.case && s.due('notice:se-state-2020:final');
    expect(final).toBe('08:30');
  });

  it('pings the update at 09:10 and counts the next from when it was posted', () => {
    const s = opened().at('09:12');
    expect(s.pings('update')).toEqual(['09:10 rung alex']);
    s.say('alex', { type: 'update', words: 'Reported to the supplier' });
    expect(s.due('update')).toBe('10:12');
  });

  it('climbs to the account manager on the first day', () => {
    const s = untilEleven();
    s.at('11:00').say('megan', {
      type: 'ticket.wants',
      ...ticket,
      words: 'tenant details in writing',
      via: 'mail',
      due: s.instant('12:00'),
    });
    expect(s.pings('choose-route')).toEqual(['11:00 rung megan']);
    s.at('11:10').command('megan', { type: 'ticket.sent', ...ticket, via: 'portal', words: 'details' });
    s.say('megan', { type: 'ticket.sent', ...ticket, via: 'phone', words: 'details, read out' });
    s.until('11:30');
    expect(s.pings('ticket:T1')).toEqual([
      '09:20 rung megan',
      '10:05 rung megan',
      '10:30 climb megan alex',
      '11:30 rung lynne megan',
    ]);
    expect(s.pings('unread')).toEqual(['10:40 rung megan', '10:55 rung megan alex']);
    expect(s.due('ticket:T1')).toBe('15:30');
    s.at('11:50').say('lynne', { type: 'ack', until: s.instant('12:50') });
    s.until('14:12');
    expect(s.pings('ticket:T1').slice(4)).toEqual(['12:50 reminder lynne megan']);
    expect(s.pings('deadline')).toEqual(['14:12 deadline lynne megan alex']);
    s.at('15:00').say('megan', { type: 'ticket.promise', ...ticket, by: s.instant('17:00'), words: 'unblock done' });
    s.until('17:00');
    expect(s.pings('ticket:T1').slice(5)).toEqual(['17:00 climb patti']);
    expect(s.due('ticket:T1')).toBe('21:00');
    s.at('18:00').say('megan', {
      type: 'ticket.heard',
      ...ticket,
      words: 'engineer assigned',
      quoted: s.case.tickets[0]?.sent.at(-1)?.code ?? '',
    });
    s.until('18:45');
    expect(s.pings('ticket:T1').slice(6)).toEqual(['18:45 rung megan']);
    s.at('19:20').say('megan', { type: 'ticket.fixed', ...ticket });
    expect(s.due('verify:T1')).toBe('21:20');
    s.at('19:40').say('megan', { type: 'ticket.verify', ...ticket, result: 'fail', words: 'still 5.7.705' });
    expect(s.pings('ticket:T1').slice(7)).toEqual(['19:40 climb lynne megan']);
    expect(s.due('ticket:T1')).toBe('23:40');
    s.until('20:12');
    expect(s.pings('deadline').slice(1)).toEqual(['20:12 deadline lynne megan alex']);
    s.at('20:20').say('megan', { type: 'ticket.fixed', ...ticket });
    s.at('20:30').say('megan', { type: 'ticket.verify', ...ticket, result: 'ok' });
    s.say('megan', { type: 'ticket.close', ...ticket });
    s.say('alex', { type: 'case.resolve', words: 'released' });
    expect(s.due('deadline:microsoft')).toBeUndefined();
    const no = s.command('alex', { type: 'case.close' });
    expect('refusal' in no && no.refusal.no).toBe('still-owed');
    expect(
      stillOwed(s.case)
        .filter((o) => o.obligation)
        .map((o) => [o.key, o.due]),
    ).toEqual([
      ['notice:se-state-2020:warning', '2023-07-31T12:10:00.000Z'],
      ['retrospective', '2023-08-05T18:30:00.000Z'],
    ]);
  });
});

describe('variations', () => {
  it('chatter: a word every 40 minutes never rings, the account manager is pinged at 14:12 all the same', () => {
    const s = withTicket();
    for (let t = s.now; t < s.instant('14:12'); t = s.instant(new Date(Date.parse(t) + 40 * 60_000).toISOString()))
      if (t > s.now) s.at(t).say('megan', { type: 'ticket.heard', ...ticket, words: `word at ${t}` });
    s.until('14:12');
    expect([s.pings('ticket:T1'), s.pings('deadline')]).toEqual([[], ['14:12 deadline lynne megan alex']]);
  });

  it('politeness: every ping held as long as allowed', () => {
    const s = withTicket();
    let answered = 0;
    while (s.now < s.instant('14:12')) {
      const next = s.next();
      if (!next) break;
      s.until(next);
      const pings = s.pings('ticket:T1');
      const last = s.events.findLast((e) => e.body.type === 'pinged' && e.body.ping.key === 'ticket:T1');
      if (pings.length > answered && last?.body.type === 'pinged' && last.body.ping.people[0]) {
        answered = pings.length;
        s.command(last.body.ping.people[0], { type: 'ack', until: s.instant('23:00'), target: 'ticket:T1' });
      }
    }
    expect(s.pings('ticket:T1')).toEqual([
      '09:20 rung megan',
      '10:20 rung megan',
      '11:20 reminder megan',
      '11:50 rung megan alex',
      '12:50 rung lynne megan',
      '13:50 reminder lynne megan',
    ]);
    expect(s.pings('deadline')).toEqual(['14:12 deadline lynne megan alex']);
  });

  it('downtime: one rung and one deadline for what was missed', () => {
    const s = untilEleven().until('11:00').away('15:00');
    expect(s.pings('ticket:T1').at(-1)).toBe('15:00 rung lynne megan');
    expect(s.pings('deadline')).toEqual(['15:00 deadline lynne megan alex']);
    expect([s.due('ticket:T1'), s.due('deadline:microsoft')]).toEqual(['19:00', '20:12']);
    const people = s.sent
      .filter((m) => m.at === s.now && m.message.kind === 'ping')
      .map((m) => m.message.kind === 'ping' && m.message.person);
    expect(new Set(people).size).toBe(people.length);
  });

  it('no ticket: the account manager is pinged six hours after control was lost', () => {
    const s = opened().at('08:12');
    s.say('alex', { type: 'case.set', control: 'vendor' });
    s.until('14:12');
    expect(s.pings('deadline')).toEqual(['14:12 deadline lynne megan alex']);
  });

  it('sleeping fix: the deadline does not rest', () => {
    const s = withTicket().at('08:36');
    s.say('megan', { type: 'ticket.fixed', ...ticket });
    s.until('14:12');
    expect([s.pings('ticket:T1'), s.pings('deadline')]).toEqual([[], ['14:12 deadline lynne megan alex']]);
  });

  it('nobody answers: every rung in order, then digests, never silent for more than an hour, nobody more than 12 an hour', () => {
    const s = withTicket();
    s.until('2023-08-30 08:10');
    expect(s.pings('ticket:T1').slice(0, 6)).toEqual([
      '09:20 rung megan',
      '10:05 rung megan',
      '11:35 rung megan alex',
      '12:35 rung lynne megan',
      '16:35 rung patti',
      '20:35 rung patti #',
    ]);
    expect(s.pings('deadline').slice(0, 2)).toEqual([
      '14:12 deadline lynne megan alex',
      '20:12 deadline lynne megan alex',
    ]);
    const times = s.sent
      .filter((m) => m.message.kind === 'ping')
      .map((m) => ({ at: Date.parse(m.at), to: m.message.kind === 'ping' ? m.message.person : '' }));
    const gaps = times.slice(1).map((t, i) => t.at - (times[i]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(3_600_000);
    for (const person of new Set(times.map((t) => t.to))) {
      const own = times.filter((t) => t.to === person).map((t) => t.at);
      const worst = Math.max(...own.map((at) => own.filter((o) => o >= at && o < at + 3_600_000).length));
      expect([person, worst <= 12 ? 'fine' : worst]).toEqual([person, 'fine']);
    }
  });
});
