// The evidence pack and the pressure sheet of the gallery: built, sent, read, overdue, without people, and as large as they get.
import { packPost } from '../../src/cards/pack/packCard.ts';
import { speakPost } from '../../src/cards/pack/speakCard.ts';
import type { Post, ViewContext } from '../../src/cards/post.ts';
import { pressurePost } from '../../src/cards/vendor/pressureCard.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Intent } from '../../src/domain/commands.ts';
import { packNumbered, sendsOf } from '../../src/domain/packs.ts';
import { writtenUnread } from '../../src/domain/quoting.ts';
import { formsOf } from '../../src/engine/packs.ts';
import { coverOf } from '../../src/papers/cover.ts';
import { paperFrom } from '../../src/papers/json.ts';
import { pressurePaper } from '../../src/papers/pressurePaper.ts';
import { spokenOf } from '../../src/papers/speak.ts';
import { textOf } from '../../src/papers/text.ts';
import { type Example, hugeCase, replayAt } from './exampleCases.ts';

/** The case at a time, and then what is done with its pack. */
export function withPack(of: Example, ...intents: Intent[]): Example {
  const { story } = of;
  for (const intent of intents) story.say('megan', intent);
  return { state: story.case, now: story.now, story };
}

const build: Extract<Intent, { type: 'pack.build' }> = { type: 'pack.build', ticket: 'T1' };
const send = (via: string): Intent => ({ type: 'pack.send', ticket: 'T1', via });

export function packOfExample({ state, now, story }: Example, version: number, link?: string): Post {
  const pack = packNumbered(state, version);
  const forms = formsOf(story.events, version);
  if (!pack || !forms) throw new Error(`There is no pack ${version}`);
  const code = sendsOf(state, version).at(-1)?.word.code;
  const cover = code === undefined ? '' : coverOf(pack, code, state);
  return packPost({ pack, forms, cover, ...(link !== undefined && { link }) }, state, viewOf(now));
}

const viewOf = (now: Example['now']): ViewContext => ({ now, language: 'en', person: 'megan' });

function speak({ state, now, story }: Example, version: number): Post {
  const pack = packNumbered(state, version);
  const forms = formsOf(story.events, version);
  const ticket = state.tickets[0];
  if (!pack || !forms || !ticket) throw new Error(`There is no pack ${version}`);
  const unread = writtenUnread(state, ticket);
  const spoken = spokenOf(paperFrom(forms.json.body), {
    reader: 'Megan Bowen',
    organisation: state.directory.name,
    ...(ticket.reference && { reference: ticket.reference }),
    contract: 'EA-4711',
    ...(unread && { written: unread.via ?? '' }),
  });
  return speakPost(pack, spoken, state, viewOf(now));
}

function sheet({ state, now }: { state: Case; now: Example['now'] }): Post {
  const ticket = state.tickets[0];
  if (!ticket) throw new Error('There is no ticket');
  return pressurePost(state, ticket, textOf(pressurePaper(state, ticket, now)), viewOf(now));
}

const link = 'https://baton.example.org/packs/Zm9yIHRoZSBwaWN0dXJlIG9ubHksIG5vIHRva2Vu';

/** The hashes of the pictures are nobody's: the true ones change with every word of a pack. */
function drawnOf(of: Example, version: number, url?: string): Post {
  const sha256 = { text: '3b'.repeat(32), html: '7c'.repeat(32), json: 'd1'.repeat(32) };
  const packs = of.state.packs.map((pack) => ({ ...pack, sha256 }));
  return packOfExample({ ...of, state: { ...of.state, packs } }, version, url);
}

export function packPosts(): [string, Post][] {
  const fresh = withPack(replayAt('2023-07-31 11:02'), build);
  const sent = withPack(replayAt('2023-07-31 11:02'), build, send('portal'));
  const late = withPack(replayAt('2023-07-31 11:02'), build, send('portal'));
  late.story.until('2023-07-31 12:20');
  const code = sent.story.case.tickets[0]?.sent.at(-1)?.code ?? '';
  const read = withPack(replayAt('2023-07-31 11:02'), { ...build, without: 'people' }, send('portal'), {
    type: 'pack.receipt',
    ticket: 'T1',
    words: `read by Tom, quoted ${code}`,
  });
  const huge = withPack(copyOf(hugeCase()), build);
  return [
    ['pack', drawnOf(fresh, 1)],
    ['pack-sent', drawnOf(sent, 1, link)],
    ['pack-unread', drawnOf({ ...late, state: late.story.case, now: late.story.now }, 1)],
    ['pack-read', drawnOf(read, 1)],
    ['pack-huge', drawnOf(huge, 1)],
    ['pack-speak', speak(sent, 1)],
    ['pack-speak-huge', speak(huge, 1)],
    ['pressure', sheet(replayAt('2023-07-31 17:05'))],
    ['pressure-huge', sheet(huge)],
  ];
}

/** The huge case is shared: what is done to it here must not show elsewhere. */
function copyOf({ state, now, story }: Example): Example {
  const mine = Object.assign(Object.create(Object.getPrototypeOf(story)), story, {
    events: [...story.events],
    sent: [...story.sent],
  });
  return { state, now, story: mine };
}
