/** The clock's own command: fires everything of the case that is due at or before the instant; late, doubled and stale ticks do nothing. */
import type { IntentOf, TicketId } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { climb, fireDue } from '../firing.ts';
import { nextInstant } from '../ladder.ts';
import { obligationOf, obligationsOf } from '../obligations.ts';
import { ticketOf } from '../tickets.ts';
import { msBetween } from '../time.ts';
import { mayClimb } from './ticketWords.ts';

/** An absence longer than this (ms) is told even when nothing fell due meanwhile. */
const longAbsence = 120_000;

export function tick(d: Draft, { away }: IntentOf<'tick'>): undefined {
  if (d.state.status === 'closed') return;
  const fellDue = away ? duringAbsence(d, away) : [];
  const since = d.state.lastAt;
  judgePromises(d);
  for (const ob of obligationsOf(d.state, d.at)) {
    if (nextInstant(d.state, ob).at <= d.at) fireDue(d, () => obligationOf(d.state, ob.key, d.at), since);
  }
  if (away && (fellDue.length > 0 || msBetween(away.from, away.to) > longAbsence))
    d.add({ type: 'was-away', ...away, fellDue });
}

function duringAbsence(d: Draft, away: { from: string; to: string }): string[] {
  return obligationsOf(d.state, d.at)
    .filter((ob) => {
      const { at } = nextInstant(d.state, ob);
      return at > away.from && at <= away.to;
    })
    .map((ob) => ob.key);
}

/** Each promise is judged at its own time: no substantive word since, so it is broken and the ladder climbs at once. */
function judgePromises(d: Draft): void {
  const due = obligationsOf(d.state, d.at)
    .filter((ob) => ob.kind === 'promise' && ob.due <= d.at)
    .sort((a, b) => msBetween(b.due, a.due));
  const climbing = new Map<TicketId, number>();
  for (const { about } of due) {
    const ticket = ticketOf(d.state, about.ticket ?? '');
    if (!ticket || about.promise === undefined) continue;
    const count = ticket.promises.filter((p) => p.status === 'broken').length + 1;
    d.add({ type: 'promise-broken', ticket: ticket.id, promise: about.promise, count });
    if (mayClimb(ticket)) climbing.set(ticket.id, count);
  }
  // Two that break at one tick climb one rung, as after downtime; from the second on it is at least the account manager's.
  for (const [id, count] of climbing) climb(d, id, 'broken-promise', count >= 2);
}
