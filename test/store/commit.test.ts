import { describe, expect, test } from 'vitest';
import { aCommit, aMessage, at, freshStore } from './support.ts';

describe('a commit', () => {
  test('comes back as it went in, in order', async () => {
    const store = await freshStore();
    const first = aCommit({ events: ['opened', 'step-done'] });
    const second = aCommit({ expected: 2, events: ['resolved'] });
    first.events[0]!.body = { type: 'opened', title: 'Zażółć "gęślą" 🔥\u0000', nested: { list: [1, null, true] } };
    expect(await store.commit(first)).toBe('committed');
    expect(await store.commit(second)).toBe('committed');
    expect(await store.load('case-1')).toEqual([...first.events, ...second.events]);
    expect(await store.load('case-2')).toEqual([]);
  });

  test('on facts that somebody else has added to is a conflict and leaves nothing behind', async () => {
    const store = await freshStore();
    await store.commit(aCommit({ events: ['opened'] }));
    const late = aCommit({
      events: ['opened-too', 'more'],
      command: 'late',
      timers: [{ key: 'late', at: at('07:00') }],
      messages: [aMessage('late')],
    });
    expect(await store.commit(late)).toBe('conflict');
    expect((await store.load('case-1')).map((e) => e.body.type)).toEqual(['opened']);
    expect(await store.answerOf('late')).toBeNull();
    expect(await store.nextTimerAt()).toBeNull();
    expect(await store.messagesOf('case-1')).toEqual([]);
  });

  test('on as many facts as there are, but not on those, is a conflict', async () => {
    const store = await freshStore();
    const mine = aCommit({ events: ['opened'] });
    await store.commit(mine);
    const late = aCommit({ expected: 1, events: ['more'] });
    // The same command at the same moment, tried a second time on something else.
    const [another] = aCommit({ events: ['opened'] }).events;
    expect(await store.commit({ ...late, expectedSalt: another?.salt ?? '' })).toBe('conflict');
    expect(await store.commit({ ...late, expectedSalt: mine.events[0]?.salt ?? '' })).toBe('committed');
  });

  test('that skips a fact is refused', async () => {
    const store = await freshStore();
    expect(await store.commit(aCommit({ expected: 3 }))).toBe('conflict');
    const gap = aCommit({ events: ['one', 'two'] });
    gap.events[1]!.seq = 3;
    await expect(store.commit(gap)).rejects.toMatchObject({ name: 'StoreError', code: 'wrong-value' });
    expect(await store.load('case-1')).toEqual([]);
  });

  test('of two new cases with one number keeps one', async () => {
    const store = await freshStore();
    expect(await store.nextCaseNumber()).toBe(1);
    const results = await Promise.all([
      store.commit(aCommit({ caseId: 'case-a', number: 1 })),
      store.commit(aCommit({ caseId: 'case-b', number: 1 })),
    ]);
    expect(results.toSorted()).toEqual(['committed', 'conflict']);
    expect(await store.nextCaseNumber()).toBe(2);
    expect(await store.load(results[0] === 'committed' ? 'case-b' : 'case-a')).toEqual([]);
  });

  test('of fifty writers at once on one case lets exactly one in each time', async () => {
    const store = await freshStore();
    const writers = Array.from({ length: 50 }, async (_, i) => {
      let tries = 0;
      for (;;) {
        tries += 1;
        const expected = (await store.load('case-1')).length;
        const result = await store.commit(aCommit({ expected, events: [`by-${i}`], command: `command-${i}` }));
        if (result === 'committed') return tries;
      }
    });
    await Promise.all(writers);
    const events = await store.load('case-1');
    expect(events.map((e) => e.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(new Set(events.map((e) => e.body.type)).size).toBe(50);
  });

  test('of a command that was answered gives that answer and changes nothing', async () => {
    const store = await freshStore();
    await store.commit(aCommit({ command: 'again' }));
    const again = aCommit({ expected: 1, events: ['twice'], command: 'again' });
    expect(await store.commit(again)).toEqual({ duplicate: { said: 'answer to again' } });
    expect(await store.load('case-1')).toHaveLength(1);
    expect(await store.answerOf('again')).toEqual({ said: 'answer to again' });
  });

  test('of a command that comes twice at the same moment is done once', async () => {
    const store = await freshStore();
    const both = await Promise.all([
      store.commit(aCommit({ command: 'twin' })),
      store.commit(aCommit({ command: 'twin' })),
    ]);
    expect(both).toEqual(['committed', { duplicate: { said: 'answer to twin' } }]);
  });

  test('of a form that another command has used gives what it was used for, also when all answers are gone', async () => {
    const store = await freshStore();
    const withForm = (command: string, expected: number, events: string[]) => {
      const body = { said: `answer to ${command}` };
      const answer = { commandId: command, at: at('06:10'), body, form: 'mark' };
      return { ...aCommit({ expected, events }), answer };
    };
    // A "no" uses no form up.
    expect(await store.commit({ ...withForm('refused', 0, []), index: null })).toBe('committed');
    expect(await store.commit(withForm('first', 0, ['once']))).toBe('committed');
    await store.purge('2099-01-01T00:00:00.000Z');
    expect(await store.answerOf('first')).toBeNull();
    const used = { used: { said: 'answer to first' } };
    expect(await store.commit(withForm('second', 1, ['twice']))).toEqual(used);
    expect(await store.commit(withForm('third', 7, ['twice']))).toEqual(used);
    expect(await store.load('case-1')).toHaveLength(1);
  });

  test('can keep an answer alone, without a case', async () => {
    const store = await freshStore();
    const refused = { ...aCommit({ caseId: '', events: [], command: 'refused' }), index: null };
    expect(await store.commit(refused)).toBe('committed');
    expect(await store.answerOf('refused')).toEqual({ said: 'answer to refused' });
    expect(await store.cases()).toEqual([]);
  });

  test('that cannot be kept does not take its neighbours with it', async () => {
    const store = await freshStore();
    const broken = aCommit({ caseId: 'broken', number: 9, timers: [{ key: 'x', at: '2023-07-31T06:10:00Z' }] });
    const circular = aCommit({ caseId: 'circular', number: 8 });
    circular.events[0]!.body['self'] = circular;
    const results = await Promise.allSettled([
      store.commit(aCommit({ caseId: 'good-1', number: 1 })),
      store.commit(broken),
      store.commit(circular),
      store.commit(aCommit({ caseId: 'good-2', number: 2 })),
    ]);
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value : r.reason.code))).toEqual([
      'committed',
      'wrong-value',
      'failed',
      'committed',
    ]);
    expect(await store.load('broken')).toEqual([]);
    expect((await store.cases()).map((c) => c.caseId)).toEqual(['good-1', 'good-2']);
  });
});

