import { instant, later } from './check.ts';
import { type Run, type Slot, statement } from './statement.ts';

/** The condition is in the statement itself: of two who take what is free at once, one is given it. */
const take = statement((db, slot: Slot<{ name: string; worker: string; at: string; until: string }>) =>
  db
    .insertInto('holds')
    .values({ name: slot('name'), worker: slot('worker'), until: slot('until') })
    .onConflict((clash) =>
      clash
        .column('name')
        .doUpdateSet((eb) => ({ worker: eb.ref('excluded.worker'), until: eb.ref('excluded.until') }))
        .where((eb) => eb.or([eb('holds.until', '<=', slot('at')), eb('holds.worker', '=', slot('worker'))])),
    )
    .returning('name'),
);

const give = statement((db, slot: Slot<{ name: string; worker: string }>) =>
  db.deleteFrom('holds').where('name', '=', slot('name')).where('worker', '=', slot('worker')),
);

const holding = statement((db, slot: Slot<{ pattern: string; at: string }>) =>
  db
    .selectFrom('holds')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('name', 'like', slot('pattern'))
    .where('until', '>', slot('at')),
);

const purge = statement((db, slot: Slot<{ before: string }>) =>
  db.deleteFrom('holds').where('until', '<', slot('before')),
);

/** How many names that begin so are held at `at`. */
export async function heldNames(run: Run, prefix: string, at: string): Promise<number> {
  const [row] = await run(holding, { pattern: `${prefix}%`, at: instant(at) });
  return Number(row?.count ?? 0);
}

/** Names whose worker never gave them back. */
export async function purgeHolds(run: Run, before: string): Promise<void> {
  await run(purge, { before: instant(before) });
}

/** Takes a name for a worker until `at` + `holdMs`, or renews it; false while another worker has it. */
export async function hold(run: Run, name: string, at: string, holdMs: number, worker: string): Promise<boolean> {
  return (await run(take, { name, worker, at: instant(at), until: later(at, holdMs) })).length > 0;
}

/** Gives a name back; nothing happens when it is another worker's. */
export async function letGo(run: Run, name: string, worker: string): Promise<void> {
  await run(give, { name, worker });
}
