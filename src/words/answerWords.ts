/** Sentences of answers: what the facts mean for the person who just said something. */

import type { Case, Ticket } from '../domain/case.ts';
import type { FixedDeadline } from '../domain/deadlineGrid.ts';
import type { PersonId, RungDo } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { Owing } from './owing.ts';
import type { Speech } from './speech.ts';

/** A coming rung: when, and whom it pings. */
/** A vendor's number that several open tickets have, in whatever case. */
export interface SameNumber {
  /** The one that was given it just now. */
  ticket: string;
  vendor: string;
  reference: string;
  others: readonly { caseId: string; ticket: string }[];
  /** It was opened just now, and one of the others is of the same case. */
  twice: boolean;
}

export interface ComingRung {
  readonly at: Instant;
  readonly people: readonly string[];
  readonly channel?: boolean;
  readonly do?: RungDo;
}

export interface AnswerWords {
  /** "Next: Post a status update · Alex Wilber · Mon 31 Jul 09:10, Stockholm". */
  next(owing: Owing, state: Case, s: Speech): string;
  nothingHappened(s: Speech): string;
  /** What is owed first after control was lost: the ticket, the account manager's name, the fixed deadline. */
  controlLost(
    vendor: string,
    ticket: { due: Instant; command: string } | null,
    managers: readonly string[],
    deadline: FixedDeadline | null,
    s: Speech,
  ): string;
  quoteCode(code: string, via: string | null, s: Speech): string;
  /** Only what they say stops their clock. */
  actedOnly(vendor: string, ticket: string, s: Speech): string;
  rungs(vendor: string, rungs: readonly ComingRung[], s: Speech): string;
  deadline(vendor: string, of: FixedDeadline, s: Speech): string;
  numberOwed(ticket: Ticket, s: Speech): string;
  /** By what the case says, neither the way that was named nor any other works. */
  wayNotKept(way: string, because: string, command: string, s: Speech): string;
  mayNotOpen(vendor: string, allowed: readonly string[], s: Speech): string;
  /** A hold, the next update, an answer to a vendor: a longer wish was cut to the longest allowed. */
  wishCut(allowed: Instant, wished: Instant, s: Speech): string;
  /** What comes at the end of a hold, if nothing has come before: when, and who is pinged then. */
  afterHold(at: Instant, whom: string, s: Speech): string;
  /** What a promise does not hold: the fixed deadline, and what happens when it is broken. */
  promise(
    vendor: string,
    by: Instant,
    holdsUntil: Instant,
    deadline: { at: Instant; people: readonly string[]; again: boolean } | null,
    s: Speech,
  ): string;
  /** The dead route, those that live, and a sentence to say on the phone. */
  deadRoute(of: { route: string; because: string; works: string; say: string }, s: Speech): string;
  /** Word by word: why not that way, and what to ask for. */
  sayInstead(
    of: {
      organisation: string | null;
      because: string;
      vendor: string;
      reference: string | undefined;
      code: string | undefined;
      /** Routes that work, by name. */
      offer: readonly string[];
    },
    s: Speech,
  ): string;
  /** "Microsoft's support". */
  supportOf(vendor: string): string;
  /** Whose number it was; `next`: whom to call instead; null: no number is left that may be right. `other`: ways that still work. */
  wrongNumber(
    whose: string,
    number: string,
    next: { name: string; number: string } | null,
    other: readonly string[],
    s: Speech,
  ): string;
  /** Somebody who is reached in a chat with Baton. */
  inTeams(name: string): string;
  /** Whom of the vendor's one could call now, and when the reminders come to somebody of theirs; null: not in sight. */
  furtherUp(name: string, number: string, at: Instant | null, s: Speech): string;
  /** The code stands on words that went out on another ticket. */
  codeOfOther(code: string, ticket: string, other: string, s: Speech): string;
  /** A code rightly said that nothing of this case carries; `sent`: the newest of this ticket. */
  codeUnknown(code: string, sent: readonly string[], s: Speech): string;
  /** They asked for something before, and `due` is when all of it is owed; null: no way that they ask for works. */
  alsoWanted(before: readonly string[], due: Instant | null, s: Speech): string;
  /** One word of ours counts as the answer to several requests. `command`: says that one of them is still wanted. */
  answersAll(requests: readonly string[], command: string, s: Speech): string;
  /** A way that lives in this case needs what another open case says is down. */
  downElsewhere(way: string, service: string, caseId: string, command: string, s: Speech): string;
  /** A call without effect: what a second one does. */
  secondCall(vendor: string, s: Speech): string;
  idleRuns(vendor: string, since: Instant, s: Speech): string;
  verifyBy(due: Instant, s: Speech): string;
  /** How a report that was written down by mistake is taken back. */
  takeBack(clock: string, s: Speech): string;
  noticeDue(owing: Owing, state: Case, s: Speech): string;
  /** Times that were given in words, read back. */
  understood(times: readonly Instant[], s: Speech): string;
  /** A new step names somebody and belongs to nobody. */
  stepMeant(step: number, person: PersonId, s: Speech): string;
  /** Other open tickets with that vendor have the number that a ticket was given. */
  sameNumber(of: SameNumber, s: Speech): string;
  /** Somebody was given something whom Baton could not reach the last time; `offer`: the case, until it is accepted; `phone`: where to ring them now. */
  outOfReach(
    of: {
      person: PersonId;
      at: Instant;
      reason: string;
      phone: string | null;
      others: readonly PersonId[];
      offer: boolean;
    },
    s: Speech,
  ): string;
  /** A case was opened: the checklist, and that the thread has the card. */
  opened(id: string, steps: number, s: Speech): string;
  /** To somebody of a vendor's: nothing of the case, no commands. */
  readonly outsider: {
    answered(s: Speech): string;
    /** `cut`: she wished for longer; `deadline`: it comes before the end of the hold. */
    held(until: Instant, of: { cut: boolean; deadline: Instant | null }, s: Speech): string;
    /** Others have been asked since: it is told here, and holds nothing. */
    onItLate(until: Instant, s: Speech): string;
    /** Her question was passed on; `call`: who of ours can be telephoned. */
    asked(call: { name: string; number: string } | null, s: Speech): string;
    passed(s: Speech): string;
    passedLater(s: Speech): string;
    /** She has said that it is not hers, and now who it is. */
    instead(s: Speech): string;
    /** She said so before she was asked, and no other is known. */
    stillAsked(s: Speech): string;
    /** She is the wrong person, and no other is known. */
    nobodyElse(s: Speech): string;
    refused(s: Speech): string;
    heldBefore(until: Instant, s: Speech): string;
    answeredBefore(at: Instant, s: Speech): string;
    tooLong(longest: number, found: number, s: Speech): string;
    past(at: Instant, s: Speech): string;
    cannotHold(why: 'reminder' | 'deadline' | 'not-yours', s: Speech): string;
    over(s: Speech): string;
    /** Her ticket is over. `solved`: since when it works; null: it was opened by mistake. */
    ended(of: { organisation: string; reference?: string }, solved: Instant | null, s: Speech): string;
    mistyped(s: Speech): string;
    again(missing: 'words' | 'time', s: Speech): string;
  };
}
