import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/domain/commands.ts';
import { nextDeadline } from '../../../src/domain/deadlineGrid.ts';
import type { Duration } from '../../../src/domain/time.ts';
import { changed, fixed, heard, opened, openTicket, T1, verify, withTicket } from './support.ts';

const control = (by: 'ours' | 'vendor', vendor = 'microsoft'): Intent => ({ type: 'case.set', control: by, vendor });
const mistake: Intent = { type: 'ticket.close', ...T1, reason: 'mistake' };
const due = (s: ReturnType<typeof opened>) => s.due('deadline:microsoft');
const done = (s: ReturnType<typeof opened>, ticket: string) => {
  s.say('megan', { type: 'ticket.fixed', ticket });
  s.say('megan', { type: 'ticket.verify', ticket, result: 'ok' });
};

describe('deadline: when it counts from', () => {
  it('from the first ticket', () => {
    expect(due(withTicket())).toBe('14:35');
  });

  it('from control:vendor, when that came first', () => {
    const s = opened();
    s.say('alex', control('vendor'));
    expect(due(s)).toBe('14:10');
    openTicket(s.at('08:35'));
    expect(due(s)).toBe('14:10');
  });

  it('from the ticket, when control:vendor came after it', () => {
    const s = withTicket().at('09:00');
    s.say('alex', control('vendor'));
    expect(due(s)).toBe('14:35');
  });

  it('one per vendor: a second ticket of the same vendor has the same', () => {
    const s = openTicket(withTicket().at('10:00'), { reference: 'REF-2' });
    expect(s.case.deadlines).toHaveLength(1);
    expect(due(s)).toBe('14:35');
  });

  it('another vendor has its own', () => {
    const organisation = changed((o) => {
      const ms = o.vendors['microsoft'];
      if (ms) o.vendors['telia'] = { ...ms, id: 'telia', name: 'Telia' };
    });
    const s = openTicket(withTicket({ organisation }).at('10:00'), { vendor: 'telia' });
    expect([due(s), s.due('deadline:telia')]).toEqual(['14:35', '16:00']);
    done(s, 'T1');
    expect([due(s), s.due('deadline:telia')]).toEqual([undefined, '16:00']);
  });
});

describe('deadline: a fixed grid', () => {
  it('at + deadline.after, and every deadline.repeat after that', () => {
    const s = withTicket().until('2023-08-01 09:00');
    expect(s.pings('deadline')).toEqual([
      '14:35 deadline lynne megan alex',
      '20:35 deadline lynne megan alex',
      '02:35 deadline lynne megan alex',
      '08:35 deadline lynne megan alex',
    ]);
  });

  it('whatever has been said, acknowledged, promised, snoozed, marked fixed, closed by mistake or reopened', () => {
    const s = withTicket();
    s.at('09:00').say('megan', heard);
    s.until('09:45').say('megan', { type: 'ack', until: s.instant('10:45') });
    s.at('11:00').say('megan', { type: 'ticket.promise', ...T1, by: s.instant('2023-08-01 08:00') });
    s.at('12:00').say('megan', fixed);
    s.at('13:00').say('alex', mistake);
    s.at('13:30').say('alex', { type: 'ticket.reopen', ...T1, words: 'it was none' });
    s.at('14:00').say('alex', mistake);
    s.until('14:35');
    expect(s.pings('deadline')).toEqual(['14:35 deadline lynne megan alex']);
  });

  it('with or without a ticket', () => {
    const s = opened();
    s.say('alex', control('vendor'));
    s.until('20:10');
    expect(s.pings('deadline')).toHaveLength(2);
  });

  it('cannot be held', () => {
    const s = withTicket().until('14:35');
    const no = s.refused('lynne', { type: 'ack', until: s.instant('15:35'), target: 'deadline:microsoft' });
    expect(no).toEqual({ no: 'cannot-hold', key: 'deadline:microsoft', why: 'deadline', next: s.instant('20:35') });
  });

  it('a hold of all that the last ping listed leaves it out', () => {
    const s = withTicket().until('12:35');
    s.say('megan', { type: 'ack', until: s.instant('13:35'), target: 'T1' });
    s.until('14:35').command('megan', { type: 'snooze', for: 'PT1H' as Duration, reason: 'x' });
    expect(s.case.clocks['deadline:microsoft']?.hold).toBeUndefined();
    expect(due(s)).toBe('20:35');
  });

  it('goes on on a resolved case', () => {
    const s = withTicket();
    s.say('megan', fixed);
    s.say('alex', { type: 'case.resolve', words: 'x' });
    s.until('14:35');
    expect(s.pings('deadline')).toHaveLength(1);
  });
});

