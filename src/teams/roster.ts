/** Who is in the team of the incident channel, who somebody is, and who has gone: what the core calls presence. */
import type { Organisation, PersonId } from '../domain/organisation.ts';
import type { Presence } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import type { Inbound, Sender } from './activity.ts';
import type { Connector, Member } from './connector.ts';
import { personIn } from './identity.ts';
import type { References } from './references.ts';

export interface RosterOptions {
  store: Pick<Store, 'getMeta' | 'setMeta' | 'saveReference' | 'references'>;
  connector: Connector;
  references: References;
  organisation(): Organisation;
  now(): Instant;
}

export interface Roster {
  presence(): Presence;
  /** Who the sender is; asks the platform for the e-mail of somebody not met before. Null: a stranger. */
  identify(sender: Sender, at: Inbound): Promise<PersonId | null>;
  /** How Teams knows a person, once met. */
  member(person: PersonId): Member | null;
  /** Reads the team's members anew. True when presence has changed. */
  refresh(): Promise<boolean>;
  /** Somebody joined or left the team. True when presence has changed. */
  changed(added: Sender[], removed: Sender[], at: Inbound): Promise<boolean>;
  /** The team that the incident channel is in; null until the app stands in one. */
  teamId(): string | null;
}

interface Kept {
  known: boolean;
  people: PersonId[];
  left: PersonId[];
}

/** How long somebody who was in nobody's file is not looked up again: a mistake in the file is mended within a minute. */
const STRANGER_MS = 60_000;

const userKey = (of: { id: string; aadObjectId?: string }) => `user:${(of.aadObjectId ?? of.id).toLowerCase()}`;

/** By directory id and by the platform's own id: mentions and removals often carry only the latter. */
function index() {
  const by = new Map<string, Member>();
  return {
    add(member: Member) {
      by.set(userKey(member), member);
      by.set(userKey({ id: member.id }), member);
    },
    find: (of: { id: string; aadObjectId?: string }) => by.get(userKey(of)) ?? by.get(userKey({ id: of.id })),
    all: () => [...new Set(by.values())],
  };
}

export async function openRoster({ store, connector, references, organisation, now }: RosterOptions): Promise<Roster> {
  const members = index();
  for (const row of await store.references('user:')) members.add(row.body as unknown as Member);
  const text = await store.getMeta('roster');
  let kept: Kept = text === null ? { known: false, people: [], left: [] } : (JSON.parse(text) as Kept);
  const asking = new Map<string, Promise<Member | null>>();
  const strangers = new Map<string, number>();

  const teamId = () => organisation().teams.incidentChannel?.team ?? references.firstChannel()?.teamId ?? null;

  async function keep(next: Kept): Promise<boolean> {
    const sorted = { known: next.known, people: unique(next.people), left: unique(next.left) };
    if (JSON.stringify(sorted) === JSON.stringify(kept)) return false;
    kept = sorted;
    await store.setMeta('roster', JSON.stringify(kept));
    return true;
  }

  async function met(member: Member): Promise<void> {
    if (JSON.stringify(members.find(member)) === JSON.stringify(member)) return;
    members.add(member);
    await store.saveReference(userKey(member), { ...member }, now());
  }

  async function ask(sender: Sender, at: Inbound): Promise<Member | null> {
    const member = await connector.member(at.serviceUrl, at.channelId ?? at.conversationId, sender.id);
    // The signed activity knows the sender's directory id better than an answer that lacks it.
    const whole = member && { ...member, id: sender.id, aadObjectId: member.aadObjectId ?? sender.aadObjectId };
    if (!whole) return null;
    const { aadObjectId, ...rest } = whole;
    const found = { ...rest, ...(aadObjectId !== undefined && { aadObjectId }) };
    if (personIn(organisation(), found) !== null) await met(found);
    return found;
  }

  async function identify(sender: Sender, at: Inbound): Promise<PersonId | null> {
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
    const member = await running;
    const person = member && personIn(organisation(), member);
    if (strangers.size > 10_000) strangers.clear();
    // Only a clear "not in the file" is remembered; a platform that did not answer is asked again.
    if (member !== null && person === null) strangers.set(key, Date.parse(now()) + STRANGER_MS);
    else strangers.delete(key);
    return person;
  }

  return {
    teamId,
    presence: () => ({
      rosterKnown: kept.known,
      roster: kept.people,
      chatted: references.chatted().sort(),
      left: kept.left,
    }),
    identify,
    member(person) {
      let found: Member | null = null;
      for (const member of members.all()) if (personIn(organisation(), member) === person) found = member;
      return found;
    },
    async refresh() {
      strangers.clear();
      const team = teamId();
      const reference = team === null ? null : references.team(team);
      if (team === null || reference === null) return false;
      const found = await connector.members(reference.serviceUrl, team);
      if (found === null) return false;
      const people: PersonId[] = [];
      for (const member of found) {
        const person = personIn(organisation(), member);
        if (person === null) continue;
        people.push(person);
        await met(member);
      }
      const gone = kept.people.filter((person) => !people.includes(person));
      const left = [...kept.left, ...gone].filter((person) => !people.includes(person));
      return keep({ known: true, people, left });
    },
    async changed(added, removed, at) {
      if (at.teamId === null || at.teamId !== teamId()) return false;
      const who = async (list: Sender[]) => {
        const found = await Promise.all(list.map((sender) => identify(sender, at)));
        return found.filter((person) => person !== null);
      };
      const gone = await who(removed);
      const here = await who(added);
      return keep({
        known: kept.known,
        people: [...kept.people.filter((person) => !gone.includes(person)), ...here],
        left: [...kept.left.filter((person) => !here.includes(person)), ...gone],
      });
    },
  };
}

function definedId(sender: Sender): { aadObjectId?: string } {
  return sender.aadObjectId === undefined ? {} : { aadObjectId: sender.aadObjectId };
}

function unique(list: PersonId[]): PersonId[] {
  return [...new Set(list)].sort();
}
