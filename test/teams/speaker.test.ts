// Answers in one conversation when more is asked for than can be posted: so many wait, and how many more there were is said.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Inbound, readActivity } from '../../src/teams/activity.ts';
import { connectorOf } from '../../src/teams/connector.ts';
import { type Speaker, speakerOf } from '../../src/teams/speaker.ts';
import { thisMachine } from '../../src/teams/trust.ts';
import { behind } from '../../src/words/en/meeting.ts';
import { alex, inChat, megan } from '../support/activities.ts';
import { type FakeConnector, fakeConnector } from '../support/fakeConnector.ts';

let fake: FakeConnector;
let speaker: Speaker;

beforeEach(async () => {
  fake = await fakeConnector();
  speaker = speakerOf({
    connector: connectorOf({ token: async () => null, userAgent: 'test', mayCall: thisMachine.mayCall }),
    roster: { member: () => null },
    toPerson: async () => ({ ok: false, fate: 'refused', reason: 'no chat', climbs: false }),
    wordless: (_at, error) => ({ text: `no words: ${error instanceof Error ? error.message : error}` }),
    behind,
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
});
afterEach(() => fake.close());

/** Asked for in somebody's own chat, all at once. */
function asked(from: typeof alex, count: number): Inbound {
  const reading = readActivity(inChat('case show', fake.url, from));
  if (!reading.ok) throw new Error(reading.missing);
  for (let number = 1; number <= count; number += 1) speaker.say(reading.at, null, [{ text: `answer ${number}` }]);
  return reading.at;
}

it('what finds no room is counted, and said when the others are; another conversation has room of its own', async () => {
  const { threadId } = asked(alex, 300);
  const other = asked(megan, 3);
  await speaker.idle();
  const said = fake.said(threadId);
  expect(said.slice(0, 250)).toEqual(Array.from({ length: 250 }, (_, i) => `answer ${i + 1}`));
  expect(said.slice(250)).toEqual([behind(50)]);
  expect(fake.said(other.threadId)).toHaveLength(3);
});

it('afterwards everything is answered again', async () => {
  const { threadId } = asked(alex, 251);
  await speaker.idle();
  fake.posts.splice(0);
  asked(alex, 2);
  await speaker.idle();
  expect(fake.said(threadId)).toEqual(['answer 1', 'answer 2']);
});

it('an answer that cannot be put into words is a sentence all the same, and those after it come', async () => {
  const reading = readActivity(inChat('note', fake.url, alex));
  if (!reading.ok) throw new Error(reading.missing);
  speaker.say(reading.at, null, () => Promise.reject(new Error('no such name')));
  speaker.say(reading.at, null, async () => [{ text: 'first' }, { text: 'second' }]);
  await speaker.idle();
  expect(fake.said(reading.at.threadId)).toEqual(['no words: no such name', 'first', 'second']);
});
