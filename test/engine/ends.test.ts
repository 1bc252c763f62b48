import { describe, expect, it } from 'vitest';
import { instant, plusMs } from '../../src/domain/time.ts';
import { endOf, resultOf } from '../../src/engine/ends.ts';
import { planOf, retryInMs } from '../../src/engine/retries.ts';
import { reasonOf, triesOf } from '../../src/engine/tries.ts';
import { answerLost, blocked, noNetwork, tooMany } from '../support/recordingCarrier.ts';

const now = instant('2023-07-31T06:10:00Z');
const tried = (begun: number, doubtful = 0) => ({ begun, doubtful, why: null });

describe('what follows from the fate of a send', () => {
  it('a root post is never given up', () => {
    expect(endOf(blocked, tried(10_000), 'root', now).end).toBe('later');
    expect(endOf(noNetwork, tried(10_000), 'root', now).end).toBe('later');
  });

  it('a person who blocked the bot is not asked again', () => {
    expect(endOf(blocked, tried(0), 'person', now)).toMatchObject({ end: 'failed', unreachable: true });
  });

  it('a wish to wait holds the whole conversation', () => {
    expect(endOf(tooMany(5_000), tried(0), 'person', now)).toMatchObject({
      end: 'later',
      at: '2023-07-31T06:10:05.000Z',
      holds: 'conversation',
    });
  });

  it.each(['teams', 'email', 'sms', 'webhook'] as const)('tries by %s go on for about twelve hours', (office) => {
    const plan = planOf(office);
    const end = (tries: number) => endOf(noNetwork, tried(tries), 'person', now, plan);
    let ms = 0;
    let tries = 0;
    while (end(tries).end === 'later') ms += retryInMs(++tries, 0, plan);
    expect(end(tries)).toMatchObject({ end: 'failed', unreachable: true });
    expect(ms / 3_600_000).toBeGreaterThan(11);
    expect(ms / 3_600_000).toBeLessThan(13);
  });

  it.each(['teams', 'email', 'sms', 'webhook'] as const)(
    'another way is looked for after some minutes of %s',
    (office) => {
      const plan = planOf(office);
      const ms = Array.from({ length: plan.passOverAfter - 1 }, (_, i) => retryInMs(i + 1, 0, plan));
      const waited = ms.reduce((a, b) => a + b, 0);
      expect(waited).toBeGreaterThan(120_000);
      expect(waited).toBeLessThan(300_000);
    },
  );

  it('a lost answer is no danger where the other end recognises what it has had', () => {
    expect(endOf(answerLost, tried(5, 5), 'person', now, planOf('sms')).end).toBe('later');
    expect(endOf(answerLost, tried(5, 5), 'person', now, planOf('email')).end).toBe('failed');
  });
});

describe('the tries written into a row', () => {
  it('come back as they were', () => {
    const reason = reasonOf({ begun: 3, doubtful: 1 }, 'HTTP 503\nnothing');
    expect(triesOf({ attempts: 3, reason })).toEqual({ begun: 3, doubtful: 1, why: 'HTTP 503\nnothing' });
  });

  it('show a send that was begun and has no answer written down', () => {
    const reason = reasonOf({ begun: 3, doubtful: 0 }, 'HTTP 503');
    expect(triesOf({ attempts: 4, reason })).toMatchObject({ begun: 4, doubtful: 1 });
    expect(triesOf({ attempts: 1, reason: null })).toMatchObject({ begun: 1, doubtful: 1 });
    expect(triesOf({ attempts: 0, reason: null })).toMatchObject({ begun: 0, doubtful: 0 });
  });
});

