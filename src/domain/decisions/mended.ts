/** The record says when its reminders were not those that it asks for: whoever reads it later sees why a ping came late. */
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';

/** So many are named; a case whose rows are all gone has about twenty. */
const mostNamed = 100;

/** Adds one fact; the commit that carries it replaces the rows. A finding of nothing adds none. */
export function mended(d: Draft, { lost, moved, extra }: IntentOf<'mended'>): undefined {
  if (d.state.status === 'closed' || lost.length + moved.length + extra === 0) return;
  d.add({ type: 'timers-mended', lost: lost.slice(0, mostNamed), moved: moved.slice(0, mostNamed), extra });
}
