// How fast each way lets one bot post: when the next post may go, by what went out before.
import { describe, expect, it } from 'vitest';
import { sendingLimits } from '../../src/engine/limits.ts';
import { longestWaitMs } from '../../src/engine/retries.ts';

type Office = Parameters<typeof sendingLimits>[0];

const HOUR = 3_600_000;
/** Every window counts a fifth of a second longer: what leaves a second apart may arrive closer together. */
const JITTER = 200;

const posted = (office: Office, posts: number, to: (n: number) => string = () => 'chat', at = 0) => {
  const limits = sendingLimits(office);
  for (let n = 0; n < posts; n += 1) limits.took(to(n), at);
  return limits;
};

describe('to one conversation', () => {
  it.each<[Office, number, number]>([
    ['teams', 6, 0],
    ['teams', 7, 1_000 + JITTER],
    ['teams', 8, 2_000 + JITTER],
    ['teams', 59, 2_000 + JITTER],
    ['teams', 60, 30_000 + JITTER],
    ['teams', 1_799, 30_000 + JITTER],
    ['teams', 1_800, HOUR + JITTER],
    ['email', 9, 0],
    ['email', 10, 60_000 + JITTER],
    ['sms', 5, 0],
    ['sms', 6, 60_000 + JITTER],
    ['webhook', 9, 0],
    ['webhook', 10, 1_000 + JITTER],
    ['webhook', 30, 60_000 + JITTER],
  ])('by %s after %i posts at once the next may go after %i ms', (office, posts, free) => {
    expect(posted(office, posts).freeAt('chat', 0)).toBe(free);
  });

  it('the window moves: it is the oldest of the last seven that counts', () => {
    const limits = sendingLimits('teams');
    for (let n = 0; n < 7; n += 1) limits.took('chat', n * 100);
    expect(limits.freeAt('chat', 600)).toBe(1_000 + JITTER);
    limits.took('chat', 1_200);
    expect(limits.freeAt('chat', 1_200)).toBe(2_000 + JITTER);
  });

  it('rests for longer each time in a row that nothing is taken, at most half a minute, and shortly again once something is', () => {
    const limits = sendingLimits('teams');
    const rests = Array.from({ length: 8 }, (_, n) => {
      limits.turnedAway('chat', n * 100_000, 0);
      return limits.freeAt('chat', n * 100_000) - n * 100_000;
    });
    expect(rests).toEqual([1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000, 30_000]);
    expect(limits.freeAt('another', 700_000)).toBe(700_000);
    limits.taken('chat');
    limits.turnedAway('chat', 900_000, 0);
    expect(limits.freeAt('chat', 900_000)).toBe(901_000);
    limits.turnedAway('chat', 900_000, 1_500_000);
    expect(limits.freeAt('chat', 900_000)).toBe(1_500_000);
  });

  it('never answers with a time that is past', () => {
    expect(posted('teams', 7).freeAt('chat', 5_000)).toBe(5_000);
  });

  it('after hours of posting the last hour still counts, each post of it', () => {
    const limits = sendingLimits('teams');
    for (let n = 0; n < 4_010; n += 1) limits.took('chat', n * 1_000);
    // The 1800th from the end went out at second 2210.
    expect(limits.freeAt('chat', 4_010_000)).toBe(2_210_000 + HOUR + JITTER);
  });
});

