/** What to type to end an obligation. The grammar's table decides what that does; these are its examples. */
import type { Owing } from '../catalogue.ts';

type Said = Pick<Owing, 'kind' | 'about'>;

export function toEnd(of: Said): string {
  const { about } = of;
  const ticket = about.ticket ?? 'T1';
  switch (of.kind) {
    case 'ticket':
    case 'deadline':
    case 'promise':
      return `ticket heard ${ticket} "…"`;
    case 'step':
      return `step ${about.step ?? 1} done "…"`;
    case 'update':
      return 'update "…"';
    case 'owed-ticket':
      return `ticket open ${about.vendor ?? 'vendor'} "…"`;
    case 'reference':
      return `ticket ref ${ticket} number`;
    case 'answer':
    case 'auto-close':
    case 'choose-route':
    case 'unread':
      return `ticket sent ${ticket} via:phone "…"`;
    case 'cut-off':
      return 'case set affects:-service';
    case 'verify':
      return `ticket verify ${ticket} ok "…"`;
    case 'handover':
      return 'case accept';
    case 'notice':
      return `notice reported ${about.clock ?? 'id'} ref:number`;
    case 'retrospective':
      return 'retro done "…"';
    case 'decide-next':
      return 'step add "…" due:1h';
  }
}
