/** What is said outside Teams: in letters, on the page that a link opens, and back to whoever sent an SMS. */
import type { CarrierKind } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { Speech } from './speech.ts';

export interface OutsideWords {
  readonly letter: {
    /** "Idle 1 h 30 m: Phone Microsoft on +46 8 000 00 00". */
    first(late: string, ask: string): string;
    ifNobody(who: string, at: Instant, s: Speech): string;
    call(name: string, what: string, phone: string, hours: string): string;
    coordinator(name: string, phone: string): string;
    /** The same to somebody outside. */
    callCoordinator(name: string, phone: string): string;
    also(count: number): string;
    /** `hold`: it can be put off. */
    answerByLink(of: { hold: boolean; outsider: boolean }, url: string): string;
    answerBySms(of: { hold: boolean; outsider: boolean }): string;
    /** No way of answering is set up. */
    answerOtherwise(phone: string | null): string;
    nobodyReads: string;
    /** Why not in Teams: it is down, it would not do; null: there is nothing to say of it. */
    why(way: CarrierKind, teams: 'down' | 'refused' | null): string;
    // The account manager's.
    outsiderSubject(organisation: string, reference: string | undefined): string;
    outsiderFirst(organisation: string, ask: string): string;
    silence(vendor: string, span: string, since: Instant, s: Speech): string;
    broken(by: Instant, s: Speech): string;
    noMailToUs: string;
    // The short form, for a telephone.
    andMore(count: number): string;
    shortOutsider(organisation: string, ask: string, reference: string | undefined, span: string): string;
    shortCall(name: string, phone: string): string;
  };
  /** What became of an answer, on the page and by SMS. */
  readonly answer: {
    /** `cut`: a longer time was asked for. */
    onIt(about: string, until: Instant, cut: boolean, s: Speech): string;
    passed(): string;
  };
  readonly page: {
    /** The heading, and the title of the window. */
    title(organisation: string): string;
    until: string;
    onItHint(outsider: boolean): string;
    notMineHint(outsider: boolean): string;
    cannotHold: string;
    nothingChanges: string;
    settled: string;
    /** After the sentence that says what was written down. */
    close: string;
    answered(name: string, at: Instant, s: Speech): string;
    unknown: string;
    expired(at: Instant, s: Speech): string;
    choiceMissing: string;
  };
  readonly sms: {
    /** To what was not understood. */
    help: string;
    nothingOpen: string;
    failed: string;
  };
}
