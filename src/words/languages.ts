/** The languages that have a catalogue. A new one: its name here, its file and folder beside `en.ts` and `en/`, a line in `words.ts`. */
import type { Language } from '../domain/organisation.ts';

const spoken = ['en'] as const satisfies readonly Language[];
export type Spoken = (typeof spoken)[number];

/** The language itself where there are words for it, else English: dates and lists must not mix with other words. */
export function spokenIn(language: Language): Spoken {
  return spoken.find((one) => one === language) ?? 'en';
}
