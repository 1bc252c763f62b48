import { type Run, type Slot, statement } from './statement.ts';

const find = statement((db, slot: Slot<{ key: string }>) =>
  db.selectFrom('meta').select('value').where('key', '=', slot('key')),
);

const save = statement((db, slot: Slot<{ key: string; value: string }>) =>
  db
    .insertInto('meta')
    .values({ key: slot('key'), value: slot('value') })
    .onConflict((clash) => clash.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') }))),
);

/** The row comes back only when the value is another one than before. */
const claim = statement((db, slot: Slot<{ key: string; value: string }>) =>
  db
    .insertInto('meta')
    .values({ key: slot('key'), value: slot('value') })
    .onConflict((clash) =>
      clash
        .column('key')
        .doUpdateSet((eb) => ({ value: eb.ref('excluded.value') }))
        .whereRef('meta.value', '<>', 'excluded.value'),
    )
    .returning('key'),
);

const swap = statement((db, slot: Slot<{ key: string; read: string; value: string }>) =>
  db
    .updateTable('meta')
    .set({ value: slot('value') })
    .where('key', '=', slot('key'))
    .where('value', '=', slot('read'))
    .returning('key'),
);

const addNew = statement((db, slot: Slot<{ key: string; value: string }>) =>
  db
    .insertInto('meta')
    .values({ key: slot('key'), value: slot('value') })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('key'),
);

export async function getMeta(run: Run, key: string): Promise<string | null> {
  const [row] = await run(find, { key });
  return row?.value ?? null;
}

export async function setMeta(run: Run, key: string, value: string): Promise<void> {
  await run(save, { key, value });
}

/** Writes the value; true for the one call that changed it, so that of several processes one does what it stands for. */
export async function claimMeta(run: Run, key: string, value: string): Promise<boolean> {
  return (await run(claim, { key, value })).length > 0;
}

/** Writes the value where the row still is what was read (null: not there); false when it is not. */
export async function swapMeta(run: Run, key: string, read: string | null, value: string): Promise<boolean> {
  const done = read === null ? await run(addNew, { key, value }) : await run(swap, { key, read, value });
  return done.length > 0;
}
