// Which grids a vendor's deadline has: one for each rule that the case has stood under, and no rule twice.
import { describe, expect, it } from 'vitest';
import { deadlineMeant, deadlinePing, fixedDeadline, nextDeadline } from '../../src/domain/deadlineGrid.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import { deadlineOf } from '../../src/domain/tickets.ts';
import type { Story } from '../support/story.ts';
import { changed, fixed, opened, verify, withTicket } from './sentences/support.ts';

type Draft = Parameters<Parameters<typeof changed>[0]>[0];
type Rule = NonNullable<Draft['ladders']['vendor']['sev2']['deadline']>;

/** The example with the rule of sev1 in sev2 as well, but for a change. */
function twin(change: (rule: Rule, o: Draft) => void): Organisation {
  return changed((o) => {
    const rule = structuredClone(o.ladders.vendor.sev1.deadline) as Rule;
    change(rule, o);
    o.ladders.vendor.sev2.deadline = rule;
  });
}

const deadline = (s: Story) => {
  const found = deadlineOf(s.case, 'microsoft');
  if (!found) throw new Error('No deadline was armed');
  return found;
};

/** How many grids there are after the case has risen from sev2 to sev1 twice. */
function gridsOf(organisation: Organisation): number {
  const s = withTicket({ organisation, severity: 'sev2' });
  for (const severity of ['sev1', 'sev2', 'sev1'] as const) s.say('alex', { type: 'case.set', severity });
  return deadline(s).grids.length;
}

describe('a severity with', () => {
  it('the same rule brings no second grid, however often it is chosen', () => {
    expect(gridsOf(twin(() => {}))).toBe(1);
  });

  it.each<[string, (rule: Rule, o: Draft) => void]>([
    ['another first point', (rule) => (rule.after = 'PT7H' as never)],
    ['another repeat', (rule) => (rule.repeat = 'PT7H' as never)],
    ['one person more', (rule) => rule.ping.push('management')],
    ['one person less', (rule) => rule.ping.pop()],
    ['another person at the end', (rule) => (rule.ping[2] = 'management')],
    ['the clock of working hours', (_, o) => (o.severities.sev2.clock = 'working')],
  ])('%s brings a grid of its own, once', (_, change) => {
    expect(gridsOf(twin(change))).toBe(2);
  });
});

describe('the rule is', () => {
  const short = (withDeadline: boolean) =>
    changed((o) => {
      const ladders = structuredClone(o.ladders.vendor);
      for (const ladder of Object.values(ladders))
        if (withDeadline && ladder.deadline) ladder.deadline.after = 'PT2H' as never;
        else delete ladder.deadline;
      o.ladders['short'] = ladders;
      const microsoft = o.vendors['microsoft'];
      if (microsoft) microsoft.ladder = 'short';
    });

  it('that of the vendor’s own ladder', () => {
    expect(withTicket({ organisation: short(true) }).due('deadline:microsoft')).toBe('10:35');
  });

  it('that of the ladder `vendor`, where the vendor’s own has none', () => {
    expect(withTicket({ organisation: short(false) }).due('deadline:microsoft')).toBe('14:35');
  });

  it('none where neither has one', () => {
    const organisation = changed((o) => {
      for (const ladder of Object.values(o.ladders.vendor)) delete ladder.deadline;
    });
    expect(withTicket({ organisation }).due('deadline:microsoft')).toBeUndefined();
  });
});

