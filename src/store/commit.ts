import { answerOf, formKey, saveAnswer } from './answers.ts';
import { numberTaken, saveCase } from './cases.ts';
import { appendEvents, headOf } from './events.ts';
import { endLink, saveLink } from './links.ts';
import { queueMessages } from './outbox.ts';
import type { Run } from './statement.ts';
import { replaceTimers } from './timers.ts';
import type { Commit, CommitResult } from './types.ts';
import { replaceWaits } from './waits.ts';

/**
 * What one command changes, inside a transaction. Everything that can stop it is looked at before anything is written,
 * so a conflict or a duplicate leaves the transaction as clean as it was.
 */
export async function commit(run: Run, wanted: Commit): Promise<CommitResult> {
  const { caseId, answer, index } = wanted;
  if (answer) {
    const given = await answerOf(run, answer.commandId);
    if (given) return { duplicate: given };
    const used = answer.form === undefined ? null : await answerOf(run, formKey(answer.form));
    if (used) return { used };
  }
  const head = await headOf(run, caseId);
  if (head.seq !== wanted.expected || head.salt !== (wanted.expectedSalt ?? head.salt)) return 'conflict';
  if (index && wanted.expected === 0 && (await numberTaken(run, index.number))) return 'conflict';

  const newest = await appendEvents(run, wanted, head);
  await replaceTimers(run, caseId, wanted.timers);
  await queueMessages(run, caseId, wanted.messages);
  if (wanted.waits) await replaceWaits(run, caseId, wanted.waits);
  for (const link of wanted.links ?? []) await saveLink(run, link);
  for (const { id, at } of wanted.endedLinks ?? []) await endLink(run, id, at);
  if (answer) await saveAnswer(run, answer);
  if (answer?.form !== undefined && wanted.events.length > 0)
    await saveAnswer(run, { ...answer, commandId: formKey(answer.form) });
  if (index) await saveCase(run, index, newest);
  return 'committed';
}
