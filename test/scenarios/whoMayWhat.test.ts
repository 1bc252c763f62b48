// The matrix of who may what: every command of the grammar's table × everything that somebody can be to a case × fresh and old cards.
// The whole of it stands in docs/permissions.md, for people to read; `npx vitest run test/scenarios/whoMayWhat.test.ts -u` writes it anew.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import type { Decision } from '../../src/domain/decide.ts';
import { buttonCommands } from '../../src/grammar/commands/buttons.ts';
import { commands } from '../../src/grammar/index.ts';
import { parse } from '../../src/grammar/parse.ts';
import { readSubmit, textsOf } from '../../src/grammar/submit.ts';
import type { ParseContext } from '../../src/grammar/types.ts';
import { gate } from '../../src/teams/gate.ts';
import { personIn } from '../../src/teams/identity.ts';
import { openKeys } from '../../src/teams/keys.ts';
import { microsoft } from '../../src/teams/trust.ts';
import { click, type Fields, inChat, TENANT } from '../support/activities.ts';
import { readable, texts } from '../support/cardParts.ts';
import { BOT_ID, openId } from '../support/openId.ts';
import { parseContextOf } from '../support/parseContext.ts';
import {
  type Deed,
  deciders,
  deeds,
  guest,
  organisation,
  ours,
  type Part,
  parts,
  presses,
  type Question,
  questions,
  scenes,
} from '../support/permissionScenes.ts';
import type { Story } from '../support/story.ts';
import { type Answered, TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

const all = Object.keys(parts) as Part[];

function contextOf(s: Story, sender: string, line: string): ParseContext {
  return parseContextOf({ now: s.now, organisation, state: s.state, sender, line });
}

interface Row extends Omit<Deed, 'line'> {
  /** What this person wants with it, typed or pressed. */
  intent(s: Story, by: string): Intent;
}

const rows: readonly Row[] = [
  ...deeds.map(
    ({ line, ...deed }): Row => ({
      ...deed,
      intent(s, by) {
        const code = s.state?.tickets[0]?.sent.at(-1)?.code ?? '';
        const parsed = parse(line.replace('CODE', code), contextOf(s, by, line));
        if (parsed.kind !== 'intent') throw new Error(`${line}: ${JSON.stringify(parsed)}`);
        return parsed.intent;
      },
    }),
  ),
  ...presses.map(
    ({ data, ...deed }): Row => ({
      ...deed,
      intent(s, by) {
        const sent = { baton: 1, verb: deed.path, case: 'INC-1', card: 'outsider', ...data };
        const parsed = readSubmit(sent, contextOf(s, by, ''));
        if (parsed.kind !== 'intent') throw new Error(`${deed.path}: ${JSON.stringify(parsed)}`);
        return parsed.intent;
      },
    }),
  ),
];

const made = new Map<string, Story>();

/** Nothing is ever applied to one, so each is made once. */
function sceneOf({ scene = 'base' }: Row): Story {
  const story = made.get(scene) ?? scenes[scene]();
  made.set(scene, story);
  return story;
}

function decided(row: Row, part: Part): Decision {
  const s = sceneOf(row);
  const by = parts[part];
  return s.would(by, row.intent(s, by), s.state ? { seen: s.state.version } : {});
}

/** In a word or two, for the table. */
function cellOf(decision: Decision): string {
  if ('events' in decision) {
    const types = decision.events.map(({ body }) => body.type);
    if (types.includes('handover-asked')) return 'asks them';
    return 'yes';
  }
  const { refusal } = decision;
  const no = refusal.no === 'overtaken' ? refusal.but.no : refusal.no;
  const words: Record<string, string> = {
    'not-allowed': 'no',
    'outsider-only-own-ticket': 'no',
    'unknown-person': 'no',
    'handover-not-yours': 'not asked',
    'handover-waits': 'not asked',
    'nothing-to-hold': 'not asked',
    'cannot-hold': 'not asked',
    'nothing-to-decline': 'not asked',
    'handover-to-owner': 'has it',
    'nothing-changes': 'has it',
    'last-deputy': 'last of the line',
  };
  return words[no] ?? `! ${no}`;
}

const nameOf = ({ path, what }: Pick<Deed, 'path' | 'what'>) => (what === undefined ? path : `${path}: ${what}`);
const changing = rows.map((row) => ({ row, cells: all.map((part) => cellOf(decided(row, part))) }));
const cell = (name: string, part: Part) => changing.find(({ row }) => nameOf(row) === name)?.cells[all.indexOf(part)];

it('has every command of the table, and whatever only buttons say', () => {
  const had = [...rows, ...questions].map(({ path }) => path);
  const known = [...commands, ...buttonCommands].map(({ path }) => path);
  expect([...new Set(had)].sort()).toEqual([...known, 'form', 'ping done'].sort());
});

describe('of our own people', () => {
  it('everybody may do everything, but for six things that are for coordinator and management, with their deputies', () => {
    const barred = changing.filter(({ cells }) => cells.slice(0, ours.length).includes('no'));
    expect(barred.map(({ row }) => nameOf(row)).sort()).toEqual([
      'case adopt',
      'case close',
      'case set: aware later',
      'case set: lower the severity',
      'step due: later',
      'ticket close: as a mistake',
    ]);
    for (const { cells } of barred)
      expect(cells.slice(0, ours.length)).toEqual(ours.map((part) => (deciders.includes(part) ? 'yes' : 'no')));
  });

  it('nobody is kept from passing on or answering what they were asked', () => {
    for (const [name, part] of [
      ['ack: a ticket', 'owner of the ticket'],
      ['snooze: a ticket', 'owner of the ticket'],
      ['decline: a ticket', 'owner of the ticket'],
      ['ack: a step', 'holder of the step'],
      ['snooze: a step', 'holder of the step'],
      ['decline: a step', 'holder of the step'],
      ['case accept', 'asked to take over'],
      ['case decline', 'asked to take over'],
      ['case handover', 'anybody else of ours'],
      ['case own: for oneself', 'anybody else of ours'],
      ['ticket escalate', 'anybody else of ours'],
    ] as const)
      expect([name, cell(name, part)]).toEqual([name, name === 'case handover' ? 'asks them' : 'yes']);
  });

  it('every cell means something: no command was tried where it could not work anyway', () => {
    expect(
      changing.flatMap(({ row, cells }) =>
        cells.filter((of) => of.startsWith('!')).map((of) => `${nameOf(row)} ${of}`),
      ),
    ).toEqual([]);
  });
});

describe('of everybody else', () => {
  it('the account manager has three answers about her own ticket, another vendor’s people none here, a guest and a stranger nothing', () => {
    const may = (part: Part) =>
      changing.filter(({ row }) => cell(nameOf(row), part) === 'yes').map(({ row }) => nameOf(row));
    expect(may('account manager').sort()).toEqual([
      'ack: a ticket, the account manager asked',
      'decline: a ticket',
      'decline: a ticket, the account manager asked',
      'outsider answer',
      'outsider on-it',
      'outsider question',
      'outsider wrong',
      'ticket heard',
    ]);
    expect(may('another vendor’s')).toEqual([]);
    expect(may('guest')).toEqual([]);
    expect(may('not in the file')).toEqual([]);
  });
});

describe('on an old card', () => {
  /** Another person's is another deed: who takes it, who called, what was asked of whom. */
  const eachTheirOwn = [
    'case own: for oneself',
    'ticket call',
    'decline: a ticket, the account manager asked',
    'outsider wrong',
  ];

  /** Pressed on a card drawn before somebody else did just that. */
  it.each(rows.filter(({ path }) => path !== 'case new').map((row) => [nameOf(row), row] as const))(
    '%s: whoever presses it second does nothing',
    (_, row) => {
      const first = all.find((part) => 'events' in decided(row, part));
      if (first === undefined) throw new Error('Nobody may');
      const s = scenes[row.scene ?? 'base']();
      const seen = s.case.version;
      s.say(parts[first], row.intent(s, parts[first]));
      for (const part of all) {
        const by = parts[part];
        const twice = s.would(by, wanted(row, s, by), { seen });
        const herOwn = part === 'account manager' && nameOf(row) === 'decline: a ticket';
        if (part !== first && (herOwn || eachTheirOwn.includes(nameOf(row)))) continue;
        expect([part, 'events' in twice ? twice.events.map(({ body }) => body.type) : []]).toEqual([part, []]);
      }
    },
  );

  /** The card carries what was meant when it was drawn. */
  const wanted = (row: Row, _: Story, by: string) => row.intent(sceneOf(row), by);
});

let world: World;
let room: TeamsRoom;

beforeAll(async () => {
  const patches = { make: async () => ({ file: 'x.patch', patch: 'x' }) };
  world = await openWorld({ start: '2023-07-31T06:10:00Z', organisation, pollMs: 86_400_000, upkeep: { patches } });
  room = new TeamsRoom(world);
  for (const line of [
    'case new Mail is down sev:2 affects:email',
    'ticket open microsoft ref:1 "blocked"',
    'pack build T1',
  ])
    await world.say('alex', line);
}, 60_000);
afterAll(closeWorlds);

/** Whom Teams and the organisation file make of them. */
function inFile(part: Part): string | null {
  if (part === 'not in the file') return null;
  return part === 'guest' ? personIn(organisation, guest) : parts[part];
}

function seen({ posts, replaced, toast }: Answered): string {
  return readable(
    [
      toast,
      ...[...posts, ...replaced].flatMap(({ text, summary, card }) => [text ?? '', summary ?? '', ...texts(card)]),
    ].join('\n'),
  );
}

async function answered(part: Part, { path, asks }: Question): Promise<string> {
  if (typeof asks === 'string') return seen(await room.says(inFile(part), asks));
  return seen(await room.presses(inFile(part), { baton: 1, verb: path, case: 'INC-1', card: 'case', ...asks }));
}

/** In a word or two, for the table; after a `!` what came that should not. */
async function shown(part: Part, question: Question): Promise<string> {
  const text = await answered(part, question);
  const shows = question.shows.test(text);
  if (/do not know you yet|no open ticket with you/.test(text))
    return shows || /Mail is down/.test(text) ? `! ${text}` : 'no';
  if (/Contoso University needs Microsoft/.test(text)) return shows ? `! ${text}` : 'her ticket';
  return shows ? 'yes' : `! ${text}`;
}

describe('what is shown', () => {
  /** By question, a word for each part: they all speak in one room, so one after the other. */
  const asked = new Map<Question, string[]>();

  beforeAll(async () => {
    for (const question of questions) {
      const words: string[] = [];
      for (const part of all) words.push(await shown(part, question));
      asked.set(question, words);
    }
  });

  it.each(questions.map((question) => [nameOf(question), question] as const))(
    '%s: ours see it, the account manager her ticket instead, nobody else anything',
    (_, question) => {
      const expected = (part: Part) => (ours.includes(part) ? 'yes' : part === 'account manager' ? 'her ticket' : 'no');
      expect(asked.get(question)).toEqual(all.map(expected));
    },
  );

  it('stands in docs/permissions.md as it is, with what changes something', async () => {
    const head = ['command', ...all, 'another tenant'];
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const table = (body: string[][]) => [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
    const name = ({ path, what }: Pick<Deed, 'path' | 'what'>) => `\`${path}\`${what === undefined ? '' : ` ${what}`}`;
    const changes = changing.map(({ row, cells }) => [name(row), ...cells, 'no']);
    const showing = questions.map((question) => [name(question), ...(asked.get(question) ?? []), 'no']);
    await expect(
      `${HEAD}\n\n## What changes something\n\n${table(changes)}\n\n## What shows, or writes a patch for the organisation file\n\n${table(showing)}\n`,
    ).toMatchFileSnapshot('../../docs/permissions.md');
  });

  it('a guest is whoever the file knows by e-mail or directory id, and by no name or likeness', () => {
    expect(personIn(organisation, guest)).toBeNull();
    const { lynne } = organisation.people;
    expect(personIn(organisation, { ...guest, email: lynne?.email ?? '' })).toBe('lynne');
  });

  it('who is not in the file changes nothing and sees nothing, by any command or any button', async () => {
    const { version } = await world.case();
    for (const { line } of deeds)
      expect([line, seen(await room.says(null, line))]).toEqual([line, expect.stringMatching(/do not know you yet/)]);
    for (const row of [...commands, ...buttonCommands]) {
      const click = { baton: 1, verb: row.path, case: 'INC-1', rev: version, card: 'case', ...filled(row.path) };
      for (const way of ['execute', 'submit'] as const)
        expect(seen(await room.presses(null, click, way))).toMatch(/do not know you yet/);
    }
    expect((await world.case()).version).toBe(version);
  });

  /** What the fields of its form would hold. */
  function filled(path: string): Record<string, string> {
    const row = [...commands, ...buttonCommands].find((one) => one.path === path);
    return row ? textsOf(row, { verb: path, case: 'INC-1', card: 'form', text: () => 'T1' }) : {};
  }
});

it('another tenant is turned away at the door, whatever it types or presses', async () => {
  const server = await openId();
  const url = 'https://smba.trafficmanager.net/emea/';
  const now = () => Date.now();
  const keys = openKeys({ metadata: server.metadata, now });
  const signed = { credentials: { type: 'SingleTenant' as const, id: BOT_ID }, keys };
  const options = { signed, mayCall: microsoft.mayCall, tenants: () => [TENANT], now };
  const statusOf = async (tenant: string, activity: Fields) => {
    const body = { ...activity, conversation: { id: 'a:1', tenantId: tenant }, channelData: {} };
    const headers = { authorization: server.bearer(url), 'content-type': 'application/json' };
    const read = async () => ({ ok: true as const, value: body });
    const verdict = await gate({ headers, repeated: [], remoteAddress: '52.112.0.1', body: read }, options);
    return verdict.pass ? 200 : verdict.status;
  };
  const lines = [
    ...deeds.map(({ line }) => line),
    ...questions.flatMap(({ asks }) => (typeof asks === 'string' ? asks : [])),
  ];
  const said = lines.map((line) => inChat(line, url));
  const pressed = [...commands, ...buttonCommands].map(({ path }) =>
    click({ baton: 1, verb: path, case: 'INC-1', rev: 1 }, 'execute', inChat('', url)),
  );
  for (const activity of [...said, ...pressed]) {
    expect(await statusOf('22222222-2222-2222-2222-222222222222', activity)).toBe(403);
    expect(await statusOf(TENANT, activity)).toBe(200);
  }
  await server.close();
});

const HEAD = `# Who may what

Written by a test (test/scenarios/whoMayWhat.test.ts), which tries every command of the grammar's table with everybody; do not edit it by hand.
A button does what its command does, with the same rights: they come from the case on the server and from who is signed in, never from the card.

- **yes**: it is done. **asks them**: a hand-over that counts only when it is accepted. **has it**: nothing is left to change.
- **not asked**: only whoever was pinged, or is asked to take over, can answer that; everybody of ours can take it over instead (\`case own me\`, \`step 2 assign me\`).
- **last of the line**: there is nobody to pass it on to, so it stays. **her ticket**: she gets the card of her own ticket, whatever she asks.
- *not in the file* is everybody of our tenant who does not stand in the organisation file: they are told whom to turn to. A *guest* of our
  tenant is the same, however like one of ours the name: only the directory's id and the e-mail count. A guest who stands in the file, as account managers do, is who stands there.
- *another tenant* is turned away at the door with 403 (test/teams/gate.test.ts), whatever it asks for.
- On a card that was drawn before somebody did the same, every button answers who was first and does nothing, for everybody.

A deputy has the rights of the role, whether its holder is there or not.
\`form\` opens the form of a command, and \`ping done\` is the \`Done\` on a ping: it does what ends the item that was asked about.`;
