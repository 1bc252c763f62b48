// A hundred fires at once, and an hour in which Teams takes nothing: what goes out when, and what is left out.
import { afterEach, expect, test } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import type { Message } from '../../src/domain/message.ts';
import { SEVERITIES } from '../../src/domain/organisation.ts';
import { type Instant, plusMs, toMs } from '../../src/domain/time.ts';
import { createEngine } from '../../src/engine/index.ts';
import { parcelOf } from '../../src/engine/outbox.ts';
import type { OutboxRow } from '../../src/store/index.ts';
import { plainRenderer } from '../support/plainRenderer.ts';
import { tooMany } from '../support/recordingCarrier.ts';
import { example } from '../support/story.ts';
import { WindowedCarrier } from '../support/windows.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

afterEach(closeWorlds);

const CASES = 100;
const STORM_CASES = Number(process.env['STORM_CASES'] ?? 12);

const severityOf = (caseId: string) => SEVERITIES[Number(caseId.slice(4)) % SEVERITIES.length] ?? 'sev1';

async function fires(count: number, shared = false): Promise<{ w: World; carrier: WindowedCarrier }> {
  const w = await openWorld({
    shared,
    pollMs: shared ? 5_000 : 600_000,
    start: '2023-07-31T06:10:00Z',
    render: plainRenderer,
    carrier: (clock) => new WindowedCarrier(clock),
  });
  for (let number = 1; number <= count; number++) {
    const severity = severityOf(`INC-${number}`);
    const open: Intent = { type: 'case.new', title: `Fire ${number}`, severity, affects: ['email'] };
    const { id: caseId } = await w.does('alex', open);
    await w.does('megan', { type: 'ticket.open', vendor: 'microsoft', words: 'no mail' } as Intent, { caseId });
  }
  return { w, carrier: w.carrier as WindowedCarrier };
}

async function allRows(w: World): Promise<OutboxRow[]> {
  const cases = await w.store.cases();
  return (await Promise.all(cases.map(({ caseId }) => w.store.messagesOf(caseId)))).flat();
}

/** Who is to be reminded of what: `INC-3 ping alex step:2`. */
function remindersIn(message: Message, caseId = ''): string[] {
  if (!('items' in message)) return [];
  const people = message.kind === 'ping' ? [message.person] : message.people;
  return message.items.flatMap(({ ping }) => people.map((person) => `${caseId} ${message.kind} ${person} ${ping.key}`));
}

/** All that fell due since then or was still to be brought, whatever became of it. */
async function remindersSince(w: World, since: Instant): Promise<Set<string>> {
  const rows = (await allRows(w)).filter(({ endedAt }) => endedAt === null || endedAt > since);
  return new Set(rows.flatMap((row) => remindersIn(parcelOf(row).message, row.caseId)));
}

test('a hundred cases at once never make Teams say that we are too fast', async () => {
  const { w, carrier } = await fires(CASES);
  await w.later(40 * 60_000);
  expect(carrier.tooFast).toEqual([]);
  expect(carrier.arrived.length).toBeGreaterThan(3 * CASES);
});

test('nor do two bots on one database, each of which brings what it finds', async () => {
  const { w, carrier } = await fires(1, true);
  const other = createEngine({
    store: w.store,
    clock: w.clock,
    carrier,
    render: plainRenderer,
    supplier: { organisation: () => w.organisation, playbooks: () => [...example.playbooks.values()] },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    pollMs: 5_000,
    auditMs: null,
    shared: true,
  });
  await other.start();
  const both = async () => {
    for (let n = 0; n < 3; n += 1) await Promise.all([w.engine.idle(), other.idle()]);
  };
  await w.clock.moveTo(plusMs(w.now, 10_000), both);
  const by = { kind: 'person', id: 'alex' } as const;
  const said = (number: number, intent: Intent, caseId = '') =>
    (number % 2 === 0 ? other : w.engine).handle({ id: `${intent.type} ${number}`, caseId, at: w.now, by, intent });
  for (let number = 2; number <= 40; number += 1)
    await said(number, { type: 'case.new', title: `Fire ${number}`, severity: 'sev1', affects: ['email'] });
  await w.clock.moveTo(plusMs(w.now, 120_000), both);
  const cases = await w.store.cases();
  await Promise.all(cases.map(({ caseId }, n) => said(n, { type: 'note', words: 'what now?' }, caseId)));
  await w.clock.moveTo(plusMs(w.now, 60_000), both);
  expect(carrier.tooFast).toEqual([]);
  expect(carrier.arrived.length).toBeGreaterThan(2 * cases.length);
  await other.stop();
});

