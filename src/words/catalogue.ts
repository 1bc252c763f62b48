/** The shape of one language. English is `en.ts` with `en/`; another language is one more file and folder of this shape. */

import type { Ball, Case, CaseStatus } from '../domain/case.ts';
import type { CallResult } from '../domain/commands.ts';
import type { CaseEvent } from '../domain/events.ts';
import type { Away, PingItem } from '../domain/message.ts';
import type { Person, RoleName, Route, RouteKind, RungDo, Severity } from '../domain/organisation.ts';
import type { Owed, Refusal } from '../domain/refusal.ts';
import type { Instant } from '../domain/time.ts';
import type { AnswerWords } from './answerWords.ts';
import type { CardWords } from './cardWords.ts';
import type { OutsideWords } from './outsideWords.ts';
import type { Owing } from './owing.ts';
import type { Speech } from './speech.ts';

/** The state without colour; see the legend of the timeline. */
export type Mark = '▲' | '●' | '○' | '✓' | '✕' | '↑' | '•';

/** One fact: a heading without its author, and what else belongs to it (the author first). */
export interface EventWords {
  readonly mark: Mark;
  readonly head: string;
  readonly more: readonly string[];
  /** Stands out in the timeline: the event changed who must act. */
  readonly strong?: boolean;
  /** The heading where author and time stand beside it. */
  readonly short: string;
  /** The short heading names its author already. */
  readonly named: boolean;
}

export type { Owing } from './owing.ts';

/** The exact titles of product.md, by what they do. */
export interface ButtonTitles {
  readonly addStep: string;
  readonly vendorTicket: string;
  readonly statusUpdate: string;
  readonly note: string;
  readonly handOver: string;
  readonly resolve: string;
  readonly close: string;
  readonly done: string;
  readonly assign: string;
  readonly notApplicable: string;
  readonly anotherStep: string;
  readonly vendorReplied: string;
  readonly autoReply: string;
  readonly vendorPromised: string;
  readonly vendorWants: string;
  readonly weContacted: string;
  readonly escalate: string;
  readonly fixed: string;
  readonly verifyOk: string;
  readonly verifyFail: string;
  readonly onIt: string;
  readonly snooze: string;
  readonly notMine: string;
  readonly accept: string;
  readonly decline: string;
  readonly keepCase: string;
  readonly hereIsTheAnswer: string;
  readonly wrongPerson: string;
  readonly whoItIs: string;
  readonly isQuestion: string;
  readonly openTicket: string;
  readonly noNumberYet: string;
  readonly older: string;
  readonly newer: string;
  readonly send: string;
  readonly showCase: string;
  readonly newCase: string;
  readonly cases: string;
  readonly help: string;
  readonly noticeSent: string;
  readonly startClock: string;
}

/** A piece of a sentence; a command to type is set off from the rest. */
export type Spoken = string | { command: string };

export interface Catalogue {
  readonly buttons: ButtonTitles;
  /** Titles of the buttons of a call card. */
  readonly callResults: Readonly<Record<CallResult, string>>;

  role(role: RoleName): string;
  severity(severity: Severity): string;
  /** What the severity means, for help and forms. */
  severityMeaning(severity: Severity): string;
  routeKind(kind: RouteKind): string;
  /** "Phone +46 8 000 00 00"; the id's kind when the vendor has no such route any more. */
  route(vendor: string, route: string, state: Case, s: Speech): string;
  /** "These work: portal. Phone opens 08:00.", each with what is known of it; empty where there is none. */
  theseWork(routes: readonly Route[], vendor: string, state: Case, s: Speech): string;
  ball(ball: Ball, vendor: string): string;
  status(status: CaseStatus): string;
  /** What is sent to an authority at a stage: "final report". */
  stage(stage: string, s: Speech): string;
  /** Why a message reached nobody, from what the carrier said of it. */
  undelivered(reason: string, s: Speech, longest?: number): string;
  callResult(result: CallResult): string;
  /** What a rung asks of people: "Phone Microsoft and quote K-7QM4X". */
  rung(act: RungDo | undefined, item: Owing, state: Case, s: Speech): string;

