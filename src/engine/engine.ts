/** What the engine is to those who use it, and what it is made of. */
import type { Case } from '../domain/case.ts';
import type { CaseId, Command } from '../domain/commands.ts';
import type { CaseEvent } from '../domain/events.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { FormName, Forms } from '../domain/paperForms.ts';
import type { Profiles } from '../domain/profile.ts';
import type { Store } from '../store/index.ts';
import type { AnswerLinks } from './answerLinks.ts';
import type { BoardPage, BoardQuery } from './board.ts';
import type { Contacts } from './contacts.ts';
import type { Circumstances } from './handle.ts';
import type { Health } from './health.ts';
import type { History } from './history.ts';
import type { Outcome } from './outcome.ts';
import type { Download } from './packs.ts';
import type { People } from './people.ts';
import type { Carrier, Clock, Log, Met, Meters, Outside, Patches, Renderer, Shelf } from './ports.ts';
import type { ReportLinks } from './reportLinks.ts';
import type { Supplier } from './supplies.ts';

export interface EngineOptions {
  store: Store;
  clock: Clock;
  carrier: Carrier;
  /** The ways outside Teams; absent: Teams is the only one. */
  outside?: Outside;
  render: Renderer;
  supplier: Supplier;
  /** What the upkeep needs; without it contacts are not watched and no grab bag is laid down. */
  upkeep?: { patches: Patches; met: Met; shelf: Shelf };
  log: Log;
  /** Where the bot is reached from outside, without a slash at its end. Absent: no link that works without signing in is ever made. */
  publicUrl?: string | null;
  /** Clock and courier look at the latest after so many ms (30 000). */
  pollMs?: number;
  /** Other processes do the same on the same database. */
  shared?: boolean;
  /** Absent: nothing is counted. */
  meters?: Meters;
  /** How often every open case is audited, in ms (60 000); null: never. */
  auditMs?: number | null;
}

export interface Engine {
  /** Rejects with a Fault and nothing else; an ordinary "no" is an outcome. Works before `start`. */
  handle(command: Command, circumstances?: Circumstances): Promise<Outcome>;
  read(caseId: CaseId): Promise<Case | null>;
  /** The facts of a case, oldest first, for its timeline. */
  events(caseId: CaseId): Promise<CaseEvent[]>;
  /** The bytes of an evidence pack as they were built; null: there is no such version. */
  pack(caseId: CaseId, version: number): Promise<Forms | null>;
  /** What a download link leads to, after that was written down; null: it leads nowhere, or not any more. */
  download(token: string, form: FormName): Promise<Download | null>;
  board(query: Omit<BoardQuery, 'now'>): Promise<BoardPage>;
  /** Every case that is not closed. */
  openCases(): Promise<Case[]>;
  /** What open cases say is down. */
  elsewhere: History['elsewhere'];
  /** The case that is not closed, where there is exactly one. */
  onlyCase(): Promise<CaseId | null>;
  /** The case whose thread a conversation is. */
  caseOf(conversationId: string): Promise<CaseId | null>;
  people: People;
  contacts: Contacts;
  /** This person has said something: whatever says that they could not be reached is over. Never rejects. */
  heardOf(person: PersonId): Promise<void>;
  /** Answers from outside Teams, by a link. */
  links: AnswerLinks;
  /** Downloads of reports. */
  reports: ReportLinks;
  /** What is remembered of each vendor over all cases; nothing where that cannot be read: no message waits for it. */
  profiles(): Promise<Profiles>;
  /** The incident channel can be posted to now. */
  channelAppeared(): Promise<void>;
  /** Clock and courier begin; what a crash left is taken up. */
  start(): Promise<void>;
  /** No more turns; resolves when what was under way has ended. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way and nothing is due. */
  idle(): Promise<void>;
  /** Clock and courier look now instead of at their next poll. */
  nudge(): void;
  health(): Promise<Health>;
}
