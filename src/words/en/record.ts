/** What operators read about the record: sentences for `npm run verify` and its like. */

type Kind = 'changed' | 'missing' | 'cut' | 'gone' | 'unlisted' | 'erasure' | 'book';

/** One sentence for what is wrong with the record; `seq` is the fact's number, or the entry's in the book. */
export function sentenceOf({ kind, caseId, seq }: { kind: Kind; caseId: string; seq: number }): string {
  const fact = `${caseId}: fact ${seq}`;
  switch (kind) {
    case 'changed':
      return `${fact} is not what was written there.`;
    case 'missing':
      return `${fact} is missing; later ones are there.`;
    case 'cut':
      return `${fact} and what came after it are missing.`;
    case 'gone':
      return `${caseId}: the whole case is missing.`;
    case 'unlisted':
      return `${caseId}: there are facts of a case that no list knows.`;
    case 'erasure':
      return `${fact} was rewritten, and not by an erasure that the book knows.`;
    case 'book':
      return `The book: entry ${seq} is not what was written there, or one is missing.`;
  }
}
