// Several processes on one database keep states in memory; what they answer must be what one that reads everything would answer.
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/fold.ts';
import { asStored, historyOf } from '../../src/engine/history.ts';
import { newSalt, type StoredEvent } from '../../src/store/index.ts';
import { Story } from '../support/story.ts';

/** A case as its facts come in, on a disk that says how many of them were read. */
function disk() {
  const s = new Story('2023-07-31T06:10:00Z');
  const rows: StoredEvent[] = [];
  let read = 0;
  return {
    s,
    rows,
    load: async (_caseId: string, from = 1) => {
      const wanted = rows.filter(({ seq }) => seq >= from);
      read += wanted.length;
      return structuredClone(wanted);
    },
    /** How many facts were read since it was asked last. */
    read() {
      const count = read;
      read = 0;
      return count;
    },
    /** Keeps what has come since. */
    keep(commandId: string) {
      for (const event of s.events.slice(rows.length)) rows.push(asStored('INC-1', commandId, event, 1));
    },
  };
}

function opened() {
  const d = disk();
  d.s.say('alex', { type: 'case.new', title: 'Mail is down', severity: 'sev1', affects: ['email'] });
  for (let n = 0; n < 50; n++) d.s.say('alex', { type: 'note', words: `note ${n}` });
  d.keep('c1');
  return d;
}

describe('the state of a case that others write to as well', () => {
  it('is read on from where it was known', async () => {
    const d = opened();
    const history = historyOf(d, true);
    await history.newest('INC-1');
    d.read();
    expect(await history.newest('INC-1')).toBe(await history.newest('INC-1'));
    expect(d.read(), 'nothing but its own newest fact, each time').toBe(2);
    d.s.say('megan', { type: 'step.add', text: 'look again' });
    d.keep('c2');
    expect(await history.newest('INC-1')).toEqual(fold(d.s.events));
    expect(d.read()).toBe(2);
  });

  it('is read as a whole where another fact stands in the place of its newest', async () => {
    const d = opened();
    const history = historyOf(d, true);
    const before = await history.newest('INC-1');
    for (const row of d.rows.splice(-1)) d.rows.push({ ...row, salt: newSalt(), body: { type: 'was-away' } });
    d.read();
    const state = await history.newest('INC-1');
    expect(d.read()).toBe(1 + d.rows.length);
    expect(state?.version).toBe(before?.version);
    expect(state).not.toBe(before);
  });

  it('is read as a whole where facts are gone that it was made of', async () => {
    const d = opened();
    const history = historyOf(d);
    await history.newest('INC-1');
    d.rows.splice(-10);
    expect((await history.stored('INC-1'))?.version).toBe(d.rows.length);
    expect((await history.newest('INC-1'))?.version).toBe(d.rows.length);
  });

  it('in a process that is alone is not asked for at all', async () => {
    const d = opened();
    const history = historyOf(d);
    await history.newest('INC-1');
    d.read();
    await history.newest('INC-1');
    expect(d.read()).toBe(0);
  });
});
