import { StoreError } from './errors.ts';
import { contentOf, linkOf } from './seal.ts';
import { insertingRows, type Run, type Slot, statement } from './statement.ts';
import type { Commit, StoredEvent } from './types.ts';

const ofCase = statement((db, slot: Slot<{ caseId: string; from: number }>) =>
  db
    .selectFrom('events')
    .selectAll()
    .where('case_id', '=', slot('caseId'))
    .where('seq', '>=', slot('from'))
    .orderBy('seq'),
);

const last = statement((db, slot: Slot<{ caseId: string }>) =>
  db
    .selectFrom('events')
    .select(['seq', 'link', 'salt'])
    .where('case_id', '=', slot('caseId'))
    .orderBy('seq', 'desc')
    .limit(1),
);

interface NewEvent extends Record<string, string | number> {
  caseId: string;
  seq: number;
  at: string;
  by: string;
  commandId: string;
  version: number;
  body: string;
  salt: string;
  link: string;
}

const append = insertingRows((db, rows: Slot<NewEvent>[]) =>
  db.insertInto('events').values(
    rows.map((slot) => ({
      case_id: slot('caseId'),
      seq: slot('seq'),
      at: slot('at'),
      by: slot('by'),
      command_id: slot('commandId'),
      version: slot('version'),
      body: slot('body'),
      salt: slot('salt'),
      link: slot('link'),
    })),
  ),
);

export async function loadEvents(run: Run, caseId: string, from: number): Promise<StoredEvent[]> {
  const rows = await run(ofCase, { caseId, from });
  return rows.map((row) => ({
    caseId: row.case_id,
    seq: row.seq,
    at: row.at,
    by: row.by,
    commandId: row.command_id,
    version: row.version,
    body: JSON.parse(row.body) as StoredEvent['body'],
    salt: row.salt,
  }));
}

/** Where the chain of a case ends: its newest fact and that one's link. */
export interface Head {
  seq: number;
  link: string;
}

/** `seq` is 0 and the rest empty for a case without facts. */
export async function headOf(run: Run, caseId: string): Promise<Head & { salt: string }> {
  const [row] = await run(last, { caseId });
  return row ?? { seq: 0, link: '', salt: '' };
}

/**
 * Adds the facts after this head, each sealed to the one before, and returns the new head. Throws `wrong-value` when they
 * do not follow one by one: a gap would never be noticed later.
 */
export async function appendEvents(run: Run, { caseId, events }: Commit, head: Head): Promise<Head> {
  let { seq, link } = head;
  const rows: NewEvent[] = [];
  for (const event of events) {
    seq += 1;
    if (event.seq !== seq || event.caseId !== caseId) {
      throw new StoreError(
        'wrong-value',
        `Event ${event.seq} of ${event.caseId} came where ${seq} of ${caseId} belongs.`,
      );
    }
    const row = { ...event, body: JSON.stringify(event.body) };
    link = linkOf(link, caseId, seq, contentOf(row.salt, row));
    rows.push({ ...row, link });
  }
  await append(run, rows);
  return { seq, link };
}
