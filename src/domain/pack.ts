/**
 * The evidence pack as facts: what a vendor needs in writing about one ticket, and nothing about anybody else's. Pure; sentences and
 * forms are made of it in `src/papers/`.
 */
import { type CallBack, callBackOf } from './callBack.ts';
import type { Ball, Case, Contact, Ticket, VendorPromise, Word } from './case.ts';
import type { TicketId } from './commands.ts';
import type { Measure } from './measure.ts';
import { measuresDone } from './measures.ts';
import type { PersonId, RoleName, ServiceId, VendorId } from './organisation.ts';
import { isSaidOnPhone } from './quoting.ts';
import { deadServices, type Elsewhere } from './routes.ts';
import { ballOf, vendorOf } from './tickets.ts';
import type { Instant } from './time.ts';

/** Something that we did, with who and when. */
export interface Mended {
  measure: Measure;
  text: string;
  words?: string;
  at: Instant;
  by: PersonId;
  role?: RoleName;
}

export interface Pack {
  version: number;
  caseId: string;
  organisation: string;
  title: string;
  at: Instant;
  awareAt: Instant;
  openedAt: Instant;
  /** Since when only the vendor can mend it. */
  controlLost?: Instant;
  resolvedAt?: Instant;
  vendor: VendorId;
  ticket: { id: TicketId; reference?: string; severity?: string; openedAt: Instant; words: string; ball: Ball };
  contract?: string;
  affects: ServiceId[];
  /** What depends on those, and so does not work either. */
  follows: ServiceId[];
  symptoms: Mended[];
  measures: Mended[];
  /** What we say to what they asked for. */
  answer?: string;
  asked: { at: Instant; words: string; via?: string; open: boolean; blocked: boolean }[];
  promised: { at: Instant; by: Instant; words?: string; status: VendorPromise['status'] }[];
  between: (Contact & { code?: string; reading?: Reading })[];
  callBack: CallBack;
}

/** What shows that the vendor has our words: the code said back, an ear, or at least a real answer after them. That a duty of ours has ended shows nothing. */
export type Reading = 'quoted' | 'spoken' | 'answered' | 'not-shown';

/** What passed between the vendor and us, apart from what was asked and promised. */
const told: readonly Contact['what'][] = [
  'opened',
  'sent',
  'heard',
  'auto',
  'call',
  'fixed',
  'verify-ok',
  'verify-fail',
];

export interface PackOf {
  version: number;
  at: Instant;
  answer?: string;
  /** What other open cases say is down: no way back to us needs it. */
  elsewhere?: Elsewhere;
}

export function packOf(state: Case, ticket: Ticket, of: PackOf): Pack {
  const { control } = state;
  const all = measuresDone(state).map(({ step, measure }): Mended => {
    const { text, role, settled } = step;
    return {
      measure,
      text,
      ...(settled?.words !== undefined && { words: settled.words }),
      at: settled?.at ?? of.at,
      by: settled?.by ?? state.owner,
      ...(role && { role }),
    };
  });
  const contract = vendorOf(state, ticket.vendor)?.contract.number;
  return {
    ...of,
    caseId: state.id,
    organisation: state.directory.name,
    title: state.title,
    awareAt: state.awareAt,
    openedAt: state.openedAt,
    ...(control.by === 'vendor' && control.vendor === ticket.vendor && { controlLost: control.since }),
    ...(state.resolvedAt !== undefined && state.status !== 'open' && { resolvedAt: state.resolvedAt }),
    vendor: ticket.vendor,
    ticket: {
      id: ticket.id,
      ...(ticket.reference !== undefined && { reference: ticket.reference }),
      ...(ticket.severity !== undefined && { severity: ticket.severity }),
      openedAt: ticket.openedAt,
      words: ticket.words,
      ball: ballOf(ticket),
    },
    ...(contract !== undefined && { contract }),
    ...scopeOf(state),
    symptoms: all.filter(({ measure }) => measure === 'symptom'),
    measures: all.filter(({ measure }) => measure !== 'symptom'),
    asked: askedOf(ticket),
    promised: ticket.promises.map(({ madeAt, by, words, status }) => ({
      at: madeAt,
      by,
      status,
      ...(words !== undefined && { words }),
    })),
    between: ticket.contacts
      .filter(({ what }) => told.includes(what))
      .map((contact) => withCode(state, ticket, contact)),
    callBack: callBackOf(state, ticket, of.at, of.elsewhere),
  };
}

/** The services hit, and those that depend on them. */
export function scopeOf(state: Pick<Case, 'directory' | 'affects'>): { affects: ServiceId[]; follows: ServiceId[] } {
  const dead = [...deadServices(state.directory.services, state.affects).keys()];
  return { affects: [...state.affects], follows: dead.filter((id) => !state.affects.includes(id)) };
}

function askedOf(ticket: Ticket): Pack['asked'] {
  return ticket.contacts
    .filter(({ what }) => what === 'wants')
    .map(({ at, words = '', via }) => {
      const open = ticket.want !== undefined && at >= ticket.want.since;
      return { at, words, ...(via !== undefined && { via }), open, blocked: open && ticket.want?.blocked === true };
    });
}

/** The code that went with our words, and whether it has come back. */
function withCode(state: Case, ticket: Ticket, contact: Contact): Pack['between'][number] {
  if (contact.what !== 'opened' && contact.what !== 'sent') return contact;
  const word = ticket.sent.find(({ at, via }) => at === contact.at && via === contact.via);
  return word ? { ...contact, code: word.code, reading: readingOf(state, ticket, word) } : contact;
}

export function readingOf(state: Case, ticket: Ticket, word: Word): Reading {
  if (word.quotedAt !== undefined) return 'quoted';
  if (isSaidOnPhone(state, ticket.vendor, word.via)) return 'spoken';
  return ticket.contacts.some(({ what, at }) => what === 'heard' && at > word.at) ? 'answered' : 'not-shown';
}