  /** Heading and details of a fact, from the newest state. */
  event(event: CaseEvent, state: Case, s: Speech): EventWords;
  refusal(refusal: Refusal, state: Case | null, s: Speech): string;
  /** Verb first: "Post a status update". */
  obligation(about: Owing, state: Case, s: Speech): string;
  /** A few words to tell it from the others: "step 6", "T1 Microsoft", "status update". */
  obligationName(about: Owing, state: Case, s: Speech): string;
  /** The same for a key alone (in facts), from the newest state. */
  keyName(key: string, state: Case, s: Speech): string;
  /** The same, and what is to be done: "step 6: set up another way to send". */
  keyAction(key: string, state: Case, s: Speech): string;
  /** What to type to end what stands in the way of resolving or closing: "Type: step 6 done …"; empty: nobody knows. */
  ending(owed: Owed, what: 'resolve' | 'close', state: Case, s: Speech): string;
  /** "1 h 37 m late", "due 12:10". */
  lateness(about: Owing, s: Speech): string;
  /** Who has to do it: a name, or the channel. */
  holder(about: Pick<Owing, 'holder'>, s: Speech): string;
  /** What, how late, who, when. */
  obligationLong(about: Owing, state: Case, s: Speech): string;

  /** Why this ping: "reminder 3", "fixed deadline", "the promise was broken". */
  pingReason(item: PingItem, state: Case, s: Speech): string;
  /** "If nobody answers: 12:10 Patti Fernandez". */
  pingNext(item: PingItem, state: Case, s: Speech): string;
  /** The toast of a ping: "INC-1: urgent mail route 1 h 37 m late, Adele Vance". */
  pingSummary(items: readonly PingItem[], away: Away | undefined, state: Case, s: Speech): string;
  /** `who`: the mentions as written; everything else is escaped. */
  threadPing(who: string, items: readonly PingItem[], away: Away | undefined, state: Case, s: Speech): string;
  channelPing(who: string, items: readonly PingItem[], away: Away | undefined, state: Case, s: Speech): string;
  /** "I was away from … to … Meanwhile fell due: …". */
  away(away: Away, state: Case, s: Speech): string;

  readonly answers: AnswerWords;
  readonly cards: CardWords;
  /** What is said outside Teams. */
  readonly outside: OutsideWords;

  /** Posted when the app is added. */
  welcome(vendor: string): { title: string; lines: Spoken[][] };
  /** To a hello, and to what nobody understands; `cases` where no case is meant. */
  short(): { hello: string; cases: Spoken[]; open: Spoken[]; help: Spoken[] };
  /** To somebody who is not in the organisation file. */
  stranger(organisation: string, coordinator: Pick<Person, 'name' | 'phone'> | null, s: Speech): string;
  /** To somebody not met before, while Teams does not say who that is: nothing was carried out. */
  unidentified(): string;
  /** Nothing was carried out: too much came at once, of this person (`own`) or of all together. `seconds`: how long to wait. */
  tooFast(seconds: number, own: boolean): string;
  /** Instead of so many answers that a conversation had no room for: what they answered was carried out, or refused, all the same. */
  behind(answers: number): string;
  /** To somebody of a tenant that is not allowed. */
  wrongTenant(): string;
  /** To an outsider without a ticket of theirs. */
  outsiderWithoutTicket(s: Speech): string;
  /** `ref`: stands in the log line as well. */
  error(ref: string): string;
  /** What was asked was carried out, or refused, but the answer could not be put into words. */
  unsaid(ref: string): string;
  /** While the database is away. `waits`: done as soon as it is back; `known`: the same was said before and waits; `not-done`: it waited for too long. */
  notKept: {
    waits(ref: string): string;
    known(): string;
    /** `what`: as it was typed; null: a button was pressed. */
    notDone(what: string | null, s: Speech): string;
  };
  /** As of …, for the foot of cards. */
  asOf(now: Instant, s: Speech): string;
}
