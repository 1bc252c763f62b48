// What is said to a command is put into words after the command is kept: Teams need not wait for it, and a database that goes away in between costs no answer.
import { afterEach, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/index.ts';
import { StoreError } from '../../src/store/index.ts';
import { readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

/** Of which thread a case is, asked after a command was decided, is answered by `late`. */
function afterDeciding(late: () => Promise<string | null>): (engine: Engine) => Engine {
  return (engine) => {
    let decided = false;
    return {
      ...engine,
      async handle(...of) {
        const outcome = await engine.handle(...of);
        decided = true;
        return outcome;
      },
      caseOf: (conversationId) => (decided ? late() : engine.caseOf(conversationId)),
    };
  };
}

it('Teams hears that a command was taken before its answer is put into words', async () => {
  const { world } = await openDesk();
  const words = Promise.withResolvers<null>();
  const room = new TeamsRoom(
    world,
    afterDeciding(() => words.promise),
  );
  const answered = room.saysUnder('INC-1', 'megan', 'note "the queue grows"');
  for (let turns = 0; room.heard === 0 && turns < 1_000; turns += 1)
    await new Promise((resolve) => setImmediate(resolve));
  expect(room.heard).toBe(1);
  expect((await world.engine.events('INC-1')).at(-1)?.body).toMatchObject({ type: 'noted' });
  words.resolve(null);
  expect((await answered).posts).not.toHaveLength(0);
});

it.each([
  ['note "the queue grows"', /INC-1.*the queue grows/s],
  ['step done 99', /99/],
])(
  'a database that is away while the answer to %s is put into words costs neither the answer nor the truth',
  async (line, said) => {
    const { world } = await openDesk();
    const room = new TeamsRoom(
      world,
      afterDeciding(() => Promise.reject(new StoreError('away', 'The database is away.'))),
    );
    const { posts } = await room.saysUnder('INC-1', 'megan', line);
    expect(readable(posts[0]?.text ?? '')).toMatch(said);
  },
);
