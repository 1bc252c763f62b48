/** Takes the room from a bot that runs, talks to it, gives the room back, and says what became of every word. */
import { openStore } from '../../src/store/index.ts';
import { inChannel } from '../support/activities.ts';
import type { BotProcess } from './botProcess.ts';
import type { House } from './house.ts';

export interface Filled {
  /** Words that the person was told are kept, in order, from before the trouble to after it. */
  acknowledged: string[];
  /** Words that the person was told could not be kept. */
  refused: string[];
  /** Words that are kept. */
  kept: string[];
  /** What the health page said meanwhile. */
  reasons: string;
  output: string;
  flaws: number;
}

/** `bot` listens; `dataDir`: where it keeps its database. Five words are refused before the room is given back. */
export async function fillDisk(
  house: House,
  bot: BotProcess,
  dataDir: string,
  room: { take(): void; give(): void },
): Promise<Filled> {
  const acknowledged: string[] = [];
  const refused: string[] = [];
  const thread = await house.newCase('case new "kept" sev:4', 'INC-1');
  const say = async (words: string) => {
    (await isAcknowledged(house, words, thread)) ? acknowledged.push(words) : refused.push(words);
  };
  await say('before');
  room.take();
  // In what is there already some more has room.
  for (let count = 1; count <= 300 && refused.length < 5; count += 1) await say(`word-${count}-${'x'.repeat(500)}`);
  await house.healthIs(503);
  const reasons = (await house.health()).body.reasons.join(' ');
  room.give();
  await house.healthIs(200);
  await say('and on');
  bot.kill('SIGTERM');
  await bot.ended;
  const store = await openStore({ dataDir });
  const facts = await store.load('INC-1');
  const { flaws } = await store.verify();
  await store.close();
  const kept = facts.filter(({ body }) => body.type === 'noted').map(({ body }) => String(body['words']));
  return { acknowledged, refused, kept, reasons, output: bot.output(), flaws: flaws.length };
}

/** True when the person was told that it is done, false when that it is not. */
async function isAcknowledged(house: House, words: string, thread: string): Promise<boolean> {
  const { fake } = house;
  const before = fake.posts.length;
  await house.answered(inChannel(`note "${words}"`, fake.url, thread));
  for (let seen = before; ; seen += 1) {
    await fake.until(seen + 1, 30_000);
    const said = JSON.stringify(fake.posts[seen]?.activity);
    if (/\bref [0-9A-Z]{4}\b/.test(said)) return false;
    if (said.includes(words)) return true;
  }
}
