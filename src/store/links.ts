import type { Selectable } from 'kysely';
import { instant } from './check.ts';
import type { Tables } from './schema.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { Link } from './types.ts';

interface NewLink extends Record<string, string> {
  id: string;
  kind: string;
  caseId: string;
  body: string;
  madeAt: string;
  expiresAt: string;
}

const insert = statement((db, slot: Slot<NewLink>) =>
  db.insertInto('links').values({
    id: slot('id'),
    kind: slot('kind'),
    case_id: slot('caseId'),
    body: slot('body'),
    made_at: slot('madeAt'),
    expires_at: slot('expiresAt'),
    ended_at: null,
  }),
);

const byId = statement((db, slot: Slot<{ id: string }>) =>
  db.selectFrom('links').selectAll().where('id', '=', slot('id')),
);

const ofCase = statement((db, slot: Slot<{ caseId: string; kind: string }>) =>
  db
    .selectFrom('links')
    .selectAll()
    .where('case_id', '=', slot('caseId'))
    .where('kind', '=', slot('kind'))
    .orderBy('made_at')
    .orderBy('id'),
);

/** The condition is in the update itself: of two who end it at once one is told that it was the one. */
const end = statement((db, slot: Slot<{ id: string; at: string }>) =>
  db
    .updateTable('links')
    .set({ ended_at: slot('at') })
    .where('id', '=', slot('id'))
    .where('ended_at', 'is', null)
    .returning('id'),
);

export async function saveLink(run: Run, link: Omit<Link, 'endedAt'>): Promise<void> {
  const { id, kind, caseId, body, madeAt, expiresAt } = link;
  const times = { madeAt: instant(madeAt), expiresAt: instant(expiresAt) };
  await run(insert, { id, kind, caseId, body: JSON.stringify(body), ...times });
}

export async function findLink(run: Run, id: string): Promise<Link | null> {
  const [row] = await run(byId, { id });
  return row ? toLink(row) : null;
}

export async function linksOf(run: Run, caseId: string, kind: string): Promise<Link[]> {
  return (await run(ofCase, { caseId, kind })).map(toLink);
}

export async function endLink(run: Run, id: string, at: string): Promise<boolean> {
  return (await run(end, { id, at: instant(at) })).length > 0;
}

function toLink(row: Selectable<Tables['links']>): Link {
  return {
    id: row.id,
    kind: row.kind,
    caseId: row.case_id,
    body: JSON.parse(row.body) as Record<string, unknown>,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  };
}
