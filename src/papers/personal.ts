/** What of a document is about people: names of ours and of the vendor's, addresses, telephone numbers. Flagged, and left out on request. */
import type { Case } from '../domain/case.ts';
import type { Person } from '../domain/organisation.ts';
import type { PersonalData } from '../domain/paperForms.ts';
import { mainRole } from '../domain/people.ts';
import type { PaperWords } from '../words/papers.ts';
import { inert } from './inert.ts';
import { mapStrings, type Paper } from './paper.ts';

type Of = Pick<Case, 'directory'>;

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/** With a plus, or a zero and a gap: the numbers of tickets and contracts have neither. */
export const PHONE =
  /(?<![\p{L}\p{N}])(?:\+\d(?:[ \u00a0()./-]{0,2}\d){6,14}|0\d{1,3}[ \u00a0/-](?:[ \u00a0-]?\d){5,10})(?![\p{L}\p{N}])/gu;

/** Shorter parts of a name are words of any sentence. */
const SHORTEST_NAME = 3;

/** Whole, or a part of it that stands alone. */
function nameOf({ name }: Person): RegExp {
  const whole = inert(name);
  const parts = [whole, ...whole.split(/[\s\u00a0]+/u).filter((part) => part.length >= SHORTEST_NAME)];
  const any = parts
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/[ \u00a0]/gu, '[ \\u00a0]'))
    .join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu');
}

function peopleOf({ directory }: Of): Person[] {
  return Object.values(directory.people).filter(({ name }) => inert(name).length >= SHORTEST_NAME);
}

const digits = (number: string) => number.replace(/[^\d+]/gu, '');

export function personalIn(strings: readonly string[], state: Of): PersonalData {
  const found = (pattern: RegExp) =>
    new Set(strings.flatMap((text) => text.match(pattern) ?? []).map((one) => one.toLowerCase()));
  const emails = found(EMAIL);
  const without = strings.map((text) => text.replace(EMAIL, ' '));
  return {
    people: peopleOf(state)
      .filter((person) => without.some((text) => nameOf(person).test(text)))
      .map(({ id }) => id),
    emails: emails.size,
    phones: new Set([...found(PHONE)].map(digits)).size,
  };
}

/** `keep`: numbers that must stay, because without them nobody could call us back. */
export function withoutPersonal(paper: Paper, state: Of, keep: readonly string[], w: PaperWords): Paper {
  const kept = new Set(keep.map((number) => digits(inert(number))));
  const people = peopleOf(state).map((person) => ({ pattern: nameOf(person), role: `[${roleOf(person, state, w)}]` }));
  return mapStrings(paper, (text) => {
    const bare = text
      .replace(EMAIL, w.leftOut.email)
      .replace(PHONE, (number) => (kept.has(digits(number)) ? number : w.leftOut.phone));
    return people.reduce((left, { pattern, role }) => left.replace(pattern, role), bare);
  });
}

function roleOf(person: Person, { directory }: Of, w: PaperWords): string {
  if (person.organisation !== undefined) return w.accountManager;
  const role = mainRole(directory, person.id);
  return role === undefined ? w.colleague : w.role(role);
}
