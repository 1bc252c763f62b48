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

export async function getMeta(run: Run, key: string): Promise<string | null> {
  const [row] = await run(find, { key });
  return row?.value ?? null;
}

export async function setMeta(run: Run, key: string, value: string): Promise<void> {
  await run(save, { key, value });
}
