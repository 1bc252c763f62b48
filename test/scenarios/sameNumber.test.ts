// Two open tickets with one number of the vendor's: it is taken, and the answer says which other ticket has it.
import { afterEach, expect, it } from 'vitest';
import { nodes, read, readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

const taken = '2307310050000123';

async function desk() {
  const { world } = await openDesk();
  await world.say('alex', 'case new "Sign-in is slow" sev:2', { caseId: 'INC-2' });
  await world.engine.idle();
  const room = new TeamsRoom(world);
  const asks = async (line: string) => readable((await room.says('megan', line)).posts[0]?.text ?? '');
  return { world, room, asks };
}

it('opened with the number of a ticket in another case', async () => {
  const { world, asks } = await desk();
  expect(await asks(`ticket open microsoft INC-2 ref:${taken} via:portal "sign-in hangs"`)).toContain(
    `▲ T1 of INC-1 has the number ${taken} at Microsoft too. If that is a slip, give T1 its own: **ticket ref INC-2 T1 …**`,
  );
  expect((await world.case('INC-2')).tickets[0]?.reference).toBe(taken);
});

it('given later to a second ticket of the same case, also by the form, whose card says it', async () => {
  const { room, asks } = await desk();
  await asks('ticket open microsoft INC-1 via:portal "twice"');
  const { posts } = await room.says('megan', 'ticket ref INC-1 T2');
  const data = nodes(posts[0]?.card).find(({ verb }) => verb === 'ticket ref')?.['data'];
  const { replaced } = await room.presses('megan', { ...(data as object), ref: taken });
  expect(read(replaced[0]?.card)).toContain(`T1 of INC-1 has the number ${taken} at Microsoft too`);
});

it('nothing is said of another number, another vendor, or a ticket that is over', async () => {
  const { asks } = await desk();
  expect(await asks('ticket open microsoft INC-2 ref:4711 via:portal "sign-in hangs"')).not.toContain('too.');
  expect(await asks(`ticket open telia INC-2 ref:${taken} "line is down"`)).not.toContain('too.');
  await asks('ticket fixed INC-1 T1');
  await asks('ticket verify INC-1 T1 ok');
  expect(await asks(`ticket ref INC-2 T1 ${taken}`)).not.toContain('too.');
});
