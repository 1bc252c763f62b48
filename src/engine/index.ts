// The engine: the only place where order matters. Commands come in, facts are kept, clocks tick, messages go out.
// Not here: rules (domain), SQL (store), sentences and cards, and whatever knows Teams; those are handed in.
import type { Case } from '../domain/case.ts';
import type { CaseId, Command } from '../domain/commands.ts';
import type { CaseEvent } from '../domain/events.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { FormName, Forms } from '../domain/paperForms.ts';
import type { Profiles } from '../domain/profile.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import { accounted, uncounted } from './accounted.ts';
import { type AnswerLinks, answerLinksIn } from './answerLinks.ts';
import { type Auditor, startAuditor } from './auditor.ts';
import { type BoardPage, type BoardQuery, boardOf, openCases } from './board.ts';
import { startTicking } from './clock.ts';
import { type Contacts, contactsIn } from './contacts.ts';
import { type Couriers, startCouriers } from './couriers.ts';
import { Fault, faultFields } from './errors.ts';
import { type Circumstances, handlerOf } from './handle.ts';
import { type Health, healthOf } from './health.ts';
import { historyOf } from './history.ts';
import { installationOf } from './installation.ts';
import { liveCardsIn } from './liveCards.ts';
import type { Loop } from './loop.ts';
import type { Outcome } from './outcome.ts';
import { type Download, fetchPack, formsOf } from './packs.ts';
import { type People, peopleIn } from './people.ts';
import type { Carrier, Clock, Log, Met, Meters, Outside, Patches, Renderer, Shelf } from './ports.ts';
import { silentIn } from './silent.ts';
import type { Supplier } from './supplies.ts';
import { startUpkeep } from './upkeep.ts';
import { fillWaits, knownVendors } from './waits.ts';
import { watchOver } from './watch.ts';

export { type AnswerLink, type AnswerLinks, answersPath } from './answerLinks.ts';
export type { Waiting } from './aside.ts';
export type { BoardFilter, BoardPage } from './board.ts';
export type { Contacts } from './contacts.ts';
export { Fault, type FaultCode, faultFields, newReference } from './errors.ts';
export type { Circumstances } from './handle.ts';
export type { Health, Trouble } from './health.ts';
export type { Outcome } from './outcome.ts';
export type { People, Told } from './people.ts';
export type {
  Address,
  Carrier,
  Clock,
  Delivery,
  Hints,
  Letter,
  Log,
  Met,
  Meters,
  Outside,
  OutsideCarrier,
  Patched,
  Patches,
  Post,
  Receipt,
  Renderer,
  Shelf,
} from './ports.ts';
export type { Supplier } from './supplies.ts';
export { systemClock } from './systemClock.ts';

export interface EngineOptions {
  store: Store;
  clock: Clock;
  carrier: Carrier;
  /** The ways outside Teams; absent: Teams is the only one. */
  outside?: Outside;
  render: Renderer;
  supplier: Supplier;
  /** What the upkeep needs; without it contacts are not watched and no grab bag is laid down. */
  upkeep?: { patches: Patches; met: Met; shelf: Shelf };
  log: Log;
  /** Where the bot is reached from outside, without a slash at its end. Absent: no link that works without signing in is ever made. */
  publicUrl?: string | null;
  /** Clock and courier look at the latest after so many ms (30 000). */
  pollMs?: number;
  /** Absent: nothing is counted. */
  meters?: Meters;
  /** How often every open case is audited, in ms (60 000); null: never. */
  auditMs?: number | null;
}

export interface Engine {
  /** Rejects with a Fault and nothing else; an ordinary "no" is an outcome. Works before `start`. */
  handle(command: Command, circumstances?: Circumstances): Promise<Outcome>;
  read(caseId: CaseId): Promise<Case | null>;
  /** The facts of a case, oldest first, for its timeline. */
  events(caseId: CaseId): Promise<CaseEvent[]>;
  /** The bytes of an evidence pack as they were built; null: there is no such version. */
  pack(caseId: CaseId, version: number): Promise<Forms | null>;
  /** What a download link leads to, after that was written down; null: it leads nowhere, or not any more. */
  download(token: string, form: FormName): Promise<Download | null>;
  board(query: Omit<BoardQuery, 'now'>): Promise<BoardPage>;
  /** Every case that is not closed. */
  openCases(): Promise<Case[]>;
  /** The case that is not closed, where there is exactly one. */
  onlyCase(): Promise<CaseId | null>;
  /** The case whose thread a conversation is. */
  caseOf(conversationId: string): Promise<CaseId | null>;
  people: People;
  contacts: Contacts;
  /** This person has said something: whatever says that they could not be reached is over. Never rejects. */
  heardOf(person: PersonId): Promise<void>;
  /** Answers from outside Teams, by a link. */
  links: AnswerLinks;
  /** What is remembered of each vendor over all cases; nothing where that cannot be read: no message waits for it. */
  profiles(): Promise<Profiles>;
  /** The incident channel can be posted to now. */
  channelAppeared(): Promise<void>;
  /** Clock and courier begin; what a crash left is taken up. */
  start(): Promise<void>;
  /** No more turns; resolves when what was under way has ended. */
  stop(): Promise<void>;
  /** Resolves when nothing is under way and nothing is due. */
  idle(): Promise<void>;
  /** Clock and courier look now instead of at their next poll. */
  nudge(): void;
  health(): Promise<Health>;
}

