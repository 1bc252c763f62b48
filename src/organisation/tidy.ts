/** Drops what was left out or left empty, so that an optional key is either there with a value or not there at all. */

export type Tidy<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer U)[]
    ? readonly Tidy<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Tidy<Exclude<T[K], null | undefined>> }
      : T;

export function tidy<T>(value: T): Tidy<T> {
  return dropped(value) as Tidy<T>;
}

function dropped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropped);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(kept.map(([key, each]) => [key, dropped(each)]));
}