describe('deadline: how it ends', () => {
  it('when every ticket of that vendor is verified, not before', () => {
    const s = openTicket(withTicket().at('09:00'), { reference: 'REF-2' });
    done(s, 'T1');
    s.say('megan', { type: 'ticket.close', ticket: 'T1' });
    expect(due(s)).toBe('14:35');
    done(s, 'T2');
    expect(due(s)).toBeUndefined();
  });

  it('those closed by mistake do not count', () => {
    const s = openTicket(withTicket().at('09:00'), { reference: 'REF-2' });
    s.say('alex', mistake);
    expect(due(s)).toBe('14:35');
    done(s, 'T2');
    expect(due(s)).toBeUndefined();
    const other = openTicket(withTicket().at('09:00'), { reference: 'REF-2' });
    done(other, 'T2');
    other.say('alex', mistake);
    expect(due(other)).toBeUndefined();
  });

  it('closing the only ticket by mistake does not end it; with none that counts, control:ours does', () => {
    const s = withTicket();
    s.say('alex', mistake);
    expect(due(s)).toBe('14:35');
    s.say('alex', control('ours'));
    expect(due(s)).toBeUndefined();
  });

  it('control:ours does not end it while a ticket is open', () => {
    const s = opened();
    s.say('alex', control('vendor'));
    openTicket(s);
    s.say('alex', control('ours'));
    expect(due(s)).toBe('14:10');
    s.say('megan', fixed);
    expect(s.refused('alex', control('ours'))).toEqual({ no: 'nothing-changes', what: 'case set' });
    expect(due(s)).toBe('14:10');
  });

  it('control:ours after control:vendor without a ticket ends it', () => {
    const s = opened();
    s.say('alex', control('vendor'));
    s.say('alex', control('ours'));
    expect([due(s), s.due('owed-ticket:microsoft')]).toEqual([undefined, undefined]);
  });
});

describe('deadline: anew', () => {
  it('a control:vendor after it has ended starts it, and the owed ticket, anew', () => {
    const s = opened();
    s.say('alex', control('vendor'));
    s.say('alex', control('ours'));
    s.at('10:00').say('alex', control('vendor'));
    expect([due(s), s.due('owed-ticket:microsoft')]).toEqual(['16:00', '10:30']);
  });

  it('so does one after every ticket was verified', () => {
    const s = withTicket();
    done(s, 'T1');
    s.at('10:00').say('alex', control('vendor'));
    expect([due(s), s.due('owed-ticket:microsoft')]).toEqual(['16:00', '10:30']);
  });

  it('also where control was the vendor’s all the time', () => {
    const s = opened();
    s.say('alex', control('vendor'));
    openTicket(s);
    expect(s.refused('alex', control('vendor'))).toEqual({ no: 'nothing-changes', what: 'case set' });
    done(s, 'T1');
    expect(due(s)).toBeUndefined();
    s.at('10:00').say('alex', control('vendor'));
    expect([due(s), s.due('owed-ticket:microsoft')]).toEqual(['16:00', '10:30']);
  });

  it('and then control:ours ends it, though an old ticket is verified', () => {
    const s = withTicket();
    done(s, 'T1');
    s.at('10:00').say('alex', control('vendor'));
    s.say('alex', control('ours'));
    expect([due(s), s.due('owed-ticket:microsoft')]).toEqual([undefined, undefined]);
  });

  it('closing old tickets does not end it while the new one is owed', () => {
    const s = openTicket(withTicket(), { reference: 'REF-2' });
    done(s, 'T1');
    done(s, 'T2');
    s.at('10:00').say('alex', control('vendor'));
    s.say('alex', mistake);
    s.say('alex', { type: 'ticket.close', ticket: 'T2' });
    expect(due(s)).toBe('16:00');
  });

  it('control:vendor, ours and vendor while a ticket is open moves nothing', () => {
    const s = withTicket();
    for (const by of ['vendor', 'ours', 'vendor'] as const) s.at('10:00').say('alex', control(by));
    expect([due(s), s.due('owed-ticket:microsoft')]).toEqual(['14:35', undefined]);
  });

  it('a verified ticket that turns out a mistake, with control lost: the ticket is owed, and the grid goes on', () => {
    const s = withTicket();
    s.say('alex', control('vendor'));
    done(s, 'T1');
    s.at('10:00').say('alex', mistake);
    expect([due(s), s.due('owed-ticket:microsoft')]).toEqual(['14:35', '10:30']);
  });

  it('a new ticket after the end goes on on the old grid: counted from the first', () => {
    const s = withTicket();
    done(s, 'T1');
    openTicket(s.at('10:00'), { reference: 'REF-2' });
    expect(due(s)).toBe('14:35');
  });
});

