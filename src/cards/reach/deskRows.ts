/** Rows that lead on: to the evidence pack of a ticket whose vendor wants something, and to the pressure sheet for whoever calls those above. */
import type { Ticket } from '../../domain/case.ts';
import type { PingItem } from '../../domain/message.ts';
import { newestPack } from '../../domain/packs.ts';
import { packWordsOf } from '../../words/packs.ts';
import { button } from '../blocks/button.ts';
import { row } from '../blocks/row.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';

/** On the rungs that reach management, theirs or ours. */
export function pressureRow({ on, s, view }: Scene, { ping }: PingItem, ticket: Ticket | undefined): Element[] {
  const high = ping.do === 'executives' || ping.targets.some((one) => one === 'management' || one === 'superior');
  if (ticket === undefined || !high) return [];
  const p = packWordsOf(view.language);
  const select = button(on, p.openSheet(ticket.id), 'ticket pressure', { ticket: ticket.id }, { inputs: false });
  return [
    row({
      mark: 'fact',
      first: p.pressure,
      bold: true,
      second: p.allOnOne(s.typed(`ticket pressure ${ticket.id}`)),
      select,
    }),
  ];
}

/** Among the ways to reach a vendor: what can be handed over in writing. The first tap writes it, and nothing leaves by that. */
export function packRow({ on, s, state, view }: Scene, ticket: Ticket): Element[] {
  const pack = newestPack(state, ticket);
  if (!pack && !ticket.want) return [];
  const p = packWordsOf(view.language);
  const [verb, args, command] = pack
    ? ['pack show', { pack: String(pack.version) }, `pack show ${pack.version}`]
    : ['pack build', { ticket: ticket.id }, `pack build ${ticket.id}`];
  const select = button(on, pack ? p.openPack(pack.version) : p.buildPack(ticket.id), verb, args);
  const first = pack ? `${p.showPack} ${pack.version}` : p.showPack;
  return [row({ mark: 'fact', first, bold: true, second: p.inWriting(s.typed(command)), select })];
}
