// An answer that stands elsewhere than in the thread of its own case says which case it is about, once; so does every command in it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodes, read, readable } from '../support/cardParts.ts';
import { type Day, openDesk } from '../support/day.ts';
import { type Answered, TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

let day: Day;
let room: TeamsRoom;
/** INC-1 and INC-2 are open, each with its thread. */
beforeAll(async () => {
  day = await openDesk();
  const { world } = day;
  room = new TeamsRoom(world);
  await world.say('alex', 'case new "Sign-in is slow" sev:2 playbook:mail-block', { caseId: 'INC-2' });
  await world.engine.idle();
});
afterAll(closeWorlds);

const first = ({ posts }: Answered) => readable(posts[0]?.text ?? '').split('\n')[0] ?? '';
const under = async (caseId: string, line: string) => first(await room.saysUnder(caseId, 'megan', line));
const inChat = async (line: string) => first(await room.says('megan', line));

it('typed in the thread of another case: the answer begins with the number of its own', async () => {
  expect(await under('INC-1', 'step 2 done INC-2 "bridge 123"')).toMatch(/^INC-2: ✓ Step 2 done: /u);
  expect(await under('INC-1', 'note INC-2 "hello"')).toMatch(/^INC-2: • Note: hello/u);
  expect(await under('INC-1', 'note INC-2 "INC-1 looks the same"')).toMatch(/^INC-2: • Note: INC-1 looks/u);
});

it('typed in a chat: the answer begins with the number', async () => {
  expect(await inChat('note INC-2 "hello"')).toMatch(/^INC-2: • Note: hello/u);
  expect(await inChat('note INC-1 "hello"')).toMatch(/^INC-1: • Note: hello/u);
});

it('a "no" begins with the number too', async () => {
  expect(await under('INC-1', 'step 99 done INC-2 "x"')).toMatch(/^INC-2: There is no step 99/u);
  expect(await under('INC-2', 'ticket show INC-1 T9')).toMatch(/^INC-1: There is no ticket T9/u);
});

it('in the thread of the case the answer stands without it', async () => {
  expect(await under('INC-2', 'note "hello"')).toMatch(/^• Note: hello/u);
  expect(await under('INC-2', 'note INC-2 "hello"')).toMatch(/^• Note: hello/u);
  expect(await under('INC-2', 'step 99 done "x"')).toMatch(/^There is no step 99/u);
});

it('a form that was sent in a chat leaves a card that names the case, and no answer beside it', async () => {
  const { posts } = await room.says('megan', 'note INC-2');
  const data = nodes(posts[0]?.card).find(({ verb }) => verb === 'note')?.['data'];
  const sent = await room.presses('megan', { ...(data as object), words: 'from the form' });
  expect(sent.posts).toEqual([]);
  expect(JSON.stringify(sent.replaced[0]?.card)).toMatch(/INC[-‑]2 · Sign-in is slow/u);
});

it('what names the case already does not say it twice', async () => {
  expect(await inChat('case new "Printers" sev:3')).toMatch(/^• INC-3 opened/u);
  expect(await inChat('case resolve INC-3 "mended"')).toMatch(/^INC-3: ✓ Case resolved/u);
  expect(await inChat('case resolve INC-3 "mended"')).toMatch(/^INC-3 is resolved already/u);
  expect(await inChat('report INC-1 revoke')).toMatch(/^No download link of the report of INC-1 works/u);
  expect(await inChat('case show INC-99')).toMatch(/^There is no case INC-99/u);
});

/** The bold commands of an answer, as they would be typed. */
const offered = ({ posts }: Answered) =>
  posts.flatMap(({ text }) =>
    [...(text ?? '').matchAll(/\*\*([a-z].*?)\*\*/gu)].map(([, said = '']) => readable(said)),
  );
const card = ({ posts }: Answered) => read(posts.find((post) => post.card)?.card ?? {});

it('what is offered to be typed names the case wherever it is not the case of the thread', async () => {
  expect(offered(await room.says('megan', 'step 99 done INC-2 "x"'))).toEqual(['step list INC-2']);
  expect(offered(await room.saysUnder('INC-1', 'megan', 'step 99 done INC-2 "x"'))).toEqual(['step list INC-2']);
  expect(offered(await room.saysUnder('INC-2', 'megan', 'step 99 done "x"'))).toEqual(['step list']);
  expect(offered(await room.says('megan', 'ticket open microsoft INC-2 "sign-in hangs"'))).toContain(
    'ticket ref INC-2 T1 …',
  );
  expect(offered(await room.says('alex', 'case close INC-2'))).toEqual([]);
});

it('and what was offered there, typed as it stands, is about that case', async () => {
  const refused = await room.says('alex', 'case handover @alex INC-2 "x"');
  const answers = [
    refused,
    await room.says('alex', 'ticket fixed INC-2 T1'),
    await room.says('alex', 'pack link INC-2'),
  ];
  for (const line of answers.flatMap(offered)) {
    expect(line).toContain('INC-2');
    const said = await room.says('alex', line.replace('@…', 'meganb@example.com'));
    expect(first(said) + card(said)).toMatch(/INC[-‑]2/u);
  }
});

it('cards shown in a chat, and pings, name the case in what they offer to type; in its thread they do not', async () => {
  expect(card(await room.says('megan', 'ticket pressure INC-1 T1'))).toContain('Or type: ticket pressure INC-1 T1');
  expect(card(await room.saysUnder('INC-1', 'megan', 'ticket pressure T1'))).toContain('Or type: ticket pressure T1');
  expect(card(await room.says('megan', 'pack build INC-1 T1'))).toMatch(/Or type: pack send INC-1 T1 via:/u);
  expect(card(await room.says('megan', 'ticket show INC-2 T1'))).toContain('or type: ticket ref INC-2 T1 …');
  await day.until('11:40');
  const cards = day.world.arrivals('megan').flatMap(({ post }) => (post.card ? [read(post.card)] : []));
  expect(cards.join('\n').match(/Type: ack .*?by:/gu)).toContain('Type: ack INC-1 by:');
});