test.each([
  ['that names no time', undefined],
  ['that asks for twenty seconds each time', 20_000],
])(
  'after an hour of 429 %s everything is out within two minutes, the most urgent first, stale reminders merged, none lost',
  async (_, afterMs) => {
    const { w, carrier } = await fires(STORM_CASES);
    await w.later(600_000);
    const begun = w.now;
    carrier.fail('*', tooMany(afterMs));
    await w.later(3_600_000);
    carrier.mend();
    const mended = w.now;
    const owed = await remindersSince(w, begun);
    await w.later(120_000);

    const arrived = new Set(carrier.arrived.filter(({ at }) => at > mended).map(({ post }) => post));
    const messages = new Map(w.everything().map((one) => [one.post, one.message]));
    const out = carrier.arrived.flatMap((one) => {
      const message = arrived.has(one.post) ? messages.get(one.post) : undefined;
      const caseId = one.post.text?.match(/INC-\d+/)?.[0] ?? '';
      return message === undefined ? [] : [{ ...one, message, caseId, after: toMs(one.at) - toMs(mended) }];
    });
    const waiting = (await allRows(w)).filter(({ state }) => state === 'waiting');
    expect(waiting.map(({ caseId, audience, reason, dueAt }) => ({ caseId, audience, reason, dueAt }))).toEqual([]);
    if (process.env.DBG)
      for (const o of out)
        console.log(o.after, o.message.kind, o.caseId, o.to, JSON.stringify(remindersIn(o.message, '')));
    const last = Math.max(...out.map(({ after }) => after));
    process.stdout.write(`${STORM_CASES} cases: ${out.length} posts, the last ${last / 1000} s after the storm\n`);
    expect((await allRows(w)).filter(({ state }) => state === 'failed')).toEqual([]);
    expect(carrier.tooFast).toEqual([]);

    const reminders = out.flatMap(({ message, caseId }) => remindersIn(message, caseId));
    const said = new Set(reminders);
    expect(owed.size).toBeGreaterThan(10 * STORM_CASES);
    expect([...owed].filter((one) => !said.has(one))).toEqual([]);

    // However many rungs passed meanwhile: nobody is asked for a thing twice. The thread says one again only beside something new.
    const times = [...Map.groupBy(reminders, (one) => one)].map(([one, { length }]) => ({ one, length }));
    expect(times.filter(({ one, length }) => length > (one.includes(' thread-ping ') ? 2 : 1))).toEqual([]);

    const middle = (kind: string) => {
      const at = out.filter(({ message }) => message.kind === kind).map(({ after }) => after);
      return at[Math.floor(at.length / 2)] ?? Number.NaN;
    };
    // What the carrier asked for is kept, in each conversation for itself; otherwise the first post that is taken opens the way for all.
    if (afterMs !== undefined) return;
    expect(middle('ping')).toBeLessThan(middle('thread-ping'));
    expect(middle('thread-ping')).toBeLessThan(middle('refresh'));
    const [first] = out;
    const pings = out.filter(({ message, at }) => message.kind === 'ping' && at > (first?.at ?? ''));
    for (const [, toOne] of Map.groupBy(pings, ({ to }) => to)) {
      const graveness = toOne.map(({ caseId }) => SEVERITIES.indexOf(severityOf(caseId)));
      expect(graveness).toEqual(graveness.toSorted((a, b) => a - b));
    }
  },
  600_000,
);
