// Other words in the mouths of people: every place of a fact, an organisation or a message where somebody writes what they like gets a
// text of the caller's. Ids, times and choices stay, so that what is planted is still the same case.
import type { Case } from '../../src/domain/case.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/fold.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Example } from './exampleCases.ts';

/** Keys whose text is somebody's own: said in Teams or by SMS, or written into the organisation file. */
const WRITTEN = new Set([
  'address',
  'because',
  'email',
  'hint',
  'name',
  'notes',
  'number',
  'phone',
  'quoted',
  'reason',
  'reference',
  'remark',
  'rule',
  'script',
  'severity',
  'text',
  'title',
  'web',
  'words',
  // Texts in several languages.
  'en',
  'sv',
]);

/** What has one of these keys and is a choice all the same. */
const CHOICES = new Set(['sev1', 'sev2', 'sev3', 'sev4']);

/** Lists of texts. */
const LISTS = new Set(['questions']);

/** The bytes of a pack: made of the rest. */
const MADE = new Set(['forms']);

/** `next` is asked once for each place, in reading order. */
export function planted<T>(of: T, next: () => string): T {
  return inside(of, '', next) as T;
}

function inside(of: unknown, key: string, next: () => string): unknown {
  if (typeof of === 'string') return WRITTEN.has(key) && !CHOICES.has(of) ? next() : of;
  if (Array.isArray(of)) return of.map((one) => (LISTS.has(key) ? next() : inside(one, key, next)));
  if (typeof of !== 'object' || of === null) return of;
  // The vendor's own words for how bad it is.
  const own = key === 'severities' && Object.values(of).every((value) => typeof value === 'string');
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => {
      if (MADE.has(name)) return [name, value];
      return [name, own ? next() : inside(value, name, next)];
    }),
  );
}

export interface PlantedExample {
  state: Case;
  now: Example['now'];
  events: CaseEvent[];
  sent: Message[];
}

/** The example as it would be had everybody written something else. `last`: so many of the messages that were sent. */
export function plantedExample(of: Example, next: () => string, last = 60): PlantedExample {
  const events = planted(of.story.events, next);
  const state = fold(events);
  if (state === null) throw new Error('There is no case');
  const sent = of.story.sent.slice(-last).map(({ message }) => planted(message, next));
  return { state, now: of.now, events, sent };
}
