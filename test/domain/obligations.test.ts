// Every kind of obligation once, whole: what a card, the paper and the auditor read of it. When each begins and ends is
// tested sentence by sentence in `sentences/own.test.ts`.
import { describe, expect, it } from 'vitest';
import type { Case, Notice } from '../../src/domain/case.ts';
import type { Obligation } from '../../src/domain/obligation.ts';
import { countedFrom, openStages, reportable, reportsOf } from '../../src/domain/obligations/notices.ts';
import { anythingRuns, inherit, obligationOf, obligationsOf } from '../../src/domain/obligations.ts';
import { plusMs } from '../../src/domain/time.ts';
import type { Story } from '../support/story.ts';
import { changed, finishSteps, fixed, opened, sent, T1, verify, wants, withTicket } from './sentences/support.ts';

const microsoft = { vendor: 'microsoft' };
const ticket = { ticket: 'T1', ...microsoft };

/** As people read it: `megan 08:35 → 09:20`, by the clock's name and the ladder's. */
function read(s: Story, key: string) {
  const ob = obligationOf(s.case, key);
  if (!ob) return undefined;
  const holder = 'person' in ob.holder ? ob.holder.person : '#';
  const { kind, about, role, clock } = ob;
  return { kind, about, role, clock, when: `${holder} ${s.day(ob.since)} → ${s.day(ob.due)}`, ladder: ob.ladder?.name };
}

const promised = () => {
  const s = withTicket().at('08:40');
  s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('11:00') });
  return s;
};
const wanted = (via: string, o: Parameters<typeof withTicket>[0] = {}) => {
  const s = withTicket(o).at('08:50');
  s.say('adele', { type: 'case.set', affects: { add: ['email'], remove: [] } });
  s.at('09:00').say('megan', wants(via));
  return s;
};
const cutOff = () => {
  const s = withTicket().at('09:05');
  s.say('adele', { type: 'case.set', affects: { add: ['network', 'phones'], remove: [] } });
  return s;
};
const unread = () => {
  const s = withTicket().at('09:00');
  s.say('megan', sent('portal'));
  return s;
};
const mended = () => {
  const s = withTicket().at('09:10');
  s.say('megan', fixed);
  return s;
};
const lost = () => {
  const s = opened().at('08:20');
  s.say('alex', { type: 'case.set', control: 'vendor', ...microsoft });
  return s;
};
const numberless = () => {
  const s = opened().at('08:35');
  s.say('megan', { type: 'ticket.open', ...microsoft, via: 'phone', words: 'x' });
  return s;
};
const handedOver = () => {
  const s = opened().at('08:30');
  s.say('alex', { type: 'case.handover', to: 'megan', words: 'lunch' });
  return s;
};
const resolved = () => {
  const s = opened().at('10:00');
  s.say('alex', { type: 'case.resolve', words: 'x' });
  return s;
};
const emptied = () => finishSteps(opened({ severity: 'sev3' }).at('08:20'));

const [alex, megan] = [{ role: 'coordinator' }, { role: 'vendor-liaison' }];
const [always, working] = [{ clock: 'always' }, { clock: 'working' }];
const [own, vendor] = [{ ladder: 'own' }, { ladder: 'vendor' }];
const quiet = { severity: 'sev3' } as const;

describe('a ticket that is over', () => {
  it.each([
    ['verified', [fixed, verify('ok')]],
    ['a mistake', [{ type: 'ticket.close', ...T1, reason: 'mistake' }]],
  ] as const)('owes nothing, whatever stood on it before it was %s', (_, ends) => {
    for (const [key, began] of [
      ['answer:T1', () => wanted('phone')],
      ['choose-route:T1', () => wanted('mail')],
      ['auto-close:T1', () => wanted('phone')],
      ['promise:T1:1', promised],
      ['unread:T1', unread],
      ['verify:T1', mended],
      ['cut-off:T1', cutOff],
    ] as const) {
      const s = began();
      expect(s.due(key), key).not.toBeUndefined();
      for (const end of key === 'verify:T1' ? ends.slice(-1) : ends) s.say('megan', end);
      expect(s.due(key), key).toBeUndefined();
    }
  });
});

