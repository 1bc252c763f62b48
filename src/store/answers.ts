import { instant } from './check.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { Answer } from './types.ts';

const ofCommand = statement((db, slot: Slot<{ commandId: string }>) =>
  db.selectFrom('answers').select('body').where('command_id', '=', slot('commandId')),
);

const keep = statement((db, slot: Slot<{ commandId: string; at: string; body: string }>) =>
  db.insertInto('answers').values({ command_id: slot('commandId'), at: slot('at'), body: slot('body') }),
);

const purge = statement((db, slot: Slot<{ before: string }>) =>
  db.deleteFrom('answers').where('at', '<', slot('before')).where('command_id', 'not like', 'form:%'),
);

/** Under this name stands what a form was used for, beside the answer to its command: it is never dropped. */
export function formKey(form: string): string {
  return `form:${form}`;
}

export async function answerOf(run: Run, commandId: string): Promise<Record<string, unknown> | null> {
  const [row] = await run(ofCommand, { commandId });
  return row ? (JSON.parse(row.body) as Record<string, unknown>) : null;
}

export async function saveAnswer(run: Run, answer: Answer): Promise<void> {
  await run(keep, {
    commandId: answer.commandId,
    at: instant(answer.at),
    body: JSON.stringify(answer.body),
  });
}

export async function purgeAnswers(run: Run, before: string): Promise<void> {
  await run(purge, { before: instant(before) });
}
