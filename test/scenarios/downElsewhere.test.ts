// What another open case says is down: no card, paper or sentence of this one calls a way good that needs it.
import { afterEach, expect, it } from 'vitest';
import { inputs, read, readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

/** The mail is down in INC-1, and there is a pack for its ticket; what INC-2 says is down. */
async function desk(...down: string[]) {
  const day = await openDesk();
  const { world } = day;
  const room = new TeamsRoom(world);
  const asks = async (typed: string) => {
    const { posts } = await room.says('megan', typed);
    return posts.map(({ text, card }) => (card ? read(card) : readable(text ?? ''))).join('\n');
  };
  const second = { caseId: 'INC-2' };
  await world.say('alex', `case new Sign-in sev:2 playbook:blank affects:${down.join(',')}`, second);
  return { world, room, day, asks };
}

it('the pack is offered by the way that works, in its card and in the line to type', async () => {
  const { asks } = await desk('sso');
  expect(await asks('ticket show T1 INC-1')).toMatch(/✕\nPortal .*\nSingle sign-on: down in INC-2/u);
  const built = await asks('pack build T1 INC-1');
  expect(built).not.toMatch(/via:portal/u);
  const pack = await asks('pack show 1 INC-1');
  expect(pack).toMatch(/These work: phone\. Phone \(night\) opens 18:00\n/u);
  expect(pack).toContain('pack send INC-1 T1 via:phone');
  expect(pack).not.toMatch(/portal and|and portal|via:portal/u);
});

it('where no way is left, the pack and the ticket say so alike', async () => {
  const { asks } = await desk('sso', 'phones');
  expect(await asks('ticket show T1 INC-1')).toContain('No way to reach them works');
  await asks('pack build T1 INC-1');
  const pack = await asks('pack show 1 INC-1');
  expect(pack).toContain('No way to them works at present');
  expect(pack).not.toMatch(/These work|pack send/u);
});

it('the answer to a request, the sentence to say and the reminder name none of them', async () => {
  const { world, room, asks } = await desk('sso');
  const said = await asks('ticket wants T1 INC-1 "tenant details" via:mail due:12:00');
  expect(said).toContain('These work: phone +46 8 000 00 00. Phone (night) +46 8 000 00 99 opens 18:00.');
  expect(said).toContain('please take it by phone');
  expect(said).not.toContain('portal');
  expect(await asks('ticket show T1 INC-1')).toContain('Answer them by phone');
  await world.until('11:30');
  expect(read(room.cardOf('megan'))).not.toMatch(/portal (works|and)|and portal|by portal/u);
});

it('the paper offers them no way back to us that needs it', async () => {
  const { room, asks } = await desk('sso', 'phones');
  await asks('pack build T1 INC-1');
  const { posts } = await room.says('megan', 'pack show 1 INC-1');
  const text = readable(String(inputs(posts[0]?.card).find(({ id }) => id === 'paste')?.['value']));
  expect(text).toContain('None of our telephones works at present.');
  expect(text).not.toContain('You can write into the ticket in your portal');
});

it('a step that says by phone stands beside a warning', async () => {
  const { asks } = await desk('phones');
  await asks('step add INC-1 "Ask them by phone" due:1h');
  expect(await asks('step list INC-1')).toContain('Do not use phone: it needs our telephones, down in INC-2');
});
