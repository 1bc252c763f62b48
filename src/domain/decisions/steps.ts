/** The checklist. Earlier: anyone; later: coordinator and management, with a reason; everybody else snoozes when pinged. */
import type { Step } from '../case.ts';
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import type { Refusal } from '../refusal.ts';
import type { Instant } from '../time.ts';
import { isDecider, notOneOfUs, onlyDeciders } from './permit.ts';

function found(d: Draft, number: number): Step | Refusal {
  const step = d.state.steps.find((s) => s.number === number);
  return step ?? { no: 'unknown-step', step: number, highest: Math.max(0, ...d.state.steps.map((s) => s.number)) };
}

/** The open step, or why not: unknown, or settled by whom and when. */
function openStep(d: Draft, number: number): Step | Refusal {
  const step = found(d, number);
  if ('no' in step || step.status === 'open') return step;
  const { by, at } = step.settled ?? { by: d.by, at: d.at };
  return { no: 'step-settled', step: number, status: step.status, by, at };
}

export function done(d: Draft, { step: number, words }: IntentOf<'step.done'>): Refusal | undefined {
  const step = openStep(d, number);
  if ('no' in step) return step;
  d.add({ type: 'step-done', step: number, ...(words !== undefined && { words }) });
  return undefined;
}

export function notApplicable(d: Draft, { step: number, reason }: IntentOf<'step.na'>): Refusal | undefined {
  const step = openStep(d, number);
  if ('no' in step) return step;
  d.add({ type: 'step-not-applicable', step: number, reason });
  return undefined;
}

export function undo(d: Draft, { step: number }: IntentOf<'step.undo'>): Refusal | undefined {
  const step = found(d, number);
  if ('no' in step) return step;
  if (step.status === 'open') return { no: 'step-open', step: number };
  d.add({ type: 'step-undone', step: number });
  return undefined;
}

export function assign(d: Draft, { step: number, to, due, reason }: IntentOf<'step.assign'>): Refusal | undefined {
  const step = openStep(d, number);
  if ('no' in step) return step;
  const no = notOneOfUs(d.state, to) ?? (due === undefined ? null : redating(d, step, due, reason));
  if (no) return no;
  if (step.assignee === to && due === undefined) return { no: 'nothing-changes', what: `step ${number} assign` };
  if (step.assignee !== to) d.add({ type: 'step-assigned', step: number, to });
  if (due !== undefined) addRedate(d, step, due, reason);
  return undefined;
}

export function redate(d: Draft, { step: number, due, reason }: IntentOf<'step.redate'>): Refusal | undefined {
  const step = openStep(d, number);
  if ('no' in step) return step;
  if (step.due === due) return { no: 'nothing-changes', what: `step ${number} due` };
  const no = redating(d, step, due, reason);
  if (no) return no;
  addRedate(d, step, due, reason);
  return undefined;
}

function redating(d: Draft, step: Step, due: Instant, reason: string | undefined): Refusal | null {
  if (due <= d.at) return { no: 'not-in-the-past', what: 'due', at: due };
  if (step.due === undefined || due <= step.due) return null;
  if (!isDecider(d.state, d.by)) return onlyDeciders('later-due');
  return reason ? null : { no: 'reason-needed', what: `step ${step.number} due` };
}

function addRedate(d: Draft, step: Step, due: Instant, reason: string | undefined): void {
  const later = step.due !== undefined && due > step.due;
  d.add({ type: 'step-redated', step: step.number, due, later, ...(reason !== undefined && { reason }) });
}

export function add(d: Draft, { text, due, owner }: IntentOf<'step.add'>): Refusal | undefined {
  if (due !== undefined && due <= d.at) return { no: 'not-in-the-past', what: 'due', at: due };
  const no = owner === undefined ? null : notOneOfUs(d.state, owner);
  if (no) return no;
  const number = Math.max(0, ...d.state.steps.map((s) => s.number)) + 1;
  const step = { number, text, ...(due && { due }), ...(owner !== undefined && { assignee: owner }) };
  d.add({ type: 'steps-added', steps: [step], fromPlaybook: false });
  return undefined;
}
