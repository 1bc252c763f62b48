/** Playbooks: the shipped ones, with an operator's own added or put in their place by id; each between head and tail. */
import type { Organisation } from '../domain/organisation.ts';
import type { Playbook, PlaybookStep } from '../domain/playbook.ts';
import { check } from './check.ts';
import { readYaml } from './document.ts';
import { type Complaints, type Fault, found, type Path } from './fault.ts';
import { suggestion } from './nearest.ts';
import { type PlaybookFile, partSchema, playbookSchema } from './playbook-schema.ts';
import { rawOf } from './references.ts';
import { type Tidy, tidy } from './tidy.ts';

export interface Written {
  readonly file: string;
  readonly text: string;
}

type Parsed = Tidy<PlaybookFile>;
/** By id; `head` and `tail` among them. */
export type Parts = ReadonlyMap<string, Parsed>;

/** What playbooks may name. */
export interface Names {
  readonly services: readonly string[];
  readonly ladders: readonly string[];
  readonly authorities: readonly string[];
}

/** Reads the files of one folder. Without `names` references are not checked: the shipped playbooks name services that not everybody has. */
export function parsePlaybooks(files: readonly Written[], names?: Names): { parts: Parts; faults: readonly Fault[] } {
  const parts = new Map<string, Parsed>();
  const from = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { file, text } of files) {
    const { value, complaints } = readYaml(text, file);
    if (value !== undefined) {
      const id = rawOf(value).get('id');
      const part = parsePart(value, id, complaints);
      if (names !== undefined) checkNames(value, names, complaints);
      const other = typeof id === 'string' ? from.get(id) : undefined;
      if (other !== undefined)
        complaints.add(['id'], `is ${found(id)}; expected an id of its own, ${other} has the same`);
      if (typeof id === 'string') from.set(id, file);
      if (part !== undefined) parts.set(part.id, part);
    }
    faults.push(...complaints.list());
  }
  return { parts, faults };
}

function parsePart(value: unknown, id: unknown, complaints: Complaints): Parsed | undefined {
  if (id !== 'head' && id !== 'tail') {
    const playbook = check(playbookSchema, value, complaints);
    return playbook && tidy(playbook);
  }
  const part = check(partSchema, value, complaints);
  return part && tidy({ ...part, name: { en: part.id } });
}

/** The playbooks of an organisation by id: `own` beats `shipped`; clocks that the organisation does not keep are left out. */
export function composePlaybooks(
  shipped: Parts,
  own: Parts,
  organisation: Pick<Organisation, 'authorities'>,
): Readonly<Record<string, Playbook>> {
  const parts = new Map([...shipped, ...own]);
  const steps = (id: string): readonly PlaybookStep[] => parts.get(id)?.steps ?? [];
  const playbooks: Record<string, Playbook> = {};
  for (const [id, part] of parts) {
    if (id === 'head' || id === 'tail') continue;
    const { name, fits, authorities, ladder } = part;
    playbooks[id] = {
      id,
      name,
      fits: { words: (fits?.words ?? []).map((word) => word.toLowerCase()), services: fits?.services ?? [] },
      steps: [...steps('head'), ...part.steps, ...steps('tail')],
      ...(authorities && {
        authorities: authorities.filter((clock) => Object.hasOwn(organisation.authorities, clock)),
      }),
      ...(ladder && { ladder }),
    };
  }
  return playbooks;
}

function checkNames(value: unknown, names: Names, complaints: Complaints): void {
  const raw = rawOf(value);
  const one = (path: Path, known: readonly string[], what: string): void => {
    const there = raw.get(...path);
    if (typeof there === 'string' && !known.includes(there))
      complaints.add(path, `is ${found(there)}; expected ${what}${suggestion(there, known)}`);
  };
  const all = (path: Path, known: readonly string[], what: string): void => {
    for (const index of raw.items(...path).keys()) one([...path, index], known, what);
  };
  const service = "the id of one of the organisation's `services`";
  all(['fits', 'services'], names.services, service);
  for (const index of raw.items('steps').keys()) all(['steps', index, 'when', 'services'], names.services, service);
  all(['authorities'], names.authorities, 'the id of a clock in `authorities` or of a shipped one');
  one(['ladder'], names.ladders, "one of the organisation's `ladders`");
}
