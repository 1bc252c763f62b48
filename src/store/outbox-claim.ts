import { type Kysely, sql } from 'kysely';
import { instant, later } from './check.ts';
import { toMessage } from './outbox.ts';
import type { Tables } from './schema.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { OutboxRow, Part } from './types.ts';

// A lane is one audience of one case. Within a lane messages go out in order of creation: while one is in hand, or waits for
// its next try, those after it stay, whichever process asks. No lane waits for another: a reminder must not wait for a card.
// Lanes with something urgent go first. Whoever sends by one way claims that part of the outbox only.

/** The longest that anything is put off: an hour, as a `Retry-After` may ask for, and a minute for the rest. */
const longestWaitMs = 3_660_000;

/**
 * A claim that runs for longer than this (ms), which is many times what claims last, was made by a clock that has been set back
 * since. Clocks of several processes never agree to the millisecond, and whoever asked a moment earlier may be served later.
 */
const strayMs = 600_000;

const everything: Part = { except: [] };

/** What a look at one moment counts with. */
interface Look extends Record<string, string | number> {
  at: string;
  longest: string;
  stray: string;
}

interface Claim extends Look {
  until: string;
  limit: number;
  worker: string;
}

/**
 * All waiting messages of a part of the outbox, each with the latest claim on a message before it in its lane, and with the
 * latest instant for which one before it was put off. One pass, by index.
 */
function waiting(db: Kysely<Tables>, part: Part, longest: string) {
  const all = db
    .selectFrom('outbox')
    .select(['ordinal', 'case_id', 'audience', 'urgency', 'due_at', 'claimed_until', 'merge_key', 'reason'])
    .select(
      sql<string>`coalesce(max(claimed_until) over (partition by case_id, audience order by ordinal
        rows between unbounded preceding and 1 preceding), '')`.as('held_until'),
    )
    .select(
      sql<string>`coalesce(max(case when reason is not null and due_at <= ${longest} then due_at else '' end)
        over (partition by case_id, audience order by ordinal
        rows between unbounded preceding and 1 preceding), '')`.as('behind_until'),
    )
    .where('state', '=', 'waiting');
  if ('only' in part) return all.where('audience', 'like', `${part.only}%`).as('waiting');
  return part.except.reduce((rest, start) => rest.where('audience', 'not like', `${start}%`), all).as('waiting');
}

/** Whether a row of `waiting` can be had. Written, or put off, by a clock that has been set back since it waits for nothing. */
const toBeHad = (slot: Slot<Look>) => sql<boolean>`
  (due_at <= ${slot('at')} or due_at > ${slot('longest')} or (merge_key is null and reason is null))
  and (claimed_until <= ${slot('at')} or claimed_until > ${slot('stray')})
  and (held_until <= ${slot('at')} or held_until > ${slot('stray')})
  and behind_until <= ${slot('at')}`;

const claiming = (part: Part) =>
  statement((db, slot: Slot<Claim>) => {
    const ready = db
      .selectFrom(waiting(db, part, slot('longest')))
      .select('ordinal')
      .select(sql<number>`max(urgency) over (partition by case_id, audience)`.as('lane_urgency'))
      .where(toBeHad(slot))
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
  statement((db, slot: Slot<Look>) =>
    db.selectFrom(waiting(db, part, slot('longest'))).select(
      // Whatever its row says, what can be had now is not for later: it would stay behind others that come sooner.
      sql<string | null>`min(case
        when ${toBeHad(slot)} then ${slot('at')}
        when behind_until > due_at and behind_until > held_until and behind_until > claimed_until then behind_until
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
  const rows = await run(statementsOf(part).claim, { ...lookAt(at), until: later(at, claimMs), limit, worker });
  const most = new Map<string, number>();
  const lane = (row: { case_id: string; audience: string }) => JSON.stringify([row.case_id, row.audience]);
  for (const row of rows) most.set(lane(row), Math.max(most.get(lane(row)) ?? row.urgency, row.urgency));
  const urgency = (row: (typeof rows)[number]) => most.get(lane(row)) ?? row.urgency;
  rows.sort((a, b) => urgency(b) - urgency(a) || a.ordinal - b.ordinal);
  return rows.map(toMessage);
}

/** When the next message can be had: `now` or later. */
export async function nextMessageAt(run: Run, now: string, part: Part = everything): Promise<string | null> {
  const [row] = await run(statementsOf(part).next, lookAt(now));
  return row?.at ?? null;
}

function lookAt(at: string): Look {
  return { at: instant(at), longest: later(at, longestWaitMs), stray: later(at, strayMs) };
}

/** After a crash the claims of the dead process are worth nothing: its successor need not wait for them to expire. */
export async function letGoOfClaims(run: Run): Promise<void> {
  await run(letGo, {});
}
