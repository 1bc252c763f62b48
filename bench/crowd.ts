/** Many open cases, as the bot would have written them: copies of one, each a little later than the one before. */
import type { Intent } from '../src/domain/commands.ts';
import { timersOf } from '../src/domain/timers.ts';
import { type NewMessage, newSalt, type Store, type StoredEvent } from '../src/store/index.ts';
import { benchOver, shiftedClock } from './bench.ts';

export interface Crowd {
  cases: number;
  timers: number;
  /** When the first case's first timer is due; the others follow evenly within a minute. Milliseconds since 1970. */
  firstDue: number;
  /** How much later than the first this case is due, in ms. */
  delayOf(caseId: string): number;
}

const noted = (n: number): Intent => ({ type: 'note', words: `note ${n}` });

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** Fills an empty store. The case has a playbook, a ticket and `facts` facts; `happens`: what the n-th thing after that was. */
export async function crowd(store: Store, cases: number, facts = 12, happens = noted): Promise<Crowd> {
  const { says } = benchOver(store, shiftedClock(0));
  const about = { title: 'Bench', severity: 'sev2', playbook: 'mail-block', affects: ['email'] } as const;
  const { id } = await says('', { type: 'case.new', ...about, affects: ['email'] });
  let state = await says(id, { type: 'ticket.open', vendor: 'microsoft', words: 'blocked' });
  for (let n = 0; state.version < facts; n += 1) state = await says(id, happens(n));
  const template = JSON.stringify(await store.load(id));
  const armed = timersOf(state);
  const index = (await store.cases())[0];
  if (index === undefined) throw new Error('No case was opened');
  const delay = (number: number) => Math.floor(((number - 1) * 60_000) / cases);
  const later = (text: string, ms: number) =>
    text.replace(INSTANT, (at) => new Date(Date.parse(at) + ms).toISOString());

  const write = (number: number) => {
    const caseId = `INC-${number}`;
    const events = (JSON.parse(later(template, delay(number)).replaceAll('INC-1', caseId)) as StoredEvent[]).map(
      (event) => ({ ...event, commandId: `crowd:${number}:${event.seq}`, salt: newSalt() }),
    );
    const timers = armed.map(({ key, at }) => ({ key, at: later(at, delay(number)) }));
    const messages: NewMessage[] = [];
    return store.commit({
      caseId,
      expected: 0,
      events,
      timers,
      messages,
      index: { ...index, caseId, number, threadId: `thread-${number}` },
    });
  };
  // Long cases a few at a time: whoever waits for a connection for too long is told that the database is away.
  const together = Math.max(4, Math.floor(768 / facts));
  for (let from = 2; from <= cases; from += together)
    await Promise.all(Array.from({ length: Math.min(together, cases - from + 1) }, (_, step) => write(from + step)));
  const first = armed.map(({ at }) => Date.parse(at)).sort((a, b) => a - b)[0] ?? Number.NaN;
  return {
    cases,
    timers: cases * armed.length,
    firstDue: first,
    delayOf: (caseId) => delay(Number(caseId.slice('INC-'.length))),
  };
}