describe('over all conversations', () => {
  const each = (n: number) => `chat-${n}`;

  it.each<[Office, number, number]>([
    ['teams', 13, 0],
    ['teams', 14, 1_000 + JITTER],
    ['email', 19, 0],
    ['email', 20, 10_000 + JITTER],
    ['sms', 9, 0],
    ['sms', 10, 10_000 + JITTER],
    ['webhook', 9, 0],
    ['webhook', 10, 1_000 + JITTER],
  ])('by %s after %i posts to as many the next may go after %i ms', (office, posts, free) => {
    const limits = posted(office, posts, each);
    expect(limits.freeAt('another', 0)).toBe(free);
    expect(limits.room(0).freeAt).toBe(free);
  });

  it('there is room for as many as the window still takes, and for all again when it is over', () => {
    const limits = posted('teams', 5, each);
    expect([0, 1_199, 1_200].map((now) => limits.room(now).slots)).toEqual([9, 9, 14]);
    expect(limits.room(700)).toEqual({ slots: 9, freeAt: 700 });
    expect(posted('teams', 14, each).room(0).slots).toBe(0);
  });

  it('there is as much room after a thousand posts as before', () => {
    const limits = sendingLimits('teams');
    for (let n = 0; n <= 1_010; n += 1) limits.took(each(n % 7), n * 1_000);
    expect(limits.room(1_010_000)).toEqual({ slots: 12, freeAt: 1_010_000 });
    for (let n = 0; n < 12; n += 1) limits.took(each(n), 1_010_000);
    expect(limits.room(1_010_000)).toEqual({ slots: 0, freeAt: 1_010_000 + JITTER });
  });
});

describe('a message that was claimed', () => {
  it('keeps its place until it has gone out or was put back, and behind a send that hangs for a second', () => {
    const limits = posted('teams', 10, (n) => `chat-${n}`);
    for (const message of ['a', 'b', 'c', 'd']) limits.keepPlace(message, 100);
    expect(limits.room(100)).toEqual({ slots: 0, freeAt: 1_100 });
    limits.took('chat', 200);
    limits.leavePlace('a');
    expect(limits.room(200).slots).toBe(0);
    limits.leavePlace('b');
    expect(limits.room(200)).toEqual({ slots: 1, freeAt: 200 });
    expect(limits.room(1_099).slots).toBe(1);
    expect(limits.room(1_100).slots).toBe(3);
  });

  it('keeps no place for a time to come, when the clock was set back', () => {
    const limits = sendingLimits('teams');
    limits.keepPlace('a', 5_000);
    expect(limits.room(1_000).slots).toBe(14);
  });
});

describe('a storm in which nothing is taken anywhere', () => {
  const stormed = (...times: [string, number][]) => {
    const limits = sendingLimits('teams');
    for (const [conversation, count] of times)
      for (let n = 0; n < count; n += 1) limits.turnedAway(conversation, 100_000 + n, 0);
    return limits;
  };

  it('is over everywhere with the first post that is taken', () => {
    const limits = stormed(['one', 5], ['two', 6], ['three', 3]);
    expect(limits.freeAt('two', 101_000)).toBe(130_005);
    expect(limits.taken('one').toSorted()).toEqual(['one', 'three', 'two']);
    expect(['one', 'two', 'three'].map((name) => limits.freeAt(name, 101_000))).toEqual([101_000, 101_000, 101_000]);
  });

  it('is over for what was tried during it only, and what the carrier asked for stands', () => {
    const limits = stormed(['one', 5]);
    limits.turnedAway('two', 100_000, 200_000);
    limits.turnedAway('two', 100_001, 200_000);
    limits.turnedAway('two', 100_002, 200_000);
    expect(limits.taken('new')).toEqual(['one', 'two']);
    expect(limits.freeAt('two', 101_000)).toBe(200_000);
  });

  it('is none where a conversation alone takes nothing: it is not tried more often because others are', () => {
    const limits = stormed(['busy', 2]);
    expect(limits.taken('other')).toEqual([]);
    limits.turnedAway('busy', 101_000, 0);
    limits.turnedAway('busy', 111_000, 0);
    expect(limits.taken('other')).toEqual([]);
    expect(limits.freeAt('busy', 112_000)).toBe(121_000);
  });

  it('ends also for what was well before it', () => {
    const limits = stormed(['one', 1]);
    limits.taken('one');
    limits.taken('two');
    for (let n = 0; n < 3; n += 1) limits.turnedAway('one', 200_000 + n, 0);
    expect(limits.taken('two')).toEqual(['one']);
  });

  it('rests for as long as before where it was over for others only', () => {
    const limits = stormed(['one', 5], ['two', 5]);
    limits.taken('one');
    limits.turnedAway('two', 200_000, 0);
    expect(limits.freeAt('two', 200_000)).toBe(230_000);
    expect(limits.taken('one')).toEqual([]);
    limits.turnedAway('one', 200_000, 0);
    expect(limits.freeAt('one', 200_000)).toBe(201_000);
  });
});

