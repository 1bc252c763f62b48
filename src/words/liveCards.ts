/** The words of the cards that follow a case: the case's own, the ticket's, pings, calls and the account manager's. */
import type { Language } from '../domain/organisation.ts';
import { liveCards } from './en/liveCards.ts';

export type LiveCards = typeof liveCards;

/** A language without these words speaks English. */
export function liveCardsOf(_language: Language): LiveCards {
  return liveCards;
}
