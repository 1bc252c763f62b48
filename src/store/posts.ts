import { type Run, type Slot, statement } from './statement.ts';
import type { Post } from './types.ts';

interface Row extends Record<string, string | number | null> {
  caseId: string;
  name: string;
  conversationId: string;
  activityId: string;
  revision: number;
  serviceUrl: string | null;
}

const find = statement((db, slot: Slot<{ caseId: string; name: string }>) =>
  db.selectFrom('posts').selectAll().where('case_id', '=', slot('caseId')).where('name', '=', slot('name')),
);

const save = statement((db, slot: Slot<Row>) =>
  db
    .insertInto('posts')
    .values({
      case_id: slot('caseId'),
      name: slot('name'),
      conversation_id: slot('conversationId'),
      activity_id: slot('activityId'),
      revision: slot('revision'),
      service_url: slot('serviceUrl'),
    })
    .onConflict((clash) =>
      clash.columns(['case_id', 'name']).doUpdateSet((eb) => ({
        conversation_id: eb.ref('excluded.conversation_id'),
        activity_id: eb.ref('excluded.activity_id'),
        revision: eb.ref('excluded.revision'),
        service_url: eb.ref('excluded.service_url'),
      })),
    ),
);

export async function findPost(run: Run, caseId: string, name: string): Promise<Post | null> {
  const [row] = await run(find, { caseId, name });
  if (!row) return null;
  return {
    conversationId: row.conversation_id,
    activityId: row.activity_id,
    revision: row.revision,
    ...(row.service_url === null ? {} : { serviceUrl: row.service_url }),
  };
}

export async function savePost(run: Run, caseId: string, name: string, post: Post): Promise<void> {
  await run(save, { caseId, name, ...post, serviceUrl: post.serviceUrl ?? null });
}
