/** What is asked from outside of the bot's own work: nothing is changed here, and every question is answered by an index. */
import { instant } from './check.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { Backlog } from './types.ts';

const unclosedFrom = statement((db, slot: Slot<{ after: number; limit: number }>) =>
  db
    .selectFrom('cases')
    .select(['case_id', 'number'])
    .where('number', '>', slot('after'))
    .where('status', '<>', 'closed')
    .orderBy('number')
    .limit(slot('limit')),
);

const lateTimers = statement((db, slot: Slot<{ at: string }>) =>
  db
    .selectFrom('timers')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('oldest')])
    .where('at', '<=', slot('at')),
);

/** What stands behind one that was put off beyond that instant (outbox-claim.ts) is not late. */
const lateMessages = statement((db, slot: Slot<{ at: string }>) =>
  db
    .with(
      (cte) => cte('put_off').materialized(),
      (from) =>
        from
          .selectFrom('outbox')
          .select(['case_id', 'audience', (eb) => eb.fn.min('ordinal').as('ordinal')])
          .where('state', '=', 'waiting')
          .where('reason', 'is not', null)
          .where('due_at', '>', slot('at'))
          .groupBy(['case_id', 'audience']),
    )
    .selectFrom('outbox')
    .leftJoin('put_off', (join) =>
      join
        .onRef('put_off.case_id', '=', 'outbox.case_id')
        .onRef('put_off.audience', '=', 'outbox.audience')
        .onRef('put_off.ordinal', '<', 'outbox.ordinal'),
    )
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('outbox.due_at').as('oldest')])
    .where('outbox.state', '=', 'waiting')
    .where('outbox.due_at', '<=', slot('at'))
    .where('put_off.ordinal', 'is', null),
);

const allMessages = statement((db, _slot: Slot<Record<string, never>>) =>
  db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting'),
);

/** The next cases by number that are not closed, at most `limit`; a walk begins with `after` 0. */
export async function unclosedAfter(
  run: Run,
  after: number,
  limit: number,
): Promise<{ caseId: string; number: number }[]> {
  return (await run(unclosedFrom, { after, limit })).map((row) => ({ caseId: row.case_id, number: row.number }));
}

/** How much is armed or waits for a time at or before `at`, and how many messages wait in all. */
export async function backlog(run: Run, at: string): Promise<Backlog> {
  const before = { at: instant(at) };
  const [timers] = await run(lateTimers, before);
  const [messages] = await run(lateMessages, before);
  const [all] = await run(allMessages, {});
  const part = (row: { count: number | string; oldest: string | null } | undefined) => ({
    count: Number(row?.count ?? 0),
    oldest: row?.oldest ?? null,
  });
  return { timers: part(timers), messages: part(messages), waiting: Number(all?.count ?? 0) };
}
