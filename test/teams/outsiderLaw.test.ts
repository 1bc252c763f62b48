// Whatever somebody of a vendor's types, presses or forges: nothing of any case changes but her own vendor's ticket, in the three ways
// that are hers, and nothing of the rest of it is ever said to her.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import { buttonCommands } from '../../src/grammar/commands/buttons.ts';
import { commands } from '../../src/grammar/index.ts';
import { usageOf } from '../../src/grammar/usage.ts';
import { commandHelp } from '../../src/words/en/help.ts';
import { readable, texts } from '../support/cardParts.ts';
import { deskOrganisation, deskPresence } from '../support/deskOrganisation.ts';
import { type Answered, TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

/** Stands in everything that is none of hers: titles, steps, notes, other vendors' tickets, names. */
const canary = 'Canary';

/** Her own colleagues and the coordinator whom she may call keep their names. */
const known = ['alex', 'lynne', 'nestor', 'grady'];

const organisation: Organisation = {
  ...deskOrganisation,
  people: Object.fromEntries(
    Object.entries(deskOrganisation.people).map(([id, person]) => [
      id,
      known.includes(id) ? person : { ...person, name: `${canary} ${id}`, phone: '+46 99 999 99 99' },
    ]),
  ),
  vendors: named(deskOrganisation.vendors, 'telia'),
  services: named(deskOrganisation.services, 'uplink'),
  // Somebody has named her in a ladder of ours by mistake.
  ladders: {
    ...deskOrganisation.ladders,
    own: Object.fromEntries(
      Object.entries(deskOrganisation.ladders.own).map(([severity, ladder]) => [
        severity,
        { ...ladder, rungs: ladder.rungs.map((rung) => ({ ...rung, ping: [...rung.ping, 'lynne'] })) },
      ]),
    ) as unknown as Organisation['ladders']['own'],
  },
};

function named<T extends { name: string }>(all: Readonly<Record<string, T>>, id: string): Record<string, T> {
  return Object.fromEntries(
    Object.entries(all).map(([key, one]) => [key, key === id ? { ...one, name: `${canary} ${id}` } : one]),
  );
}

let world: World;
let room: TeamsRoom;

/** INC-1 and INC-3 have tickets with Microsoft, hers; T2 of INC-1 and all of INC-2 are Telia's; INC-4 is closed. */
beforeAll(async () => {
  world = await openWorld({ start: '2023-07-31T06:10:00Z', organisation, pollMs: 86_400_000 });
  room = new TeamsRoom(world);
  for (const person of deskPresence.chatted) await world.engine.people.chatted(person);
  for (const [i, vendor] of ['microsoft', 'telia', 'microsoft', 'microsoft'].entries()) {
    const caseId = `INC-${i + 1}`;
    const say = (line: string) => world.say('alex', line, { caseId });
    await say(`case new "${canary} title ${i}" sev:1 playbook:mail-block affects:email`);
    await say(`case set affects:+uplink`);
    await say(`step add "${canary} step" due:1h owner:@megan`);
    await say(`note "${canary} note"`);
    await say(`update "${canary} news"`);
    await say(`decide "${canary} decision" because:"${canary} reason"`);
    await say(`ticket open ${vendor} ref:4711-${i} ${vendor === 'telia' ? `"${canary} words"` : '"tenant blocked"'}`);
    if (i === 0) await say(`ticket open telia ref:${canary} "${canary} words"`);
  }
  const last = { caseId: 'INC-4' };
  for (const line of ['ticket fixed T1', 'ticket verify T1 ok', 'ticket close T1', `case resolve "${canary} end"`])
    await world.say('alex', line, last);
  await world.until('12:11');
}, 60_000);
afterAll(closeWorlds);

const cases = ['INC-1', 'INC-2', 'INC-3', 'INC-4'];
const hers: Readonly<Record<string, readonly string[]>> = { 'INC-1': ['T1'], 'INC-3': ['T1'], 'INC-4': ['T1'] };

async function versions(): Promise<number[]> {
  return Promise.all(cases.map(async (id) => (await world.case(id)).version));
}

/** What has happened in a case after a version of it. */
async function since(caseId: string, version: number): Promise<CaseEvent[]> {
  if ((await world.case(caseId)).version === version) return [];
  return (await world.engine.events(caseId)).filter(({ seq }) => seq > version);
}

/** One of her ways: she answers, asks, is on it or says that it is not hers; and what follows from it for her vendor's people. */
function isHers(caseId: string, { by, body }: CaseEvent): boolean {
  if (by !== 'lynne') return false;
  const mine = hers[caseId] ?? [];
  const isMine = (key: string) =>
    mine.some((id) => key === `ticket:${id}`) || (mine.length > 0 && key === 'deadline:microsoft');
  switch (body.type) {
    case 'ticket-heard':
    case 'ticket-question':
      return mine.includes(body.ticket);
    case 'held':
      return body.keys.every((key) => key.startsWith('ticket:') && isMine(key));
    case 'on-it-late':
      return body.keys.every((key) => key.startsWith('ticket:') && isMine(key));
    case 'wrong-person':
      return body.person === 'lynne' && body.keys.every(isMine);
    case 'pinged':
      return isMine(body.ping.key) && body.ping.reason === 'wrong-person';
    default:
      return false;
  }
}

/** Everything that somebody can read of an answer. */
function seen({ posts, replaced, toast }: Answered): string {
  const all = [...posts, ...replaced];
  const parts = all.flatMap(({ text, summary, card }) => [
    text ?? '',
    summary ?? '',
    String(card?.['speak'] ?? ''),
    ...texts(card),
  ]);
  return readable([toast, ...parts].join('\n'));
}

/** Command words of two, as they stand in help and refusals; none of them is a phrase of ordinary English. */
const paths = commands.map(({ path }) => path).filter((path) => path.includes(' ') && path !== 'step due');

/** What she was told, without a word of anything that is none of hers. */
async function keepsTheLaw(act: () => Promise<Answered>): Promise<string> {
  const before = await versions();
  const answer = await act();
  for (const [i, caseId] of cases.entries())
    for (const event of await since(caseId, before[i] ?? 0))
      expect(isHers(caseId, event), `${caseId} ${JSON.stringify(event.body)}`).toBe(true);
  const told = seen(answer);
  expect(told.trim().length, 'an answer').toBeGreaterThan(10);
  expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${canary}|99 999|TC-0815`));
  expect(told).not.toMatch(/\bINC-|\bsev1\b|\bSEV1\b|Checklist|[Pp]laybook/);
  for (const path of paths) expect(told.toLowerCase(), path).not.toContain(path);
  expect(JSON.stringify(answer).match(/"verb":"[^"]*"/g) ?? []).toSatisfy((all: string[]) =>
    all.every((verb) => verb.startsWith('"verb":"outsider ')),
  );
  return told;
}

const lines = commands.map((row): [string, string[]] => {
  const { examples } = commandHelp[row.path as keyof typeof commandHelp];
  const numbered = examples.flatMap((line) => cases.map((id) => `${line} ${id}`));
  return [row.path, [...examples, ...numbered, `/${row.path}`, row.path, usageOf(row)]];
});

/** Asked again: what she may say depends on the newest ping. */
async function askedAnew(command: string): Promise<void> {
  if (!/^(?:ack|decline|outsider)/u.test(command)) return;
  for (const caseId of ['INC-1', 'INC-3']) await world.say('alex', 'ticket heard T1 "we ask anew"', { caseId });
  await world.later(4 * 3_600_000);
}

describe('typed', () => {
  it.each(lines)('%s, in every way in which help has it', async (path, typed) => {
    await askedAnew(path);
    for (const line of typed) await keepsTheLaw(() => room.says('lynne', line));
  });

  it('a code that was misheard: the codes of others are none of hers', async () => {
    await world.say('alex', 'ticket sent T1 via:desk "x"', { caseId: 'INC-2' });
    const codesOf = (state: Case) => state.tickets.map(({ sent }) => sent.map(({ code }) => code));
    const [hersOf = [], others = []] = codesOf(await world.case('INC-1'));
    expect([hersOf, others].map((codes) => codes.length > 0)).toEqual([true, true]);
    const misheard = [...hersOf, ...others].map((one) => `${one.slice(0, -1)}${one.endsWith('2') ? '3' : '2'}`);
    for (const code of [...misheard, 'K-22222']) {
      const line = `ticket heard INC-1 T1 "done" quoted:${code}`;
      const told = await keepsTheLaw(() => room.says('lynne', line));
      for (const other of others) expect(told).not.toContain(other);
    }
  });

  it('anything at all', async () => {
    const word = fc.constantFrom(
      'case',
      'ticket',
      'T1',
      'T2',
      'INC-2',
      '#4',
      'step:1',
      'ack',
      'by:15:00',
      'decline',
      'heard',
      '"x"',
      'update',
      'me',
      '@megan',
    );
    const said = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(fc.oneof(word, fc.string({ maxLength: 8 })), { maxLength: 12 }).map((all) => all.join(' ')),
    );
    const scope = fc.constantFrom('personal' as const, 'group' as const, 'channel' as const);
    await fc.assert(
      fc.asyncProperty(said, scope, async (text, where) => {
        await keepsTheLaw(() => room.says('lynne', text, where));
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('huge', async () => {
    for (const text of ['x'.repeat(30_000), 'Ein Satz. '.repeat(3_000), '"'.repeat(20_000), '日本'.repeat(10_000)])
      await keepsTheLaw(() => room.says('lynne', text));
  });
});

const verbs = [...commands, ...buttonCommands].map(({ path }) => path);
const names = [...new Set([...commands, ...buttonCommands].flatMap(({ args }) => Object.keys(args)))];

describe('pressed or forged', () => {
  const target = fc.constantFrom(
    'T1',
    'T2',
    'T9',
    'step 1',
    'step:1',
    'update',
    'ticket:T1',
    'ticket:T2',
    'deadline:microsoft',
    'deadline:telia',
    'unread:T1',
    'verify:T1',
    'reference:T1',
    'handover',
    'ticket:T1,step:1,update',
  );
  const value = fc.oneof(
    target,
    fc.constantFrom(
      '15:00',
      'PT30M',
      '30m',
      'P9Y',
      '2020-01-01',
      'ok',
      'mistake',
      'microsoft',
      'telia',
      'megan',
      'support',
      'wrong-number',
      'portal',
      'sev1',
      'ours',
      'K-7QM4X',
      'Done now',
    ),
    fc.string({ maxLength: 20 }),
    fc.constant('w'.repeat(60_000)),
    fc.anything(),
  );
  const args = fc.dictionary(
    fc.oneof(fc.constantFrom(...names), fc.constantFrom('__proto__', 'constructor', 'case')),
    value,
    { maxKeys: 6 },
  );
  const forged = fc.record({
    baton: fc.constantFrom(1, 1, 1, 0),
    verb: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...verbs, 'form', 'ping done') },
      { weight: 1, arbitrary: fc.anything() },
    ),
    case: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...cases) },
      { weight: 1, arbitrary: fc.oneof(fc.constantFrom('INC-99', '', '1', 'constructor'), fc.anything()) },
    ),
    rev: fc.oneof(fc.nat(400), fc.anything()),
    card: fc.constantFrom(
      'case',
      'ticket',
      'ping',
      'call',
      'form',
      'outsider',
      'board',
      'timeline',
      'step-form',
      'help',
    ),
    args,
  });

  it.each([...verbs, 'form', 'ping done', 'no such verb'])('%s, of every case and about everything', async (verb) => {
    await askedAnew(verb);
    const about = ['T1', 'T2', 'step:1', 'update', 'ticket:T1,step:1,update'];
    for (const caseId of [...cases, 'INC-99'])
      for (const each of about) {
        const args = {
          ticket: each,
          target: each,
          step: '1',
          keys: each,
          command: 'case show',
          words: 'x',
          by: '30m',
          for: '30m',
          reason: 'x',
          to: 'lynne',
          owner: 'lynne',
          result: 'ok',
          vendor: 'telia',
          ref: 'x',
          via: 'phone',
          clock: 'se-state-2020',
          role: 'legal',
          because: 'x',
          title: 'x',
          sev: '1',
        };
        await keepsTheLaw(() => room.presses('lynne', { baton: 1, verb, case: caseId, rev: 999, card: 'ping', args }));
      }
  });

  it('anything at all, by either kind of button', async () => {
    await fc.assert(
      fc.asyncProperty(
        forged,
        args,
        fc.constantFrom('execute' as const, 'submit' as const),
        async (data, inputs, way) => {
          await keepsTheLaw(() => room.presses('lynne', { ...inputs, ...data }, way));
        },
      ),
      { numRuns: 600 },
    );
  }, 120_000);
});

it('her ways were gone on the way: the law was not kept by silence', async () => {
  const all = (await Promise.all(cases.map((id) => world.engine.events(id)))).flat();
  const done = new Set(all.flatMap(({ by, body }) => (by === 'lynne' ? [body.type] : [])));
  expect([...done].sort()).toEqual(['held', 'pinged', 'ticket-heard', 'ticket-question', 'wrong-person']);
});

it('nothing that was brought to her by itself names anything of the rest', async () => {
  await world.later(5 * 3_600_000);
  const brought = ['lynne', 'nestor', 'grady'].flatMap((person) => world.arrivals(person));
  expect(brought.length).toBeGreaterThan(0);
  expect(JSON.stringify(brought.map(({ post }) => post))).not.toContain(canary);
  const other = JSON.stringify(world.arrivals('ines').map(({ post }) => post));
  expect(other).toContain('Canary words');
  expect(other).not.toMatch(/tenant blocked|4711-[023]|Lynne/);
});
