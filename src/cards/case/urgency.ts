/** How pressing an obligation is, in marks and words: one answer for every card. */
import type { Obligation } from '../../domain/obligation.ts';
import { between, DOT } from '../../words/format.ts';
import type { Part } from '../blocks/line.ts';
import type { Mark } from '../blocks/marks.ts';
import { clockFor, type Scene } from '../scene.ts';

/** Ours: past its due time. A vendor's: somebody has been pinged since its last real word, or at the fixed deadline. */
export function isPressing(scene: Scene, ob: Pick<Obligation, 'key' | 'epoch' | 'kind' | 'due'>): boolean {
  if (ob.kind === 'ticket' || ob.kind === 'deadline') return clockFor(scene, ob).pings > 0;
  return ob.due < scene.now;
}

export function markOf(scene: Scene, ob: Pick<Obligation, 'key' | 'epoch' | 'kind' | 'due'>): Mark {
  if (isPressing(scene, ob)) return ob.kind === 'choose-route' || ob.kind === 'cut-off' ? 'blocked' : 'late';
  return ob.kind === 'ticket' ? 'running' : 'open';
}

/** "**1 h 37 m late** · Alex Wilber · due 10:10" or "Due 12:10 · Patti Fernandez": the second line of a row. */
export function dueLine(scene: Scene, ob: Obligation): (string | Part)[] {
  const { s, c, w, now } = scene;
  const who = w.holder(ob, s);
  if (ob.due >= now) return [[c.upper(c.due(s.short(ob.due))), who].join(DOT)];
  const late = { text: c.late(between(ob.due, now)), bold: true, alarm: true };
  return [late, `${DOT}${who}${DOT}${c.due(s.short(ob.due))}`];
}
