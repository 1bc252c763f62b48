/** What a vendor has promised, how it has kept its word before, and when it closes the ticket unless we answer. */
import type { Ticket, VendorPromise } from '../../domain/case.ts';
import { promiseWaitedFor } from '../../domain/obligations/ticket.ts';
import { autoCloseAt } from '../../domain/obligations/wanted.ts';
import { entry } from '../../domain/organisation.ts';
import { between, DOT } from '../../words/format.ts';
import { vendorWordsOf } from '../../words/vendors.ts';
import { row } from '../blocks/row.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';

const mostRunning = 3;

const isRunning = ({ status }: VendorPromise) => status === 'running';

/** Those that run and are not what the head of the card is about. */
function runningRows(scene: Scene, ticket: Ticket): Element[] {
  const { s, c, now } = scene;
  const above = promiseWaitedFor(scene.state, ticket, now);
  return ticket.promises
    .filter((promise) => isRunning(promise) && promise !== above)
    .slice(-mostRunning)
    .map(({ by, words }) =>
      row({
        mark: 'running',
        first: `${c.promisedBy(s.short(by))}${words === undefined ? '' : `: ${s.quote(words, 100)}`}`,
        second: by > now ? c.left(between(now, by)) : c.countsOnLater,
      }),
    );
}

/** Those that were broken; beside them, and beside one that is running, what this vendor's word was worth over all cases. */
export function promiseRows(scene: Scene, ticket: Ticket): Element[] {
  return [...runningRows(scene, ticket), ...recordRows(scene, ticket)];
}

function recordRows(scene: Scene, ticket: Ticket): Element[] {
  const { s, c } = scene;
  const all = ticket.promises.filter((p) => p.status === 'broken');
  const last = all.at(-1);
  const before = recordOf(scene, ticket);
  if (last) {
    const second = [c.promisedBy(s.short(last.by)), before].filter((part) => part !== '').join(DOT);
    return [row({ mark: 'late', first: c.broken(all.length), bold: true, second })];
  }
  return ticket.promises.some(isRunning) && before !== '' ? [row({ mark: 'fact', first: before })] : [];
}

function recordOf({ view, s }: Scene, { vendor }: Ticket): string {
  const promises = entry(view.profiles ?? {}, vendor)?.promises;
  const { kept = 0, broken = 0 } = promises ?? {};
  return vendorWordsOf(view.language).keptBefore(s.vendor(vendor), kept, kept + broken);
}

/** A hard date, in all hours: nobody can move it but by answering; and when our own ping about it comes. */
export function closingRow({ state, s, c, now, owed }: Scene, ticket: Ticket): Element[] {
  const at = autoCloseAt(state, ticket);
  const warning = owed.get(`auto-close:${ticket.id}`);
  if (at === null || !warning) return [];
  const vendor = s.vendor(ticket.vendor);
  const late = warning.due <= now;
  const first = at > now ? c.closes(vendor, s.short(at)) : c.closedByNow(vendor, s.short(at));
  const second = late ? c.closesIn(between(now, at > now ? at : now)) : c.closesAsked(s.short(warning.due));
  return [row({ mark: late ? 'late' : 'open', first, bold: late, second: at > now ? second : c.closedHint })];
}
