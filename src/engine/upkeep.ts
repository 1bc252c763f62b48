/**
 * What must be true before the day: once a week somebody is told which contacts to check and who is out of reach, once a night
 * the grab bag is laid down. No case stands behind it, so it has a loop of its own; what it has done is kept in the store.
 */
import { contactCheckPost } from '../cards/contactCard.ts';
import { addTime, nextOpening } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import type { Organisation, PersonId } from '../domain/organisation.ts';
import { roleOrder } from '../domain/people.ts';
import type { Presence } from '../domain/presence.ts';
import { duration, earlier, fromMs, type Instant, plusMs } from '../domain/time.ts';
import { grabBag } from '../papers/grabBag.ts';
import { htmlOf, textOf } from '../papers/index.ts';
import type { Store } from '../store/index.ts';
import { organisationNames } from '../words/speech.ts';
import type { ContactReport, Contacts } from './contacts.ts';
import { type Loop, startLoop } from './loop.ts';
import type { Address, Carrier, Clock, Log, Shelf } from './ports.ts';
import { retryInMs } from './retries.ts';
import type { Supplier } from './supplies.ts';

const week = duration('P7D');
/** Local time, when nobody works on the file. */
const bagTime = new Temporal.PlainTime(3);
/** Then the next in line is told. */
const mostTries = 10;

const contactsKey = 'upkeep.contacts';
const bagKey = 'upkeep.bag';

/** `passed`: whom the line could not be brought to this week. */
interface Weekly {
  next: Instant;
  tries: number;
  passed: string[];
}

export interface UpkeepOptions {
  store: Pick<Store, 'getMeta' | 'setMeta'>;
  clock: Clock;
  carrier: Pick<Carrier, 'send'>;
  supplier: Supplier;
  contacts: Contacts;
  presence(): Presence;
  /** Every case that is not closed. */
  running(): Promise<Case[]>;
  shelf: Shelf;
  log: Log;
  pollMs: number;
}

export function startUpkeep(options: UpkeepOptions): Loop {
  const { store, clock, carrier, supplier, contacts, presence, running, shelf, log, pollMs } = options;

  return startLoop({
    name: 'upkeep',
    clock,
    log,
    pollMs,
    async turn() {
      const now = clock.now();
      return earlier(await nightly(now), await weekly(now));
    },
  });

  /** Also at the first start of a day: whoever installs it in the morning has a bag at noon. */
  async function nightly(now: Instant): Promise<Instant> {
    const { timeZone } = supplier.organisation();
    const local = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone);
    const today = local.subtract({ hours: bagTime.hour }).toPlainDate();
    const name = today.toString();
    if ((await store.getMeta(bagKey)) !== name) {
      const paper = grabBag({ organisation: supplier.organisation(), cases: await running(), now });
      await shelf.put(name, { html: htmlOf(paper), text: textOf(paper) });
      await store.setMeta(bagKey, name);
    }
    return fromMs(today.add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: bagTime }).epochMilliseconds);
  }

  async function weekly(now: Instant): Promise<Instant> {
    const { calendar } = supplier.organisation();
    const stored = await store.getMeta(contactsKey);
    const state: Weekly =
      stored === null ? { next: nextOpening(now, calendar), tries: 0, passed: [] } : JSON.parse(stored);
    if (stored === null) await store.setMeta(contactsKey, JSON.stringify(state));
    if (state.next > now) return state.next;
    const report = await contacts.report({ ask: true });
    return isWorthSaying(report) ? tell(report, state, now) : done(now);
  }

  /** The week begins anew from now: weeks in which the bot was away are one line. */
  async function done(now: Instant): Promise<Instant> {
    const { calendar } = supplier.organisation();
    const next = nextOpening(addTime(now, week, 'always', calendar), calendar);
    await store.setMeta(contactsKey, JSON.stringify({ next, tries: 0, passed: [] } satisfies Weekly));
    return next;
  }

  async function tell(report: ContactReport, state: Weekly, now: Instant): Promise<Instant> {
    const organisation = supplier.organisation();
    const to = inLine(organisation, presence(), now).find((one) => !state.passed.includes(keyOf(one)));
    if (to === undefined) {
      log.error({ tried: state.passed }, 'nobody could be told which contacts to check; again next week');
      return done(now);
    }
    const person = 'person' in to ? to.person : undefined;
    const language =
      (person === undefined ? undefined : organisation.people[person]?.language) ?? organisation.language;
    const view = { now, language, ...(person !== undefined && { person }) };
    const post = contactCheckPost(report, organisationNames(organisation), { page: 1 }, view);
    const hints = { caseId: '', messageId: 'contact-check', attempt: state.tries + 1, possibleRepeat: false };
    const sent = await carrier.send(to, post, hints);
    // One that may have arrived is not said twice; next week says it again.
    if (sent.ok || sent.fate === 'ambiguous') return done(now);
    const again = sent.fate === 'retry' && state.tries + 1 < mostTries;
    log.warn({ to: keyOf(to), reason: sent.reason, again }, 'the line about contacts did not arrive');
    const next = plusMs(now, again ? retryInMs(state.tries + 1, sent.fate === 'retry' ? sent.afterMs : 0) : 0);
    const after = again
      ? { ...state, next, tries: state.tries + 1 }
      : { next, tries: 0, passed: [...state.passed, keyOf(to)] };
    await store.setMeta(contactsKey, JSON.stringify(after));
    return again ? next : tell(report, after, now);
  }
}

function isWorthSaying({ contacts, outOfReach }: ContactReport): boolean {
  return outOfReach.length > 0 || contacts.some(({ due }) => due);
}

/** The vendor liaison and deputies, then the coordinators, then the channel. */
function inLine(organisation: Organisation, presence: Presence, now: Instant): Address[] {
  const of = { directory: organisation, presence };
  const people: PersonId[] = [...roleOrder(of, 'vendor-liaison', now), ...roleOrder(of, 'coordinator', now)];
  return [...[...new Set(people)].map((person) => ({ person })), { channel: true }];
}

function keyOf(to: Address): string {
  return 'person' in to ? to.person : 'channel';
}
