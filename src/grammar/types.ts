/** The shapes of the grammar: what the parser is told, what it answers, and what a row of the table consists of. */
import type { Case } from '../domain/case.ts';
import type { CaseId, Intent, TicketId } from '../domain/commands.ts';
import type { ContactId } from '../domain/contacts.ts';
import type { Person, PersonId, Service, ServiceId, Vendor, VendorId } from '../domain/organisation.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Profiles } from '../domain/profile.ts';
import type { Elsewhere } from '../domain/routes.ts';
import type { Instant } from '../domain/time.ts';
import type { CommandPath } from '../words/en/help.ts';
import type { Problem } from '../words/en/problems.ts';

export type { CommandPath, Problem };

/** A mention in the message: as it stands in the text, and whom it means; null: nobody of the organisation file. */
export interface Mention {
  readonly text: string;
  readonly person: PersonId | null;
  readonly name: string;
}

/** What a line means depends on: the moment, the people, where it was said. */
export interface ParseContext {
  readonly now: Instant;
  /** IANA name of the organisation's zone. */
  readonly zone: string;
  readonly people: Readonly<Record<PersonId, Person>>;
  readonly vendors: Readonly<Record<VendorId, Vendor>>;
  readonly services: Readonly<Record<ServiceId, Service>>;
  readonly playbooks: readonly Pick<Playbook, 'id' | 'name'>[];
  readonly casePrefix: string;
  /** The case in whose thread it was said. */
  readonly threadCase: CaseId | null;
  readonly mentions: readonly Mention[];
  readonly sender: PersonId | null;
  /** The case that is meant here when none is named, where that is not `threadCase`; null: none is, so it must be named. */
  readonly impliedCase?: CaseId | null;
  /** What can be chosen where the case must be named, the most urgent first. */
  readonly openCases?: readonly { readonly id: CaseId; readonly title: string }[];
  /** The case meant, when the caller has it: for choices, and to take the only open ticket. Another case's is ignored. */
  readonly caseView?: Case;
  /** What is remembered of each vendor: the order in which its routes are offered. */
  readonly profiles?: Profiles;
  /** What open cases say is down: a way that needs it is offered last, and says so. */
  readonly elsewhere?: Elsewhere;
}

export type Query =
  | { type: 'case.list'; filter: 'open' | 'mine' | 'overdue' | 'all'; page: number }
  | { type: 'case.show' }
  | { type: 'step.list'; page: number }
  | { type: 'step.form' }
  | { type: 'ticket.list'; page: number }
  | { type: 'ticket.show'; ticket: TicketId }
  | { type: 'vendor.list'; page: number }
  | { type: 'vendor.show'; vendor: VendorId }
  | { type: 'ticket.pressure'; ticket: TicketId }
  | { type: 'pack.show'; pack?: number }
  | { type: 'pack.speak'; pack?: number }
  | { type: 'vendor.check'; vendor?: VendorId; page: number }
  /** Somebody has checked a contact. Not of any case, so no intent: what comes of it is a patch for the organisation file. */
  | { type: 'contact.right'; contact: ContactId }
  | { type: 'contact.changed'; contact: ContactId; change: { phone?: string; email?: string } }
  | { type: 'notice.list'; page: number }
  | { type: 'timeline'; page: number }
  /** `link`: with a new download link, or with the end of those that work. */
  | { type: 'report'; link?: 'link' | 'revoke' }
  | { type: 'help'; command?: string };

/** The arguments by name, as text: what a form is filled with, and what its buttons send back. */
export type Filled = Readonly<Record<string, string>>;

export type Parsed =
  /** `echo`: the times in it, to be said back with date and zone. */
  | { kind: 'intent'; caseId: CaseId | null; intent: Intent; echo?: Instant[] }
  /** `ignored`: words that mean nothing there, and how the command is written. */
  | { kind: 'query'; caseId: CaseId | null; query: Query; ignored?: { heard: string; usage: string } }
  /** Something is missing or wrong: the form of `command`, filled as far as it goes. Without problems it was asked for by a button. */
  | { kind: 'form'; command: string; caseId: CaseId | null; filled: Filled; problems: Problem[] }
  /** No such command; `nearest` may have been meant, and `filled` is what would go into its form. */
  | { kind: 'unknown'; heard: string; nearest: CommandPath | null; caseId: CaseId | null; filled: Filled }
  /** Nothing was asked: a mention alone, a hello, an emoji. */
  | { kind: 'empty' };

/** What an argument is, for forms. */
export type ArgKind =
  | 'words'
  | 'title'
  | 'person'
  | 'time'
  | 'duration'
  | 'route'
  | 'ticket'
  | 'whom'
  | 'step'
  | 'vendor'
  | 'services'
  | 'severity'
  | 'choice'
  | 'role'
  | 'clock'
  | 'report'
  | 'playbook'
  | 'text'
  | 'code'
  | 'target'
  | 'page'
  | 'pack'
  | 'item'
  | 'command';

/** What an argument's text is read against. */
export interface Look {
  readonly ctx: ParseContext;
  /** The case meant, when the caller has it. */
  readonly state: Case | undefined;
  readonly command: string;
  /** The arguments read before this one. */
  readonly known: Readonly<Record<string, unknown>>;
}

export type Read<T> =
  /** `text`: how the form and the typed twin write it. */
  { readonly value: T; readonly text?: string } | { readonly problem: Problem };

/** One argument of a command. */
export interface Arg<T, Required extends boolean = boolean> {
  readonly kind: ArgKind;
  readonly required: Required;
  /** `keyed`: only as `name:value`; `inside`: may stand before the verb (`step 2 done`); the others by their place or as `name:value`. */
  readonly place: 'positional' | 'keyed' | 'inside';
  /** How the usage line writes it: `sev:2`, `"…"`, `<vendor>`. */
  readonly usage: string;
  /** In how many words without quotation marks it can stand, at most. */
  readonly span: number;
  /** Other names for it, as keys and in forms. */
  readonly aliases: readonly string[];
  /** Only buttons send it: not in the usage line, not in the form. */
  readonly hidden: boolean;
  /** The words of a `choice`; of tickets and clocks, which of them can be meant. */
  readonly choices?: readonly string[];
  read(text: string, name: string, look: Look): Read<T>;
  /** What is taken when nothing was said. */
  infer?(look: Look): string | undefined;
  /** What the form offers when nothing was said; a click that lost its inputs takes it. */
  suggest?(look: Look): string | undefined;
  /** What the typed twin says for it where nothing is said that may be left out: without it the line would do nothing. */
  sample?(look: Look): string | undefined;
  /** Which problem it is that nothing was said. */
  missing?(look: Look): Problem;
}

export type Args = Readonly<Record<string, Arg<unknown>>>;

export type ValuesOf<A extends Args> = {
  readonly [K in keyof A]: A[K] extends Arg<infer T, infer R> ? (R extends true ? T : T | undefined) : never;
};

/** Where the manifest offers the command. */
export type Scope = 'team' | 'personal' | 'groupChat';

export type Built = { readonly intent: Intent } | { readonly query: Query } | { readonly problems: Problem[] };

/** A row of the table, whatever its arguments are. */
export interface CommandRow {
  readonly path: string;
  readonly args: Args;
  /** False: it works without a case. */
  readonly needsCase: boolean;
  readonly asks: 'intent' | 'query';
  readonly lists: readonly Scope[];
  /** `values` as read by `args`; every required one is there. */
  build(values: Readonly<Record<string, unknown>>, look: Look): Built;
}
