import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { emptyPlace } from '../support/databases.ts';
import { folder } from './support.ts';

const committer = fileURLToPath(new URL('./committer.ts', import.meta.url));
const ROUNDS = 5;
/** On so many the committer works at once. */
const CASES = 4;

/** Lets a process commit, kills it after so many acknowledgements and one of each case, and returns the last acknowledged seq of each case. */
async function commitUntilKilled(where: string, acknowledgements: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, [committer, where], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const acknowledged = new Map<string, number>();
  let left = acknowledgements;
  for await (const line of createInterface({ input: child.stdout })) {
    const [caseId, seq] = line.split(' ');
    acknowledged.set(caseId ?? '', Number(seq));
    left -= 1;
    // A server gives its locks to whom it likes: each of the four cases has had its turn before the kill.
    if (left <= 0 && acknowledged.size === CASES) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

test(`${ROUNDS} kills in the middle of commits lose none that was acknowledged, nor half of one`, async () => {
  const dataDir = folder();
  const { databaseUrl, giveBack } = await emptyPlace();
  onTestFinished(giveBack);
  for (let round = 0; round < ROUNDS; round += 1) {
    const acknowledged = await commitUntilKilled(databaseUrl ?? dataDir, 40 + 37 * round);
    const store = await openStore({ dataDir, databaseUrl });
    // A server may still be ending what the dead process asked for: this waits its turn behind it.
    for (const caseId of acknowledged.keys()) await store.saveWaits(caseId, []);
    expect(acknowledged.size).toBe(CASES);
    for (const [caseId, seq] of acknowledged) {
      const events = await store.load(caseId);
      // One more may be there: on the disk, and killed before it could say so.
      expect([seq, seq + 1]).toContain(events.length);
      expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i + 1));
      expect(await store.messagesOf(caseId)).toHaveLength(events.length);
      expect(await store.answerOf(`${caseId}-${events.length}`)).toEqual({ seq: events.length });
      expect(await store.answerOf(`${caseId}-${events.length + 1}`)).toBeNull();
    }
    const timers = await store.dueTimersBetween('2023-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z');
    expect(timers).toHaveLength(CASES);
    await store.close();
  }
}, 60_000);
