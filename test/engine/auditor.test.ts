import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { Intent } from '../../src/domain/commands.ts';
import { plusMs } from '../../src/domain/time.ts';
import { timersOf } from '../../src/domain/timers.ts';
import type { Store } from '../../src/store/index.ts';
import { closeWorlds, openWorld, type World, type WorldOptions } from '../support/world.ts';

afterEach(closeWorlds);

const open: Intent = { type: 'case.new', title: 'Outgoing e-mail blocked', severity: 'sev1', affects: ['email'] };
const start = '2023-07-31T06:10:00Z';

async function withCase(options: Partial<WorldOptions> = {}): Promise<World> {
  const w = await openWorld({ start, pollMs: 30_000, auditMs: 60_000, ...options });
  await w.does('alex', open);
  await w.does('alex', { type: 'ticket.open', vendor: 'microsoft', words: 'outbound mail is blocked' });
  return w;
}

const byKey = (rows: readonly { key: string; at: string }[]) => rows.map(({ key, at }) => `${key} ${at}`).sort();

async function rowsAreRight(w: World): Promise<boolean> {
  const wanted = byKey(timersOf(await w.case()));
  expect(byKey(await w.store.timersOfCase('INC-1'))).toEqual(wanted);
  return wanted.length > 0;
}

async function told(w: World): Promise<object[]> {
  const events = await w.engine.events('INC-1');
  return events.flatMap(({ body }) => (body.type === 'timers-mended' ? [body] : []));
}

const logged = (w: World) => w.log.filter(({ message }) => message.startsWith('auditor:'));

describe('a round', () => {
  it('ends within a minute, also when many more cases are open than in the last one', async () => {
    const w = await withCase();
    await w.later(120_000);
    for (let number = 2; number <= 90; number += 1)
      await w.does('alex', { ...open, title: `Fire ${number}` }, { caseId: `INC-${number}` });
    await w.later(60_000);
    const before = (await w.engine.health()).lastAudit ?? '';
    await w.later(60_000);
    const after = (await w.engine.health()).lastAudit ?? '';
    expect(Date.parse(after) - Date.parse(before)).toBeGreaterThan(0);
    expect(Date.parse(w.now) - Date.parse(after)).toBeLessThan(60_000);
  });
});