describe('an obligation says whose it is, what it is about, since when and by when', () => {
  it.each<[string, () => Story, object]>([
    ['ticket:T1', withTicket, { about: ticket, when: 'megan Mon 08:35 → Mon 08:35', ...megan, ...always, ...vendor }],
    ['deadline:microsoft', withTicket, { about: microsoft, when: 'megan Mon 08:35 → Mon 14:35', ...megan, ...always }],
    [
      'promise:T1:1',
      promised,
      { about: { ...ticket, promise: 1 }, when: 'megan Mon 08:40 → Mon 11:00', ...megan, ...always },
    ],
    [
      'step:3',
      opened,
      { about: { step: 3 }, when: 'isaiah Mon 08:10 → Mon 08:40', role: 'communications', ...always, ...own },
    ],
    ['step:1', opened, { about: { step: 1 }, when: 'alex Mon 08:10 → Mon 08:15', ...alex, ...always, ...own }],
    ['update', opened, { about: {}, when: 'alex Mon 08:10 → Mon 09:10', ...alex, ...always, ...own }],
    [
      'owed-ticket:microsoft',
      lost,
      { about: microsoft, when: 'megan Mon 08:20 → Mon 08:50', ...megan, ...always, ...own },
    ],
    ['reference:T1', numberless, { about: ticket, when: 'megan Mon 08:35 → Mon 09:05', ...megan, ...always, ...own }],
    [
      'answer:T1',
      () => wanted('phone'),
      { about: ticket, when: 'megan Mon 09:00 → Mon 10:00', ...megan, ...always, ...own },
    ],
    [
      'auto-close:T1',
      () => wanted('phone', quiet),
      { about: ticket, when: 'megan Mon 09:00 → Thu 09:00', ...megan, ...always, ...own },
    ],
    [
      'choose-route:T1',
      () => wanted('mail'),
      { about: ticket, when: 'megan Mon 09:00 → Mon 09:00', ...megan, ...always, ...own },
    ],
    ['cut-off:T1', cutOff, { about: ticket, when: 'alex Mon 09:05 → Mon 09:05', ...alex, ...always, ...own }],
    ['unread:T1', unread, { about: ticket, when: 'megan Mon 09:00 → Mon 10:00', ...megan, ...always, ...own }],
    ['verify:T1', mended, { about: ticket, when: 'megan Mon 09:10 → Mon 11:10', ...megan, ...always, ...own }],
    ['handover', handedOver, { about: {}, when: 'megan Mon 08:30 → Mon 08:45', ...alex, ...always, ...own }],
    [
      'notice:se-state-2020:warning',
      opened,
      {
        about: { clock: 'se-state-2020', stage: 'warning' },
        when: 'patti Mon 08:10 → Mon 14:10',
        role: 'legal',
        ...always,
        ...own,
      },
    ],
    ['retrospective', resolved, { about: {}, when: 'alex Mon 10:00 → Sat 10:00', ...alex, ...always, ...own }],
    ['decide-next', emptied, { about: {}, when: 'alex Mon 08:20 → Tue 08:20', ...alex, ...working, ...own }],
  ])('%s', (key, story, expected) => {
    const kind = key.split(':')[0];
    expect(read(story(), key)).toEqual({ kind, ladder: undefined, ...expected });
  });

  it('by the clock of the severity', () => {
    const s = wanted('phone', quiet);
    const clocks = ['deadline:microsoft', 'answer:T1', 'auto-close:T1'].map((key) => obligationOf(s.case, key)?.clock);
    expect(clocks).toEqual(['working', 'working', 'always']);
  });
});

describe('what is not owed', () => {
  it('an auto-close, where the vendor never closes a ticket by itself', () => {
    const organisation = changed((o) => {
      delete o.vendors['microsoft']?.autoCloseAfter;
    });
    const s = wanted('phone', { organisation });
    expect([s.due('answer:T1'), s.due('auto-close:T1')]).toEqual(['10:00', undefined]);
  });

  it('a report of a clock that was waived: none can be made either', () => {
    const s = opened();
    const [notice] = s.case.notices;
    if (!notice) throw new Error('No clock of an authority runs');
    expect(reportable(s.case, notice)).toContain('warning');
    s.say('patti', { type: 'notice.waive', clock: notice.clock.id, reason: 'x', approvedBy: 'patti' });
    const waived = s.case.notices.find(({ clock }) => clock.id === notice.clock.id);
    expect(waived && [reportable(s.case, waived), openStages(s.case, waived)]).toEqual([[], []]);
  });
});

