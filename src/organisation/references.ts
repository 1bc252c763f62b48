/**
 * What the parts of an organisation file say about each other: every id must name something that is there. Works on the
 * file as it was read, right or wrong, so that one reading names all faults at once.
 */
import { PING_WORDS, ROLES, SEVERITIES } from '../domain/organisation.ts';
import { valueAt } from './check.ts';
import { type Complaints, found, type Path } from './fault.ts';
import { suggestion } from './nearest.ts';

/** A file as it was read, with ways to look around in it that never fail. */
export interface Raw {
  /** The keys of a mapping. */
  readonly keys: (...path: Path) => readonly string[];
  /** The items of a list; a single value counts as nothing. */
  readonly items: (...path: Path) => readonly unknown[];
  readonly get: (...path: Path) => unknown;
}

export function rawOf(value: unknown): Raw {
  const get = (...path: Path): unknown => valueAt(value, path);
  return {
    get,
    keys: (...path) => {
      const there = get(...path);
      return typeof there === 'object' && there !== null && !Array.isArray(there) ? Object.keys(there) : [];
    },
    items: (...path) => {
      const there = get(...path);
      return Array.isArray(there) ? there : [];
    },
  };
}

/** Complains about every reference that leads nowhere. */
export function checkReferences(raw: Raw, complaints: Complaints): void {
  const people = raw.keys('people');
  const services = raw.keys('services');
  const vendors = raw.keys('vendors');
  const ladders = raw.keys('ladders');
  const one = (path: Path, known: readonly string[], what: string): void => {
    const there = raw.get(...path);
    if (typeof there !== 'string' || known.includes(there)) return;
    complaints.add(path, `is ${found(there)}; expected ${what}${suggestion(there, known)}`);
  };
  const all = (path: Path, known: readonly string[], what: string): void => {
    for (const index of raw.items(...path).keys()) one([...path, index], known, what);
  };
  const person = 'the id of somebody in `people`';
  const service = 'the id of one of the `services`';
  const vendor = 'the id of one of the `vendors`';
  const routes = (path: Path): void => {
    for (const index of raw.items(...path).keys()) all([...path, index, 'dependsOn'], services, service);
  };

  for (const id of services) {
    all(['services', id, 'dependsOn'], services, service);
    one(['services', id, 'vendor'], vendors, vendor);
  }
  for (const id of people) {
    one(['people', id, 'organisation'], vendors, vendor);
    routes(['people', id, 'routes']);
  }
  for (const role of ROLES) {
    all(['roles', role], people, person);
    all(['rotas', role, 'people'], people, person);
    for (const index of raw.items('rotas', role, 'overrides').keys())
      one(['rotas', role, 'overrides', index, 'person'], people, person);
  }
  for (const id of vendors) {
    all(['vendors', id, 'contract', 'mayOpen'], people, person);
    all(['vendors', id, 'accountManager'], people, person);
    all(['vendors', id, 'superior'], people, person);
    one(['vendors', id, 'ladder'], ladders, 'one of the `ladders`');
    routes(['vendors', id, 'routes']);
  }
  const targets = [...PING_WORDS, ...people];
  const target = `${PING_WORDS.join(' | ')} | the id of somebody in \`people\``;
  for (const id of ladders)
    for (const severity of SEVERITIES) {
      for (const index of raw.items('ladders', id, severity, 'rungs').keys())
        all(['ladders', id, severity, 'rungs', index, 'ping'], targets, target);
      all(['ladders', id, severity, 'deadline', 'ping'], targets, target);
    }
  for (const id of raw.keys('authorities')) all(['authorities', id, 'when', 'services'], services, service);
  for (const kind of raw.keys('carriers')) all(['carriers', kind, 'dependsOn'], services, service);
}
