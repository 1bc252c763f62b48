import type { Speech } from './speech.ts';

/** Words that stand only on cards: headings, counts, feet, labels. Functions where a number or a name goes in. */
export interface CardWords {
  readonly next: string;
  readonly tickets: string;
  readonly checklist: string;
  readonly notices: string;
  readonly timeline: string;
  readonly help: string;
  readonly noTickets: string;
  readonly noNotices: string;
  readonly noSteps: string;
  readonly noCases: string;
  /** In a list without a choice yet. */
  readonly choose: string;
  /** In a list that may stay without a choice. */
  readonly optional: string;
  /** The error under a field that must not be empty. */
  fillIn(label: string): string;
  notOffered(route: string, service: string): string;
  /** A list is longer than a form can be. */
  listCut(label: string, shown: number, left: number): string;
  highestClaim(severity: string): string;
  /** A command was not understood; the nearest one is shown below. */
  heardInstead(heard: string): string;
  notUnderstood(heard: string): string;
  /** Before what was asked for: some words of the line meant nothing there. */
  leftOut(heard: string, usage: string): string;
  /** A button of a card that this version does not know any more. */
  readonly oldButton: string;
  readonly examples: string;
  readonly fillForm: string;
  readonly legend: string;
  /** Before a post that may have been delivered once already. */
  readonly repeated: string;
  readonly newestFirst: string;
  readonly anotherStep: string;
  readonly whichStep: string;
  readonly whatWasDone: string;
  readonly aFewWords: string;
  /** "3 things: step 10, step 11 and T1 Microsoft". */
  several(names: readonly string[], s: Speech): string;
  readonly nothingOpen: string;
  readonly noDueTime: string;
  readonly beforeClosing: string;
  /** "5 cases, 2 late". */
  board(count: number, late: number, filter: 'open' | 'mine' | 'overdue' | 'all'): string;
  readonly boardHint: string;
  /** "1–8 of 23". */
  page(from: number, to: number, of: number): string;
  doneOf(done: number, of: number): string;
  waiting(count: number): string;
  andMore(count: number, command: string): string;
  orType(command: string): string;
  toType(command: string): string;
  toOpen(command: string): string;
  age(span: string): string;
  owner(name: string): string;
  openCase(id: string, title: string, lateness: string): string;
  noRealAnswer(vendor: string, span: string): string;
  lastAnswer(vendor: string, span: string): string;
  since(time: string): string;
  due(time: string): string;
  doneBy(name: string, time: string): string;
  notApplicableBy(name: string, time: string): string;
  missing(count: number): string;
  wrong(count: number): string;
  /** Nothing is missing and nothing is unreadable, and it was not done all the same. */
  readonly refused: string;
  /** The toast of a form that was not taken: what stood in the way. */
  notDone(why: string): string;
  /** What was written into a form that was used before. */
  notTaken(said: string): string;
  /** The line to type for those who mean it a second time. */
  again(command: string): string;
  /** The toast of a button that leads to a form. */
  fillInBelow(title: string): string;
  /** A stage that counts from one not sent yet. */
  readonly later: string;
  waived(by: string, approver: string, reason: string): string;
  /** "Not closed yet: 3 things are still owed". */
  owed(what: 'resolve' | 'close', count: number): string;
  /** A button's title in a list of several things: "Done: step 3". */
  titleFor(title: string, item: string): string;
  sentAt(time: string, reference: string): string;
  notLegalAdvice(rule: string, ruleDate: string | undefined, checked: string | undefined): string;
}
