import { StoreError } from './errors.ts';
import type { Value } from './statement.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Hands the instant back, or throws: one of another width would sort wrongly and a ping would never come. */
export function instant(text: string): string {
  if (INSTANT.test(text)) return text;
  throw new StoreError('wrong-value', `"${text}" is not an instant like 2023-07-31T06:10:00.000Z.`);
}

/** The instant `ms` milliseconds after another. */
export function later(at: string, ms: number): string {
  return new Date(Date.parse(instant(at)) + ms).toISOString();
}

/**
 * Hands back what a column can hold, or throws. Drivers bind anything else in their own way: node:sqlite takes a lone
 * object for named parameters and binds NULL, as it does for NaN.
 */
export function keepable(value: unknown): Value {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new StoreError('wrong-value', `The store was handed a ${typeof value} that no column can hold.`);
}
