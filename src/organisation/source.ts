/** The organisation in force: read at start, read again whenever its owner asks, and never replaced by a faulty one. */
import type { Organisation } from '../domain/organisation.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Fault } from './fault.ts';
import { type Faulty, type Loaded, type OperatorFiles, parseOrganisation, readWritten } from './load.ts';

/** `mended`: it had faults, and is now again what has been in force all the time. */
export type Checked =
  | 'unchanged'
  | 'mended'
  | { readonly changed: Organisation }
  | { readonly faults: readonly Fault[] };

export interface OrganisationSource {
  readonly current: () => Organisation;
  /** Of the organisation in force, by id. */
  readonly playbooks: () => Readonly<Record<string, Playbook>>;
  /**
   * Reads the files again. Faults leave the old organisation in force, and are told once for each state of the files.
   * The caller calls it every so often (at most 30 s apart); a turn of the year counts as a change, for the holidays.
   */
  readonly check: () => Promise<Checked>;
}

/** Opens an organisation file. `year` tells the current year each time it is asked. */
export function openOrganisation(
  file: string,
  year: () => number = () => Temporal.Now.plainDateISO().year,
): { readonly source: OrganisationSource } | Faulty {
  const first = readWritten(file);
  if ('faults' in first) return first;
  const started = parseOrganisation(first, year());
  if ('faults' in started) return started;
  let loaded: Loaded = started;
  let inForce = stateOf(first, year());
  let told = inForce;
  return {
    source: {
      current: () => loaded.organisation,
      playbooks: () => loaded.playbooks,
      check: async () => {
        const [written, now] = [readWritten(file), year()];
        const state = stateOf(written, now);
        if (state === told) return 'unchanged';
        told = state;
        if (state === inForce) return 'mended';
        const read = 'faults' in written ? written : parseOrganisation(written, now);
        if ('faults' in read) return { faults: read.faults };
        [loaded, inForce] = [read, state];
        return { changed: read.organisation };
      },
    },
  };
}

/** The texts themselves: some ten kilobytes, and no time stamp that a copy or a coarse clock could leave equal. */
function stateOf(written: OperatorFiles | Faulty, year: number): string {
  return JSON.stringify([written, year]);
}