describe('a timer row that is not what the facts ask for', () => {
  const update = "case_id = 'INC-1' and key = 'update'";

  it.each([
    ['is gone', `delete from timers where ${update}`, { lost: ['update'], moved: [], extra: 0 }],
    [
      'was moved later',
      `update timers set at = '2023-08-31T00:00:00.000Z' where ${update}`,
      { lost: [], moved: ['update'], extra: 0 },
    ],
    [
      'was moved earlier',
      `update timers set at = '2023-07-31T06:00:00.000Z' where ${update}`,
      { lost: [], moved: ['update'], extra: 0 },
    ],
    ['holds no instant', `update timers set at = 'garbage' where ${update}`, { lost: [], moved: ['update'], extra: 0 }],
    ['holds nothing', `update timers set at = '' where ${update}`, { lost: [], moved: ['update'], extra: 0 }],
    [
      'stands there too much',
      "insert into timers values ('INC-1', 'no:such thing', '2030-01-01T00:00:00.000Z')",
      { lost: [], moved: [], extra: 1 },
    ],
  ])('and %s is mended at the start, and told', async (_what, sql, found) => {
    const w = await withCase();
    await w.kill();
    await w.byHand(sql);
    await w.restart('08:11');
    expect(await rowsAreRight(w)).toBe(true);
    expect(await told(w)).toEqual([{ type: 'timers-mended', ...found }]);
    expect(logged(w)).toMatchObject([{ level: 'warn', about: { caseId: 'INC-1', commandId: expect.any(String) } }]);
    expect((await w.engine.health()).ok).toBe(true);
  });

  it('is mended within a minute while the bot runs, and what was lost is asked for at its time', async () => {
    let theStore: Store | undefined;
    const w = await withCase({
      faulty(store) {
        theStore = store;
        return store;
      },
    });
    await w.until('08:40');
    // A commit that carries no facts and no timers: what a defect of the writing side would leave behind.
    const { version } = await w.case();
    const lost = { caseId: 'INC-1', expected: version, events: [], timers: [], messages: [], index: null };
    expect(await theStore?.commit(lost)).toBe('committed');
    expect(await w.store.timersOfCase('INC-1')).toEqual([]);
    await w.until('08:41:01');
    expect(await rowsAreRight(w)).toBe(true);
    expect(await told(w)).toHaveLength(1);
    await w.until('09:11');
    expect(w.pings('alex').join(' ')).toContain('update');
  });

  it('is told once, in the timeline, and pings nobody', async () => {
    const w = await withCase();
    const before = w.everything().length;
    await w.kill();
    await w.byHand("delete from timers where case_id = 'INC-1'");
    await w.restart('08:11');
    await w.until('08:12:30');
    expect(await told(w)).toHaveLength(1);
    const heard = w
      .everything()
      .slice(before)
      .map(({ message }) => message.kind);
    expect(new Set(heard)).toEqual(new Set(['refresh']));
  });

  it('is mended once by two auditors that found it at the same time', async () => {
    const w = await withCase();
    await w.kill();
    await w.byHand("delete from timers where case_id = 'INC-1'");
    const second: Store['commit'][] = [];
    // The second auditor has read what the first has read, and comes with the same mending after it.
    const twice = await openWorldOn(w, (store) => ({
      ...store,
      commit: async (wanted) => {
        const first = await store.commit(wanted);
        if (wanted.events.some(({ body }) => body.type === 'timers-mended')) {
          second.push(store.commit);
          expect(await store.commit(wanted)).not.toBe('committed');
          expect(await store.commit({ ...wanted, answer: undefined as never })).toBe('conflict');
        }
        return first;
      },
    }));
    expect(second).toHaveLength(1);
    expect(await rowsAreRight(twice)).toBe(true);
    expect(await told(twice)).toHaveLength(1);
  });

  it('never undoes a newer decision: who was first in between is read again', async () => {
    const w = await withCase();
    await w.kill();
    await w.byHand(`delete from timers where ${update}`);
    let raced = false;
    const on = await openWorldOn(w, (store) => ({
      ...store,
      async timersOfCase(caseId) {
        const rows = await store.timersOfCase(caseId);
        if (!raced) {
          raced = true;
          const outcome = await on2().engine.handle({
            id: 'in-between',
            caseId,
            at: w.now,
            by: { kind: 'person', id: 'alex' },
            intent: { type: 'case.set', severity: 'sev2' },
          });
          expect(outcome.kind).toBe('done');
        }
        return rows;
      },
    }));
    function on2(): World {
      return w;
    }
    expect((await on.case()).severity).toBe('sev2');
    expect(await rowsAreRight(on)).toBe(true);
    // The command had set them right already.
    expect(await told(on)).toEqual([]);
    expect(on.log).toEqual([]);
  });
});

/** The same installation, started again on a store that is broken in one place. */
async function openWorldOn(w: World, faulty: (store: Store) => Store): Promise<World> {
  w.faulty = faulty;
  await w.restart('08:11');
  return w;
}

