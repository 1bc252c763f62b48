import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { endOf } from '../../src/engine/ends.ts';
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
