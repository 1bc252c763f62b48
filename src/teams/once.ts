/**
 * Teams sends again what was not answered in time, often under a new id. While this process lives the second delivery waits
 * for the answer of the first; across restarts the command's id does the same in the store.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { CaseId } from '../domain/commands.ts';
import type { Outcome } from '../engine/index.ts';

/** Most of what Teams repeats comes within a minute; this many activities are some minutes of a very busy day. */
const KEPT = 5_000;

export interface Once {
  /** Runs the work for the first delivery; later ones get its promise. A failed work may be tried again. */
  run<T>(key: string, work: () => Promise<T>): { first: boolean; result: Promise<T> };
  /** The next delivery counts as the first. */
  forget(key: string): void;
}

export function once(): Once {
  const seen = new Map<string, Promise<unknown>>();
  return {
    forget: (key) => void seen.delete(key),
    run<T>(key: string, work: () => Promise<T>) {
      const before = seen.get(key) as Promise<T> | undefined;
      if (before !== undefined) return { first: false, result: before };
      const result = work();
      seen.set(key, result);
      result.catch(() => seen.delete(key));
      if (seen.size > KEPT) seen.delete(seen.keys().next().value as string);
      return { first: true, result };
    },
  };
}

/** A click that is answered with a "no" may be meant again soon: what stood in the way can be mended in half a minute. */
const REFUSED_MS = 30_000;
const DONE_MS = 600_000;
/** Who asks for the same form again so soon has pressed twice; later the first may have scrolled away. */
const DOUBLE_MS = 5_000;

/** Of clicks; whoever repeats one that is forgotten gets the answer that the store has under its id. */
const KEPT_CLICKS = 20_000;

export interface Clicks {
  /** The command id of a click: the same card, button, inputs and person within ten minutes are one click. */
  idOf(of: { caseId: CaseId | null; rev: number | undefined; data: unknown; person: string }, now: number): string;
  /** A form is asked for by it; true when it was a moment ago, too: the form is on its way or there. */
  askedJustNow(id: string, now: number): boolean;
  /** What became of it. */
  ended(id: string, outcome: Outcome['kind'], now: number): void;
}

export function clicks(): Clicks {
  const running = new Map<string, { id: string; until: number }>();
  const asked = new Map<string, number>();
  return {
    idOf({ caseId, rev, data, person }, now) {
      const hash = createHash('sha256').update(canonical(data)).digest('base64url').slice(0, 22);
      const key = `click:${caseId ?? ''}:${rev ?? ''}:${hash}:${person}`;
      const before = running.get(key);
      if (before && now < before.until) return before.id;
      forgetOld(running, ({ until }) => until <= now);
      // The time is part of it, so that the same form may be sent again tomorrow; in steps, so that a delivery repeated
      // across a restart most likely finds the answer of the first.
      const step = Math.floor(now / DONE_MS);
      const id = before ? `${key}:${now}` : `${key}:${step}`;
      // At the end, whatever it was before: the oldest stand first.
      running.delete(key);
      running.set(key, { id, until: now + DONE_MS });
      return id;
    },
    askedJustNow(id, now) {
      forgetOld(asked, (at) => now - at >= DOUBLE_MS);
      if (asked.has(id)) return true;
      asked.set(id, now);
      return false;
    },
    ended(id, outcome, now) {
      if (outcome === 'done') return;
      const entry = running.get(id.slice(0, id.lastIndexOf(':')));
      if (entry?.id === id) entry.until = now + REFUSED_MS;
    },
  };
}

/** From the oldest on, as far as they are over or too many: nobody goes through ten minutes of a flood with every click. */
function forgetOld<T>(kept: Map<string, T>, isOver: (one: T) => boolean): void {
  for (const [key, one] of kept) {
    if (!isOver(one) && kept.size <= KEPT_CLICKS) return;
    kept.delete(key);
  }
}

/** The mark of a new form: whoever has not seen the form cannot use it up. */
export function newForm(): string {
  return randomBytes(12).toString('base64url');
}

/** Data as text, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, of]) => `${JSON.stringify(key)}:${canonical(of)}`).join()}}`;
}
