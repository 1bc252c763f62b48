import { type Kysely, sql } from 'kysely';
import { instant, later } from './check.ts';
import { toMessage } from './outbox.ts';
import type { Tables } from './schema.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { OutboxRow, Part } from './types.ts';

// A lane is one audience of one case. Within a lane messages go out in order of creation: while one is in hand, those
// after it stay. A message that waits for its next try does not hold up its lane: a reminder must not wait for a card.
// Lanes with something urgent go first. Whoever sends by one way claims that part of the outbox only.

/** The longest that anything is put off: an hour, as a `Retry-After` may ask for, and a minute for the rest. */
const longestWaitMs = 3_660_000;

/**
 * A claim that runs so much longer than claims do (ms) was made by a clock that has been set back since. Clocks of several
 * processes never agree to the millisecond, and whoever asked a moment earlier may be served a moment later.
 */
const strayMs = 600_000;

const everything: Part = { except: [] };

interface Claim extends Record<string, string | number> {
  at: string;
  until: string;
  longest: string;
  stray: string;
  limit: number;
  worker: string;
}

/** All waiting messages of a part of the outbox, each with the latest claim on a message before it in its lane. One pass, by index. */
function waiting(db: Kysely<Tables>, part: Part) {
  const all = db
    .selectFrom('outbox')
    .select(['ordinal', 'case_id', 'audience', 'urgency', 'due_at', 'claimed_until', 'merge_key', 'reason'])
    .select(
      sql<string>`coalesce(max(claimed_until) over (partition by case_id, audience order by ordinal
        rows between unbounded preceding and 1 preceding), '')`.as('held_until'),
    )
    .where('state', '=', 'waiting');
  if ('only' in part) return all.where('audience', 'like', `${part.only}%`).as('waiting');
  return part.except.reduce((rest, start) => rest.where('audience', 'not like', `${start}%`), all).as('waiting');
}

const claiming = (part: Part) =>
  statement((db, slot: Slot<Claim>) => {
    const ready = db
      .selectFrom(waiting(db, part))
      .select('ordinal')
      .select(sql<number>`max(urgency) over (partition by case_id, audience)`.as('lane_urgency'))
      .where(({ eb, and, or }) =>
        or([
          eb('due_at', '<=', slot('at')),
          // Written, or put off, by a clock that has been set back since: it waits for nothing.
          eb('due_at', '>', slot('longest')),
          and([eb('merge_key', 'is', null), eb('reason', 'is', null)]),
        ]),
      )
      .where(({ eb, or }) => or([eb('claimed_until', '<=', slot('at')), eb('claimed_until', '>', slot('stray'))]))
      .where(({ eb, or }) => or([eb('held_until', '<=', slot('at')), eb('held_until', '>', slot('stray'))]))
      .as('ready');
    return (
      db
        .updateTable('outbox')
        .set({ claimed_until: slot('until'), claimed_by: slot('worker') })
        .where('ordinal', 'in', (eb) =>
          eb
            .selectFrom(ready)
            .select('ready.ordinal')
            .orderBy('lane_urgency', 'desc')
            .orderBy('ordinal')
            .limit(slot('limit')),
        )
        // Said again outside: of two workers that chose the same rows only one may get them.
        .where(({ eb, or }) => or([eb('claimed_until', '<=', slot('at')), eb('claimed_until', '>', slot('stray'))]))
        .returningAll()
    );
  });

const comingNext = (part: Part) =>
  statement((db, slot: Slot<{ now: string }>) =>
    db.selectFrom(waiting(db, part)).select(
      // What was never put off is due, whatever a clock that has been set back since has written.
      sql<string | null>`min(case
        when due_at > ${slot('now')} and merge_key is null and reason is null
          and claimed_until <= ${slot('now')} and held_until <= ${slot('now')} then ${slot('now')}
        when held_until > due_at and held_until > claimed_until then held_until
        when claimed_until > due_at then claimed_until
        else due_at end)`.as('at'),
    ),
  );

/** Statements are compiled once, so each part has its own pair, made when it is asked for first. */
const byPart = new Map<string, { claim: ReturnType<typeof claiming>; next: ReturnType<typeof comingNext> }>();

function statementsOf(part: Part) {
  const name = JSON.stringify(part);
  const known = byPart.get(name) ?? { claim: claiming(part), next: comingNext(part) };
  byPart.set(name, known);
  return known;
}

const letGo = statement((db, _slot: Slot<Record<string, never>>) =>
  db
    .updateTable('outbox')
    .set({ claimed_until: '', claimed_by: null })
    .where('state', '=', 'waiting')
    .where('claimed_until', '<>', ''),
);

/** Takes due messages for a worker until `at` + `claimMs`, in the order in which they are to be sent. */
export async function claimMessages(
  run: Run,
  at: string,
  limit: number,
  claimMs: number,
  worker: string,
  part: Part = everything,
): Promise<OutboxRow[]> {
  const stray = later(at, claimMs + strayMs);
  const times = { at: instant(at), until: later(at, claimMs), longest: later(at, longestWaitMs), stray };
  const rows = await run(statementsOf(part).claim, { ...times, limit, worker });
  const most = new Map<string, number>();
  const lane = (row: { case_id: string; audience: string }) => JSON.stringify([row.case_id, row.audience]);
  for (const row of rows) most.set(lane(row), Math.max(most.get(lane(row)) ?? row.urgency, row.urgency));
  const urgency = (row: (typeof rows)[number]) => most.get(lane(row)) ?? row.urgency;
  rows.sort((a, b) => urgency(b) - urgency(a) || a.ordinal - b.ordinal);
  return rows.map(toMessage);
}

/** `now`: nothing that was never put off counts as later; absent: the rows count as they stand. */
export async function nextMessageAt(run: Run, part: Part = everything, now = '9999'): Promise<string | null> {
  const [row] = await run(statementsOf(part).next, { now });
  return row?.at ?? null;
}

/** After a crash the claims of the dead process are worth nothing: its successor need not wait for them to expire. */
export async function letGoOfClaims(run: Run): Promise<void> {
  await run(letGo, {});
}
