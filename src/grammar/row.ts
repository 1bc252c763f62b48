/** Making a row of the table: the arguments' types carry over to what builds the intent. */
import type { Intent } from '../domain/commands.ts';
import type { Args, CommandPath, CommandRow, Look, Problem, Query, Scope, ValuesOf } from './types.ts';

interface Given<A extends Args> {
  readonly args?: A;
  /** Default: it needs a case. */
  readonly needsCase?: false;
  readonly lists?: readonly Scope[];
  /** What is wrong with arguments that are each right. */
  check?(values: ValuesOf<A>, look: Look): Problem[];
}

interface GivenIntent<A extends Args> extends Given<A> {
  intent(values: ValuesOf<A>, look: Look): Intent;
}

interface GivenQuery<A extends Args> extends Given<A> {
  query(values: ValuesOf<A>): Query;
}

/** A command that can be typed. */
export function row<A extends Args>(path: CommandPath, given: GivenIntent<A> | GivenQuery<A>): CommandRow {
  return erased(path, given);
}

/** One that only buttons have. */
export function buttonRow<A extends Args>(path: string, given: GivenIntent<A>): CommandRow {
  return erased(path, given);
}

function erased<A extends Args>(path: string, given: GivenIntent<A> | GivenQuery<A>): CommandRow {
  return {
    path,
    args: given.args ?? {},
    needsCase: given.needsCase ?? true,
    asks: 'intent' in given ? 'intent' : 'query',
    lists: given.lists ?? [],
    build(raw, look) {
      const values = raw as ValuesOf<A>;
      const problems = given.check?.(values, look) ?? [];
      if (problems.length > 0) return { problems };
      return 'intent' in given ? { intent: given.intent(values, look) } : { query: given.query(values) };
    },
  };
}

/** Only what was said: an intent leaves out what it has no word of. */
export function said<T extends object>(of: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
