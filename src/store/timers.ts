import type { Kysely } from 'kysely';
import { instant } from './check.ts';
import type { Tables } from './schema.ts';
import { insertingRows, type Run, type Slot, statement } from './statement.ts';
import type { DueTimer, TimerRow } from './types.ts';

const ofCase = statement((db, slot: Slot<{ caseId: string }>) =>
  db.selectFrom('timers').select(['key', 'at']).where('case_id', '=', slot('caseId')),
);

const drop = statement((db, slot: Slot<{ caseId: string; key: string }>) =>
  db.deleteFrom('timers').where('case_id', '=', slot('caseId')).where('key', '=', slot('key')),
);

const arm = insertingRows((db, rows: Slot<{ caseId: string; key: string; at: string }>[]) =>
  db
    .insertInto('timers')
    .values(rows.map((slot) => ({ case_id: slot('caseId'), key: slot('key'), at: slot('at') })))
    .onConflict((clash) => clash.columns(['case_id', 'key']).doUpdateSet((eb) => ({ at: eb.ref('excluded.at') }))),
);

/**
 * Materialised, else SQLite walks all timers by case to spare itself the grouping: 13 ms at 100,000, not 0.1. The earliest is asked for
 * by itself: PostgreSQL plans this once for every `at`, takes a third of the timers to be due, and reads all of them (13 to 50 ms at
 * 180,000), also when nothing is. It asks what has nothing to do with a row once, and first.
 */
const due = statement((db, slot: Slot<{ at: string; limit: number }>) =>
  db
    .with(
      (cte) => cte('due').materialized(),
      (from) =>
        from
          .selectFrom('timers')
          .select(['case_id', 'at'])
          .where('at', '<=', slot('at'))
          .where((eb) => eb(earliest(db), '<=', slot('at'))),
    )
    .selectFrom('due')
    .select('case_id')
    .groupBy('case_id')
    .orderBy((eb) => eb.fn.min('at'))
    .orderBy('case_id')
    .limit(slot('limit')),
);

/** One row with the instant of the earliest timer, or null. */
function earliest(db: Kysely<Tables>) {
  return db.selectFrom('timers').select((eb) => eb.fn.min('at').as('at'));
}

const between = statement((db, slot: Slot<{ from: string; to: string }>) =>
  db
    .selectFrom('timers')
    .selectAll()
    .where('at', '>', slot('from'))
    .where('at', '<=', slot('to'))
    .orderBy('at')
    .orderBy('case_id')
    .orderBy('key'),
);

const next = statement((db, _slot: Slot<Record<string, never>>) => earliest(db));

/** Makes the case's timers exactly these. Only what differs is written: of 20 timers a command moves one or two. */
export async function replaceTimers(run: Run, caseId: string, timers: TimerRow[]): Promise<void> {
  const armed = new Map((await run(ofCase, { caseId })).map((row) => [row.key, row.at]));
  const wanted = new Map(timers.map(({ key, at }) => [key, instant(at)]));
  const moved = [...wanted].filter(([key, at]) => armed.get(key) !== at);
  await arm(
    run,
    moved.map(([key, at]) => ({ caseId, key, at })),
  );
  for (const key of armed.keys()) if (!wanted.has(key)) await run(drop, { caseId, key });
}

/** The rows of one case as they stand, by no order. */
export async function timersOfCase(run: Run, caseId: string): Promise<TimerRow[]> {
  return run(ofCase, { caseId });
}

export async function dueCases(run: Run, at: string, limit: number): Promise<string[]> {
  const rows = await run(due, { at: instant(at), limit });
  return rows.map((row) => row.case_id);
}

export async function dueTimersBetween(run: Run, from: string, to: string): Promise<DueTimer[]> {
  const rows = await run(between, { from: instant(from), to: instant(to) });
  return rows.map((row) => ({ caseId: row.case_id, key: row.key, at: row.at }));
}

export async function nextTimerAt(run: Run): Promise<string | null> {
  const [row] = await run(next, {});
  return row?.at ?? null;
}
