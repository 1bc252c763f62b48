/** The news and the record: updates, notes, decisions, the retrospective. */
import { addTime } from '../calendar.ts';
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { clockKindOf } from '../ladder.ts';
import type { Refusal } from '../refusal.ts';
import { earlier } from '../time.ts';
import { nextUpdate } from './set.ts';

/** The only thing that satisfies the update clock; `next` is at most the severity's `updateEvery`. */
export function update(d: Draft, { words, next }: IntentOf<'update'>): Refusal | undefined {
  const atMost = nextUpdate(d);
  const wished = next === undefined ? atMost : addTime(d.at, next, clockKindOf(d.state), d.state.policy.calendar);
  d.add({ type: 'update-posted', words, due: earlier(wished, atMost), ...(wished > atMost && { wished }) });
  return undefined;
}

export function note(d: Draft, { words }: IntentOf<'note'>): undefined {
  d.add({ type: 'noted', words });
}

export function decide(d: Draft, { words, because }: IntentOf<'decide'>): undefined {
  d.add({ type: 'decided', decision: `D${d.state.decisions.length + 1}`, words, because });
}

/** Owed from the first resolving on; before that there is nothing to look back on, and it would be missing afterwards. */
export function retro(d: Draft, { words }: IntentOf<'retro.done'>): Refusal | undefined {
  const { retrospective } = d.state;
  if (!retrospective) return { no: 'retro-too-early' };
  if (retrospective.doneAt) return { no: 'retro-done', at: retrospective.doneAt };
  d.add({ type: 'retrospective-done', words });
  return undefined;
}
