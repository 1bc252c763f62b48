/** Who is there: the team's roster, who has chatted with the bot, who was removed; and telling every case when that, or the organisation file, changed. */
import type { Case } from '../domain/case.ts';
import type { CaseId, Command } from '../domain/commands.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { Presence } from '../domain/people.ts';
import { isOnOldPolicy, knowsDirectory, knowsPresence } from '../domain/policy.ts';
import type { Store } from '../store/index.ts';
import { inBatches } from './batches.ts';
import { faultFields } from './errors.ts';
import type { Outcome } from './outcome.ts';
import type { Clock, Log } from './ports.ts';
import type { Supplier } from './supplies.ts';

const presenceKey = 'people.presence';
/** Counts the changes; the ids of the commands that tell of a change carry it, so that a crash half-way repeats nothing. */
const revisionKey = 'people.revision';
/** The last change of which every case has been told. */
const toldKey = 'people.told';

const nobodyYet: Presence = { rosterKnown: false, roster: [], chatted: [], left: [] };

export interface PeopleOptions {
  store: Pick<Store, 'getMeta' | 'setMeta' | 'swapMeta' | 'cases'>;
  clock: Clock;
  supplier: Supplier;
  handle(command: Command): Promise<Outcome>;
  read(caseId: CaseId): Promise<Case | null>;
  log: Log;
}

/** What came of telling the cases. */
export interface Told {
  /** Open and resolved cases that still run on the ladders, limits and severities of an earlier organisation file. */
  onOldPolicy: CaseId[];
}

export interface People {
  /** As known now; nobody before `load`. */
  presence(): Presence;
  load(): Promise<void>;
  /** Takes in what another process has learnt; that one tells the cases. */
  look(): Promise<void>;
  // These resolve when it is kept. Telling the cases goes on, and is taken up again by the next process: where thousands are open,
  // nobody waits for an answer until the last of them knows.
  /** The whole roster of the team, as read from Teams; whoever is on it has not left. */
  roster(people: readonly PersonId[]): Promise<void>;
  joined(person: PersonId): Promise<void>;
  left(person: PersonId): Promise<void>;
  /** This person has a chat with the bot. */
  chatted(person: PersonId): Promise<void>;
  /** Resolves when every case has been told of what was kept before. */
  told(): Promise<Told>;
  /** Resolves when every case has been told. */
  organisationChanged(): Promise<Told>;
}

export function peopleIn({ store, clock, supplier, handle, read, log }: PeopleOptions): People {
  let presence = nobodyYet;
  let last: Promise<unknown> = Promise.resolve();
  /** The round of telling that is under way, and the one that begins after it. */
  let telling: Promise<Told> = Promise.resolve({ onOldPolicy: [] });
  let coming: { revision: number; round: Promise<Told> } | null = null;

  /** Changes come one after the other: each saves the whole. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = last.then(task, task);
    last = mine.catch(() => {});
    return mine;
  }

  async function change(to: (now: Presence) => Presence): Promise<void> {
    const revision = await inTurn(async () => {
      if (isSame(to(presence), presence)) return null;
      for (;;) {
        const read = await store.getMeta(presenceKey);
        const next = to(read === null ? nobodyYet : (JSON.parse(read) as Presence));
        if (!(await store.swapMeta(presenceKey, read, JSON.stringify(next)))) continue;
        presence = next;
        return nextRevision();
      }
    });
    if (revision === null) return;
    toTell(revision).catch((error) => log.error(faultFields(error), 'the cases were not told of their people'));
  }

  /**
   * Resolves when every case has been told of this change. All that change while a round is under way are told in one round after it:
   * when a whole team joins, nobody waits for as many rounds as there are people.
   */
  function toTell(revision: number): Promise<Told> {
    if (coming) coming.revision = Math.max(coming.revision, revision);
    else {
      const mine = { revision, round: telling };
      coming = mine;
      mine.round = telling
        .catch(() => {})
        // What stands in line to be saved by then is told with it.
        .then(() => last)
        .then(() => {
          coming = null;
          return tell(mine.revision);
        });
      telling = mine.round;
    }
    return coming.round;
  }

  async function nextRevision(): Promise<number> {
    for (;;) {
      const read = await store.getMeta(revisionKey);
      const revision = Number(read ?? 0) + 1;
      if (await store.swapMeta(revisionKey, read, String(revision))) return revision;
    }
  }

  async function readPresence(): Promise<void> {
    const stored = await store.getMeta(presenceKey);
    if (stored !== null) presence = JSON.parse(stored) as Presence;
  }

  async function tell(revision: number): Promise<Told> {
    const onOldPolicy: CaseId[] = [];
    let failed = false;
    const cases = await store.cases({ status: ['open', 'resolved'] });
    const tellOne = async ({ caseId }: { caseId: CaseId }) => {
      try {
        if (await tellCase(caseId, revision)) onOldPolicy.push(caseId);
      } catch (error) {
        failed = true;
        log.error({ caseId, ...faultFields(error) }, 'a case was not told of its people, the others are');
      }
    };
    await inBatches(cases, clock, tellOne);
    if (!failed) await store.setMeta(toldKey, String(revision));
    return { onOldPolicy };
  }

  /** True: it runs on the ladders, limits and severities of an earlier file. */
  async function tellCase(caseId: CaseId, revision: number): Promise<boolean> {
    const organisation = supplier.organisation();
    const before = await read(caseId);
    if (before === null) return false;
    const knows = knowsDirectory(before, organisation);
    // Not one fact more than changes, and the whole organisation only where it is another: with two hundred people in it and a hundred
    // cases open, each first word that somebody wrote to the bot took 6 MB.
    if (!knows || !knowsPresence(before, presence))
      await handle({
        id: `people:${revision}:${caseId}`,
        caseId,
        at: clock.now(),
        by: { kind: 'system' },
        intent: { type: 'people', presence, ...(!knows && { organisation }) },
      });
    return isOnOldPolicy(before, organisation);
  }

  const without = (list: readonly PersonId[], person: PersonId) => list.filter((id) => id !== person);
  const withOne = (list: readonly PersonId[], person: PersonId) => [...without(list, person), person];

  return {
    presence: () => presence,
    organisationChanged: async () => toTell(await inTurn(nextRevision)),
    async load() {
      const revision = await inTurn(async () => {
        await readPresence();
        const newest = await store.getMeta(revisionKey);
        return newest === (await store.getMeta(toldKey)) ? null : newest;
      });
      if (revision !== null) await toTell(Number(revision));
    },
    look: () => inTurn(readPresence),
    told: () => last.then(() => coming?.round ?? telling),
    roster: (people) =>
      change((now) => ({
        ...now,
        rosterKnown: true,
        roster: [...new Set(people)].sort(),
        left: now.left.filter((id) => !people.includes(id)),
      })),
    joined: (person) =>
      change((now) => ({ ...now, roster: withOne(now.roster, person).sort(), left: without(now.left, person) })),
    left: (person) =>
      change((now) => ({
        ...now,
        roster: without(now.roster, person),
        chatted: without(now.chatted, person),
        left: withOne(now.left, person),
      })),
    chatted: (person) =>
      change((now) => (now.chatted.includes(person) ? now : { ...now, chatted: withOne(now.chatted, person).sort() })),
  };
}

function isSame(one: Presence, other: Presence): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
