/** Who somebody in Teams is, and who is in the team of the incident channel; changes of that go to the engine's people. */
import type { Organisation, PersonId } from '../domain/organisation.ts';
import type { Presence } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import type { Inbound, Sender } from './activity.ts';
import type { Connector, Member } from './connector.ts';
import { personIn } from './identity.ts';
import type { References } from './references.ts';
import { within } from './within.ts';

/** The engine's people, as far as Teams feeds them. */
export interface Presences {
  presence(): Presence;
  roster(people: readonly PersonId[]): Promise<unknown>;
  joined(person: PersonId): Promise<unknown>;
  left(person: PersonId): Promise<unknown>;
}

export interface RosterOptions {
  store: Pick<Store, 'saveReference' | 'references'>;
  connector: Connector;
  references: References;
  people: Presences;
  organisation(): Organisation;
  now(): Instant;
  /** Milliseconds that somebody not met before waits for the platform to say who that is (800). */
  patienceMs?: number;
}

export interface Roster {
  /**
   * Who the sender is; asks the platform for the e-mail of somebody not met before, and waits for it only a moment. Null: a
   * stranger; undefined: the platform does not say.
   */
  identify(sender: Sender, at: Inbound): Promise<PersonId | null | undefined>;
  /** How Teams knows a person, once met. */
  member(person: PersonId): Member | null;
  /** Reads the team's members anew; does nothing when they cannot be had. */
  refresh(): Promise<void>;
  /** Reads them before somebody is heard, while nobody knows who is there; waits for it only a moment. */
  readFirst(at: Inbound): Promise<void>;
  /** Somebody joined or left a team. */
  changed(added: Sender[], removed: Sender[], at: Inbound): Promise<void>;
  /** The team that the incident channel is in; null until the app stands in one. */
  teamId(): string | null;
}

/** A team that could not be read is tried again after so long, or when it is heard from itself. */
const UNREAD_MS = 60_000;
/** Whoever writes first waits for the team no longer than this; it goes on being read. */
const PATIENCE_MS = 500;
/** Teams wants an answer, and shows an error after some seconds without one. A lookup takes a tenth of a second when all is well. */
const ASKING_MS = 800;

/** How long somebody who was in nobody's file is not looked up again: a mistake in the file is mended within a minute. */
const STRANGER_MS = 60_000;

export async function openRoster(options: RosterOptions): Promise<Roster> {
  const { store, connector, references, people, organisation, now, patienceMs = ASKING_MS } = options;
  const members = index();
  for (const row of await store.references('user:')) members.add(row.body as unknown as Member);
  const asking = new Map<string, Promise<Member | null>>();
  const strangers = new Map<string, number>();
  const tried = new Map<string, number>();

  const teamId = () => organisation().teams.incidentChannel?.team ?? references.firstChannel()?.teamId ?? null;

  async function met(member: Member): Promise<void> {
    if (JSON.stringify(members.find(member)) === JSON.stringify(member)) return;
    members.add(member);
    try {
      await store.saveReference(userKey(member), { ...member }, now());
    } catch (error) {
      // Asked and kept again with the next word.
      members.drop(member);
      throw error;
    }
  }

  async function ask(sender: Sender, at: Inbound): Promise<Member | null> {
    const found = await connector.member(at.serviceUrl, at.channelId ?? at.conversationId, sender.id);
    if (!found) return null;
    // The signed activity knows the sender's own ids better than an answer that lacks them.
    const member = { ...found, id: sender.id, ...definedId(sender) };
    if (personIn(organisation(), member) !== null) await met(member);
    return member;
  }

  async function identify(sender: Sender, at: Inbound): Promise<PersonId | null | undefined> {
    const key = userKey(sender);
    const before = members.find(sender);
    const direct = personIn(organisation(), { ...before, ...definedId(sender) });
    if (direct !== null) {
      if (before === undefined) await met({ ...sender });
      return direct;
    }
    const until = strangers.get(key);
    if (until !== undefined && until > Date.parse(now())) return null;
    const running = asking.get(key) ?? ask(sender, at).finally(() => asking.delete(key));
    asking.set(key, running);
    const member = await within(patienceMs, running);
    if (member === undefined) return undefined;
    const person = member && personIn(organisation(), member);
    if (strangers.size > 10_000) strangers.clear();
    // Only a clear "not in the file" is remembered; a platform that did not answer is asked again.
    if (member !== null && person === null) strangers.set(key, Date.parse(now()) + STRANGER_MS);
    else strangers.delete(key);
    return person;
  }

  async function read(serviceUrl: string): Promise<void> {
    strangers.clear();
    const team = teamId();
    const found = team === null ? null : await connector.members(serviceUrl, team);
    if (found === null) return;
    const here = new Set<PersonId>();
    for (const member of found) {
      const person = personIn(organisation(), member);
      if (person === null) continue;
      here.add(person);
      await met(member);
    }
    // Whoever was taken out of the team while nobody listened: no event will ever tell of it.
    const gone = people.presence().roster.filter((person) => !here.has(person));
    await people.roster([...here]);
    await Promise.all(gone.map((person) => people.left(person)));
  }

  async function who(list: Sender[], at: Inbound): Promise<PersonId[]> {
    const found = await Promise.all(list.map((sender) => identify(sender, at)));
    return found.filter((person) => typeof person === 'string');
  }

  return {
    teamId,
    identify,
    member(person) {
      let found: Member | null = null;
      for (const member of members.all()) if (personIn(organisation(), member) === person) found = member;
      return found;
    },
    async refresh() {
      const team = teamId();
      // Service URLs are a tenant's: any conversation tells the team's.
      const near = team === null ? null : (references.team(team) ?? references.all().at(-1));
      if (near) await read(near.serviceUrl);
    },
    async readFirst(at) {
      const key = `${at.serviceUrl} ${at.teamId === teamId()}`;
      const before = tried.get(key);
      if (people.presence().rosterKnown || (before !== undefined && before + UNREAD_MS > Date.parse(now()))) return;
      if (tried.size > 1_000) tried.clear();
      tried.set(key, Date.parse(now()));
      await within(PATIENCE_MS, read(at.serviceUrl));
    },
    async changed(added, removed, at) {
      if (at.teamId === null || at.teamId !== teamId()) return;
      await Promise.all((await who(removed, at)).map((person) => people.left(person)));
      await Promise.all((await who(added, at)).map((person) => people.joined(person)));
    },
  };
}

const userKey = (of: { id: string; aadObjectId?: string }) => `user:${(of.aadObjectId ?? of.id).toLowerCase()}`;

/** By directory id and by the platform's own id: mentions and removals often carry only the latter. */
function index() {
  const by = new Map<string, Member>();
  return {
    add(member: Member) {
      by.set(userKey(member), member);
      by.set(userKey({ id: member.id }), member);
    },
    drop(member: Member) {
      by.delete(userKey(member));
      by.delete(userKey({ id: member.id }));
    },
    find: (of: { id: string; aadObjectId?: string }) => by.get(userKey(of)) ?? by.get(userKey({ id: of.id })),
    all: () => [...new Set(by.values())],
  };
}

function definedId(sender: Sender): { aadObjectId?: string } {
  return sender.aadObjectId === undefined ? {} : { aadObjectId: sender.aadObjectId };
}
