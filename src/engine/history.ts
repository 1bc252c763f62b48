/** Cases as they stand and as they stood: folded from the stored facts, with a small cache of the newest states. */
import type { Case } from '../domain/case.ts';
import type { CaseId } from '../domain/commands.ts';
import type { CaseEvent } from '../domain/events.ts';
import { evolve } from '../domain/fold.ts';
import type { ServiceId } from '../domain/organisation.ts';
import type { Elsewhere } from '../domain/routes.ts';
import { newSalt, type Store, type StoredEvent } from '../store/index.ts';

/** Folded states kept in memory. A state of a long case is some 100 KB, so this is at most some 25 MB. */
const mostKept = 256;

export interface History {
  /** The newest state. Others may write right after it was read; a commit on it then conflicts. */
  newest(caseId: CaseId): Promise<Case | null>;
  /** The state as stored, asked for now; of a state that is known only the facts since then are read. */
  stored(caseId: CaseId): Promise<Case | null>;
  /** State and facts around a command of the past. */
  between(
    caseId: CaseId,
    from: number,
    to: number,
  ): Promise<{ before: Case | null; after: Case | null; events: CaseEvent[] }>;
  events(caseId: CaseId): Promise<CaseEvent[]>;
  /** A state that is on the disk; an older one than is known changes nothing. */
  remember(state: Case): void;
  /** What open cases say is down, by service; of another bot's cases as of the last round of the auditor. */
  elsewhere(): Elsewhere;
}

/** Which fact is a state's newest, by its salt: two states of a case with as many facts need not be the same one. */
const grounds = new WeakMap<Case, StoredEvent['salt']>();

/** Notes the newest fact of this state. */
export function standsOn(state: Case, { salt }: Pick<StoredEvent, 'salt'>): void {
  grounds.set(state, salt);
}

/** The salt of this state's newest fact, where that is known. */
export function groundOf(state: Case): StoredEvent['salt'] | undefined {
  return grounds.get(state);
}

/** `shared`: others write to the same database, so that it is asked for what is newer than a state before that is used. */
export function historyOf(store: Pick<Store, 'load'>, shared = false): History {
  const kept = new Map<CaseId, Case>();
  /** Of open cases that affect something; small, so none is thrown out. */
  const affected = new Map<CaseId, readonly ServiceId[]>();

  function remember(state: Case): void {
    if ((kept.get(state.id)?.version ?? 0) > state.version) return;
    if (state.status === 'open' && state.affects.length > 0) affected.set(state.id, state.affects);
    else affected.delete(state.id);
    kept.delete(state.id);
    kept.set(state.id, state);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value as CaseId);
  }

  async function events(caseId: CaseId): Promise<CaseEvent[]> {
    return (await store.load(caseId)).map(factOf);
  }

  async function stored(caseId: CaseId): Promise<Case | null> {
    const known = kept.get(caseId);
    const newer = known && (await newerThan(known));
    if (newer === undefined) kept.delete(caseId);
    const state = newer ? folded(newer, known) : folded(await store.load(caseId));
    if (state !== null) remember(state);
    return state;
  }

  /**
   * The facts since a state was made. That state's own newest fact is asked for too: undefined where that is not the one
   * that is stored, and nothing may be built on the state.
   */
  async function newerThan(state: Case): Promise<StoredEvent[] | undefined> {
    const [newest, ...newer] = await store.load(state.id, state.version);
    return newest !== undefined && newest.salt === groundOf(state) ? newer : undefined;
  }

  return {
    events,
    stored,
    remember,
    async newest(caseId) {
      const known = shared ? undefined : kept.get(caseId);
      return known ?? stored(caseId);
    },
    async between(caseId, from, to) {
      const all = await events(caseId);
      let before: Case | null = null;
      let after: Case | null = null;
      for (const event of all) {
        if (event.seq > to) break;
        after = evolve(after, event);
        if (event.seq === from) before = after;
      }
      return { before, after, events: all.filter(({ seq }) => seq > from && seq <= to) };
    },
    elsewhere() {
      const all = [...affected].flatMap(([caseId, services]) => services.map((service) => ({ service, caseId })));
      const byService = Map.groupBy(all, ({ service }) => service);
      return Object.fromEntries([...byService].map(([service, of]) => [service, of.map(({ caseId }) => caseId)]));
    },
  };
}

/** A fact as it is stored: the circumstances in columns of their own, `act` beside the body so that it survives too. */
export function asStored(caseId: CaseId, commandId: string, event: CaseEvent, version: number): StoredEvent {
  const { seq, at, by, act, body } = event;
  return {
    caseId,
    seq,
    at,
    by,
    commandId,
    version,
    body: { ...body, ...(act !== undefined && { act }) } as unknown as StoredEvent['body'],
    salt: newSalt(),
  };
}

/** The case that stored facts make, from their first on or on top of a state. */
export function folded(rows: readonly StoredEvent[], known: Case | null = null): Case | null {
  const state = rows.map(factOf).reduce<Case | null>(evolve, known);
  const newest = rows.at(-1);
  if (state !== null && newest !== undefined) standsOn(state, newest);
  return state;
}

/** A stored fact as the domain knows it. */
export function factOf({ seq, at, by, body }: StoredEvent): CaseEvent {
  const { act, ...rest } = body;
  return {
    seq,
    at: at as CaseEvent['at'],
    by,
    ...(typeof act === 'string' && { act }),
    body: rest as unknown as CaseEvent['body'],
  };
}
