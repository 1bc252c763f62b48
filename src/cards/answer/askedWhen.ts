/** With a ticket that is opened or opened again: who is asked when, as long as no real answer comes, and the fixed deadline. */
import type { Case, Ticket } from '../../domain/case.ts';
import { fixedDeadline } from '../../domain/deadlineGrid.ts';
import { obligationOf } from '../../domain/obligations.ts';
import { ladderView } from '../../domain/timers.ts';
import type { Voice } from '../voice.ts';

/** Nothing while the ladder stands still or the ticket is over. */
export function clocksOf(ticket: Ticket | undefined, state: Case, { words, s }: Voice): string[] {
  const owed = ticket && obligationOf(state, `ticket:${ticket.id}`);
  if (ticket === undefined || owed === undefined) return [];
  const [rungs, deadline, vendor] = [
    ladderView(state, owed),
    fixedDeadline(state, ticket.vendor),
    s.vendor(ticket.vendor),
  ];
  return [
    rungs.length === 0 ? '' : words.answers.rungs(vendor, rungs, s),
    deadline === null ? '' : words.answers.deadline(vendor, deadline, s),
  ];
}
