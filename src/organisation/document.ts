/** One YAML file as data, with the line of every part of it. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { type Complaints, complaints, type Path } from './fault.ts';

/** A real file has some ten kilobytes, one with two thousand people 200; above this it is a mistake or an attack. */
const LONGEST = 250_000;
/** A real file has five. The parser calls itself for each, and runs out of stack only after a second. */
const DEEPEST = 100;
/** How often anchors may be used, each use inside a used one counted again: a "billion laughs" is refused long before it unfolds. */
const MOST_ALIASES = 100;
/** The same before anything is read; a star may also be only a star. */
const MOST_STARS = 1_000;

export interface ReadYaml {
  /** What stands in the file; undefined when it is no YAML. */
  readonly value: unknown;
  /** Already holds what YAML itself forbids: bad syntax, keys that come twice. */
  readonly complaints: Complaints;
}

/** Reads YAML. Never throws: what cannot be read is a complaint. */
export function readYaml(text: string, file: string): ReadYaml {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  let offsetOf = (_path: Path): number => 0;
  const told = complaints(file, (path) => lineAt(offsetOf(path)));
  const unreadable = (says: string, line = 1): ReadYaml => {
    told.add([], says, line);
    return { value: undefined, complaints: told };
  };
  if (text.length > LONGEST) return unreadable(`has ${text.length} characters; expected at most ${LONGEST}`);
  const deep = tooDeep(text);
  if (deep !== null) return unreadable(`is nested more than ${DEEPEST} deep here`, deep);
  const uses = text.match(/(?<=[\s,:[{-])\*[^\s,\]}]/gu)?.length ?? 0;
  if (uses > MOST_STARS) return unreadable(`uses anchors ${uses} times; expected at most ${MOST_STARS}`);
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, merge: true, prettyErrors: false });
    offsetOf = (path) => offsetIn(document, path);
    for (const { pos, message } of [...document.errors, ...document.warnings])
      unreadable(`cannot be read as YAML here: ${firstLine(message)}`, lineAt(pos[0]));
    if (told.list().length > 0) return { value: undefined, complaints: told };
    for (const { path, again, first } of doubleKeys(document))
      told.add(path, `stands here a second time; the first is in line ${lineAt(first)}`, lineAt(again));
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { value, complaints: told };
  } catch (error) {
    // Too many aliases, or an alias without its anchor, or thousands of brackets in one another: the parser gives up.
    return unreadable(`cannot be read as YAML: ${firstLine(String(error instanceof Error ? error.message : error))}`);
  }
}

/** The first line that opens too much: brackets that are not closed again, or dashes in one line. Brackets in texts count, too. */
function tooDeep(text: string): number | null {
  let open = 0;
  for (const [index, line] of text.split('\n').entries()) {
    for (const c of line)
      if (c === '[' || c === '{') open += 1;
      else if (c === ']' || c === '}') open = Math.max(0, open - 1);
      else if (open > DEEPEST) return index + 1;
    if (open > DEEPEST || DASHES.test(line)) return index + 1;
  }
  return null;
}

const DASHES = new RegExp(`^\\s*(?:[-?] +){${DEEPEST}}`, 'u');

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').slice(0, 200);
}

/** Where a path begins, as far as it exists: the key in a mapping, the item in a list. */
function offsetIn(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = start(node);
  for (const part of path) {
    const inside = isAlias(node) ? node.resolve(document) : node;
    if (isMap(inside)) {
      const pair = inside.items.find(({ key }) => keyText(key) === String(part));
      if (pair === undefined) break;
      offset = start(pair.key) || offset;
      node = pair.value;
    } else if (isSeq(inside)) {
      node = inside.items[Number(part)];
      if (node === undefined) break;
      offset = start(node) || offset;
    } else break;
  }
  return offset;
}

interface Double {
  readonly path: Path;
  readonly again: number;
  readonly first: number;
}

/** Keys that a mapping has twice; YAML forbids it, and the second would silently win. */
function doubleKeys(document: Document): readonly Double[] {
  const doubles: Double[] = [];
  visit(document, {
    Map(_, map, ancestors) {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        const name = keyText(key);
        const first = seen.get(name);
        if (first === undefined) seen.set(name, start(key));
        else if (name !== '<<')
          doubles.push({ path: [...pathOf([...ancestors, map]), name], again: start(key), first });
      }
    },
  });
  return doubles;
}

function pathOf(ancestors: readonly (Document | Node | Pair)[]): Path {
  const path: (string | number)[] = [];
  for (const [index, node] of ancestors.entries()) {
    const parent = ancestors[index - 1];
    if (isSeq(parent)) path.push(parent.items.indexOf(node));
    else if (!isMap(node) && 'key' in node && isMap(parent)) path.push(keyText(node.key));
  }
  return path;
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function start(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}
