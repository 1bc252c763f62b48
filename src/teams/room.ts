/** What everything that listens in Teams shares. */

import type { ViewContext } from '../cards/post.ts';
import type { Organisation, PersonId } from '../domain/organisation.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Instant } from '../domain/time.ts';
import type { Engine, Log } from '../engine/index.ts';
import type { ParseContext } from '../grammar/types.ts';
import { type Names, organisationNames } from '../words/speech.ts';
import type { Inbound, Named } from './activity.ts';
import type { References } from './references.ts';
import type { Roster } from './roster.ts';
import type { Speaker } from './speaker.ts';

export interface Room {
  engine: Engine;
  organisation(): Organisation;
  playbooks(): readonly Playbook[];
  references: References;
  roster: Roster;
  speaker: Speaker;
  now(): Instant;
  log: Log;
}

/** Somebody of the organisation file who said something, and where. */
export interface Speaking {
  at: Inbound;
  person: PersonId;
  /** Somebody of a vendor's. */
  outsider: boolean;
}

export const namesIn: (organisation: Organisation) => Names = organisationNames;

/** Null: nobody of the file. Whether somebody is an outsider is asked once, when it was said. */
type Viewer = Pick<Speaking, 'at'> & Partial<Pick<Speaking, 'outsider'>> & { person: PersonId | null };

/** In a chat of one's own the person's language, elsewhere the organisation's. */
export function viewOf(room: Room, { at, person, outsider }: Viewer): ViewContext {
  const organisation = room.organisation();
  const known = person === null ? undefined : organisation.people[person];
  const own = known?.language;
  const language = (at.scope === 'personal' || at.targeted ? own : undefined) ?? organisation.language;
  const isOutsider = outsider ?? known?.organisation !== undefined;
  return {
    now: room.now(),
    language,
    ...(person !== null && { person }),
    ...(isOutsider && { outsider: true as const }),
  };
}

/** The same with what is remembered of the vendors: for whatever names a way to reach one. */
export async function knowingViewOf(room: Room, speaking: Speaking): Promise<ViewContext> {
  return { ...viewOf(room, speaking), profiles: await room.engine.profiles(), elsewhere: room.engine.elsewhere() };
}

/** What a line or a click means depends on this; `caseId` is the case that is meant when none is named. */
export async function contextOf(
  room: Room,
  speaking: Speaking,
  named: readonly Named[],
  caseId: string | null,
): Promise<ParseContext> {
  const { people, vendors, services, casePrefix, timeZone } = room.organisation();
  const mentions = await Promise.all(
    named.map(async ({ text, name, ...sender }) => ({
      text,
      name,
      person: (await room.roster.identify({ ...sender, name }, speaking.at)) ?? null,
    })),
  );
  const state = caseId === null ? null : await room.engine.read(caseId);
  return {
    now: room.now(),
    zone: state?.policy.timeZone ?? timeZone,
    people,
    vendors: state?.directory.vendors ?? vendors,
    services: state?.directory.services ?? services,
    playbooks: room.playbooks(),
    casePrefix,
    threadCase: state === null ? null : caseId,
    mentions,
    sender: speaking.person,
    profiles: await room.engine.profiles(),
    elsewhere: room.engine.elsewhere(),
    ...(state !== null && { caseView: state }),
  };
}