describe('a stage of an authority’s clock', () => {
  const at = '2023-07-31T07:00:00.000Z' as never;
  const { case: state } = opened();
  const stages = [
    { id: 'first', from: 'start', within: 'PT1H' },
    { id: 'second', from: 'first', within: 'PT2H' },
    { id: 'third', from: 'first', within: 'PT3H' },
  ];
  const [started] = state.notices;
  /** The clock with these stages, of which those were reported. */
  const reported = (of: object[], sent: readonly string[]): Notice => {
    if (!started) throw new Error('No clock of an authority runs');
    const done = sent.map((stage) => ({ stage, at, reference: 'R', by: 'patti' }));
    return { ...started, clock: { ...started.clock, stages: of as never }, sent: done };
  };
  const openAfter = (...sent: string[]) => openStages(state, reported(stages, sent));

  it('begins anew when what it counts from is sent once more, not when another is', () => {
    expect(openAfter('first').map(({ id, life }) => `${id} ${life}`)).toEqual(['second 1', 'third 1']);
    expect(openAfter('first', 'second').map(({ id, life }) => `${id} ${life}`)).toEqual(['third 1']);
    expect(openAfter('first', 'second', 'first').map(({ id, life }) => `${id} ${life}`)).toEqual(['third 2']);
  });

  it('begins anew also in place of what was taken back, and only what counts from that', () => {
    const lives = (undone: string[], ...sent: string[]) =>
      openStages(state, { ...reported(stages, sent), undone }).map(({ id, life }) => `${id} ${life}`);
    expect(lives(['first'], 'first')).toEqual(['second 2', 'third 2']);
    expect(lives(['second'], 'first')).toEqual(['second 1', 'third 1']);
    expect(lives(['first', 'second', 'first'], 'first', 'second')).toEqual(['third 3']);
  });

  it.each([
    [['warning', 'interim'], 0, 'interim'],
    [['warning', 'interim'], 1, undefined],
    [['warning', 'interim', 'final'], 0, 'interim'],
    [['warning', 'interim', 'final'], 1, 'final'],
    [['warning', 'interim', 'final'], 2, undefined],
    [['warning', 'interim', 'situation'], 1, 'situation'],
    [['warning', 'interim', 'situation', 'final'], 1, 'final'],
    [['warning', 'interim', 'situation', 'final'], 2, 'final'],
    [['warning', 'interim', 'warning'], 0, 'interim'],
    [['warning', 'interim', 'situation', 'warning'], 2, undefined],
    [['warning', 'interim', 'warning'], 2, undefined],
    [['warning', 'warning', 'interim'], 0, 'interim'],
  ])('of %j the last report that counts from number %i is %s', (sent, i, later) => {
    const ongoing = { id: 'situation', within: 'PT3H' };
    const inRow = [
      { id: 'warning', from: 'start', within: 'PT1H' },
      { id: 'interim', from: 'warning', within: 'PT2H' },
      { id: 'final', from: 'interim', within: 'PT3H', ongoing },
    ];
    expect(countedFrom(reported(inRow, sent), i)?.stage).toBe(later);
  });

  it('that waits for another has no due time yet', () => {
    expect(openAfter().map(({ id, due, life }) => `${id} ${due !== null} ${life}`)).toEqual([
      'first true 0',
      'second false 0',
      'third false 0',
    ]);
  });
});

