// What is mistyped at the vendor desk, or comes from a form that somebody has changed: a sentence that says what to do next, the words are
// not lost, and nothing of any case changes.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodes, read, readable } from '../support/cardParts.ts';
import { type Day, openDesk } from '../support/day.ts';
import { type Answered, TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

let day: Day;
let room: TeamsRoom;
/** INC-1 has T1, INC-2 has T1 and T2. One world for all: nothing in here changes it. */
beforeAll(async () => {
  day = await openDesk();
  room = new TeamsRoom(day.world);
  const second = { caseId: 'INC-2' };
  await day.world.say('alex', 'case new "Sign-in is slow" sev:2', second);
  for (const words of ['first', 'second'])
    await day.world.say('megan', `ticket open microsoft ref:4711 "${words}"`, second);
});
afterAll(closeWorlds);

const versions = async () => Promise.all(['INC-1', 'INC-2'].map(async (id) => (await day.world.case(id)).version));

/** What Megan reads; both cases are as they were. */
async function told(act: () => Promise<Answered>): Promise<string> {
  const before = await versions();
  const { posts, replaced, toast } = await act();
  expect(await versions()).toEqual(before);
  return [...posts, ...replaced]
    .flatMap(({ text, card }) => [readable(text ?? ''), read(card ?? {})])
    .concat(toast)
    .join('\n')
    .replaceAll('**', '');
}

const types = (line: string) => told(() => room.says('megan', line));
const submits = (verb: string, fields: Record<string, string>) =>
  told(() => room.presses('megan', { baton: 1, verb, case: 'INC-1', rev: 999, card: 'form', ...fields }));

it('an unknown vendor: which there are', async () => {
  const sentence = 'I know no vendor “google”. Known: microsoft, telia.';
  expect(await types('ticket open INC-1 google "mail blocked"')).toContain(sentence);
  expect(await types('case set INC-1 control:vendor vendor:google')).toContain(sentence);
  expect(await types('vendor show google')).toContain(sentence);
  expect(await types('vendor check google')).toContain('I do not know “google” here, so I left it out');
  expect(await submits('ticket open', { vendor: 'google', words: 'mail blocked' })).toContain(sentence);
});

it('a ticket of another case: which there are here, and how to name the other', async () => {
  const sentence = 'There is no ticket T2 in this case, but INC-2 has one. If you mean that: ';
  for (const line of [
    'ticket heard INC-1 T2 "it is mended"',
    'ticket show INC-1 T2',
    'ticket call INC-1 T2 result:acted',
    'ticket sent INC-1 T2 via:phone "read out"',
    'pack build INC-1 T2',
    'ack INC-1 by:30m T2',
    'snooze INC-1 30m "lunch" T2',
    'decline INC-1 T2',
  ])
    expect(await types(line), line).toContain(`${sentence}${line.replace('INC-1', 'INC-2')}`);
  expect(await submits('ticket heard', { ticket: 'T2', words: 'it is mended' })).toContain(
    `${sentence}ticket show INC-2 T2`,
  );
  expect(await types('ticket show INC-1 T9')).toContain(
    'There is no ticket T9 in this case. Tickets: T1. If it stands in another case, name that case: ticket show T9 INC-7',
  );
});

it('a code with a wrong check character: the nearest that there are, to choose from', async () => {
  const code = (await day.world.case()).tickets[0]?.sent[0]?.code ?? '';
  const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
  const sentence = `“${wrong}” is mistyped or misheard. These are the nearest of this case: choose the one that they see.`;
  const { posts } = await room.says('megan', `ticket heard INC-1 T1 "it is mended" quoted:${wrong}`);
  expect(read(posts[0]?.card)).toContain(sentence);
  const choices = nodes(posts[0]?.card).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  expect(choices).toContain(code);
  expect(await types(`pack receipt INC-1 T1 "read by Tom, quoted ${wrong}"`)).toContain(sentence);
  expect(await submits('ticket heard', { ticket: 'T1', words: 'it is mended', quoted: wrong })).toContain(sentence);
  expect(await types('ticket heard INC-1 T1 "it is mended" quoted:hello')).toContain('Ask them to read it again');
});

it('a promise in the past: what was understood, and a time that would do', async () => {
  const sentence =
    'The promised time cannot lie in the past: that would be Mon 31 Jul 07:00, Stockholm. Give a later time';
  expect(await types('ticket promise INC-1 T1 by:2023-07-31T07:00 "released"')).toContain(sentence);
  expect(await submits('ticket promise', { ticket: 'T1', by: '2023-07-31T07:00', words: 'released' })).toContain(
    sentence,
  );
  expect(await types('ticket wants INC-1 T1 "logs" via:portal due:2023-07-31T07:00')).toContain(
    'The due time cannot lie in the past',
  );
});

it('a route that does not exist: which there are, none of them dead', async () => {
  const sentence = 'I know no route “fax” to that vendor. Known: portal, phone, night.';
  for (const line of [
    'ticket open INC-1 microsoft via:fax "mail blocked"',
    'ticket sent INC-1 T1 via:fax "read out"',
    'pack send INC-1 T1 via:fax',
  ])
    expect(await types(line), line).toContain(sentence);
  expect(await submits('ticket sent', { ticket: 'T1', via: 'fax', words: 'read out' })).toContain(sentence);
  // What they want may come by a dead one.
  expect(await types('ticket wants INC-1 T1 "logs" via:fax')).toContain('Known: portal, phone, mail, night.');
});
