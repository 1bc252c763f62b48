/** The vendor tickets of a case (`ticket list`), the most urgent first; a row opens its ticket's card. */
import type { Case } from '../../domain/case.ts';
import { actionSet, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts } from '../blocks/line.ts';
import { ticketOrder, ticketRow } from '../case/ticketRow.ts';
import { pageButtons, pageOf } from '../pages.ts';
import type { Post, ViewContext } from '../post.ts';
import { sceneOf } from '../scene.ts';

const SIZE = 10;

export function ticketListPost(state: Case, of: { page: number }, view: ViewContext): Post {
  const scene = sceneOf(state, view, 'ticket');
  const { on, s, w } = scene;
  const open = state.tickets.filter((t) => t.status === 'open').length;
  const page = pageOf(ticketOrder(scene, state.tickets), of.page, SIZE);
  const title = `${state.id} · ${w.cards.tickets}`;
  const count = state.tickets.length === 0 ? w.cards.noTickets : w.cards.waiting(open);
  const card = frame('list', `${title}, ${count}`, {
    header: header(title, facts(count, s.text(state.title, 80))),
    band: [],
    rows: page.rows.map((ticket) => ticketRow(scene, ticket)),
    foot: foot(facts(page.said(w), w.asOf(view.now, s))),
    buttons: actionSet([
      formButton(on, w.buttons.vendorTicket, 'ticket open'),
      ...pageButtons(on, 'ticket list', page, w),
    ]),
  });
  return { card, summary: `${title}, ${count}` };
}
