/** The known word that a mistyped one most likely means. */

/** The nearest of `known`, or nothing when none is near: at most a third of the letters differ, and at least two may. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const steps = distance(wanted, candidate.toLowerCase());
    const allowed = Math.min(candidate.length - 1, Math.max(2, Math.floor(candidate.length / 3)));
    if (steps <= allowed && steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

/** " ; did you mean …" for the end of a sentence, or what is known when that is a handful. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `; did you mean \`${near}\`?`;
  return known.length > 0 && known.length <= 16 ? `; known: ${known.join(', ')}` : '';
}

/** How many letters must be typed, deleted, replaced or swapped with their neighbour (optimal string alignment). */
export function distance(a: string, b: string): number {
  // Longer words are never typing mistakes of each other, and the table grows with the product of both.
  if (Math.abs(a.length - b.length) > 20 || a.length > 100) return Number.POSITIVE_INFINITY;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let steps = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, at(before, j - 2) + 1);
      row.push(steps);
    }
    [before, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