describe('deadline: nothing makes it later', () => {
  it('lowering the severity leaves grid and people', () => {
    const s = withTicket();
    s.say('alex', { type: 'case.set', severity: 'sev3' });
    s.until('20:35');
    expect(s.pings('deadline')).toEqual(['14:35 deadline lynne megan alex', '20:35 deadline lynne megan alex']);
  });

  it('raising re-counts it from its own start; what has passed is pinged once, now, and the old grid stands beside', () => {
    const s = openTicket(opened({ severity: 'sev2' }).at('08:35'));
    expect(s.due('deadline:microsoft', (at) => s.day(at))).toBe('Wed 08:35');
    s.at('22:00').say('alex', { type: 'case.set', severity: 'sev1' });
    expect(s.pings('deadline')).toEqual(['22:00 deadline lynne megan alex']);
    expect(due(s)).toBe('02:35');
  });

  it('of two grids, both missed, one ping goes to the people of both', () => {
    const organisation = changed((o) => {
      const { deadline } = o.ladders.vendor.sev2;
      if (deadline) Object.assign(deadline, { after: 'PT5H', ping: ['management'] });
    });
    const s = openTicket(opened({ severity: 'sev2', organisation }).at('08:35'));
    s.say('alex', { type: 'case.set', severity: 'sev1' });
    s.away('14:40');
    expect(s.pings('deadline')).toEqual(['14:40 deadline patti lynne megan alex']);
  });

  it('an organisation file with longer deadlines, reloaded or adopted, does not move it; one with shorter ones does', () => {
    const with_ = (after: string) =>
      changed((o) => {
        const { deadline } = o.ladders.vendor.sev1;
        if (deadline) deadline.after = after as Duration;
        const ms = o.vendors['microsoft'];
        if (ms) ms.ladder = 'vendor';
      });
    const s = withTicket();
    s.people({}, with_('PT9H'));
    expect(due(s)).toBe('14:35');
    s.say('alex', { type: 'case.adopt' });
    expect(due(s)).toBe('14:35');
    s.people({}, with_('PT4H'));
    expect(due(s)).toBe('14:35');
    s.say('alex', { type: 'case.adopt' });
    expect(due(s)).toBe('12:35');
  });

  it('a vendor that names another ladder in the file, or is gone from it, keeps its rungs and its deadline in this case', () => {
    const s = withTicket();
    const slow = changed((o) => {
      (o.ladders as Record<string, typeof o.ladders.vendor>)['slow'] = {
        ...o.ladders.vendor,
        sev1: o.ladders.vendor.sev4,
      };
      const ms = o.vendors['microsoft'];
      if (ms) ms.ladder = 'slow';
    });
    s.people({}, slow);
    expect([due(s), s.due('ticket:T1')]).toEqual(['14:35', '09:20']);
    s.people(
      {},
      changed((o) => {
        delete o.vendors['microsoft'];
      }),
    );
    expect([due(s), s.due('ticket:T1'), nextDeadline(s.case, 'microsoft')]).toEqual([
      '14:35',
      '09:20',
      s.instant('14:35'),
    ]);
    // Nobody of theirs is known any more: the vendor liaison is told.
    s.until('14:35');
    expect(s.pings('deadline')).toEqual(['14:35 deadline megan alex']);
  });

  it('verify fail, a reopened case and a new life of the ladder leave it', () => {
    const s = withTicket();
    s.say('megan', fixed);
    s.say('alex', { type: 'case.resolve', words: 'x' });
    s.at('10:00').say('megan', verify('fail'));
    s.say('megan', heard);
    expect(due(s)).toBe('14:35');
  });
});
