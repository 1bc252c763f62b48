// The engine: the only place where order matters. Commands come in, facts are kept, clocks tick, messages go out.
// Not here: rules (domain), SQL (store), sentences and cards, and whatever knows Teams; those are handed in.
import type { Case } from '../domain/case.ts';
import type { CaseId } from '../domain/commands.ts';
import { isAhead } from '../domain/decisions/setBack.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { Profiles } from '../domain/profile.ts';
import type { Instant } from '../domain/time.ts';
import { accounted, uncounted } from './accounted.ts';
import { answerLinksIn } from './answerLinks.ts';
import { type Auditor, startAuditor } from './auditor.ts';
import { boardOf, openCases } from './board.ts';
import { startTicking } from './clock.ts';
import { contactsIn } from './contacts.ts';
import { type Couriers, startCouriers } from './couriers.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { Fault, faultFields } from './errors.ts';
import { handlerOf, setBackOf } from './handle.ts';
import { healthOf } from './health.ts';
import { historyOf } from './history.ts';
import { installationOf } from './installation.ts';
import { liveCardsIn } from './liveCards.ts';
import type { Loop } from './loop.ts';
import { fetchPack, formsOf } from './packs.ts';
import { peopleIn } from './people.ts';
import { reportLinksIn } from './reportLinks.ts';
import { silentIn } from './silent.ts';
import { alone, crewOf, followOthers, onlyMe, turnsOf } from './turns.ts';
import { startUpkeep } from './upkeep.ts';
import { fillWaits, knownVendors } from './waits.ts';
import { watchOver } from './watch.ts';

export { agreedClock } from './agreedClock.ts';
export { type AnswerLink, type AnswerLinks, answersPath } from './answerLinks.ts';
export type { Waiting } from './aside.ts';
export type { BoardFilter, BoardPage } from './board.ts';
export type { Contacts } from './contacts.ts';
export type { Engine, EngineOptions } from './engine.ts';
export { Fault, type FaultCode, faultFields, isAway, newReference } from './errors.ts';
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

const defaultPollMs = 30_000;
const defaultAuditMs = 60_000;

export function createEngine(options: EngineOptions): Engine {
  const { store, clock, carrier, outside, render, supplier, log, publicUrl = null, pollMs = defaultPollMs } = options;
  const { meters = uncounted, auditMs = defaultAuditMs } = options;
  const { shared = false } = options;
  const worker = crypto.randomUUID();
  const crew = shared ? crewOf(store, clock, worker) : onlyMe;
  const turns = shared ? turnsOf(store, clock, worker) : alone;
  const history = historyOf(store, shared);
  const live = liveCardsIn(store, shared);
  const vendors = knownVendors(store);
  let ticking: Loop | null = null;
  const links = answerLinksIn(store, clock, publicUrl);
  let couriers: Couriers | null = null;
  let upkeep: Loop | null = null;
  let others: Loop | null = null;
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
  const running = () => openCases(store, clock, read);
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
  const silent = silentIn({ store, clock, read, handle, audited: auditMs !== null });
  const told = (telling: Promise<void>) =>
    telling.catch((error) => {
      log.error(faultFields(error), 'the cases were not told that somebody can be reached again');
    });
  const rightAgain = (state: Case) =>
    handle(setBackOf(state, clock.now())).catch((error) => {
      log.error(
        { caseId: state.id, ...faultFields(error) },
        'a case that a clock counted which was ahead could not be put right',
      );
    });
  const heardOf = (person: PersonId) => told(silent.heardOf(person));

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
      await people.told();
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
    reports: reportLinksIn({ store, clock, publicUrl, events: (caseId) => history.events(caseId) }),
    profiles,
    elsewhere: history.elsewhere,
    idle,
    events: (caseId) => history.events(caseId),
    pack: async (caseId, version) => formsOf(await history.events(caseId), version),
    download: (token, form) =>
      fetchPack({ store, clock, events: (caseId) => history.events(caseId), handle }, token, form),
    openCases: running,
    board: (query) => boardOf(store, clock, read, { ...query, now: clock.now() }),
    async onlyCase() {
      const [only, ...others] = await store.unclosedCases(2);
      return only !== undefined && others.length === 0 ? only : null;
    },
    caseOf: (conversationId) => live.caseOf(conversationId),
    async channelAppeared() {
      await couriers?.channelAppeared();
    },
    async start() {
      await crew.look();
      await people.load();
      await fillWaits(store, (caseId) => history.stored(caseId));
      startedAt = clock.now();
      // Before the clock: a row that stands too early is found, and not only silently replaced by the tick that it causes.
      if (auditMs !== null)
        auditor = startAuditor({
          store,
          clock,
          log,
          meters,
          everyMs: auditMs,
          remember: history.remember,
          committed,
          async saw(state) {
            await told(silent.saw(state));
            if (isAhead(state, clock.now())) await rightAgain(state);
          },
        });
      ticking = startTicking({ store, clock, watch: watchOver(store, shared), handle, log, pollMs, turns });
      if (shared) others = followOthers({ crew, people, vendors, clock, log, pollMs });
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
        elsewhere: history.elsewhere,
        handle,
        reached,
        log,
        meters,
        pollMs,
        worker,
        sharers: crew.count,
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
          turns,
        });
    },
    async stop() {
      await ticking?.stop();
      await others?.stop();
      await auditor?.stop();
      await upkeep?.stop();
      await couriers?.stop();
      stopping = true;
      await handler.idle();
      await crew
        .leave()
        .catch((error) => log.warn(faultFields(error), 'the others will find out that this one is gone'));
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
