/** Numbers and names as people type them: cases, tickets, steps, people, vendors, services. */
import type { CaseId, TicketId } from '../domain/commands.ts';
import { entry, type PersonId } from '../domain/organisation.ts';
import { plainHyphens } from './characters.ts';
import type { ParseContext, Problem } from './types.ts';

/** Names are short; nothing longer is looked up. */
const LONGEST = 120;

/** `INC-7`, `inc7`, `#7`; with `bare` also `7`. */
export function readCase(text: string, prefix: string, bare = false): CaseId | null {
  if (text.length > 20 + prefix.length) return null;
  const word = plainHyphens(text)
    .replace(/[,.;:!?]+$/, '')
    .toUpperCase();
  const upper = prefix.toUpperCase();
  let digits = word;
  if (word.startsWith('#')) digits = word.slice(1);
  else if (word.startsWith(upper)) digits = word.slice(upper.length).replace(/^-/, '');
  else if (!bare) return null;
  return /^[1-9]\d{0,8}$/.test(digits) ? `${prefix}-${Number(digits)}` : null;
}

/** `T1`, `t1`. */
export function readTicket(text: string): TicketId | null {
  const match = /^[tT]([1-9]\d{0,5})$/.exec(text.slice(0, 10));
  return match ? `T${match[1]}` : null;
}

export function readNumber(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** An id or a name, without regard to case. */
export function readNamed<T extends { readonly name: string }>(
  text: string,
  all: Readonly<Record<string, T>>,
): string | null {
  if (text.length === 0 || text.length > LONGEST) return null;
  if (entry(all, text) !== undefined) return text;
  const ids = Object.keys(all);
  return ids.find((id) => same(id, text)) ?? ids.find((id) => same(all[id]?.name ?? '', text)) ?? null;
}

/** A mention, an e-mail address, `@` and an id or a name, an id, or `me`. */
export function readPerson(text: string, ctx: ParseContext): { value: PersonId } | { problem: Problem } {
  const given = text
    .replace(/^<(?=[^<>]*>$)/, '')
    .replace(/>$/, '')
    .replace(/^mailto:/i, '');
  const unknown = { problem: { problem: 'unknown-person', heard: shown(text) } as const };
  if (given.length === 0 || given.length > LONGEST) return unknown;
  const mentioned = ctx.mentions.find((m) => same(m.text, text) || same(m.text, given));
  if (mentioned) return mentioned.person === null ? unknown : { value: mentioned.person };
  // A mention that the message does not carry is only text that looks like one.
  if (/^<at[\s>]/i.test(text)) return unknown;
  if (entry(ctx.people, given) !== undefined) return { value: given };
  const everybody = Object.values(ctx.people);
  const byMail = everybody.find((p) => same(p.email, given));
  if (byMail) return { value: byMail.id };
  if (same(given, 'me') && ctx.sender !== null) return { value: ctx.sender };
  if (!given.startsWith('@')) return unknown;
  return byName(given.slice(1).trim(), everybody) ?? unknown;
}

function byName(
  name: string,
  everybody: readonly { id: PersonId; name: string; email: string }[],
): { value: PersonId } | { problem: Problem } | null {
  const exact = everybody.find((p) => same(p.id, name) || same(p.email, name));
  if (exact) return { value: exact.id };
  const whole = everybody.filter((p) => same(p.name, name));
  const found = whole.length > 0 ? whole : everybody.filter((p) => same(p.name.split(' ')[0] ?? '', name));
  const [only] = found;
  if (only === undefined) return null;
  if (found.length === 1) return { value: only.id };
  return { problem: { problem: 'ambiguous-person', heard: name, people: found.map((p) => p.id) } };
}

/** A mention's tags taken off, for sentences. */
function shown(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/^<at[^<>]{0,100}>/i, '')
    .replace(/<\/at>$/i, '');
}
