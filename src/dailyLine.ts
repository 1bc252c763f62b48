/** Once a day, when asked for, one line in the incident channel: that Baton is there, and what is open. Whoever misses it looks why. */
import { nextInstant } from './domain/ladder.ts';
import { lateSince } from './domain/next.ts';
import { obligationsOf } from './domain/obligations.ts';
import type { Organisation } from './domain/organisation.ts';
import { earlier, fromMs, type Instant, plusMs } from './domain/time.ts';
import type { Carrier, Clock, Engine, Log } from './engine/index.ts';
import { faultFields } from './engine/index.ts';
import type { Store } from './store/index.ts';
import { dailyLine } from './words/en/dailyLine.ts';

/** Which day was told last. */
const key = 'daily.line';
/** Between two tries, and between two looks while the channel cannot be posted to. */
const AGAIN_MS = 60_000;
/** After an hour the line is no news: tomorrow there is another. */
const MOST_TRIES = 60;

export interface DailyLineOptions {
  /** Local time of the organisation, `08:00`. */
  at: string;
  store: Pick<Store, 'getMeta' | 'claimMeta'>;
  engine: Pick<Engine, 'openCases' | 'health'>;
  carrier: Pick<Carrier, 'send' | 'channelMissing'>;
  organisation(): Organisation;
  clock: Clock;
  log: Log;
}

export interface DailyLine {
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** A day that was missed is told when the bot is there again; of several missed ones only today's. */
export function startDailyLine(options: DailyLineOptions): DailyLine {
  const { store, carrier, organisation, clock, log } = options;
  let stopped = false;
  let cancel = () => {};
  let telling: Promise<void> | null = null;
  /** This process has taken it on to tell this day's. */
  let mine: { day: string; tries: number } | null = null;

  look();
  return {
    async idle() {
      while (telling !== null) await telling;
    },
    async stop() {
      stopped = true;
      cancel();
      await telling;
    },
  };

  function look(): void {
    telling = turn()
      .catch((error): Instant => {
        log.error(faultFields(error), 'the daily line could not be told, trying again');
        return plusMs(clock.now(), AGAIN_MS);
      })
      .then((at) => {
        telling = null;
        if (!stopped) cancel = clock.wake(at, look);
      });
  }

  /** The answer is when to look again. */
  async function turn(): Promise<Instant> {
    const now = clock.now();
    const { timeZone } = organisation();
    const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate();
    const dueOn = (date: Temporal.PlainDate) =>
      fromMs(date.toZonedDateTime({ timeZone, plainTime: options.at }).epochMilliseconds);
    const tomorrow = dueOn(today.add({ days: 1 }));
    const day = today.toString();
    if (dueOn(today) > now) return dueOn(today);
    if (mine?.day !== day) {
      if ((await store.getMeta(key)) === day) return tomorrow;
      if ((await carrier.channelMissing?.()) ?? null) return plusMs(now, AGAIN_MS);
      // Of several replicas the one that writes the day down tells it.
      if (!(await store.claimMeta(key, day))) return tomorrow;
      mine = { day, tries: 0 };
    }
    mine.tries += 1;
    const hints = { caseId: '', messageId: `daily:${day}`, attempt: mine.tries, possibleRepeat: false };
    const sent = await carrier.send({ channel: true }, { text: await line(options, now) }, hints);
    // One that may have arrived is not said twice.
    if (sent.ok || sent.fate === 'ambiguous') return tomorrow;
    if (mine.tries === 1) log.warn({ reason: sent.reason }, 'the daily line did not arrive, trying again for an hour');
    if (mine.tries >= MOST_TRIES) return tomorrow;
    const afterMs = sent.fate === 'retry' ? (sent.afterMs ?? 0) : 0;
    return plusMs(now, Math.max(AGAIN_MS, afterMs));
  }
}

async function line({ engine, organisation }: DailyLineOptions, now: Instant): Promise<string> {
  const cases = await engine.openCases();
  const owed = cases.flatMap((state) => obligationsOf(state, now).map((ob) => ({ state, ob })));
  const next = owed
    .map(({ state, ob }) => nextInstant(state, ob).at)
    .reduce<Instant | null>((first, at) => (first === null ? at : earlier(first, at)), null);
  const { ok } = await engine.health();
  const late = owed.filter(({ state, ob }) => lateSince(state, ob, now) !== null).length;
  const { timeZone, language } = organisation();
  return dailyLine({ cases: cases.length, owed: owed.length, late, next, well: ok }, { timeZone, language, now });
}
