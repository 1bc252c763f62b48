/** What Teams tells the engine of its people: kept in any case, and the cases are given a moment to hear of it before anybody is answered. */
import type { PersonId } from '../domain/organisation.ts';
import type { Engine } from '../engine/index.ts';
import type { Presences } from './roster.ts';
import { within } from './within.ts';

/** An answer waits no longer than this (ms): to tell the cases takes a moment, with thousands of them half a minute. */
const KNOWN_MS = 800;

export interface Telling extends Presences {
  /** This person has a chat with the bot. */
  chatted(person: PersonId): Promise<void>;
  /** This person has said something: whoever could not be reached can be. */
  heardOf(person: PersonId): Promise<void>;
}

/** `engine`: throws while there is none. `patienceMs`: how long an answer waits at most. */
export function tellingTo(engine: () => Engine, patienceMs = KNOWN_MS): Telling {
  async function known(change: Promise<void>): Promise<void> {
    await change;
    await within(patienceMs, engine().people.told());
  }
  return {
    presence: () => engine().people.presence(),
    roster: (people) => known(engine().people.roster(people)),
    joined: (person) => known(engine().people.joined(person)),
    left: (person) => known(engine().people.left(person)),
    chatted: (person) => known(engine().people.chatted(person)),
    heardOf: (person) => within(patienceMs, engine().heardOf(person)),
  };
}