describe('a conversation that is held', () => {
  it('is free when the carrier said, and no sooner because it says less later', () => {
    const limits = sendingLimits('teams');
    limits.hold('chat', 5_000);
    limits.hold('chat', 2_000);
    expect([limits.freeAt('chat', 0), limits.freeAt('chat', 6_000), limits.freeAt('other', 0)]).toEqual([
      5_000, 6_000, 0,
    ]);
    limits.hold('chat', 9_000);
    expect(limits.freeAt('chat', 0)).toBe(9_000);
    limits.hold('chat', longestWaitMs);
    expect(limits.freeAt('chat', 0)).toBe(longestWaitMs);
  });
});

describe('a clock that was set back', () => {
  it('leaves nothing waiting for the time that it had shown', () => {
    const limits = posted('teams', 14, () => 'chat', 10_000);
    limits.hold('held', 24 * HOUR);
    expect([limits.freeAt('chat', 5_000), limits.freeAt('held', 5_000)]).toEqual([5_000, 5_000]);
    expect(limits.room(5_000)).toEqual({ slots: 14, freeAt: 5_000 });
    for (let n = 0; n < 7; n += 1) limits.took('chat', 5_000);
    expect(limits.freeAt('chat', 5_000)).toBe(6_000 + JITTER);
  });
});

it('a clock that was set back forgets what it had not shown yet, and nothing else', () => {
  const limits = posted('teams', 7, () => 'chat', 5_000);
  limits.took('chat', 10_000);
  expect([limits.freeAt('chat', 5_000), limits.freeAt('chat', 5_500)]).toEqual([6_000 + JITTER, 6_000 + JITTER]);
});

describe('with more than a thousand conversations', () => {
  const crowd = () => {
    const limits = posted('webhook', 30, () => 'busy');
    limits.hold('held', HOUR / 2);
    for (let n = 0; n < 1_001; n += 1) limits.took(`quiet-${n}`, 2_000);
    return limits;
  };

  it('what still counts is not forgotten', () => {
    const limits = crowd();
    expect([limits.freeAt('busy', 10_000), limits.freeAt('held', 10_000)]).toEqual([60_000 + JITTER, HOUR / 2]);
  });

  it('what went out less than an hour ago is kept, however many write and however long ago it began', () => {
    const limits = posted('teams', 2, () => 'busy');
    for (let n = 0; n < 60; n += 1) limits.took('busy', 2 * HOUR);
    for (let n = 0; n < 1_002; n += 1) limits.took(`quiet-${n}`, 2 * HOUR + 5_000);
    expect(limits.freeAt('busy', 2 * HOUR + 9_000)).toBe(2 * HOUR + 30_000 + JITTER);
  });

  it('an hour ends no sooner than its window: a fifth of a second later', () => {
    const limits = posted('teams', 1_800, () => 'busy', 1_000);
    for (let n = 0; n < 1_001; n += 1) limits.took(`quiet-${n}`, 2_000);
    limits.took('another', HOUR + 1_100);
    expect(limits.freeAt('busy', HOUR + 1_100)).toBe(HOUR + 1_000 + JITTER);
  });

  it('what counts no more is forgotten', () => {
    const limits = posted('teams', 1_500, (n) => `quiet-${n}`);
    for (let n = 0; n < 1_500; n += 1) limits.hold(`quiet-${n}`, 1_000);
    const before = limits.size();
    limits.took('busy', 2 * HOUR);
    expect([before > 3_000, limits.size() < 1_100]).toEqual([true, true]);
  });
});

it('however many posts go out, some thousands are remembered', () => {
  const limits = sendingLimits('teams');
  for (let n = 0; n < 12_000; n += 1) limits.took('chat', n * 2_000);
  expect(limits.size()).toBeLessThanOrEqual(2_000);
});
