import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { Intent } from '../../src/domain/commands.ts';
import { timersOf } from '../../src/domain/timers.ts';
import { Fault } from '../../src/engine/index.ts';
import { newSalt, openStore } from '../../src/store/index.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

afterEach(closeWorlds);

const open: Intent = { type: 'case.new', title: 'Outgoing e-mail blocked', severity: 'sev1', affects: ['email'] };
const start = '2023-07-31T06:10:00Z';

async function withCase() {
  const w = await openWorld({ start });
  await w.does('alex', open);
  return w;
}

describe('a command', () => {
  it('opens cases under running numbers', async () => {
    const w = await openWorld({ start });
    expect((await w.does('alex', open)).id).toBe('INC-1');
    expect((await w.does('alex', open)).id).toBe('INC-2');
  });

  it('opens one case for each of many at once', async () => {
    const w = await openWorld({ start });
    const cases = await Promise.all(Array.from({ length: 10 }, () => w.does('alex', open)));
    expect(new Set(cases.map(({ id }) => id)).size).toBe(10);
  });

  it('of many at once on one case loses none', async () => {
    const w = await withCase();
    await Promise.all(Array.from({ length: 100 }, (_, n) => w.does('alex', { type: 'note', words: `note ${n}` })));
    const noted = (await w.engine.events('INC-1')).filter(({ body }) => body.type === 'noted');
    expect(noted).toHaveLength(100);
  });

  it('gets a code to quote where words go to a vendor', async () => {
    const w = await withCase();
    const state = await w.does('megan', { type: 'ticket.open', vendor: 'microsoft', words: 'blocked' });
    expect(state.tickets[0]?.sent[0]?.code).toMatch(/^K-[2-9A-HJKMNP-TV-Z]{5}$/);
  });

  it('on a case that does not exist is refused', async () => {
    const w = await openWorld({ start });
    const outcome = await w.wants('alex', { type: 'note', words: 'hello' }, { caseId: 'INC-9' });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { no: 'no-such-case' }, state: null });
  });

  it('naming a playbook that does not exist is refused with those that do', async () => {
    const w = await openWorld({ start });
    const outcome = await w.wants('alex', { ...open, playbook: 'mail-blok' });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { no: 'unknown-playbook', playbook: 'mail-blok' } });
    expect(outcome.kind === 'refused' && 'known' in outcome.refusal && outcome.refusal.known).toContain('mail-block');
  });
});

describe('the same command id', () => {
  it('opens one case and gets the same answer', async () => {
    const w = await openWorld({ start });
    const first = await w.wants('alex', open, { id: 'a1' });
    await w.later(60_000);
    await w.does('alex', { type: 'note', words: 'meanwhile' });
    const again = await w.wants('alex', open, { id: 'a1' });
    expect(again).toEqual(first);
    expect((await w.store.cases()).map(({ caseId }) => caseId)).toEqual(['INC-1']);
  });

  it('gets the same refusal, though it would be allowed by now', async () => {
    const w = await withCase();
    const undo: Intent = { type: 'step.undo', step: 2 };
    const first = await w.wants('alex', undo, { id: 'a2' });
    expect(first.kind).toBe('refused');
    await w.does('alex', { type: 'step.done', step: 2 });
    expect(await w.wants('alex', undo, { id: 'a2' })).toEqual(first);
    expect((await w.case()).steps.find(({ number }) => number === 2)?.status).toBe('done');
  });

  it('is remembered by the next process too', async () => {
    const w = await withCase();
    const note: Intent = { type: 'note', words: 'once' };
    const first = await w.wants('alex', note, { id: 'a3' });
    await w.kill();
    await w.restart('08:11');
    expect(await w.wants('alex', note, { id: 'a3' })).toEqual(first);
    const noted = (await w.engine.events('INC-1')).filter(({ body }) => body.type === 'noted');
    expect(noted).toHaveLength(1);
  });

  it('does nothing twice when it comes twice at once', async () => {
    const w = await withCase();
    const note: Intent = { type: 'note', words: 'twice at once' };
    const [first, second] = await Promise.all([
      w.wants('alex', note, { id: 'a4' }),
      w.wants('alex', note, { id: 'a4' }),
    ]);
    expect(second).toEqual(first);
    expect((await w.engine.events('INC-1')).filter(({ body }) => body.type === 'noted')).toHaveLength(1);
  });
});

