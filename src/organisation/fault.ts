/** What is wrong with a file that an operator wrote: where, what was found, what was expected. */

export type Path = readonly (string | number)[];

export interface Fault {
  readonly file: string;
  /** From 1; 0 when the file itself is missing. */
  readonly line: number;
  /** "vendors.microsoft.accountManager[0]"; empty for the whole file. */
  readonly path: string;
  /** 'line 41: `vendors.microsoft.acountManager` is not known; did you mean `accountManager`?' */
  readonly sentence: string;
}

/** Collects the faults of one file. */
export interface Complaints {
  /** `says` goes on after the path in backticks: "is missing; expected a list". `line` only where the path does not tell it. */
  readonly add: (path: Path, says: string, line?: number) => void;
  readonly list: () => readonly Fault[];
}

/** More than anybody mends in one sitting; and finding the line of each costs a look through the file. */
const MOST_FAULTS = 100;

/** A collector for a file; `lineOf` finds the line of a path. The list is in the order of the lines, without doubles. */
export function complaints(file: string, lineOf: (path: Path) => number): Complaints {
  const faults = new Map<string, Fault>();
  let more = false;
  return {
    add(path, says, given) {
      more ||= faults.size >= MOST_FAULTS;
      if (more) return;
      const line = given ?? lineOf(path);
      const where = pathText(path);
      const sentence = `line ${line}: ${where === '' ? 'the file' : `\`${where}\``} ${says}`;
      faults.set(sentence, { file, line, path: where, sentence });
    },
    list() {
      const all = [...faults.values()].sort((a, b) => a.line - b.line);
      const { line = 1 } = all.at(-1) ?? {};
      const sentence = `line ${line}: the file has more faults than these ${MOST_FAULTS}; mend these first`;
      return more ? [...all, { file, line, path: '', sentence }] : all;
    },
  };
}

/** One line for a log or a message: the file's name and the sentence. */
export function faultText(fault: Fault): string {
  return fault.line === 0 ? fault.sentence : `${fault.file}, ${fault.sentence}`;
}

function pathText(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** What stands there, short enough for a sentence. */
export function found(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
