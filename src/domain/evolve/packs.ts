/** The packs of a case. Their bytes stay in the facts: the state carries what cards and rules need. */
import type { Case } from '../case.ts';
import type { CaseEvent, CaseEventBody } from '../events.ts';
import type { PackLink, PackState } from '../packState.ts';
import { contact, onTicket, wordRead } from './ticket.ts';

type Of<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

export function packBuilt(state: Case, body: Of<'pack-built'>, { at, by }: CaseEvent): Case {
  const { version, ticket, withoutPeople, personal, forms } = body;
  const { text, html, json } = forms;
  const sha256 = { text: text.sha256, html: html.sha256, json: json.sha256 };
  const pack: PackState = {
    version,
    ticket,
    at,
    by,
    withoutPeople,
    personal,
    sha256,
    length: text.body.length,
    links: [],
    ...(body.answer !== undefined && { answer: body.answer }),
  };
  return { ...state, packs: [...state.packs, pack] };
}

export function packLinked(state: Case, body: Of<'pack-linked'>, { at, by }: CaseEvent): Case {
  const link: PackLink = { id: body.link, madeAt: at, by, expires: body.expires, downloads: 0 };
  return {
    ...state,
    packs: state.packs.map((pack) =>
      pack.version === body.version ? { ...pack, links: [...pack.links, link] } : pack,
    ),
  };
}

function onLinks(state: Case, ids: readonly string[], change: (link: PackLink) => PackLink): Case {
  const packs = state.packs.map((pack) => ({
    ...pack,
    links: pack.links.map((link) => (ids.includes(link.id) ? change(link) : link)),
  }));
  return { ...state, packs };
}

export function packDownloaded(state: Case, body: Of<'pack-downloaded'>): Case {
  return onLinks(state, [body.link], (link) => ({ ...link, downloads: link.downloads + 1 }));
}

export function packRevoked(state: Case, body: Of<'pack-revoked'>, { at }: CaseEvent): Case {
  return onLinks(state, body.links, (link) => ({ ...link, revokedAt: at }));
}

/** The word with that code is read; the vendor's silence goes on, and so does what is unread beside it. */
export function packReceipt(state: Case, body: Of<'pack-receipt'>, event: CaseEvent): Case {
  const read = wordRead(state, body.ticket, body.code, event);
  return onTicket(read, body.ticket, (t) => contact(t, event, { what: 'receipt', words: body.words }));
}