describe('a clock that is stuck', () => {
  /** The clock asks and hears of nothing; whoever writes and audits is well. */
  const blind = (store: Store): Store => ({ ...store, dueCases: async () => [], nextTimerAt: async () => null });

  it('turns the health red, in words, from five minutes on', async () => {
    const w = await withCase({ faulty: blind });
    const [first] = timersOf(await w.case())
      .map(({ at }) => at)
      .sort();
    const state: Case = await w.case();
    expect(state.status).toBe('open');
    await w.until(w.local(first ?? w.now));
    expect(await w.engine.health()).toMatchObject({ ok: true, reasons: [] });
    await w.later(4 * 60_000);
    expect(await w.engine.health()).toMatchObject({ ok: true });
    await w.later(2 * 60_000 + 1_000);
    const { ok, reasons } = await w.engine.health();
    expect(ok).toBe(false);
    expect(reasons).toEqual([
      expect.stringMatching(
        /^overdue: in 1 case something should have been asked more than five minutes ago, the longest \d minutes ago: INC-1$/,
      ),
    ]);
  });

  it('is green again within seconds when the clock goes on', async () => {
    let stuck = true;
    const w = await withCase({
      faulty: (store) => ({
        ...store,
        dueCases: async (...of) => (stuck ? [] : store.dueCases(...of)),
        nextTimerAt: async () => (stuck ? null : store.nextTimerAt()),
      }),
    });
    await w.until('08:30');
    expect((await w.engine.health()).ok).toBe(false);
    stuck = false;
    w.engine.nudge();
    await w.later(11_000);
    expect(await w.engine.health()).toMatchObject({ ok: true, reasons: [] });
  });
});

it('messages that nobody takes out of the outbox turn the health red', async () => {
  const w = await withCase({ faulty: (store) => ({ ...store, claimMessages: async () => [] }) });
  expect((await w.engine.health()).ok).toBe(true);
  await w.later(6 * 60_000);
  const { reasons } = await w.engine.health();
  expect(reasons).toEqual([expect.stringMatching(/^overdue: \d+ messages wait to be sent, the oldest for 6 minutes$/)]);
});

it('a case whose facts cannot be read is named, and the others are audited', async () => {
  const w = await withCase();
  await w.does('alex', open, { caseId: '' });
  await w.kill();
  await w.byHand(`update events set body = '{"type":"case-opened"}' where case_id = 'INC-1' and seq = 1`);
  await w.byHand("delete from timers where case_id = 'INC-2' and key = 'update'");
  await w.restart('08:11');
  const { reasons } = await w.engine.health();
  expect(reasons).toContainEqual('auditor: the facts of 1 case cannot be read: INC-1');
  expect((await w.store.timersOfCase('INC-2')).map(({ key }) => key)).toContain('update');
});

it('an auditor that does not come round turns the health red', async () => {
  let hangs = false;
  let goOn = () => {};
  const later = new Promise<never[]>((resolve) => {
    goOn = () => resolve([]);
  });
  const w = await withCase({
    faulty: (store) => ({ ...store, unclosedAfter: (...of) => (hangs ? later : store.unclosedAfter(...of)) }),
  });
  hangs = true;
  await w.clock.moveTo(w.instant('08:15'), async () => {
    for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
  });
  const { reasons } = await w.engine.health();
  goOn();
  expect(reasons).toContainEqual(expect.stringMatching(/^auditor: no whole round for \d minutes$/));
});

it('a database that does not answer turns the health red within two seconds, not never', async () => {
  let hangs = false;
  const never = new Promise<never>(() => {});
  const w = await withCase({ faulty: (store) => ({ ...store, ping: () => (hangs ? never : store.ping()) }) });
  hangs = true;
  const health = w.engine.health();
  await w.clock.moveTo(plusMs(w.now, 2_000), async () => undefined);
  expect(await health).toMatchObject({ ok: false, reasons: ['store: no answer within two seconds'] });
});

describe('somebody who could not be reached', () => {
  it('is taken off the case when heard of, also by a process that did not see it fail', async () => {
    const w = await withCase();
    await w.until('09:09');
    w.carrier.fail('alex', { ok: false, fate: 'refused', reason: '403 ConversationBlockedByUser' });
    await w.until('09:11');
    await w.kill();
    await w.restart('09:12');
    expect((await w.case()).undelivered['alex']?.reason).toContain('ConversationBlockedByUser');
    await w.engine.heardOf('alex');
    await w.later(61_000);
    expect((await w.case()).undelivered).toEqual({});
  });
});
