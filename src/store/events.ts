import { StoreError } from './errors.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { Commit, StoredEvent } from './types.ts';

const ofCase = statement((db, slot: Slot<{ caseId: string }>) =>
  db.selectFrom('events').selectAll().where('case_id', '=', slot('caseId')).orderBy('seq'),
);

const last = statement((db, slot: Slot<{ caseId: string }>) =>
  db
    .selectFrom('events')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('case_id', '=', slot('caseId')),
);

interface NewEvent extends Record<string, string | number> {
  caseId: string;
  seq: number;
  at: string;
  by: string;
  commandId: string;
  version: number;
  body: string;
}

const append = statement((db, slot: Slot<NewEvent>) =>
  db.insertInto('events').values({
    case_id: slot('caseId'),
    seq: slot('seq'),
    at: slot('at'),
    by: slot('by'),
    command_id: slot('commandId'),
    version: slot('version'),
    body: slot('body'),
  }),
);

export async function loadEvents(run: Run, caseId: string): Promise<StoredEvent[]> {
  const rows = await run(ofCase, { caseId });
  return rows.map((row) => ({
    caseId: row.case_id,
    seq: row.seq,
    at: row.at,
    by: row.by,
    commandId: row.command_id,
    version: row.version,
    body: JSON.parse(row.body) as StoredEvent['body'],
  }));
}

/** 0 for a case without facts. */
export async function lastSeq(run: Run, caseId: string): Promise<number> {
  const [row] = await run(last, { caseId });
  return row?.seq ?? 0;
}

/** Throws `wrong-value` when the facts do not follow `expected` one by one: a gap would never be noticed later. */
export async function appendEvents(run: Run, { caseId, expected, events }: Commit): Promise<void> {
  let seq = expected;
  for (const event of events) {
    seq += 1;
    if (event.seq !== seq || event.caseId !== caseId) {
      throw new StoreError(
        'wrong-value',
        `Event ${event.seq} of ${event.caseId} came where ${seq} of ${caseId} belongs.`,
      );
    }
    await run(append, { ...event, body: JSON.stringify(event.body) });
  }
}
