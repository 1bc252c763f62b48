/** What changed about a contact, as a patch for the organisation file: the file's own text with nothing touched but that, comments and all. */
import { createTwoFilesPatch } from 'diff';
import { type Document, isAlias, isMap, isScalar, type Node, parseDocument, visit, type YAMLMap } from 'yaml';

/** Whose entry it is. Support: the phone routes of a vendor. */
export type Entry = { readonly person: string } | { readonly support: string };

export interface ContactChange {
  /** yyyy-mm-dd: the day on which somebody checked. */
  readonly verified: string;
  readonly phone?: string;
  readonly email?: string;
}

export type ContactPatch =
  | { readonly patch: string }
  /** `nothing`: the file says so already. `by-hand`: it is written in a way that cannot be changed without risk. */
  | { readonly fault: 'nothing' | 'unknown' | 'by-hand' };

interface Edit {
  from: number;
  to: number;
  text: string;
}

/**
 * A unified diff that `git apply` and `patch` take, with `name` as the file's name. It is made only when the changed text, read
 * again, says exactly what was wanted and nothing else.
 */
export function contactPatch(text: string, name: string, entry: Entry, change: ContactChange): ContactPatch {
  const document = parseDocument(text, { merge: true });
  if (document.errors.length > 0) return { fault: 'by-hand' };
  const path = 'person' in entry ? ['people', entry.person] : ['vendors', entry.support];
  const map = document.getIn(path, true);
  if (map === undefined) return { fault: 'unknown' };
  if (isAlias(map) || !isMap(map)) return { fault: 'by-hand' };
  const edits = 'person' in entry ? personEdits(map, text, change) : supportEdits(map, text, change);
  if (edits === null) return { fault: 'by-hand' };
  const changed = applied(text, edits);
  if (changed === text) return { fault: 'nothing' };
  if (!saysOnly(document, changed, entry, change)) return { fault: 'by-hand' };
  return { patch: createTwoFilesPatch(`a/${name}`, `b/${name}`, text, changed, '', '', { context: 2 }) };
}

/** The date, and wherever the old number or address stands in this person's entry, the new one. */
function personEdits(map: YAMLMap, text: string, change: ContactChange): Edit[] | null {
  const date = setKey(map, text, 'verified', change.verified);
  if (date === null) return null;
  const edits = [date];
  for (const key of ['phone', 'email'] as const) {
    const wanted = change[key];
    if (wanted === undefined) continue;
    const old = map.get(key);
    const places = typeof old === 'string' ? scalarsSaying(map, old) : [];
    if (places.length > 0) edits.push(...places.map((node) => replaced(node, JSON.stringify(wanted))));
    else {
      const added = setKey(map, text, key, JSON.stringify(wanted));
      if (added === null) return null;
      edits.push(added);
    }
  }
  return edits;
}

/** The date, and the numbers of the vendor's phone routes; with several nobody can know which one was meant. */
function supportEdits(map: YAMLMap, text: string, { phone, verified }: ContactChange): Edit[] | null {
  const date = setKey(map, text, 'verified', verified);
  if (phone === undefined || date === null) return date && [date];
  const found: Node[] = [];
  visit(map, {
    Map(_, route) {
      if (route.get('kind') !== 'phone') return;
      const address = route.get('address', true);
      if (isScalar(address)) found.push(address);
    },
  });
  const [only] = found;
  return found.length === 1 && only ? [date, replaced(only, JSON.stringify(phone))] : null;
}

/** Only what stands in the text itself: a value behind an alias belongs to somebody else, too. */
function scalarsSaying(map: YAMLMap, value: string): Node[] {
  const found: Node[] = [];
  visit(map, {
    Pair(_, pair) {
      if (isScalar(pair.value) && pair.value.value === value) found.push(pair.value);
    },
  });
  return found;
}

function setKey(map: YAMLMap, text: string, key: string, value: string): Edit | null {
  const there = map.get(key, true);
  if (there !== undefined) return isScalar(there) ? replaced(there, value) : null;
  const first = map.items[0]?.key as Node | undefined;
  const last = map.items.at(-1)?.value as Node | undefined;
  if (map.flow) {
    const end = last?.range?.[1];
    return end === undefined ? null : { from: end, to: end, text: `, ${key}: ${value}` };
  }
  const at = first?.range?.[0];
  if (at === undefined) return null;
  const indent = at - (text.lastIndexOf('\n', at - 1) + 1);
  return { from: at, to: at, text: `${key}: ${value}\n${' '.repeat(indent)}` };
}

function replaced(node: Node, text: string): Edit {
  const [from = 0, to = 0] = node.range ?? [];
  return { from, to, text };
}

function applied(text: string, edits: readonly Edit[]): string {
  const backwards = [...edits].sort((a, b) => b.from - a.from);
  return backwards.reduce((all, { from, to, text: by }) => all.slice(0, from) + by + all.slice(to), text);
}

/** The changed text read again: all that differs is what was wanted. */
function saysOnly(before: Document, changed: string, entry: Entry, change: ContactChange): boolean {
  const after = parseDocument(changed, { merge: true });
  if (after.errors.length > 0) return false;
  const [was, is] = [before.toJS() as Loose, after.toJS() as Loose];
  const wanted = structuredClone(was);
  if ('person' in entry) {
    const person = (wanted['people'] as Loose)[entry.person] as Loose;
    for (const key of ['phone', 'email'] as const) {
      const [old, next] = [person[key], change[key]];
      if (next === undefined) continue;
      if (typeof old === 'string') replaceAll(person, old, next);
      person[key] = next;
    }
    person['verified'] = change.verified;
  } else {
    const vendor = (wanted['vendors'] as Loose)[entry.support] as Loose;
    const phones = (vendor['routes'] as Loose[]).filter((route) => route['kind'] === 'phone');
    if (change.phone !== undefined) for (const route of phones) route['address'] = change.phone;
    vendor['verified'] = change.verified;
  }
  return same(is, wanted);
}

type Loose = Record<string, unknown>;

function replaceAll(of: Loose, old: string, next: string): void {
  for (const [key, value] of Object.entries(of)) {
    if (value === old) of[key] = next;
    else if (typeof value === 'object' && value !== null) replaceAll(value as Loose, old, next);
  }
}

function same(a: unknown, b: unknown): boolean {
  const text = (of: unknown): string =>
    JSON.stringify(of, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
        : value,
    );
  return text(a) === text(b);
}
