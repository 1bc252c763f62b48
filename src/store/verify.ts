/** Goes through the whole record and says what of it is not as it was written. It changes nothing. */
import { bookEntries, type Erasure, type Heads } from './book.ts';
import { contentOf, entryOf, linkOf } from './seal.ts';
import { type Run, type Slot, statement } from './statement.ts';

/**
 * - `changed`: the fact is not what was written, or stands in another's place
 * - `missing`: the fact is not there, and later ones are
 * - `cut`: the newest facts of the case, from this one on, are not there
 * - `gone`: the whole case is not there
 * - `unlisted`: facts of a case that no list of cases knows
 * - `erasure`: the fact was rewritten, and no entry of the book says so, or it is not what that entry says
 * - `book`: this entry of the book is not what was written, or was left out
 */
export type FlawKind = 'changed' | 'missing' | 'cut' | 'gone' | 'unlisted' | 'erasure' | 'book';

export interface Flaw {
  kind: FlawKind;
  /** Empty for the book. For a case of which nothing is left but its number: `#7`. */
  caseId: string;
  /** The fact, or the entry of the book; 0 where a whole case is meant. */
  seq: number;
}

export interface Verification {
  facts: number;
  /** Facts that were there before the chain was laid: sealed then, and not known to be untouched before. */
  older: number;
  heads: { caseId: string; seq: number; link: string }[];
  erasures: { at: string; name: string; rows: number }[];
  /** Newest entry of the book, and the links of all. */
  book: { entry: number; at: string; link: string } | null;
  links: string[];
  /** The first of each case, by the number of the case; the book's first. */
  flaws: Flaw[];
}

const listed = statement((db, _slot: Slot<Record<string, never>>) =>
  db.selectFrom('cases').select(['case_id', 'number', 'seq', 'link']).orderBy('number'),
);

const written = statement((db, _slot: Slot<Record<string, never>>) =>
  db.selectFrom('events').select('case_id').distinct().orderBy('case_id'),
);

const facts = statement((db, slot: Slot<{ caseId: string }>) =>
  db.selectFrom('events').selectAll().where('case_id', '=', slot('caseId')).orderBy('seq'),
);

/** What the book says of one case: the links it must have, and the content of its rewritten rows. */
interface Known {
  links: Map<number, string>;
  rewritten: Map<number, string>;
}

/**
 * Reads the book first, then whose facts there are, then the list, then the facts: where others write meanwhile, what came
 * since is only more than is asked for. One case is in memory at a time.
 */
export async function verifyRecord(run: Run): Promise<Verification> {
  const found: Verification = { facts: 0, older: 0, heads: [], erasures: [], book: null, links: [], flaws: [] };
  const known = await readBook(run, found);
  const flaws: (Flaw | null)[] = [];
  const withFacts = await run(written, {});
  const cases = await run(listed, {});
  const ids = new Set(cases.map(({ case_id }) => case_id));
  let number = 0;
  for (const row of cases) {
    // Numbers are given out one after the other and never taken back.
    while (++number < row.number) flaws.push({ kind: 'gone', caseId: `#${number}`, seq: 0 });
    const said = known.get(row.case_id) ?? { links: new Map(), rewritten: new Map() };
    if (row.seq > 0) said.links.set(row.seq, said.links.get(row.seq) ?? row.link);
    flaws.push(await verifyCase(run, row.case_id, said, found));
  }
  for (const caseId of known.keys()) if (!ids.has(caseId)) flaws.push({ kind: 'gone', caseId, seq: 0 });
  for (const { case_id: caseId } of withFacts) if (!ids.has(caseId)) flaws.push({ kind: 'unlisted', caseId, seq: 1 });
  found.flaws.push(...flaws.filter((flaw) => flaw !== null));
  return found;
}

async function readBook(run: Run, found: Verification): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const of = (caseId: string) => {
    const already = known.get(caseId) ?? { links: new Map(), rewritten: new Map() };
    known.set(caseId, already);
    return already;
  };
  let before = '';
  let number = 0;
  for (const { entry, at, kind, body, link } of await bookEntries(run)) {
    number += 1;
    if (entry !== number || link !== entryOf(before, entry, at, kind, body)) {
      found.flaws.push({ kind: 'book', caseId: '', seq: number });
      break;
    }
    before = link;
    found.book = { entry, at, link };
    found.links.push(link);
    if (kind === 'erased') {
      const { name, rows } = JSON.parse(body) as Erasure;
      found.erasures.push({ at, name, rows: rows.length });
      for (const [caseId, seq, content] of rows) of(caseId).rewritten.set(seq, content);
    } else {
      const { heads, rows = 0 } = JSON.parse(body) as Heads;
      found.older += rows;
      for (const head of heads) of(head.case).links.set(head.seq, head.link);
    }
  }
  return known;
}

async function verifyCase(run: Run, caseId: string, { links, rewritten }: Known, found: Verification) {
  const flaw = (kind: FlawKind, at: number): Flaw => ({ kind, caseId, seq: at });
  let link = '';
  let seq = 0;
  for (const row of await run(facts, { caseId })) {
    seq += 1;
    if (row.seq !== seq) return flaw('missing', seq);
    const { at, by, command_id: commandId, version, body, salt, erased } = row;
    const content = contentOf(salt, { caseId, seq, at, by, commandId, version, body });
    if (erased !== null && rewritten.get(seq) !== content) return flaw('erasure', seq);
    link = linkOf(link, caseId, seq, erased ?? content);
    if (row.link !== link || (links.get(seq) ?? link) !== link) return flaw('changed', seq);
    found.facts += 1;
  }
  if (seq < Math.max(0, ...links.keys())) return flaw('cut', seq + 1);
  if (seq > 0) found.heads.push({ caseId, seq, link });
  return null;
}
