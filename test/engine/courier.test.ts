import { afterEach, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import { instant, plusMs } from '../../src/domain/time.ts';
import { StoreError } from '../../src/store/index.ts';
import { plainRenderer } from '../support/plainRenderer.ts';
import { answerLost, blocked, goneAway, noNetwork, shut, tooMany } from '../support/recordingCarrier.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

afterEach(closeWorlds);

const open: Intent = { type: 'case.new', title: 'Outgoing e-mail blocked', severity: 'sev1', affects: ['email'] };
const note = (words: string): Intent => ({ type: 'note', words });
const start = '2023-07-31T06:10:00Z';

/** A case in which nothing is due but the update, at 09:10, by Alex, who owns it. */
async function quietCase(w: World): Promise<void> {
  const { id: caseId, steps } = await w.does('alex', open);
  const told = { caseId, inThread: true };
  await w.does('alex', { type: 'step.add', text: 'Wait', due: instant('2023-08-07T06:10:00Z') }, told);
  for (const { number: step } of steps) await w.does('alex', { type: 'step.na', step, reason: 'quiet' }, told);
}

async function withCase() {
  const w = await openWorld({ start, render: plainRenderer });
  await quietCase(w);
  await w.later(30_000);
  return w;
}

const times = (w: World, to: string) => w.carrier.tries.filter((one) => one.to === to).map(({ at }) => w.local(at));
const texts = (w: World, to: string) => w.arrivals(to).map(({ post }) => post.text);
const states = async (w: World) =>
  (await w.store.messagesOf('INC-1')).filter(({ state }) => state !== 'delivered').map(({ id, state }) => [id, state]);

describe('where things stand', () => {
  it('posts the root first, and what belongs to the thread under it', async () => {
    const w = await withCase();
    await w.at('08:11');
    await w.does('adele', note('hello'));
    expect(w.carrier.arrived[0]).toMatchObject({ to: 'channel', receipt: { activityId: 'm1' } });
    expect(await w.engine.caseOf('incidents;messageid=m1')).toBe('INC-1');
    expect(await w.inThread()).toEqual(['08:11 noted']);
  });

  it('edits the live card in place', async () => {
    const w = await withCase();
    await w.later(2_000);
    await w.does('adele', note('hello'));
    await w.later(2_000);
    const state = await w.case();
    expect(w.arrivals('edit').at(-1)).toMatchObject({
      edited: 'm1',
      post: { text: `INC-1 v${state.version} card case` },
    });
  });

  it('posts the live card anew in the thread when its message is gone, and edits that one from then on', async () => {
    const w = await withCase();
    await w.later(2_000);
    w.carrier.fail('edit', goneAway, 1);
    await w.does('adele', note('hello'));
    await w.later(2_000);
    const anew = w.arrivals('incidents;messageid=m1').find(({ post }) => post.text?.includes('card case'));
    expect(anew).toBeDefined();
    await w.does('adele', note('again'));
    await w.later(2_000);
    expect(w.arrivals('edit').at(-1)?.edited).toBe(anew?.receipt.activityId);
  });

  it('merges the refreshes of one card', async () => {
    const w = await withCase();
    await w.later(10_000);
    const before = w.arrivals('edit').length;
    await Promise.all(Array.from({ length: 30 }, (_, n) => w.does('alex', { ...note(`n${n}`) }, { inThread: true })));
    await w.later(10_000);
    expect(w.arrivals('edit').length - before).toBeLessThan(10);
    expect(w.arrivals('edit').at(-1)?.post.text).toContain(`v${(await w.case()).version} `);
  });

  it('gives a case a new thread when its own was deleted, and says it there', async () => {
    const w = await withCase();
    await w.later(2_000);
    w.carrier.fail('incidents;messageid=m1', goneAway);
    await w.does('adele', note('hello'));
    await w.later(2_000);
    expect(w.arrivals('channel')).toHaveLength(2);
    expect(await w.inThread()).toEqual([expect.stringMatching(/noted$/)]);
  });

  it('waits visibly while there is no channel, and goes out when one appears', async () => {
    const w = await openWorld({ start, render: plainRenderer });
    w.carrier.missing = 'The app is not installed in any channel yet.';
    await w.does('alex', open);
    await w.does('adele', note('hello'));
    await w.later(3_600_000);
    expect(w.carrier.tries.filter(({ to }) => to === 'channel' || to.startsWith('incidents'))).toEqual([]);
    const { waiting } = await w.engine.health();
    expect(waiting).toContainEqual(
      expect.objectContaining({ caseId: 'INC-1', why: expect.stringContaining('not installed in any channel') }),
    );
    // People are reached in their own chats meanwhile.
    expect(w.pings('alex').length).toBeGreaterThan(0);
    w.carrier.missing = null;
    await w.engine.channelAppeared();
    await w.engine.idle();
    await w.later(2_000);
    expect(w.inChannel().length).toBeGreaterThan(0);
    expect((await w.inThread())[0]).toMatch(/noted$/);
    await w.later(60_000);
    expect((await w.engine.health()).waiting).toEqual([]);
  });

  it('speaks to people in their own language and to the channel in that of the organisation', async () => {
    const w = await openWorld({ start, render: plainRenderer });
    const { people } = w.organisation;
    w.organisation = {
      ...w.organisation,
      people: { ...people, alex: { ...people['alex'], language: 'sv' } as (typeof people)[string] },
    };
    await w.does('alex', open);
    await w.until('09:10');
    expect(texts(w, 'alex').at(-1)).toMatch(/\(sv\)$/);
    expect(w.arrivals('incidents;messageid=m1').at(-1)?.post.text).toMatch(/\(en\)$/);
  });
});

describe('a send that fails for now', () => {
  it('is tried again until it arrives', async () => {
    const w = await withCase();
    await w.until('09:09');
    w.carrier.fail('alex', noNetwork);
    await w.until('11:00');
    w.carrier.mend();
    await w.later(60_000);
    expect(w.pings('alex')[0]).toMatch(/^11:0[01].* update rung/);
  });

  it('never before what the other end asks for', async () => {
    const w = await withCase();
    await w.until('09:09');
    w.carrier.fail('alex', tooMany(90_000), 1);
    await w.until('09:14');
    expect(times(w, 'alex').slice(0, 2)).toEqual(['09:10', '09:11:30']);
  });

  it('without such a wish comes back soon', async () => {
    const w = await withCase();
    await w.until('09:09');
    w.carrier.fail('alex', tooMany(), 3);
    await w.until('09:11');
    expect(times(w, 'alex')).toEqual(['09:10', '09:10:01', '09:10:03', '09:10:08']);
  });

  it('keeps the order of what one audience hears', async () => {
    const w = await withCase();
    await w.later(2_000);
    w.carrier.fail('incidents;messageid=m1', noNetwork, 3);
    await w.does('adele', note('first'));
    await w.later(500);
    await w.does('adele', { type: 'decide', words: 'second', because: 'it must come second' });
    await w.later(30_000);
    expect((await w.inThread()).map((line) => line.split(' ')[1])).toEqual(['noted', 'decided']);
  });
});

describe('a clock that is set back by a day', () => {
  it('holds up nothing: not what was put off by the wrong time, not who had as many posts as Teams allows then', async () => {
    const w = await withCase();
    await w.until('09:09');
    w.carrier.fail('alex', tooMany(300_000), 1);
    w.clock.set(plusMs(w.now, 86_400_000));
    for (let n = 0; n < 8; n += 1) await w.does('alex', { type: 'note', words: `note ${n}` });
    expect(w.pings('alex')).toEqual([]);
    w.clock.set(plusMs(w.now, -86_400_000));
    await w.later(40_000);
    expect(w.pings('alex').length).toBeGreaterThan(0);
    expect((await w.inThread()).filter((line) => line.includes('noted'))).toHaveLength(8);
  });
});

describe('a store that fails after a post has left', () => {
  it.each<[StoreError['code'], number]>([
    ['failed', 9],
    // Longer than its claim lasts.
    ['away', 300],
  ])('is told when it can be, and the post does not come again (%s, %i times)', async (code, times) => {
    const w = await withCase();
    await w.until('09:09');
    const { delivered } = w.store;
    let failures = times;
    w.store.delivered = async (id, at, receipt, worker) => {
      if (w.pings('alex').length > 0 && failures-- > 0) throw new StoreError(code, 'The disk is gone.');
      return delivered(id, at, receipt, worker);
    };
    await w.until('09:18');
    expect(texts(w, 'alex').filter((text) => text?.includes('update rung'))).toHaveLength(1);
    expect(failures).toBeLessThan(0);
    expect(await states(w)).toEqual([]);
  });
});

describe('a send that may have arrived', () => {
  it('is repeated once, and says so', async () => {
    const w = await withCase();
    await w.until('09:09');
    w.carrier.fail('alex', answerLost, 1);
    await w.until('09:12');
    const pings = texts(w, 'alex').filter((text) => text?.includes('update'));
    expect(pings).toHaveLength(2);
    expect(pings[1]).toMatch(/^May have come already\. /);
  });

  it('is then left to the next reminder, without being called refused', async () => {
    const w = await withCase();
    await w.until('09:09');
    w.carrier.fail('alex', answerLost);
    await w.until('09:20');
    expect(w.pings('alex')).toHaveLength(2);
    expect((await states(w)).map(([, state]) => state)).toEqual(['failed']);
    expect((await w.case()).undelivered).toEqual({});
    await w.until('09:26');
    expect(w.pings('alex')).toHaveLength(4);
  });

  it('writes the attempt before anything leaves', async () => {
    const w = await withCase();
    const begun: number[] = [];
    w.carrier.onTry = async ({ messageId, attempt }) => {
      const row = (await w.store.messagesOf('INC-1')).find(({ id }) => id === messageId);
      begun.push((row?.attempts ?? 0) - attempt);
    };
    await w.until('09:12');
    expect(begun.length).toBeGreaterThan(0);
    expect(new Set(begun)).toEqual(new Set([0]));
  });

  it('after a crash between sending and writing it down is repeated at most once, marked', async () => {
    const w = await withCase();
    await w.until('09:09');
    const delivered = w.store.delivered.bind(w.store);
    // The disk is gone from the moment at which the ping is out.
    w.store.delivered = (id, at, receipt, worker) =>
      w.pings('alex').length > 0 ? new Promise<never>(() => {}) : delivered(id, at, receipt, worker);
    await Promise.race([w.until('09:10'), new Promise((resolve) => setTimeout(resolve, 300))]);
    expect(w.pings('alex')).toHaveLength(1);
    await w.kill();
    await w.restart('09:10:30');
    await w.until('09:14');
    const pings = texts(w, 'alex').filter((text) => text?.includes('update rung'));
    expect(pings).toHaveLength(2);
    expect(pings[1]).toMatch(/^May have come already\. /);
  });
});

describe('a send that is refused for good', () => {
  it('pings the next contact within a minute and shows on the case', async () => {
    const w = await withCase();
    await w.until('09:09');
    w.carrier.fail('alex', blocked);
    await w.until('09:11');
    expect((await w.case()).undelivered['alex']?.reason).toContain('ConversationBlockedByUser');
    expect(w.pings('megan')).toEqual([expect.stringMatching(/^09:10(:\d\d)? update undelivered/)]);
    expect(w.arrivals('edit').at(-1)?.post.text).toContain('alex:failed');
  });

  it('is the same for a person whom no way leads to', async () => {
    const w = await withCase();
    await w.until('09:09');
    w.carrier.unknown.add('alex');
    await w.until('09:11');
    expect(w.pings('megan')).toEqual([expect.stringMatching(/update undelivered/)]);
  });

  it('says to the coordinators what the channel should have heard, once, and to the channel when it can', async () => {
    const w = await withCase();
    await w.until('09:39');
    w.carrier.fail('channel', shut);
    await w.until('09:50');
    expect(w.pings('megan')).toEqual(['09:40 update undelivered']);
    expect(w.inChannel().some((line) => line.includes('update'))).toBe(false);
    expect((await w.engine.events('INC-1')).filter(({ body }) => body.type === 'channel-shut')).toHaveLength(1);
    w.carrier.mend();
    await w.later(60_000);
    expect(w.inChannel().at(-1)).toContain('update');
  });

  it('keeps a root post for the day on which the channel can be posted to again', async () => {
    const w = await openWorld({ start, render: plainRenderer });
    w.carrier.fail('channel', shut);
    await w.does('alex', open);
    await w.later(3_600_000);
    w.carrier.mend();
    await w.later(120_000);
    expect(w.arrivals('channel').length).toBeGreaterThan(0);
    expect((await w.inThread()).length).toBeGreaterThan(0);
  });
});

describe('how fast', () => {
  const most = (at: number[], ms: number) => Math.max(...at.map((t) => at.filter((u) => u >= t && u < t + ms).length));

  it('never more in one conversation than Teams allows', async () => {
    const w = await withCase();
    await w.later(60_000);
    for (let n = 0; n < 90; n++) void w.engine.handle(noteOf(w, n));
    await w.engine.idle();
    await w.later(180_000);
    const thread = w.carrier.arrived.filter(({ to }) => to === 'edit' || to.startsWith('incidents'));
    const at = thread.map((one) => Date.parse(one.at));
    expect(thread.filter(({ to }) => to !== 'edit')).toHaveLength(90);
    expect(most(at, 1_000)).toBeLessThanOrEqual(7);
    expect(most(at, 2_000)).toBeLessThanOrEqual(8);
    expect(most(at, 30_000)).toBeLessThanOrEqual(60);
  });

  it('never more than fourteen a second over all, the most urgent first', async () => {
    const w = await openWorld({ start, render: plainRenderer });
    for (let n = 0; n < 12; n++) await quietCase(w);
    await w.until('09:09');
    const before = w.carrier.arrived.length;
    await w.until('09:10:30');
    const burst = w.carrier.arrived.slice(before);
    expect(burst.length).toBeGreaterThan(30);
    expect(
      most(
        burst.map((one) => Date.parse(one.at)),
        1_000,
      ),
    ).toBeLessThanOrEqual(14);
    const firstEdit = burst.findIndex(({ to }) => to === 'edit');
    expect(burst.slice(0, 7).every(({ to }) => to === 'alex')).toBe(true);
    expect(firstEdit).toBeGreaterThan(6);
  });
});

function noteOf(w: World, n: number) {
  const by = { kind: 'person', id: 'adele' } as const;
  return { id: `n${n}`, caseId: 'INC-1', at: w.now, by, intent: note(`note ${n}`) };
}
