// Run by kill.test.ts as a process of its own: commits on several cases at once, for ever, and writes a line
// "case seq" for each commit that was acknowledged.
import { writeSync } from 'node:fs';
import { type Commit, newSalt, openStore } from '../../src/store/index.ts';

const where = process.argv[2] ?? '';
const store = await openStore({ dataDir: where, databaseUrl: where.startsWith('postgres:') ? where : null });
const at = '2023-07-31T06:10:00.000Z';

function next(caseId: string, number: number, seq: number): Commit {
  const commandId = `${caseId}-${seq}`;
  return {
    caseId,
    expected: seq - 1,
    events: [{ caseId, seq, at, by: 'alex', commandId, version: 1, body: { type: 'said', seq }, salt: newSalt() }],
    timers: [{ key: `timer-${seq}`, at }],
    messages: [{ id: commandId, audience: 'thread', urgency: 0, body: { seq }, dueAt: at }],
    answer: { commandId, at, body: { seq } },
    index: { caseId, number, status: 'open', title: '', severity: '1', owner: 'alex', openedAt: at, nextAt: at },
  };
}

for (const number of [1, 2, 3, 4]) {
  const caseId = `case-${number}`;
  let seq = (await store.load(caseId)).length;
  void (async () => {
    for (;;) {
      seq += 1;
      if ((await store.commit(next(caseId, number, seq))) !== 'committed') throw new Error('not committed');
      writeSync(1, `${caseId} ${seq}\n`);
    }
  })();
}
