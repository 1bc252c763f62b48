/** What to type to end an obligation. The grammar's table decides what that does; these are its examples. */
import type { Case, Ticket } from '../../domain/case.ts';
import type { VendorId } from '../../domain/organisation.ts';
import type { Owing } from '../catalogue.ts';
import type { Speech } from '../speech.ts';
import { ways } from './ways.ts';

type Said = Pick<Owing, 'kind' | 'about'>;

/** Words are sent again by the best way that works; where none does, that is left open. */
export function toEnd(of: Said, state: Case | null, s: Speech): string {
  const { about } = of;
  const ticket = about.ticket ?? 'T1';
  switch (of.kind) {
    case 'deadline':
      return endOfDeadline(about, state);
    case 'ticket':
    case 'promise':
      return `ticket heard ${ticket} "…"`;
    case 'step':
      return `step ${about.step ?? 1} done "…"`;
    case 'update':
      return 'update "…"';
    case 'owed-ticket':
      return `ticket open ${about.vendor ?? '…'} "…"`;
    case 'reference':
      return `ticket ref ${ticket} …`;
    case 'answer':
    case 'auto-close':
    case 'choose-route':
    case 'unread':
      return `ticket sent ${ticket} via:${viaOf(about, state, s)} "…"`;
    case 'cut-off':
      return 'case set affects:-…';
    case 'verify':
      return `ticket verify ${ticket} ok|fail "…"`;
    case 'handover':
      return 'case accept';
    case 'notice':
      return `notice reported ${about.clock ?? '…'} ref:…`;
    case 'retrospective':
      return 'retro done "…"';
    case 'decide-next':
      return 'step add "…" due:1h';
  }
}

function openTicket(vendor: VendorId | undefined, state: Case | null): Ticket | undefined {
  return state?.tickets.find((one) => one.vendor === vendor && one.status === 'open');
}

/** Whose fix it waits for: what is typed then says that somebody else has done something. */
export function fixedBy({ kind, about }: Said, state: Case | null): VendorId | undefined {
  const ticket = kind === 'deadline' ? openTicket(about.vendor, state) : undefined;
  return ticket?.fix === undefined ? ticket?.vendor : undefined;
}

/** It goes on whatever is said, until the fix of the vendor's ticket is checked. */
function endOfDeadline({ vendor }: Said['about'], state: Case | null): string {
  const ticket = openTicket(vendor, state);
  if (ticket === undefined) return `ticket open ${vendor ?? '…'} "…"`;
  return ticket.fix === undefined ? `ticket fixed ${ticket.id}` : `ticket verify ${ticket.id} ok|fail "…"`;
}

function viaOf({ ticket, vendor }: Said['about'], state: Case | null, s: Speech): string {
  const whose = vendor ?? state?.tickets.find((t) => t.id === ticket)?.vendor;
  return (state === null || whose === undefined ? undefined : ways(state, whose, s)[0]?.id) ?? '…';
}
