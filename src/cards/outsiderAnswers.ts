/** What somebody of a vendor's is told: thanks and times, nothing of the case. */
import type { CaseEvent } from '../domain/events.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Voice } from './voice.ts';

export function outsiderAnswer(events: readonly CaseEvent[], { words, s }: Voice): string {
  const { outsider } = words.answers;
  for (const { body } of events) {
    if (body.type === 'held') return outsider.held(body.until, s);
    if (body.type === 'passed') return outsider.passed(s);
  }
  return outsider.answered(s);
}

export function outsiderRefusal(refusal: Refusal, voice: Voice): string {
  const { words, s } = voice;
  const { outsider } = words.answers;
  switch (refusal.no) {
    case 'hold-running':
      return outsider.heldBefore(refusal.until, s);
    case 'held-already':
    case 'already':
      return outsider.answeredBefore(refusal.at, s);
    case 'overtaken':
      return outsiderRefusal(refusal.but, voice);
    default:
      return outsider.refused(s);
  }
}