describe('the board', () => {
  test('shows the newest row of each case, by number, and can leave out states', async () => {
    const store = await freshStore();
    await store.commit(aCommit({ caseId: 'b', number: 2 }));
    await store.commit(aCommit({ caseId: 'a', number: 1 }));
    const closing = aCommit({ caseId: 'a', expected: 1, number: 1, events: ['closed'] });
    closing.index = { ...closing.index!, status: 'closed', owner: 'megan', nextAt: at('09:00') };
    await store.commit(closing);
    expect((await store.cases()).map((c) => [c.number, c.status, c.owner, c.nextAt])).toEqual([
      [1, 'closed', 'megan', at('09:00')],
      [2, 'open', 'alex', null],
    ]);
    expect((await store.cases({ status: ['open', 'resolved'] })).map((c) => c.caseId)).toEqual(['b']);
  });

  test('keeps the thread of a case through later commits', async () => {
    const store = await freshStore();
    await store.commit(aCommit());
    await store.setThread('case-1', '19:abc@thread;messageid=1');
    await store.commit(aCommit({ expected: 1, events: ['more'] }));
    expect(await store.caseByThread('19:abc@thread;messageid=1')).toBe('case-1');
    expect(await store.caseByThread('19:other')).toBeNull();
    expect((await store.cases())[0]?.threadId).toBe('19:abc@thread;messageid=1');
    await expect(store.setThread('nobody', 'x')).rejects.toMatchObject({ code: 'no-case' });
  });
});
