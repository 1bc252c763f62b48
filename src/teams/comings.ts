/** What Teams tells without anybody speaking: the app was put somewhere or taken out, people joined or left the team. */
import { welcomePost } from '../cards/commands/welcome.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { Inbound, Said } from './activity.ts';
import { type Room, viewOf } from './room.ts';

export async function tidings(room: Room, at: Inbound, said: Said, person: PersonId | null): Promise<void> {
  if (said.kind === 'installation') {
    if (said.gone) return room.references.gone(at, true, room.now());
    if (at.scope === 'channel') return letIn(room);
    // Our own people are greeted; an outsider learns nothing of how the house works before she is asked something.
    if (person === null || room.organisation().people[person]?.organisation !== undefined) return;
    return room.speaker.say(at, person, [
      welcomePost(viewOf(room, { at, person }), Object.keys(room.organisation().vendors)[0]),
    ]);
  }
  if (said.kind !== 'members') return;
  const isUs = ({ id }: { id: string }) => id === at.bot.id;
  if (said.removed.some(isUs)) return room.references.gone(at, true, room.now());
  if (said.added.some(isUs)) await letIn(room);
  const others = { added: said.added.filter((one) => !isUs(one)), removed: said.removed.filter((one) => !isUs(one)) };
  await room.roster.changed(others.added, others.removed, at);
}

/** The app was put into a team: its members can be read, and what its channel turned away can go there now. */
async function letIn(room: Room): Promise<void> {
  await room.roster.refresh();
  await room.engine.channelAppeared();
}