describe('when somebody else writes to the same case', () => {
  it('is decided again on what is there then', async () => {
    const w = await withCase();
    const seen = await w.case();
    // Another writer on the same store: the engine's own state is older now.
    await w.store.commit({
      caseId: 'INC-1',
      expected: seen.version,
      events: [
        {
          caseId: 'INC-1',
          seq: seen.version + 1,
          at: w.now,
          by: 'megan',
          commandId: 'elsewhere',
          version: 1,
          body: { type: 'step-done', step: 2 },
          salt: newSalt(),
        },
      ],
      timers: [],
      messages: [],
      index: null,
    });
    const outcome = await w.wants('alex', { type: 'step.done', step: 2 });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { no: 'step-settled', by: 'megan' } });
    const state = await w.does('alex', { type: 'step.done', step: 3 });
    expect(state.version).toBe(seen.version + 2);
  });
});

describe('commands that are decided on others still on their way to the disk', () => {
  /** From now on commits wait until they are let go, in the order in which they were asked for. */
  function holdCommits(w: World) {
    const { commit } = w.store;
    const held: (() => Promise<unknown>)[] = [];
    w.store.commit = (wanted) =>
      new Promise((resolve, reject) => held.push(() => commit(wanted).then(resolve, reject)));
    return {
      async until(count: number) {
        while (held.length < count) await new Promise((resolve) => setImmediate(resolve));
      },
      async letGo(count = held.length) {
        for (const one of held.splice(0, count)) await one();
      },
      /** Everything, and whatever is asked for from now on. */
      end() {
        w.store.commit = commit;
        return this.letGo();
      },
    };
  }

  function saying(w: World) {
    let count = 0;
    return (intent: Intent, id = `busy-${++count}`) =>
      w.engine.handle({ id, caseId: 'INC-1', at: w.now, by: { kind: 'person', id: 'alex' }, intent });
  }

  const extra = (state: Case) => state.steps.length + 1;

  it('are not decided past them because a repeat comes in between', async () => {
    const w = await withCase();
    const say = saying(w);
    const step = extra(await w.case());
    await say({ type: 'step.done', step: 99 }, 'refused before');
    const commits = holdCommits(w);
    const begun = [
      say({ type: 'note', words: 'one' }),
      say({ type: 'step.done', step: 99 }, 'refused before'),
      say({ type: 'note', words: 'two' }),
    ];
    await commits.until(3);
    await commits.letGo(2);
    await begun[1];
    begun.push(say({ type: 'step.add', text: 'look again' }), say({ type: 'step.done', step }));
    await commits.until(3);
    await commits.end();
    expect((await Promise.all(begun)).map(({ kind }) => kind)).toEqual(['done', 'refused', 'done', 'done', 'done']);
    expect((await w.case()).steps.find(({ number }) => number === step)?.status).toBe('done');
  });

  it.each([
    ['somebody else has written as many facts', 'elsewhere'],
    ['the same command has made others, tried by another process at the same moment', 'busy-1'],
  ])('are decided again when those were not kept, also where %s', async (_, commandId) => {
    const w = await withCase();
    const say = saying(w);
    const state = await w.case();
    const step = extra(state);
    const elsewhere = { caseId: 'INC-1', seq: state.version + 1, at: w.now, by: 'megan', version: 1, salt: newSalt() };
    const note = { ...elsewhere, commandId, body: { type: 'noted', words: 'of another replica' } };
    const timers = timersOf(state);
    const { commit } = w.store;
    const commits = holdCommits(w);
    const begun = [say({ type: 'step.add', text: 'look again' }), say({ type: 'step.done', step })];
    await commits.until(2);
    await commit({ caseId: 'INC-1', expected: state.version, events: [note], timers, messages: [], index: null });
    await commits.end();
    const [added, done] = await Promise.all(begun);
    expect(added?.kind).toBe('done');
    const status = (await w.case()).steps.find(({ number }) => number === step)?.status;
    // The two may have changed places; then there was no such step yet. What was answered is what is there.
    expect(status).toBe(done?.kind === 'done' ? 'done' : 'open');
    const kinds = (await w.engine.events('INC-1')).map(({ body }) => body.type);
    if (done?.kind === 'done') expect(kinds.indexOf('steps-added')).toBeLessThan(kinds.indexOf('step-done'));
  });
});

describe('a fault', () => {
  it('has a code and a reference, and the case goes on afterwards', async () => {
    const w = await withCase();
    const { store } = w;
    await store.close();
    const thrown = await w.wants('alex', { type: 'note', words: 'lost' }, { id: 'a5' }).catch((error) => error);
    expect(thrown).toBeInstanceOf(Fault);
    expect(thrown).toMatchObject({ code: 'STORE_FAILED', caseId: 'INC-1', commandId: 'a5' });
    expect(thrown.reference).toMatch(/^[2-9A-Z]{4}$/);
    const again = await openStore({ dataDir: w.folder });
    expect((await again.load('INC-1')).filter(({ body }) => body.type === 'noted')).toEqual([]);
    await again.close();
  });
});
