/** `step …`: the checklist. */
import { page, person, required, time, words } from '../args.ts';
import { step } from '../caseArgs.ts';
import { row, said } from '../row.ts';
import type { CommandRow, Look, Problem } from '../types.ts';

/** Forms for a step have one field for words, whichever button is pressed. */
const reason = () => words({ usage: '"reason"', aliases: ['words'] });
const due = (usage: string) => time({ usage: `due:${usage}`, aliases: ['by'] });
const owner = () => person({ place: 'keyed', usage: 'owner:@x' });

function proof(number: number, said: string | undefined, { state }: Look): Problem[] {
  const other = otherStep(number, said, state);
  if (other !== undefined) return [{ problem: 'one-step', step: number, other }];
  const wanted = state?.steps.find((s) => s.number === number && s.status === 'open')?.proof === true;
  return wanted && said === undefined ? [{ problem: 'proof-needed', step: number }] : [];
}

/** `step done 18 19`: where nothing but numbers stands, the first that is another open step. */
function otherStep(number: number, said: string | undefined, state: Look['state']): number | undefined {
  if (said === undefined || !/^\d{1,3}(?:(?:,| |and)+\d{1,3})*$/u.test(said)) return undefined;
  const numbers = (said.match(/\d+/gu) ?? []).map(Number);
  return numbers.find((one) => one !== number && state?.steps.some((s) => s.number === one && s.status === 'open'));
}

export const stepCommands: readonly CommandRow[] = [
  row('step list', {
    lists: ['team', 'groupChat', 'personal'],
    args: { page: page() },
    query: (v) => ({ type: 'step.list', page: v.page ?? 1 }),
  }),
  row('step done', {
    lists: ['team', 'groupChat'],
    args: { step: required(step()), words: words() },
    check: (v, look) => proof(v.step, v.words, look),
    intent: (v) => ({ type: 'step.done', step: v.step, ...said({ words: v.words }) }),
  }),
  row('step assign', {
    args: { step: required(step()), to: required(person()), due: due('20m'), reason: reason() },
    intent: (v) => ({ type: 'step.assign', step: v.step, to: v.to, ...said({ due: v.due, reason: v.reason }) }),
  }),
  row('step due', {
    args: { step: required(step()), due: required(time({ place: 'positional', usage: 'due:40m' })), reason: reason() },
    intent: (v) => ({ type: 'step.redate', step: v.step, due: v.due, ...said({ reason: v.reason }) }),
  }),
  row('step na', {
    args: { step: required(step()), reason: required(reason()) },
    intent: (v) => ({ type: 'step.na', step: v.step, reason: v.reason }),
  }),
  row('step undo', { args: { step: required(step()) }, intent: (v) => ({ type: 'step.undo', step: v.step }) }),
  row('step add', {
    args: { words: required(words()), due: due('1h'), owner: owner() },
    intent: (v) => ({ type: 'step.add', text: v.words, ...said({ due: v.due, owner: v.owner }) }),
  }),
  row('step form', { query: () => ({ type: 'step.form' }) }),
];
