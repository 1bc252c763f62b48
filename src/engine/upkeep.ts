/**
 * What must be true before the day: once a week somebody is told which contacts to check and who is out of reach, and the
 * grab bag is kept up. No case stands behind it, so it has a loop of its own; what it has done is kept in the store.
 */
import { contactCheckPost } from '../cards/vendor/contactCard.ts';
import { contactLetter } from '../cards/vendor/contactLetter.ts';
import { addTime, nextOpening } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import type { Desk } from '../domain/desk.ts';
import type { PersonId } from '../domain/organisation.ts';
import { roleOrder } from '../domain/people.ts';
import type { Presence } from '../domain/presence.ts';
import { type Way, waysTo } from '../domain/reach.ts';
import { duration, earlier, type Instant, plusMs } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import { organisationNames } from '../words/speech.ts';
import { bagsOn } from './bags.ts';
import type { ContactReport, Contacts } from './contacts.ts';
import { type Loop, startLoop } from './loop.ts';
import type { Carrier, Clock, Delivery, Hints, Log, Outside, Shelf, ViewContext } from './ports.ts';
import { planOf, retryInMs } from './retries.ts';
import type { Supplier } from './supplies.ts';
import type { Turns } from './turns.ts';

const week = duration('P7D');
/** Then the next in line is told. */
const mostTries = 10;

const contactsKey = 'upkeep.contacts';

/** Before anybody has met the bot in Teams there is nobody to tell, and everybody would be out of reach. */
const nobodyYetMs = 600_000;

/** A way by which the line can go: to somebody, or to the channel. */
type To = { person: PersonId; way: Pick<Way, 'route' | 'kind' | 'address'> } | { channel: true };

/** `passed`: whom the line could not be brought to this week, and by which ways. */
interface Weekly {
  next: Instant;
  tries: number;
  passed: string[];
}

export interface UpkeepOptions {
  store: Pick<Store, 'getMeta' | 'setMeta' | 'cases'>;
  clock: Clock;
  carrier: Pick<Carrier, 'send'>;
  /** Null: Teams is the only way. */
  outside: Pick<Outside, 'carriers'> | null;
  installation(): Promise<string>;
  supplier: Supplier;
  contacts: Contacts;
  presence(): Presence;
  /** Every case that is not closed. */
  running(): Promise<Case[]>;
  shelf: Shelf;
  log: Log;
  pollMs: number;
  /** Which of several processes does it. */
  turns: Turns;
}

/** What the process that does it has taken. */
const duty = 'upkeep';

export function startUpkeep(options: UpkeepOptions): Loop {
  const { store, clock, carrier, outside, installation, supplier, contacts, presence, running, shelf, log, pollMs } =
    options;
  const { turns } = options;

  const bags = bagsOn({ store, supplier, running, shelf });

  return startLoop({
    name: 'upkeep',
    clock,
    log,
    pollMs,
    async turn() {
      const now = clock.now();
      if (!(await turns.take(duty))) return null;
      const next = earlier(await bags(now), await weekly(now));
      await turns.give(duty);
      return next;
    },
  });

  async function weekly(now: Instant): Promise<Instant> {
    const { calendar } = supplier.organisation();
    const stored = await store.getMeta(contactsKey);
    const state: Weekly =
      stored === null ? { next: nextOpening(now, calendar), tries: 0, passed: [] } : JSON.parse(stored);
    if (stored === null) await store.setMeta(contactsKey, JSON.stringify(state));
    if (state.next > now) return state.next;
    if (!presence().rosterKnown && presence().chatted.length === 0) return plusMs(now, nobodyYetMs);
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
    const to = inLine(report.desk, now).find((one) => !state.passed.includes(keyOf(one)));
    if (to === undefined) {
      log.error({ tried: state.passed }, 'nobody could be told which contacts to check; again next week');
      return done(now);
    }
    const person = 'person' in to ? to.person : undefined;
    const language =
      (person === undefined ? undefined : organisation.people[person]?.language) ?? organisation.language;
    const view = { now, language, profiles: report.profiles, ...(person !== undefined && { person }) };
    const hints = { caseId: '', messageId: 'contact-check', attempt: state.tries + 1, possibleRepeat: false };
    const sent = await bring(to, report, view, hints);
    // One that may have arrived is not said twice; next week says it again.
    if (sent.ok || sent.fate === 'ambiguous') return done(now);
    const again = sent.fate === 'retry' && state.tries + 1 < mostTries;
    log.warn({ to: keyOf(to), reason: sent.reason, again }, 'the line about contacts did not arrive');
    const plan = planOf('person' in to ? to.way.kind : 'teams');
    const next = plusMs(now, again ? retryInMs(state.tries + 1, sent.fate === 'retry' ? sent.afterMs : 0, plan) : 0);
    const after = again
      ? { ...state, next, tries: state.tries + 1 }
      : { next, tries: 0, passed: [...state.passed, keyOf(to)] };
    await store.setMeta(contactsKey, JSON.stringify(after));
    return again ? next : tell(report, after, now);
  }

  /** As a card where Teams brings it, else as a letter. */
  async function bring(to: To, report: ContactReport, view: ViewContext, hints: Hints): Promise<Delivery> {
    // Whoever was frozen meanwhile leaves it to the one who has taken over.
    if (!(await turns.take(duty))) throw new Error('another process does the upkeep now');
    const names = organisationNames(supplier.organisation());
    if ('channel' in to || to.way.kind === 'teams')
      return carrier.send(
        'channel' in to ? to : { person: to.person },
        contactCheckPost(report, names, { page: 1 }, view),
        hints,
      );
    const { kind, address = '' } = to.way;
    if (outside === null) return { ok: false, fate: 'refused', reason: 'not set up' };
    const week = view.now.slice(0, 10);
    const key = `${await installation()}:contacts:${to.person}:${week}`;
    return outside.carriers[kind].send(address, contactLetter(report, names, { ...view, way: kind }), {
      ...hints,
      key,
    });
  }
}

function isWorthSaying({ contacts, outOfReach }: ContactReport): boolean {
  return outOfReach.length > 0 || contacts.some(({ due }) => due);
}

/**
 * The vendor liaison and deputies, then the coordinators, each by every live way of theirs, then the channel. Where none is alive
 * it is Teams all the same: marked as down is not proven.
 */
function inLine(desk: Desk, now: Instant): To[] {
  const people: PersonId[] = [...roleOrder(desk, 'vendor-liaison', now), ...roleOrder(desk, 'coordinator', now)];
  const inTeams = { route: 'teams', kind: 'teams' as const };
  return [
    ...[...new Set(people)].flatMap((person): To[] => {
      const alive = waysTo(desk, person).filter(({ deadBecause }) => deadBecause === null);
      return (alive.length === 0 ? [inTeams] : alive).map((way) => ({ person, way }));
    }),
    { channel: true },
  ];
}

function keyOf(to: To): string {
  if ('channel' in to) return 'channel';
  return to.way.kind === 'teams' ? to.person : `${to.person} by ${to.way.route}`;
}