const defaultPollMs = 30_000;
const defaultAuditMs = 60_000;

export function createEngine(options: EngineOptions): Engine {
  const { store, clock, carrier, outside, render, supplier, log, publicUrl = null, pollMs = defaultPollMs } = options;
  const { meters = uncounted, auditMs = defaultAuditMs } = options;
  const history = historyOf(store);
  const live = liveCardsIn(store);
  const vendors = knownVendors(store);
  let ticking: Loop | null = null;
  const links = answerLinksIn(store, clock, publicUrl);
  let couriers: Couriers | null = null;
  let upkeep: Loop | null = null;
  let auditor: Auditor | null = null;
  let startedAt: Instant | null = null;
  let stopping = false;

  const handler = handlerOf({
    store,
    history,
    clock,
    supplier,
    presence: () => people.presence(),
    publicUrl,
    committed,
  });
  const carryOut = accounted(handler.handle, { log, meters });

  function committed(nextAt: Instant | null, audiences: readonly string[], changed: readonly string[]): void {
    vendors.changed(changed);
    if (nextAt !== null) ticking?.soon(nextAt);
    couriers?.queued(audiences);
  }

  const read = (caseId: CaseId) => history.newest(caseId);
  const running = () => openCases(store, read);
  const handle: Engine['handle'] = async (command, circumstances) => {
    const { id: commandId, caseId } = command;
    if (stopping) throw new Fault('STOPPING', 'The bot is stopping', { caseId, commandId });
    const outcome = await carryOut(command, circumstances);
    if (command.intent.type === 'undelivered') silent.failed(command.intent.person);
    return outcome;
  };
  const profiles = () =>
    vendors.profiles().catch((error): Profiles => {
      log.error(faultFields(error), 'what is remembered of the vendors could not be read');
      return {};
    });
  const people = peopleIn({ store, clock, supplier, handle, read, log });
  const silent = silentIn({ store, clock, read, handle });
  const heardOf = (person: PersonId) =>
    silent.heardOf(person).catch((error) => {
      log.error({ person, ...faultFields(error) }, 'the cases were not told that somebody can be reached again');
    });

  const contacts = contactsIn({
    store,
    clock,
    supplier,
    profiles,
    running,
    presence: () => people.presence(),
    patches: options.upkeep?.patches ?? { make: async () => ({ fault: 'not-kept' }) },
    met: options.upkeep?.met ?? (async () => undefined),
  });

  async function idle(): Promise<void> {
    do {
      await handler.idle();
      await ticking?.idle();
      await couriers?.idle();
      await upkeep?.idle();
      await auditor?.idle();
    } while (auditor?.busy() || handler.busy() || ticking?.busy() || couriers?.busy() || upkeep?.busy());
  }

  return {
    handle,
    read,
    people,
    contacts,
    heardOf,
    links,
    profiles,
    idle,
    events: (caseId) => history.events(caseId),
    pack: async (caseId, version) => formsOf(await history.events(caseId), version),
    download: (token, form) =>
      fetchPack({ store, clock, events: (caseId) => history.events(caseId), handle }, token, form),
    openCases: running,
    board: (query) => boardOf(store, read, { ...query, now: clock.now() }),
    async onlyCase() {
      const [only, ...others] = await store.unclosedCases(2);
      return only !== undefined && others.length === 0 ? only : null;
    },
    caseOf: (conversationId) => live.caseOf(conversationId),
    async channelAppeared() {
      await couriers?.channelAppeared();
    },
    async start() {
      await people.load();
      await fillWaits(store, (caseId) => history.stored(caseId));
      startedAt = clock.now();
      // Before the clock: a row that stands too early is found, and not only silently replaced by the tick that it causes.
      if (auditMs !== null)
        auditor = startAuditor({ store, clock, log, meters, everyMs: auditMs, remember: history.remember, committed });
      ticking = startTicking({ store, clock, watch: watchOver(store), handle, log, pollMs });
      const worker = crypto.randomUUID();
      const newest = async (caseId: CaseId, version: number) => {
        const state = await history.newest(caseId);
        return state !== null && state.version >= version ? state : history.stored(caseId);
      };
      const reached = heardOf;
      const inside = {
        store,
        clock,
        carrier,
        render,
        live,
        newest,
        profiles,
        handle,
        reached,
        log,
        meters,
        pollMs,
        worker,
      };
      couriers = startCouriers({ ...inside, outside: outside ?? null, links, installation: installationOf(store) });
      // The file may have been edited while nobody was there to see it.
      await people.organisationChanged();
      if (options.upkeep)
        upkeep = startUpkeep({
          store,
          clock,
          carrier,
          outside: outside ?? null,
          installation: installationOf(store),
          supplier,
          contacts,
          running,
          presence: () => people.presence(),
          shelf: options.upkeep.shelf,
          log,
          pollMs,
        });
    },
    async stop() {
      await ticking?.stop();
      await auditor?.stop();
      await upkeep?.stop();
      await couriers?.stop();
      stopping = true;
      await handler.idle();
    },
    nudge() {
      ticking?.nudge();
      couriers?.nudge();
      upkeep?.nudge();
    },
    health: () =>
      healthOf({
        store,
        clock,
        pollMs,
        ticking: () => ticking?.state() ?? null,
        startedAt: () => startedAt,
        couriers: () => couriers,
        auditor: () => auditor && { audited: auditor.audited(), everyMs: auditMs ?? 0 },
      }),
  };
}
