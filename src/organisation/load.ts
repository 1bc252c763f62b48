/** From the operator's files to an organisation with its playbooks, or to all of their faults at once. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Organisation } from '../domain/organisation.ts';
import type { Playbook } from '../domain/playbook.ts';
import { mergeAuthorities, parseShipped, type ShippedAuthorities } from './authorities.ts';
import { check } from './check.ts';
import { readYaml } from './document.ts';
import type { Fault } from './fault.ts';
import { checkLadders } from './ladder-checks.ts';
import { normalise } from './normalise.ts';
import { composePlaybooks, type Parts, parsePlaybooks, type Written } from './playbooks.ts';
import { checkReferences, rawOf } from './references.ts';
import { organisationSchema } from './schema.ts';
import { checkSense } from './sense-checks.ts';

export interface Loaded {
  readonly organisation: Organisation;
  /** By id, each with head and tail. */
  readonly playbooks: Readonly<Record<string, Playbook>>;
}
export interface Faulty {
  readonly faults: readonly Fault[];
}

/** The text of the organisation file and of the operator's own playbooks. */
export interface OperatorFiles {
  readonly organisation: Written;
  readonly playbooks: readonly Written[];
}

const EXAMPLE = 'env/organisation.example.yaml';

/** Reads and checks an organisation file and the `playbooks/` folder beside it. `year`: holidays are computed from the year before it to the third after it. */
export function loadOrganisation(file: string, year: number): Loaded | Faulty {
  const written = readWritten(file);
  return 'faults' in written ? written : parseOrganisation(written, year);
}

/** Reads the files without judging them; a missing or unreadable one is a fault. */
export function readWritten(file: string): OperatorFiles | Faulty {
  try {
    const organisation = { file, text: readFileSync(file, 'utf8') };
    return { organisation, playbooks: folder(`${file.replace(/[^/\\]*$/, '')}playbooks/`) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const sentence =
      code === 'ENOENT'
        ? `${file} does not exist; copy ${EXAMPLE} to it and enter your organisation`
        : `${file} or the playbooks beside it cannot be read: ${message}`;
    return { faults: [{ file, line: 0, path: '', sentence }] };
  }
}

/** Checks what was read; no disk but for what is shipped. */
export function parseOrganisation(written: OperatorFiles, year: number): Loaded | Faulty {
  const { file, text } = written.organisation;
  const { value, complaints } = readYaml(text, file);
  const raw = rawOf(value);
  let organisation: Organisation | undefined;
  if (complaints.list().length === 0 || value !== undefined) {
    const checked = check(organisationSchema, value, complaints);
    checkReferences(raw, complaints);
    checkLadders(raw, complaints);
    checkSense(raw, complaints);
    const authorities = mergeAuthorities(raw, shipped().authorities, complaints);
    if (checked !== undefined && complaints.list().length === 0) organisation = normalise(checked, authorities, year);
  }
  const own = parsePlaybooks(written.playbooks, {
    services: raw.keys('services'),
    ladders: raw.keys('ladders'),
    authorities: [...new Set([...raw.keys('authorities'), ...Object.keys(shipped().authorities)])],
  });
  const faults = [...complaints.list(), ...own.faults];
  if (organisation === undefined || faults.length > 0) return { faults };
  return { organisation, playbooks: composePlaybooks(shipped().playbooks, own.parts, organisation) };
}

interface Shipped {
  readonly authorities: ShippedAuthorities;
  readonly playbooks: Parts;
}
let kept: Shipped | undefined;

/** What comes with Baton; it never changes while the process lives. */
function shipped(): Shipped {
  if (kept !== undefined) return kept;
  const clocks = 'authorities.yaml';
  const { parts, faults } = parsePlaybooks(folder(new URL('playbooks/', import.meta.url)));
  if (faults[0] !== undefined) throw new Error(`${faults[0].file}, ${faults[0].sentence}`);
  const text = readFileSync(new URL(clocks, import.meta.url), 'utf8');
  kept = { authorities: parseShipped(text, clocks), playbooks: parts };
  return kept;
}

/** The YAML files of a folder by name; none when there is no such folder. */
function folder(at: string | URL): readonly Written[] {
  let names: readonly string[];
  try {
    names = readdirSync(at)
      .filter((name) => /^[^.].*\.ya?ml$/.test(name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return names.map((name) => {
    const file = typeof at === 'string' ? at + name : new URL(name, at);
    return { file: typeof file === 'string' ? file : `playbooks/${name}`, text: readFileSync(file, 'utf8') };
  });
}
