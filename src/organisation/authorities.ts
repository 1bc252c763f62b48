/** The clocks of authorities that an organisation names: the shipped ones by id, each with what the file replaces. */
import type { AuthorityClock, AuthorityId } from '../domain/organisation.ts';
import { type AuthorityFile, authority, shippedAuthorities } from './authority-schema.ts';
import { check } from './check.ts';
import { readYaml } from './document.ts';
import type { Complaints } from './fault.ts';
import { suggestion } from './nearest.ts';
import type { Raw } from './references.ts';
import { tidy } from './tidy.ts';

export type ShippedAuthority = Omit<AuthorityClock, 'id' | 'recipient'>;
export type ShippedAuthorities = Readonly<Record<AuthorityId, ShippedAuthority>>;

/** Reads the shipped clocks. A fault in them is a fault of ours, and thrown. */
export function parseShipped(text: string, file: string): ShippedAuthorities {
  const { value, complaints } = readYaml(text, file);
  const clocks = check(shippedAuthorities, value, complaints);
  for (const [id, clock] of Object.entries(clocks ?? {})) checkStages(clock, [id], complaints);
  const [fault] = complaints.list();
  if (fault !== undefined || clocks === undefined) throw new Error(`${file}, ${fault?.sentence ?? 'unreadable'}`);
  return tidy(clocks);
}

/** The clocks that the file names, merged and whole; complains about what is still missing then. */
export function mergeAuthorities(
  raw: Raw,
  shipped: ShippedAuthorities,
  complaints: Complaints,
): Readonly<Record<AuthorityId, AuthorityClock>> {
  const clocks: Record<AuthorityId, AuthorityClock> = {};
  for (const id of raw.keys('authorities')) {
    const path = ['authorities', id];
    const own = (raw.get(...path) ?? {}) as Record<string, unknown>;
    const known = Object.hasOwn(shipped, id) ? shipped[id] : undefined;
    const merged = { ...known, ...(tidy(own) as object) };
    if (known === undefined && own['rule'] === undefined && own['stages'] === undefined) {
      complaints.add(
        path,
        `is no shipped clock, and lacks rule and stages of its own${suggestion(id, Object.keys(shipped))}`,
      );
      continue;
    }
    const whole = check(authority, merged, complaints, path);
    if (whole === undefined) continue;
    checkStages(whole, path, complaints);
    clocks[id] = { id, ...tidy(whole) };
  }
  return clocks;
}

/** Every report is told apart by its id, whether it is a stage, stands in for one, or is sent when somebody asks. */
function checkStages(
  { stages, onRequest }: Pick<AuthorityFile, 'stages' | 'onRequest'>,
  path: readonly string[],
  complaints: Complaints,
): void {
  const before = ['start'];
  const besides: string[] = [];
  const isNew = (id: string, at: readonly (string | number)[]) => {
    if (before.includes(id) || besides.includes(id))
      complaints.add(at, `is "${id}"; expected an id that no stage before has, and not \`start\``);
  };
  for (const [index, { id, from, ongoing }] of stages.entries()) {
    const at = [...path, 'stages', index];
    isNew(id, [...at, 'id']);
    if (ongoing) {
      if (ongoing.id === id) complaints.add([...at, 'ongoing', 'id'], `is "${id}"; expected an id of its own`);
      isNew(ongoing.id, [...at, 'ongoing', 'id']);
      besides.push(ongoing.id);
    }
    if (!before.includes(from))
      complaints.add(
        [...at, 'from'],
        `is "${from}"; expected \`start\` or the id of an earlier stage${suggestion(from, before)}`,
      );
    before.push(id);
  }
  for (const [index, id] of (onRequest ?? []).entries()) {
    isNew(id, [...path, 'onRequest', index]);
    besides.push(id);
  }
}
