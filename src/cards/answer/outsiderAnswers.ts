/** What somebody of a vendor's is told: thanks and times, nothing of the case. */
import type { Case } from '../../domain/case.ts';
import { nextDeadline } from '../../domain/deadlineGrid.ts';
import type { CaseEvent } from '../../domain/events.ts';
import type { PersonId } from '../../domain/organisation.ts';
import { isOutsider, personOf } from '../../domain/people.ts';
import { canReach } from '../../domain/reach.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { vendorOf } from '../../domain/tickets.ts';
import type { Speech } from '../../words/speech.ts';
import { coordinatorNumber } from '../reach/routes.ts';
import type { Voice } from '../voice.ts';

export function outsiderAnswer(events: readonly CaseEvent[], state: Case, { words, s }: Voice): string {
  const { outsider } = words.answers;
  for (const { body, by } of events) {
    if (body.type === 'wrong-person') {
      if (body.instead === true) return outsider.instead(s);
      if (body.unasked === true) return somebodyElse(state, by) ? outsider.passedLater(s) : outsider.stillAsked(s);
      return nextAsked(events, state) ? outsider.passed(s) : outsider.nobodyElse(s);
    }
    if (body.type === 'ticket-question') return outsider.asked(toCall(state, s), s);
    if (body.type === 'on-it-late') return outsider.onItLate(body.until, s);
    if (body.type !== 'held') continue;
    const deadline = nextDeadline(state, personOf(state, by)?.organisation ?? '');
    const earlier = deadline !== null && deadline < body.until ? deadline : null;
    return outsider.held(body.until, { cut: body.until < body.wished, deadline: earlier }, s);
  }
  return outsider.answered(s);
}

function toCall(state: Case, s: Speech): { name: string; number: string } | null {
  const found = coordinatorNumber({ state, s });
  return found && { name: s.name(found.id), number: s.text(found.number, 40) };
}

/** What she is told without having said anything: her ticket is over. */
export function outsiderNews(events: readonly CaseEvent[], state: Case, { words, s }: Voice): string {
  const lines = events.flatMap(({ body, at }) => {
    if (body.type !== 'ticket-verified' && body.type !== 'ticket-closed') return [];
    const reference = state.tickets.find(({ id }) => id === body.ticket)?.reference;
    const ours = s.text(state.directory.name, 80);
    const of = { organisation: ours, ...(reference !== undefined && { reference: s.text(reference, 60) }) };
    return [words.answers.outsider.ended(of, body.type === 'ticket-verified' ? at : null, s)];
  });
  return lines.join('\n\n');
}

/** Whether somebody else at the vendor was asked in her place. */
function nextAsked(events: readonly CaseEvent[], state: Case): boolean {
  return events.some(
    ({ body }) =>
      body.type === 'pinged' &&
      body.ping.reason === 'wrong-person' &&
      body.ping.people.some((id) => isOutsider(state, id)),
  );
}

/** Whether anybody else at the vendor can be asked when it is time. */
function somebodyElse(state: Case, person: PersonId): boolean {
  const { accountManager = [], superior = [] } = vendorOf(state, personOf(state, person)?.organisation ?? '') ?? {};
  return [...accountManager, ...superior].some((id) => canReach(state, id));
}

/** `waited`: a ticket of hers is open, so that what she writes is still wanted. */
export function outsiderRefusal(refusal: Refusal, voice: Voice, waited = true): string {
  const { words, s } = voice;
  const { outsider } = words.answers;
  switch (refusal.no) {
    case 'hold-running':
      return outsider.heldBefore(refusal.until, s);
    case 'held-already':
    case 'already':
    case 'form-used':
      return outsider.answeredBefore(refusal.at, s);
    case 'overtaken':
      return outsiderRefusal(refusal.but, voice, waited);
    case 'too-long':
      return outsider.tooLong(refusal.longest, refusal.found, s);
    case 'not-in-the-past':
      return outsider.past(refusal.at, s);
    case 'cannot-hold':
      if (!waited) return outsider.over(s);
      return refusal.why === 'no-ping-yet' ? outsider.refused(s) : outsider.cannotHold(refusal.why, s);
    case 'ticket-over':
    case 'case-closed':
      return outsider.over(s);
    case 'code-mistyped':
      return outsider.mistyped(s);
    default:
      return waited ? outsider.refused(s) : outsider.over(s);
  }
}

/** A button came without what it needs, or with what nobody can read. */
export function outsiderAgain(missing: 'words' | 'time', { words, s }: Voice): string {
  return words.answers.outsider.again(missing, s);
}
