/** The evidence pack: built, sent, read, linked, revoked. A pack is a fact with its bytes; nothing that happens later changes it. */
import type { Ticket } from '../case.ts';
import { checkCode } from '../code.ts';
import type { IntentOf, TicketId } from '../commands.ts';
import type { Draft } from '../draft.ts';
import type { PackState } from '../packState.ts';
import { linkOf, lives, newestPack, packNumbered } from '../packs.ts';
import type { Refusal } from '../refusal.ts';
import { anyTicket, codeOf, liveRoute, liveTicket, meantTicket, tell } from './ticketWords.ts';

export function build(d: Draft, { ticket: id, without, words }: IntentOf<'pack.build'>): Refusal | undefined {
  const ticket = meantTicket(d, id);
  if ('no' in ticket) return ticket;
  const paper = d.command.supplies?.paper;
  if (!paper) return { no: 'nothing-changes', what: 'pack build' };
  d.add({
    type: 'pack-built',
    version: d.state.packs.length + 1,
    ticket: ticket.id,
    withoutPeople: without === 'people',
    personal: paper.personal,
    ...(words !== undefined && { answer: words }),
    forms: paper.forms,
  });
  return undefined;
}

/** Like any word of ours: a new code, through a route that lives, and it answers what the vendor wants. */
export function send(d: Draft, intent: IntentOf<'pack.send'>): Refusal | undefined {
  const ticket = liveTicket(d, intent.ticket);
  if ('no' in ticket) return ticket;
  const route = liveRoute(d, ticket.vendor, intent.via);
  if ('no' in route) return route.no === 'dead-route' ? { ...route, written: true } : route;
  const pack = chosen(d, intent.pack, ticket);
  if ('no' in pack) return pack;
  // The name of the thing, as it is typed; what is said of it is in the words.
  tell(d, ticket, { via: route.route.id, words: intent.words ?? `pack ${pack.version}`, pack: pack.version });
  // What is read out on the phone needs no address that nobody could write down.
  if (route.route.kind !== 'phone') addLink(d, pack);
  return undefined;
}

function addLink(d: Draft, pack: PackState): boolean {
  const link = d.command.supplies?.link;
  if (!link) return false;
  d.add({ type: 'pack-linked', version: pack.version, link: link.id, expires: link.expires });
  return true;
}

/** The pack that is named, or the newest; one about another ticket never goes to this one. */
function chosen(d: Draft, version: number | undefined, ticket?: Ticket): PackState | Refusal {
  const newest = newestPack(d.state, ticket);
  const pack = version === undefined ? newest : packNumbered(d.state, version);
  if (!pack) return noPack(d, version, ticket?.id);
  if (ticket && pack.ticket !== ticket.id)
    return { no: 'pack-of-other', pack: pack.version, of: pack.ticket, ticket: ticket.id };
  return pack;
}

function noPack({ state }: Draft, version: number | undefined, ticket?: TicketId): Refusal {
  const versions = state.packs.map((pack) => pack.version);
  return version === undefined || versions.length === 0
    ? { no: 'no-pack', ...(ticket !== undefined && { ticket }) }
    : { no: 'unknown-pack', pack: version, newest: versions.length };
}

/** Proof that somebody read it, and no more: what was unread is read, the vendor is as silent as before. */
export function receipt(d: Draft, { ticket: id, words, quoted }: IntentOf<'pack.receipt'>): Refusal | undefined {
  const ticket = anyTicket(d, id);
  if ('no' in ticket) return ticket;
  const said = quoted ?? codeIn(words, ticket);
  if (said === null) return { no: 'code-needed', ticket: id, known: unreadFirst(ticket) };
  const read = codeOf(d, id, said);
  if (typeof read === 'object') return read;
  const word = ticket.sent.find(({ code }) => code === read);
  if (!word) return notOfIt(d, read, ticket);
  if (word.quotedAt) return { no: 'code-quoted-before', code: word.code, at: word.quotedAt };
  d.add({ type: 'pack-receipt', ticket: id, code: word.code, words });
  return undefined;
}

const unreadFirst = ({ sent }: Ticket) =>
  [...sent.filter((w) => !w.read), ...sent.filter((w) => w.read)].map((w) => w.code);

function notOfIt({ state }: Draft, code: string, ticket: Ticket): Refusal {
  const other = state.tickets.find((one) => one.sent.some((word) => word.code === code));
  return other
    ? { no: 'code-of-other', code, ticket: other.id }
    : { no: 'code-unknown', code, ticket: ticket.id, known: unreadFirst(ticket) };
}

/** What looks like a code in a sentence: one of the ticket's, else one that checks, else one that was meant as a code. */
function codeIn(words: string, ticket: Ticket): string | null {
  const all = words.match(/(?<![\p{L}\p{N}])K[\s\u2010-\u2015-]?[0-9A-Z]{5}(?![\p{L}\p{N}])/giu) ?? [];
  const right = all.filter((one) => checkCode(one).ok);
  const read = (one: string) => {
    const checked = checkCode(one);
    return checked.ok ? checked.code : '';
  };
  const known = right.find((one) => ticket.sent.some(({ code }) => code === read(one)));
  return known ?? right[0] ?? all.find((one) => /^K[\u2010-\u2015-]/iu.test(one)) ?? null;
}

export function link(d: Draft, { pack: version }: IntentOf<'pack.link'>): Refusal | undefined {
  const pack = chosen(d, version);
  if ('no' in pack) return pack;
  return addLink(d, pack) ? undefined : { no: 'links-off' };
}

/** Ends every link that works, or those of one version; the pack itself stays, it is a fact. */
export function revoke(d: Draft, { pack: version }: IntentOf<'pack.revoke'>): Refusal | undefined {
  const pack = version === undefined ? undefined : chosen(d, version);
  if (pack && 'no' in pack) return pack;
  const packs = pack ? [pack] : d.state.packs;
  const links = packs.flatMap((one) => one.links.filter((l) => lives(l, d.at)).map(({ id }) => id));
  if (links.length === 0) return { no: 'no-link', ...(version !== undefined && { pack: version }) };
  d.add({ type: 'pack-revoked', links, ...(version !== undefined && { version }) });
  return undefined;
}

/** Somebody fetches it. Who that was is not known, and is not guessed at: an address would be personal data and no proof. */
export function downloaded(d: Draft, { link: id, form }: IntentOf<'pack.downloaded'>): Refusal | undefined {
  const found = linkOf(d.state, id);
  if (!found || !lives(found.link, d.at)) return { no: 'no-link' };
  const first = found.link.downloads === 0;
  d.add({ type: 'pack-downloaded', version: found.pack.version, link: id, form, ...(first && { first }) });
  return undefined;
}
