import { StoreError } from './errors.ts';
import type { Head } from './events.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { CaseIndexRow } from './types.ts';

const all = statement((db, _slot: Slot<Record<string, never>>) => db.selectFrom('cases').selectAll().orderBy('number'));

/** What is over is most of it after some years, and only the board of all cases wants that. */
const unfinished = statement((db, _slot: Slot<Record<string, never>>) =>
  db.selectFrom('cases').selectAll().where('status', '!=', 'closed').orderBy('number'),
);

const unclosed = statement((db, slot: Slot<{ most: number }>) =>
  db
    .selectFrom('cases')
    .select('case_id')
    .where('status', '<>', 'closed')
    .orderBy('number', 'desc')
    .limit(slot('most')),
);

const highest = statement((db, _slot: Slot<Record<string, never>>) =>
  db.selectFrom('cases').select((eb) => eb.fn.max('number').as('number')),
);

const byNumber = statement((db, slot: Slot<{ number: number }>) =>
  db.selectFrom('cases').select('case_id').where('number', '=', slot('number')),
);

const byThread = statement((db, slot: Slot<{ threadId: string }>) =>
  db.selectFrom('cases').select(['case_id', 'number']).where('thread_id', '=', slot('threadId')),
);

const thread = statement((db, slot: Slot<{ caseId: string; threadId: string }>) =>
  db
    .updateTable('cases')
    .set({ thread_id: slot('threadId') })
    .where('case_id', '=', slot('caseId'))
    .returning('case_id'),
);

interface Row extends Record<string, string | number | null> {
  caseId: string;
  number: number;
  status: string;
  title: string;
  severity: string;
  owner: string;
  openedAt: string;
  nextAt: string | null;
  threadId: string | null;
  seq: number;
  link: string;
}

const replace = statement((db, slot: Slot<Row>) =>
  db
    .insertInto('cases')
    .values({
      case_id: slot('caseId'),
      number: slot('number'),
      status: slot('status'),
      title: slot('title'),
      severity: slot('severity'),
      owner: slot('owner'),
      opened_at: slot('openedAt'),
      next_at: slot('nextAt'),
      thread_id: slot('threadId'),
      seq: slot('seq'),
      link: slot('link'),
    })
    .onConflict((clash) =>
      clash.column('case_id').doUpdateSet((eb) => ({
        status: eb.ref('excluded.status'),
        title: eb.ref('excluded.title'),
        severity: eb.ref('excluded.severity'),
        owner: eb.ref('excluded.owner'),
        next_at: eb.ref('excluded.next_at'),
        thread_id: eb.fn.coalesce('excluded.thread_id', 'cases.thread_id'),
        seq: eb.ref('excluded.seq'),
        link: eb.ref('excluded.link'),
      })),
    ),
);

/** Number and opening instant of a known case stay what they are; a thread once known is not forgotten. */
export async function saveCase(run: Run, row: CaseIndexRow, { seq, link }: Head): Promise<void> {
  await run(replace, { ...row, threadId: row.threadId ?? null, seq, link });
}

export async function numberTaken(run: Run, number: number): Promise<boolean> {
  return (await run(byNumber, { number })).length > 0;
}

export async function nextCaseNumber(run: Run): Promise<number> {
  const [row] = await run(highest, {});
  return (row?.number ?? 0) + 1;
}

export async function listCases(run: Run, status?: readonly string[]): Promise<CaseIndexRow[]> {
  const rows = await run(status?.includes('closed') === false ? unfinished : all, {});
  return rows
    .filter((row) => !status || status.includes(row.status))
    .map((row) => ({
      caseId: row.case_id,
      number: row.number,
      status: row.status as CaseIndexRow['status'],
      title: row.title,
      severity: row.severity,
      owner: row.owner,
      openedAt: row.opened_at,
      nextAt: row.next_at,
      threadId: row.thread_id,
    }));
}

export async function unclosedCases(run: Run, most: number): Promise<string[]> {
  return (await run(unclosed, { most })).map((row) => row.case_id);
}

export async function caseByThread(run: Run, threadId: string): Promise<string | null> {
  // Sorted here: asked for the newest, SQLite goes through all cases by number instead of to the one by its thread.
  const [newest] = (await run(byThread, { threadId })).sort((a, b) => b.number - a.number);
  return newest?.case_id ?? null;
}

export async function setThread(run: Run, caseId: string, threadId: string): Promise<void> {
  const changed = await run(thread, { caseId, threadId });
  if (changed.length === 0) throw new StoreError('no-case', `There is no case ${caseId}.`);
}
