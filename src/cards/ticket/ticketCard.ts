// The card of one vendor ticket: who has the ball, what was promised, how long each side has waited.
// What may be pressed comes from the state, never from an older card.
/** A vendor ticket: who has the ball, how long without a real answer, who is asked next, which ways still work. Edited in place: no input. */
import type { Case, Ticket } from '../../domain/case.ts';
import type { TicketId } from '../../domain/commands.ts';
import { mayClimb } from '../../domain/decisions/ticketWords.ts';
import { ballOf, ticketOf } from '../../domain/tickets.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts } from '../blocks/line.ts';
import type { ViewContext } from '../post.ts';
import { waysSection } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';
import { ticketBand } from './ticketBand.ts';
import { ticketFacts } from './ticketFacts.ts';
import { waitSection } from './ticketWait.ts';

/** Null: the case has no such ticket. */
export function ticketCard(state: Case, id: TicketId, view: ViewContext): Element | null {
  const ticket = ticketOf(state, id);
  if (!ticket) return null;
  const scene = sceneOf(state, view, 'ticket');
  const { s, w, c, now } = scene;
  const title = `${ticket.id} · ${w.ball(ballOf(ticket), s.vendor(ticket.vendor))}`;
  const band = ticketBand(scene, ticket);
  const open = ticket.status === 'open';
  return frame('ticket', `${band.speak}. ${title}. ${state.id}`, {
    header: header(title, headerFacts(scene, ticket)),
    band: band.element,
    facts: ticketFacts(scene, ticket),
    ways: [...(open ? waysSection(scene, ticket) : []), ...waitSection(scene, ticket)],
    foot: foot(c.upper(w.asOf(now, s))),
    buttons: open && state.status !== 'closed' ? buttons(scene, ticket) : [],
  });
}

function headerFacts({ state, s, c }: Scene, ticket: Ticket): ReturnType<typeof facts> {
  return facts(
    state.id,
    ticket.status !== 'open' && s.vendor(ticket.vendor),
    ticket.severity && c.vendorSeverity(s.text(ticket.severity, 20)),
    ticket.reference === undefined ? c.noNumber : c.number(s.text(ticket.reference, 60)),
    ticket.owner && c.owner(s.name(ticket.owner)),
  );
}

/** The first two stand side by side: to confuse them is the costly error. */
function buttons({ on, w }: Scene, of: Ticket): Element {
  const ticket = of.id;
  const title = w.buttons;
  const menu = { menu: true };
  return actionSet([
    formButton(on, title.vendorReplied, 'ticket heard', { ticket }),
    formButton(on, title.autoReply, 'ticket auto', { ticket }),
    formButton(on, title.weContacted, 'ticket sent', { ticket }),
    ...(mayClimb(of) ? [button(on, title.escalate, 'ticket escalate', { ticket })] : []),
    formButton(on, title.vendorPromised, 'ticket promise', { ticket }, menu),
    formButton(on, title.vendorWants, 'ticket wants', { ticket }, menu),
    button(on, title.fixed, 'ticket fixed', { ticket }, menu),
  ]);
}
