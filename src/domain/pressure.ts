/** What the account manager and our management have to know at a glance about one ticket: how long, whom it hits, what was tried. */
import { everyWhom } from './callees.ts';
import type { Case, Contact, Ticket } from './case.ts';
import { fixedDeadline } from './deadlineGrid.ts';
import { openStages } from './obligations/notices.ts';
import type { Contract, PersonId, ServiceId, VendorId } from './organisation.ts';
import { scopeOf } from './pack.ts';
import { ballOf, vendorOf } from './tickets.ts';
import { earlier, type Instant } from './time.ts';

export interface Pressure {
  at: Instant;
  vendor: VendorId;
  /** When we became aware; `until` once it works again. */
  down: { since: Instant; until?: Instant };
  affects: ServiceId[];
  follows: ServiceId[];
  /** Null: the ball is not with the vendor. */
  idleSince: Instant | null;
  authorities: {
    name: string;
    recipient: string;
    sent: { stage: string; at: Instant; reference: string }[];
    next?: { stage: string; due: Instant };
  }[];
  /** Duties that somebody has decided are none. */
  waived: { recipient: string; at: Instant; by: PersonId; approvedBy: PersonId }[];
  broken: { at: Instant; by: Instant; words?: string }[];
  kept: number;
  /** Telephone calls and words that we sent, oldest first. */
  attempts: (Contact & { read?: boolean })[];
  /** When we checked what was said to be fixed, and it was not. */
  unfixed: { at: Instant; words?: string }[];
  /** Their people who said that it is not theirs, and when. */
  disowned: { person: PersonId; at: Instant }[];
  contract?: Contract;
  /** When the people of the fixed deadline are asked next. */
  deadline: Instant | null;
  /** The fixed deadline, if it has come. */
  deadlineCame?: Instant;
}

export function pressureOf(state: Case, ticket: Ticket, at: Instant): Pressure {
  const ball = ballOf(ticket);
  const contract = vendorOf(state, ticket.vendor)?.contract;
  const until = state.status === 'open' ? undefined : state.resolvedAt;
  const fixed = fixedDeadline(state, ticket.vendor);
  const tries: Contact['what'][] = ['opened', 'sent', 'call'];
  return {
    at,
    vendor: ticket.vendor,
    down: { since: earlier(state.awareAt, state.openedAt), ...(until !== undefined && { until }) },
    ...scopeOf(state),
    idleSince: ball === 'with-vendor' || ball === 'promised' || ball === 'route-blocked' ? ticket.heardAt : null,
    authorities: authoritiesOf(state),
    waived: state.notices.flatMap(({ clock, waived }) =>
      waived ? [{ recipient: clock.recipient.name, ...waived }] : [],
    ),
    broken: ticket.promises
      .filter(({ status }) => status === 'broken')
      .map(({ madeAt, by, words }) => ({ at: madeAt, by, ...(words !== undefined && { words }) })),
    kept: ticket.promises.filter(({ status }) => status === 'kept').length,
    attempts: ticket.contacts
      .filter(({ what }) => tries.includes(what))
      .map((contact) => {
        const word = ticket.sent.find((one) => one.at === contact.at && one.via === contact.via);
        return word === undefined || contact.what === 'call' ? contact : { ...contact, read: word.read };
      }),
    unfixed: ticket.contacts
      .filter(({ what }) => what === 'verify-fail')
      .map(({ at, words }) => ({ at, ...(words !== undefined && { words }) })),
    disowned: everyWhom(state, ticket.vendor).flatMap((person) => {
      const at = Object.hasOwn(state.disowned, person) ? state.disowned[person]?.at : undefined;
      return at === undefined ? [] : [{ person, at }];
    }),
    ...(contract && { contract }),
    deadline: fixed?.next ?? null,
    ...(fixed?.asked !== undefined && { deadlineCame: fixed.at }),
  };
}

/** Clocks that were waived inform nobody. */
function authoritiesOf(state: Case): Pressure['authorities'] {
  return state.notices
    .filter(({ waived }) => waived === undefined)
    .map((notice) => {
      const due = openStages(state, notice).flatMap(({ id, due }) => (due === null ? [] : [{ stage: id, due }]))[0];
      return {
        name: notice.clock.name,
        recipient: notice.clock.recipient.name,
        sent: notice.sent.map(({ stage, at, reference }) => ({ stage, at, reference })),
        ...(due && { next: due }),
      };
    });
}