describe('every fate, by who is asked', () => {
  const gone = { ok: false, fate: 'gone', reason: 'HTTP 404' } as const;
  const refused = { ok: false, fate: 'refused', reason: 'HTTP 403' } as const;
  const lost = { ok: false, fate: 'ambiguous', reason: 'time-out' } as const;
  const soon = (seconds: number) => plusMs(now, seconds * 1_000);
  const waits = { end: 'later', holds: 'lane', doubtful: 0 };

  it.each([
    ['gone is a failure for good', gone, tried(0), 'thread', { end: 'failed', why: 'HTTP 404', unreachable: true }],
    ['a chat that refuses', refused, tried(0), 'person', { end: 'failed', why: 'HTTP 403', unreachable: true }],
    ['a channel that refuses this post', refused, tried(0), 'channel', { end: 'failed', unreachable: true }],
    [
      'a channel that is shut is waited for',
      { ...refused, shut: true },
      tried(2),
      'channel',
      { ...waits, at: soon(30), why: 'waits for the incident channel: HTTP 403' },
    ],
    ['but not for ever', { ...refused, shut: true }, tried(1_439), 'channel', { end: 'failed', unreachable: true }],
    ['a thread that is shut is not', { ...refused, shut: true }, tried(0), 'thread', { end: 'failed' }],
    ['a root post that is refused', refused, tried(3), 'root', { ...waits, at: soon(30) }],
    ['an edit that may have come is made again', lost, tried(1), 'edit', { ...waits, at: soon(2), why: 'time-out' }],
    ['a ping that may have come is repeated once', lost, tried(0), 'person', { ...waits, at: soon(5), doubtful: 1 }],
    [
      'and left to the next reminder',
      lost,
      tried(1, 1),
      'person',
      { end: 'failed', unreachable: false, why: 'may have arrived, left to the next reminder: time-out' },
    ],
    ['a root post is repeated later', lost, tried(1, 1), 'root', { ...waits, at: soon(300), doubtful: 2 }],
    [
      'nothing was taken: the conversation rests',
      tooMany(),
      tried(1),
      'person',
      { holds: 'conversation', at: soon(2) },
    ],
    ['for as long as is asked', tooMany(90_000), tried(1), 'person', { at: soon(90), asked: soon(90), doubtful: 0 }],
    ['and longer where we are slower', tooMany(1_000), tried(8), 'person', { at: soon(60), asked: soon(1) }],
    [
      'and after twelve hours it is given up',
      tooMany(),
      tried(724),
      'person',
      { end: 'failed', unreachable: true, why: 'given up after 725 tries: HTTP 429' },
    ],
  ] as const)('%s', (_, delivery, before, kind, expected) => {
    expect(endOf(delivery, before, kind, now)).toMatchObject(expected);
  });

  it('what arrived is done; where no time was asked for none is kept', () => {
    const receipt = { conversationId: 'c', activityId: 'a' };
    expect(endOf({ ok: true, receipt }, tried(0), 'person', now)).toEqual({ end: 'delivered', receipt });
    expect(endOf(tooMany(), tried(0), 'person', now)).not.toHaveProperty('asked');
    expect(endOf(tooMany(), tried(723), 'person', now).end).toBe('later');
  });

  it('whoever recognises a repeat is asked again and again', () => {
    const sms = (before: ReturnType<typeof tried>) => endOf(lost, before, 'person', now, planOf('sms'));
    expect(sms(tried(1, 1))).toMatchObject({ end: 'later', doubtful: 2, at: soon(15), holds: 'lane' });
    expect(sms(tried(719, 3)).end).toBe('failed');
  });
});

describe('as it is counted', () => {
  const receipt = { conversationId: 'c', activityId: 'a' };
  const to = { kind: 'sms', route: 'r', deadBecause: null } as never;
  it.each([
    [{ end: 'delivered', receipt }, 'delivered'],
    [{ end: 'delivered', receipt: null }, 'not-needed'],
    [{ end: 'moved', to, passedOver: [], why: '' }, 'other-way'],
    [{ end: 'failed', why: '', unreachable: true }, 'failed'],
    [{ end: 'later', at: now, why: '', doubtful: 0, holds: 'lane' }, 'retry'],
  ] as const)('%j: %s', (end, counted) => {
    expect(resultOf({ ...end, begun: 3 }, 2)).toBe(counted);
  });

  it('what only waits on was not tried', () => {
    const waiting = { end: 'later', at: now, why: '', doubtful: 0, holds: 'lane', begun: 2 } as const;
    expect(resultOf(waiting, 2)).toBeNull();
  });
});
