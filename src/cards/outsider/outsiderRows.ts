/** What somebody at a vendor is told of her ticket: what is wrong, whom it hurts and since when, what was wanted and promised; whom to call. */
import type { Ticket, VendorPromise } from '../../domain/case.ts';
import { entry, type ServiceId, type VendorId } from '../../domain/organisation.ts';
import { firstOf } from '../../domain/people.ts';
import { personRoutes, works } from '../../domain/routes.ts';
import type { Instant } from '../../domain/time.ts';
import { between, DOT } from '../../words/format.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { phoneRow } from '../reach/callee.ts';
import { coordinatorNumber } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';

const mostServices = 3;
const mostPromises = 3;

/** What the vendor was told; without a ticket, only which of their services is meant. */
export function wrongRows(scene: Scene, vendor: VendorId, ticket: Ticket | undefined): Element[] {
  const { s, c } = scene;
  const hurt = hurtBy(scene, vendor);
  return [
    ...(ticket ? [row({ mark: 'fact', first: s.quote(ticket.words), second: c.whatIsWrong })] : []),
    ...hurt.map(({ services, since }) =>
      row({
        mark: 'fact',
        first: c.doesNotWork(s.list(services.map((id) => s.service(id))), services.length > 1),
        second: c.upper(c.sinceTime(s.short(since))),
      }),
    ),
    ...(ticket?.want ? [wantRow(scene, ticket, ticket.want)] : []),
    ...(ticket ? ticket.promises.slice(-mostPromises).map((promise) => promiseRow(scene, ticket, promise)) : []),
  ];
}

/** What does not work for us, by since when; a service that another vendor has to mend is none of hers. */
function hurtBy({ state }: Scene, vendor: VendorId): { since: Instant; services: ServiceId[] }[] {
  const theirs = state.affects.filter((id) => {
    const run = entry(state.directory.services, id)?.vendor;
    return run === undefined || run === vendor;
  });
  const since = (id: ServiceId) => entry(state.affectedSince, id) ?? state.openedAt;
  const times = [...new Set(theirs.map(since))].sort().slice(0, mostServices);
  return times.map((at) => ({ since: at, services: theirs.filter((id) => since(id) === at) }));
}

/** What their support asked for; by a way that is dead for us, the ways that are not. */
function wantRow({ state, s, w, c }: Scene, { vendor }: Ticket, want: NonNullable<Ticket['want']>): Element {
  const by = w.route(vendor, want.via, state, s);
  const first = c.supportWants(s.quote(want.words, 100), by);
  if (!want.blocked) return row({ mark: 'running', first, second: c.weAnswerBy(s.short(want.due)) });
  return row({ mark: 'blocked', first, second: c.cannotUse(by, c.takenBy(state, vendor, s)) });
}

function promiseRow({ s, c, now }: Scene, { contacts }: Ticket, { by, status, words, madeAt }: VendorPromise): Element {
  const what = words === undefined ? '' : `: ${s.quote(words, 100)}`;
  const first = `${c.promisedBy(s.short(by))}${what}`;
  if (status === 'broken') return row({ mark: 'late', first, second: c.wasBroken });
  if (status === 'over') return row({ mark: 'fact', first, second: c.wasOver });
  if (status === 'kept' && contacts.some(({ what, at }) => what === 'verify-fail' && at >= madeAt))
    return row({ mark: 'fact', first, second: c.keptNotHeld });
  return status === 'kept'
    ? row({ mark: 'done', first, second: c.wasKept })
    : row({ mark: 'running', first, second: by > now ? c.left(between(now, by)) : c.countsOnLater });
}

/** The coordinator's number, and a warning when e-mail to us leads nowhere. */
export function reachRows(scene: Scene): Element[] {
  return [...coordinatorRow(scene), ...emailRow(scene)];
}

function coordinatorRow(scene: Scene): Element[] {
  const found = coordinatorNumber(scene);
  if (found === null) return [];
  return [phoneRow(found.number, [scene.c.coordinator(scene.s.name(found.id)), scene.c.anyTime])];
}

/** Said only when it is so: a coordinator's e-mail would need something of ours that is down. */
function emailRow({ state, s, c, now }: Scene): Element[] {
  const id = firstOf(state, 'coordinator', now);
  const dead = id !== null && personRoutes(state, id, s.elsewhere).some((r) => r.route.kind === 'email' && !works(r));
  if (!dead) return [];
  return [row({ mark: 'blocked', first: [{ text: c.emailFromUs, strike: true, subtle: true }], second: c.noEmail })];
}

export function otherTickets({ s, c, now }: Scene, tickets: readonly Ticket[]): Element[] {
  const rows = tickets.map((ticket) =>
    row({
      mark: 'fact',
      first: c.upper(ticket.reference === undefined ? c.noTicketNumber : c.yourTicket(s.text(ticket.reference, 60))),
      second: [
        `${c.idle(between(ticket.heardAt, now))} ${c.sinceTime(s.short(ticket.heardAt))}`,
        s.quote(ticket.words, 80),
      ].join(DOT),
    }),
  );
  return section({ title: c.otherTickets, rows });
}
