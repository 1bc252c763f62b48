/** To whom and how something is said: zone, moment, and what people's own text must become in the medium at hand. */
import type { Case } from '../domain/case.ts';
import {
  entry,
  type Language,
  type Organisation,
  type PersonId,
  type ServiceId,
  type VendorId,
} from '../domain/organisation.ts';
import type { Profiles } from '../domain/profile.ts';
import type { Elsewhere } from '../domain/routes.ts';
import type { Instant } from '../domain/time.ts';
import { letter, markdown, mentionName, plain } from './escape.ts';
import { clockTime, cut, full, fullList, list, range, short } from './format.ts';
import { spokenIn } from './languages.ts';

/** `markdown`: text messages and TextBlocks. `plain`: TextRuns, summaries, choice titles, what is read aloud. `letter`: mails and SMS. */
export type Medium = 'markdown' | 'plain' | 'letter';

const SAFE: Record<Medium, (text: string) => string> = { markdown, plain, letter };

export interface Speech {
  readonly language: Language;
  readonly medium: Medium;
  readonly zone: string;
  readonly now: Instant;
  /** What is remembered of each vendor: which of its routes a sentence names first. */
  readonly profiles: Profiles;
  /** What open cases say is down: no way that needs it is named as working in another case. */
  readonly elsewhere: Elsewhere;
  /** Who reads it, where it is for one person. */
  readonly reader?: PersonId;
  /** People's text, cut (200 characters unless said otherwise), safe in the medium. */
  text(of: string, longest?: number): string;
  /** News and notes in full (4000 characters): in text messages their paragraphs stay, elsewhere they are one line. */
  paragraphs(of: string): string;
  /** The same in quotation marks. */
  quote(of: string, longest?: number): string;
  /** A command to type, set off from the sentence; it works where it is read. */
  typed(command: string): string;
  strong(words: string): string;
  name(person: PersonId): string;
  names(people: readonly PersonId[]): string;
  vendor(id: VendorId): string;
  service(id: ServiceId): string;
  list(words: readonly string[]): string;
  /** "Mon 31 Jul 11:47, Stockholm": in every sentence that may be read elsewhere or later. */
  at(instant: Instant): string;
  /** Several times with their dates, the zone once. */
  ats(instants: readonly Instant[]): string;
  fromTo(from: Instant, to: Instant): string;
  /** "11:47" or "Tue 1 Aug 09:00": only on cards whose foot names date and zone. */
  short(instant: Instant): string;
  clock(instant: Instant): string;
}

/** What is known where there is no case yet (a refusal to open one, the board). */
export interface Names {
  readonly zone: string;
  person(id: PersonId): string | undefined;
  vendor(id: VendorId): string | undefined;
  service(id: ServiceId): string | undefined;
}

/** The names and the zone that a case carries. */
export function namesOf(state: Pick<Case, 'policy' | 'directory'>): Names {
  return {
    zone: state.policy.timeZone,
    person: (id) => entry(state.directory.people, id)?.name,
    vendor: (id) => entry(state.directory.vendors, id)?.name,
    service: (id) => entry(state.directory.services, id)?.name,
  };
}

/** Names where there is no case: those of the organisation file as it is now. */
export function organisationNames(
  organisation: Pick<Organisation, 'timeZone' | 'people' | 'vendors' | 'services'>,
): Names {
  return {
    zone: organisation.timeZone,
    person: (id) => entry(organisation.people, id)?.name,
    vendor: (id) => entry(organisation.vendors, id)?.name,
    service: (id) => entry(organisation.services, id)?.name,
  };
}

/** Nobody is known and times are UTC: for sentences said before there is any organisation to ask. */
export const noNames: Names = {
  zone: 'UTC',
  person: () => undefined,
  vendor: () => undefined,
  service: () => undefined,
};

const AND: Record<Language, string> = { en: 'and', sv: 'och' };
const TO: Record<Language, string> = { en: 'to', sv: 'till' };
const QUOTES: Record<Language, readonly [string, string]> = { en: ['“', '”'], sv: ['”', '”'] };

/** As much as people may say at once. */
const LONGEST_NEWS = 4000;

/** Each line made safe on its own, so that none of them can begin a heading, a list or a quote. */
function paragraphs(words: string, text: (line: string, longest: number) => string): string {
  const lines = cut(words, LONGEST_NEWS).split(/[\r\n\u2028\u2029]+/u);
  return lines
    .map((line) => text(line, LONGEST_NEWS))
    .filter((line) => line !== '')
    .join('\n\n');
}

/** Binds names, zone and moment to a medium. */
export function speechOf(
  names: Names,
  of: {
    now: Instant;
    language: Language;
    medium: Medium;
    person?: PersonId;
    profiles?: Profiles;
    elsewhere?: Elsewhere;
    /** What a command must look like where it is read: outside of its case's thread it names the case. */
    command?: (command: string) => string;
  },
): Speech {
  const { now, medium, command: asRead = (command: string) => command } = of;
  const language = spokenIn(of.language);
  const { zone } = names;
  const safe = SAFE[medium];
  const text = (words: string, longest = 200) => safe(cut(plain(words), longest));
  const name = (id: PersonId) => (id === 'baton' ? 'Baton' : text(names.person(id) ?? id, 60));
  const strong = (words: string) => (medium === 'markdown' && words !== '' ? `**${words}**` : words);
  const [open, close] = QUOTES[language];
  return {
    language,
    medium,
    zone,
    now,
    profiles: of.profiles ?? {},
    elsewhere: of.elsewhere ?? {},
    ...(of.person !== undefined && { reader: of.person }),
    text,
    name,
    paragraphs: (words) => (medium === 'markdown' ? paragraphs(words, text) : text(words, LONGEST_NEWS)),
    quote: (words, longest) => `${open}${text(words, longest)}${close}`,
    typed: (command) => strong(safe(asRead(command))),
    strong,
    names: (people) => list(people.map(name), AND[language]),
    vendor: (id) => text(names.vendor(id) ?? id, 60),
    service: (id) => text(names.service(id) ?? id, 60),
    list: (words) => list(words, AND[language]),
    at: (instant) => full(instant, zone, now, language),
    ats: (instants) => fullList(instants, zone, now, language, AND[language]),
    fromTo: (from, to) => range(from, to, zone, now, language, TO[language]),
    short: (instant) => short(instant, zone, now, language),
    clock: (instant) => clockTime(instant, zone),
  };
}

/** A name set as a mention; the entity that makes it real is added by the carrier. */
export function mention(name: string): string {
  return `<at>${mentionName(name)}</at>`;
}
