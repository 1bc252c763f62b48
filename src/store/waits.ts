import { type Run, type Slot, statement } from './statement.ts';
import type { WaitRow } from './types.ts';

const drop = statement((db, slot: Slot<{ caseId: string }>) =>
  db.deleteFrom('waits').where('case_id', '=', slot('caseId')),
);

const insert = statement((db, slot: Slot<{ caseId: string; ticket: string; vendor: string; body: string }>) =>
  db
    .insertInto('waits')
    .values({ case_id: slot('caseId'), ticket: slot('ticket'), vendor: slot('vendor'), body: slot('body') }),
);

const all = statement((db, _slot: Slot<Record<string, never>>) =>
  db.selectFrom('waits').selectAll().orderBy('case_id').orderBy('ticket'),
);

const ofVendor = statement((db, slot: Slot<{ vendor: string }>) =>
  db.selectFrom('waits').selectAll().where('vendor', '=', slot('vendor')).orderBy('case_id').orderBy('ticket'),
);

/** The rows of a case, as they ought to be now. */
export async function replaceWaits(run: Run, caseId: string, rows: readonly WaitRow[]): Promise<void> {
  await run(drop, { caseId });
  for (const { ticket, vendor, body } of rows)
    await run(insert, { caseId, ticket, vendor, body: JSON.stringify(body) });
}

export async function waits(run: Run, vendor?: string): Promise<(WaitRow & { caseId: string })[]> {
  const rows = vendor === undefined ? await run(all, {}) : await run(ofVendor, { vendor });
  return rows.map((row) => ({
    caseId: row.case_id,
    ticket: row.ticket,
    vendor: row.vendor,
    body: JSON.parse(row.body) as Record<string, unknown>,
  }));
}
