/** The command that was probably meant by one that does not exist. */
import { distance } from '../organisation/nearest.ts';
import type { CommandPath } from '../words/en/help.ts';
import { otherNames } from '../words/en/otherNames.ts';
import { commands, pathOf, verbs } from './table.ts';

/** Longer than any command; what people write besides is not compared. */
const LONGEST = 24;

/** How many letters may differ in a word of that length: `ack` is not `back`, but `timline` is `timeline`. */
function allowed(length: number): number {
  if (length <= 3) return 1;
  return length <= 7 ? 2 : 3;
}

function best(heard: string, candidates: Iterable<readonly [string, CommandPath]>): CommandPath | null {
  if (heard === '' || heard.length > LONGEST) return null;
  let found: CommandPath | null = null;
  let least = allowed(heard.length) + 1;
  for (const [name, path] of candidates) {
    const steps = distance(heard, name);
    if (steps < least) [found, least] = [path, steps];
  }
  return found;
}

const wholePaths = commands.map((row) => [row.path, pathOf(row)] as const);
/** `casenew` */
const joinedPaths = wholePaths.map(([path, row]) => [path.replace(' ', ''), row] as const);
/** `heard` for `ticket heard`; of verbs that several groups have the first counts. */
const secondWords = commands
  .filter((row) => row.path.includes(' '))
  .map((row) => [row.path.split(' ')[1] ?? '', pathOf(row)] as const);
const firstWords = [...verbs.keys()].map((first) => {
  const lone = commands.find((row) => row.path === first) ?? commands.find((row) => row.path.startsWith(`${first} `));
  return [first, (lone?.path ?? 'help') as CommandPath] as const;
});

function otherName(heard: string): CommandPath | null {
  return Object.hasOwn(otherNames, heard) ? (otherNames[heard] ?? null) : null;
}

/** `first` and `second` are the first words that were typed, in lower case; null: nothing is near. */
export function nearestCommand(first: string, second: string): CommandPath | null {
  const group = verbs.get(first);
  const both = second === '' ? first : `${first} ${second}`;
  if (group && group.size > 0) {
    const inGroup = [...group].map(([verb, row]) => [verb, pathOf(row)] as const);
    return otherName(both) ?? best(second, inGroup) ?? inGroup[0]?.[1] ?? null;
  }
  return (
    otherName(both) ??
    otherName(first) ??
    (second === '' ? null : best(both, wholePaths)) ??
    best(first, [...firstWords, ...secondWords, ...joinedPaths])
  );
}
