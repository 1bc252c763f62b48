/** How one ticket waited: the hours at each height of the ladder, and what moved the vendor; folded while the ticket is open. */
import type { Ticket } from '../../domain/case.ts';
import { profileOf } from '../../domain/profile.ts';
import { waitOf } from '../../domain/wait.ts';
import { between } from '../../words/format.ts';
import { vendorWordsOf } from '../../words/vendors.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { folded } from '../blocks/toggle.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';
import { silence, tallyRows } from './waitChart.ts';

export function waitSection({ state, view, now }: Scene, ticket: Ticket): Element[] {
  const v = vendorWordsOf(view.language);
  const wait = waitOf(state, ticket);
  // A mistake counts for nothing over all cases; on its own card it is told like any other.
  const tally = profileOf(wait.vendor, [{ ...wait, status: 'open' }]);
  const { bars, total } = silence(tally, now, v);
  if (bars.length === 0) return [];
  const first = wait.firstWordAt
    ? v.firstWord(between(wait.openedAt, wait.firstWordAt))
    : v.noFirstWord(between(wait.openedAt, now));
  const rows = [row({ mark: 'fact', first }), ...tallyRows(tally, v)];
  if (ticket.status !== 'open') return section({ title: v.ownWait, count: total, rows: [...bars, ...rows] });
  return folded('wait', 'fact', `${v.ownWait}: ${total}`, [...bars, ...rows]);
}
