/** What a carrier is asked to bring, and for whom a card is drawn. */
import type { CaseId } from '../domain/commands.ts';
import type { CarrierKind, Language, PersonId } from '../domain/organisation.ts';
import type { Profiles } from '../domain/profile.ts';
import type { Elsewhere } from '../domain/routes.ts';
import type { Instant } from '../domain/time.ts';
import type { Element } from './render.ts';

/** One message: text or a card, never both (Teams would split them and return no id). */
export interface Post {
  /** Markdown; a mention stands in it as `<at>Name</at>` and has its entry in `mentions`. */
  text?: string;
  mentions?: { person: PersonId; name: string }[];
  /** Adaptive Card 1.5. */
  card?: Element;
  /** What the notification says; wanted with every card. */
  summary?: string;
}

export interface ViewContext {
  now: Instant;
  language: Language;
  /** Who will read it; absent in a channel. */
  person?: PersonId;
  /** She belongs to a vendor: she is told of nothing but her own ticket. */
  outsider?: true;
  /** The case whose number the offered commands carry: they are read outside of its thread. */
  numbered?: CaseId;
  /** What is remembered of each vendor: which of its routes is offered first, and what stands beside it. */
  profiles?: Profiles;
  /** What open cases say is down: no way that needs it is called good in another case. */
  elsewhere?: Elsewhere;
}

/** What a ping says outside Teams: plain text, ready to be sent. */
export interface Letter {
  subject: string;
  text: string;
  /** All of it in few characters, for a telephone. */
  short: string;
}

/** For whom a letter is written, and how its reader can answer. */
export interface LetterView extends ViewContext {
  /** `page`: the page that a link opens, which has buttons of its own. */
  way: CarrierKind | 'page';
  /** Null: there is no link to answer by. */
  link: string | null;
  /** An answer by SMS comes back to the bot. */
  smsAnswers: boolean;
  /** An earlier try may have arrived. */
  mayRepeat: boolean;
}

/** The card that a button sits on, as its data says. */
export type CardName =
  | 'case'
  | 'ticket'
  | 'ping'
  | 'call'
  | 'form'
  /** Rows with buttons, one as good as the other: what is pressed there replaces nothing. */
  | 'list'
  /** What stands in the way; after each button of its own it is drawn anew. */
  | 'owed-resolve'
  | 'owed-close'
  | 'outsider'
  | 'board'
  | 'timeline'
  | 'report'
  | 'vendor'
  | 'step-form'
  | 'pack'
  | 'help';

/** Where a click comes from: the card, its case, and the case's version when the card was drawn. */
export interface Origin {
  card: CardName;
  case?: CaseId;
  rev?: number;
  /** The ping that a form was asked from: its message, and everything that it listed. */
  from?: { message: string; keys: string };
  /** The form's own mark: what is done with it is done once. */
  once?: string;
}