describe('a clock whose last stage may find the case still going on', () => {
  const at = '2023-07-31T07:00:00.000Z' as never;
  const resolvedAt = '2023-08-20T07:00:00.000Z' as never;
  const { case: state } = opened();
  const notice = (...sent: string[]): Notice => {
    const [first] = state.notices;
    if (!first) throw new Error('No clock of an authority runs');
    const stages = [
      { id: 'first', from: 'start', within: 'PT1H', again: true },
      { id: 'final', from: 'first', within: 'P10D', ongoing: { id: 'progress', within: 'P20D' } },
    ];
    const clock = { ...first.clock, stages: stages as never, onRequest: ['interim'] };
    return { ...first, clock, sent: sent.map((stage) => ({ stage, at, reference: 'R', by: 'patti' })) };
  };
  const open = (of: Case, ...sent: string[]) =>
    openStages(of, notice(...sent)).map(({ id, due, life }) => `${id} ${due?.slice(0, 10) ?? '-'} ${life}`);

  it('asks then how things stand, and for the last report when it is over; that one begins anew', () => {
    expect(open(state, 'first')).toEqual(['progress 2023-08-10 1', 'final - 1']);
    expect(open(state, 'first', 'progress')).toEqual(['final - 2']);
    const over = { ...state, resolvedAt };
    expect(open(over, 'first')).toEqual(['final 2023-08-10 1']);
    expect(open(over, 'first', 'progress')).toEqual(['final 2023-09-09 2']);
  });

  it('begins a ladder anew when what it counts from was sent once more', () => {
    const epoch = (...sent: string[]) =>
      obligationsOf({ ...state, notices: [notice(...sent)] }).find(({ about }) => about.stage === 'progress')?.epoch;
    expect(epoch('first')).toBe(state.notices[0]?.epoch);
    expect([epoch('first'), epoch('first', 'first')]).not.toContain(epoch('first', 'first', 'first'));
    expect(epoch('first', 'first')).not.toBe(epoch('first'));
  });

  it('names every report, and what can be reported now: nothing once it was waived', () => {
    expect(reportsOf(notice().clock)).toEqual(['first', 'progress', 'final', 'interim']);
    expect(reportable(state, notice())).toEqual(['first', 'interim']);
    expect(reportable(state, notice('first'))).toEqual(['progress', 'final', 'first', 'interim']);
    const waived = { at, by: 'alex', reason: 'x', approvedBy: 'patti' };
    expect(reportable(state, { ...notice('first'), waived })).toEqual([]);
  });
});

describe('what is owed is derived once', () => {
  const at = (s: Case) => plusMs(s.lastAt, 60_000);

  it('for a state and an instant', () => {
    const { case: state } = withTicket();
    expect(obligationsOf(state, at(state))).toBe(obligationsOf(state, at(state)));
  });

  it('also where only ladders and the record changed since: a tick of twenty pings', () => {
    const { case: state } = withTicket();
    const now = at(state);
    const before = obligationsOf(state, now);
    const ticked: Case = {
      ...state,
      lastAt: now,
      version: state.version + 1,
      clocks: {},
      lastPings: [],
      acts: [],
      undelivered: {},
      onItLate: [],
    } as unknown as Case;
    inherit(state, ticked);
    expect(obligationsOf(ticked, now)).toBe(before);
  });

  it('but not where anything else did, nor for another instant', () => {
    const { case: state } = withTicket();
    const now = at(state);
    const before = obligationsOf(state, now);
    const closed: Case = { ...state, lastAt: now, tickets: [] };
    inherit(state, closed);
    expect(obligationsOf(closed, now).map(keyOf)).not.toContain('ticket:T1');
    const later: Case = { ...state, lastAt: plusMs(now, 1) };
    inherit(state, later);
    expect(obligationsOf(later)).not.toBe(before);
  });

  const keyOf = ({ key }: Obligation) => key;
});

describe('whether anything runs', () => {
  const asked = (state: Case) => {
    const fresh = anythingRuns({ ...state });
    obligationsOf(state);
    return [fresh, anythingRuns(state)];
  };

  it('is said of a case with a ticket, and not of one that only has to decide, whether or not it was derived before', () => {
    expect(asked(withTicket().case)).toEqual([true, true]);
    expect(asked(emptied().case)).toEqual([false, false]);
  });

  it('as of the instant that is asked for', () => {
    const { case: state } = withTicket();
    obligationsOf(state, plusMs(state.lastAt, 60_000));
    expect(anythingRuns(state)).toBe(true);
  });
});