describe('a ping of the deadline', () => {
  /** In sev2 management at 15:35; then the case rose to sev1, whose people are asked at 14:35. */
  const two = () => {
    const s = withTicket({
      severity: 'sev2',
      organisation: twin((rule) => {
        rule.after = 'PT7H' as never;
        rule.ping = ['management'];
      }),
    });
    s.at('08:40').say('alex', { type: 'case.set', severity: 'sev1' });
    return s;
  };

  it('comes at the earliest point of all grids and is for the people of that one', () => {
    const s = two();
    expect(deadlinePing(s.case, deadline(s))).toEqual({
      at: s.instant('14:35'),
      ping: ['account-manager', 'vendor-liaison', 'coordinator'],
    });
  });

  it.each([
    ['14:00', 3],
    ['15:34', 3],
    ['15:35', 4],
    ['16:00', 4],
  ])('that fires at %s is for the people of every point that is due by then', (now, people) => {
    const s = two();
    expect(deadlinePing(s.case, deadline(s), s.instant(now))?.ping).toHaveLength(people);
  });

  it('names nobody twice, and comes from no grid at all', () => {
    const s = withTicket({ severity: 'sev2', organisation: twin((rule) => rule.ping.unshift('management')) });
    s.say('alex', { type: 'case.set', severity: 'sev1' });
    expect(deadlinePing(s.case, deadline(s))?.ping).toEqual([
      'management',
      'account-manager',
      'vendor-liaison',
      'coordinator',
    ]);
    expect(deadlinePing(s.case, { ...deadline(s), grids: [] })).toBeNull();
  });

  it('is none for a vendor that was not asked, or whose deadline has ended', () => {
    const s = two();
    expect([nextDeadline(s.case, 'telia'), nextDeadline(s.case, 'microsoft')]).toEqual([null, s.instant('14:35')]);
    const ended = { ...s.case, deadlines: [{ ...deadline(s), ended: true }] };
    expect(nextDeadline(ended, 'microsoft')).toBeNull();
  });
});

describe('the fixed deadline as people are told of it', () => {
  const told = (s: Story) => {
    const found = fixedDeadline(s.case, 'microsoft');
    if (!found) return null;
    const { at, next, every, asked } = found;
    return { at: s.clock(at), next: s.clock(next), every, asked: asked && s.clock(asked) };
  };

  /** The only ticket is fixed and tried: that ends the deadline. */
  function over(s: Story): void {
    for (const intent of [fixed, verify('ok')]) s.say('megan', intent);
  }

  it('is none before there is a ticket, of a vendor that has none, and once it has ended', () => {
    const s = withTicket();
    expect(fixedDeadline(opened().case, 'microsoft')).toBeNull();
    expect(fixedDeadline(s.case, 'nobody')).toBeNull();
    over(s);
    expect(told(s)).toBeNull();
  });

  it('is one instant that stays, with when its people are asked next and how often', () => {
    const s = withTicket();
    expect(told(s)).toEqual({ at: '14:35', next: '14:35', every: 'PT6H' });
    expect(told(s.until('14:35'))).toEqual({ at: '14:35', next: '20:35', asked: '14:35', every: 'PT6H' });
  });

  it('is the earliest of all grids, and names no interval where there are two', () => {
    const s = withTicket({ severity: 'sev2' }).at('09:00');
    s.say('alex', { type: 'case.set', severity: 'sev1' });
    expect(told(s)).toEqual({ at: '14:35', next: '14:35' });
    expect(told(s.until('14:35'))).toEqual({ at: '14:35', next: '20:35', asked: '14:35' });
  });

  it('that began anew has asked nobody yet', () => {
    const s = withTicket().until('14:35');
    over(s);
    s.at('15:00').say('alex', { type: 'case.set', control: 'vendor', vendor: 'microsoft' });
    expect(told(s)).toMatchObject({ at: '21:00', next: '21:00' });
    expect(told(s)?.asked).toBeUndefined();
  });

  it('is what a ping was about, also after it has been asked again', () => {
    const s = withTicket().until('20:35');
    const pinged = s.events.flatMap(({ body }) =>
      body.type === 'pinged' && body.ping.key === 'deadline:microsoft' ? [body.ping] : [],
    );
    expect(pinged.map((ping) => s.clock(ping.due))).toEqual(['14:35', '20:35']);
    expect(pinged.map((ping) => s.clock(deadlineMeant(ping, s.case)))).toEqual(['14:35', '14:35']);
  });

  it('that has ended, or is later than the ping, leaves the ping its own time', () => {
    const s = withTicket().until('14:35');
    const ping = { key: 'deadline:microsoft', due: s.instant('14:35') };
    expect(s.clock(deadlineMeant({ ...ping, due: s.instant('14:00') }, s.case))).toBe('14:00');
    over(s);
    expect(s.clock(deadlineMeant(ping, s.case))).toBe('14:35');
  });
});
