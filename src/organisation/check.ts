/** Holds a value against a schema and says in sentences what does not fit. */
import type * as z from 'zod/v4';
import { type Complaints, found, type Path } from './fault.ts';
import { nearest, suggestion } from './nearest.ts';
import { KNOWN_KEYS } from './parts.ts';

/** The value in its checked form, or undefined after complaining about everything that does not fit. `under` is the path of the value in its file. */
export function check<T extends z.ZodType>(
  schema: T,
  value: unknown,
  complaints: Complaints,
  under: Path = [],
): z.infer<T> | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const mistyped = new Set<string>();
  const issues = result.error.issues.map((issue) => ({ ...issue, path: issue.path as Path }));
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const known = knownKeys(issue.message, valueAt(value, issue.path));
    for (const key of issue.keys) {
      const near = nearest(key, known);
      if (near !== undefined) mistyped.add(JSON.stringify([...issue.path, near]));
      complaints.add([...under, ...issue.path, key], `is not known${suggestion(key, known)}`);
    }
  }
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') continue;
    const path = [...under, ...issue.path];
    const there = valueAt(value, issue.path);
    const expected = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    if (issue.code === 'invalid_key') complaints.add(path, `cannot be a key; expected ${expected}`);
    // A mistyped key has been named with its right spelling; that this one is missing would only say it twice.
    else if (there !== undefined) complaints.add(path, `is ${found(there)}; expected ${expected}${near(there, issue)}`);
    else if (!mistyped.has(JSON.stringify(issue.path))) complaints.add(path, `is missing; expected ${expected}`);
  }
  return undefined;
}

/** What stands at a path, undefined where it does not lead anywhere. */
export function valueAt(value: unknown, path: Path): unknown {
  let there = value;
  for (const part of path) {
    if (typeof there !== 'object' || there === null || !Object.hasOwn(there, part)) return undefined;
    there = (there as Record<string | number, unknown>)[part];
  }
  return there;
}

/** The keys of that place which are not used yet. */
function knownKeys(message: string, there: unknown): readonly string[] {
  const used = typeof there === 'object' && there !== null ? Object.keys(there) : [];
  return message
    .slice(KNOWN_KEYS.length)
    .split(' ')
    .filter((key) => !used.includes(key));
}

function near(there: unknown, issue: { readonly code: string; readonly values?: unknown }): string {
  if (issue.code !== 'invalid_value' || typeof there !== 'string' || !Array.isArray(issue.values)) return '';
  const word = nearest(there, issue.values.map(String));
  return word === undefined ? '' : `; did you mean \`${word}\`?`;
}
