/** What stands above the text of a pack when it is pasted: the code that proves reading, and the hash that proves the text. */
import type { Case } from '../domain/case.ts';
import type { PackState } from '../domain/packState.ts';
import { paperWordsOf } from '../words/papers.ts';

export function coverOf({ version, sha256 }: PackState, code: string, { id, directory }: Case): string {
  return paperWordsOf(directory.language).cover(code, version, id, sha256.text);
}
