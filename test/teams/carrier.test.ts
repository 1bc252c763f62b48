import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Organisation } from '../../src/domain/organisation.ts';
import { instant } from '../../src/domain/time.ts';
import type { Carrier } from '../../src/engine/index.ts';
import { loadOrganisation } from '../../src/organisation/index.ts';
import { type Inbound, readActivity } from '../../src/teams/activity.ts';
import { teamsCarrier } from '../../src/teams/carrier.ts';
import { connectorOf } from '../../src/teams/connector.ts';
import { openReferences, type ReferenceStore, type References } from '../../src/teams/references.ts';
import { openRoster, type Presences, type Roster } from '../../src/teams/roster.ts';
import {
  alex,
  CHANNEL,
  type Fields,
  inChannel,
  inChat,
  installed,
  lynne,
  megan,
  membersChanged,
  TEAM,
} from '../support/activities.ts';
import { type FakeConnector, fakeConnector } from '../support/fakeConnector.ts';

const now = () => instant('2026-11-24T08:00:00.000Z');
const hints = { caseId: 'INC-1', messageId: 'm', attempt: 1, possibleRepeat: false };
const members = [
  { ...alex, email: 'AlexW@example.com', userPrincipalName: 'alexw@example.com' },
  { ...megan, email: 'somebody@else.example', userPrincipalName: 'MEGANB@example.com' },
  { ...lynne, email: 'lynner@example.com', userPrincipalName: 'lynner_vendor.example#EXT#@contoso.example' },
  { id: '29:stranger', name: 'Alex Wilber', aadObjectId: 'x', email: 'other@example.com' },
];

let fake: FakeConnector;
let kept: Map<string, { key: string; body: Record<string, unknown>; at: string }>;
let store: ReferenceStore;
let references: References;
let roster: Roster;
let carrier: Carrier;
let organisation: Organisation;
let told: string[];
let rostered: string[];

beforeEach(async () => {
  fake = await fakeConnector(members);
  kept = new Map();
  store = {
    saveReference: async (key, body, at) => void kept.set(key, { key, body, at }),
    references: async (prefix) => [...kept.values()].filter(({ key }) => key.startsWith(prefix)),
  };
  const loaded = loadOrganisation('env/organisation.example.yaml', 2026);
  if ('faults' in loaded) throw new Error(JSON.stringify(loaded.faults));
  organisation = loaded.organisation;
  told = [];
  rostered = [];
  await open();
});
afterEach(() => fake.close());

/** The fake connector, and what never answers. */
const mayCall = (url: string) => url.startsWith('http://127.0.0.1:');

/** `patienceMs`: that somebody never met waits for the platform. */
async function open(patienceMs = 60_000): Promise<void> {
  const connector = connectorOf({ token: async () => null, userAgent: 'test', mayCall, timeoutMs: 400 });
  references = await openReferences(store, mayCall);
  const people: Presences = {
    presence: () => ({ rosterKnown: true, roster: rostered, chatted: [], left: [] }),
    roster: async (list) => {
      rostered = [...list];
      told.push(`roster ${[...list].sort().join(' ')}`);
    },
    joined: async (person) => told.push(`joined ${person}`),
    left: async (person) => told.push(`left ${person}`),
  };
  roster = await openRoster({
    store,
    connector,
    references,
    people,
    organisation: () => organisation,
    now,
    patienceMs,
  });
  carrier = teamsCarrier({ connector, references, roster, organisation: () => organisation, now });
}

function at(activity: Fields): Inbound {
  const reading = readActivity(activity);
  if (!reading.ok) throw new Error(reading.missing);
  return reading.at;
}

async function hear(activity: Fields): Promise<string | null | undefined> {
  const inbound = at(activity);
  const person = await roster.identify(inbound.from, inbound);
  await references.seen(inbound, person ?? null, now());
  return person;
}

describe('who somebody is', () => {
  it('is found by the roster’s e-mail or user principal name, without regard to case, never by name', async () => {
    expect(await hear(inChat('x', fake.url))).toBe('alex');
    expect(await hear(inChat('x', fake.url, megan))).toBe('megan');
    expect(await hear(inChat('x', fake.url, lynne))).toBe('lynne');
    expect(await hear(inChat('x', fake.url, { id: '29:stranger', name: 'Alex Wilber', aadObjectId: 'x' }))).toBeNull();
  });

  it('is found by the directory id of the file before anything else', async () => {
    const own = organisation.people['adele'];
    if (!own) throw new Error('no adele');
    organisation = { ...organisation, people: { ...organisation.people, adele: { ...own, aadObjectId: 'OID-9' } } };
    expect(await hear(inChat('x', fake.url, { id: '29:nine', name: '', aadObjectId: 'oid-9' }))).toBe('adele');
  });

  it('is asked of the platform once, also by 50 messages at a time, and remembered over a restart', async () => {
    let asked = 0;
    fake.fail = ({ method }) => {
      if (method === 'GET') asked += 1;
      return null;
    };
    await Promise.all(Array.from({ length: 50 }, () => hear(inChat('x', fake.url))));
    await open();
    expect(await hear(inChat('x', fake.url))).toBe('alex');
    expect(asked).toBe(1);
  });
});

it('who somebody is and the way to them, when they could not be kept, are kept with the next word', async () => {
  const { saveReference } = store;
  for (const kind of ['user:', 'chat:']) {
    store.saveReference = async (key, body, when) => {
      if (key.startsWith(kind)) throw new Error('the database is away');
      await saveReference(key, body, when);
    };
    await expect(hear(inChat('x', fake.url))).rejects.toThrow('away');
  }
  store.saveReference = saveReference;
  await hear(inChat('x', fake.url));
  await open();
  expect(references.chat('alex')?.conversationId).toBe(`a:chat-of-${alex.id}`);
  expect(roster.member('alex')?.id).toBe(alex.id);
});

describe('a platform that does not say who somebody is', () => {
  it('keeps nobody waiting: it is told apart from a stranger, and asked again', async () => {
    await open(0);
    fake.fail = ({ method }) => (method === 'GET' ? { status: 0, hang: true } : null);
    expect(await hear(inChat('x', fake.url))).toBeUndefined();
    fake.fail = () => null;
    await open();
    expect(await hear(inChat('x', fake.url))).toBe('alex');
  });

  it('does not hold up whoever was met before', async () => {
    await hear(inChat('x', fake.url));
    fake.fail = () => ({ status: 0, hang: true });
    expect(await hear(inChat('x', fake.url))).toBe('alex');
  });
});

describe('a post to a person', () => {
  it('goes to the newest chat that was heard from, with its own service URL', async () => {
    const other = await fakeConnector(members);
    await hear(inChat('x', fake.url));
    await hear(inChat('x', other.url));
    expect(await carrier.send({ person: 'alex' }, { text: 'hello' }, hints)).toMatchObject({ ok: true });
    expect([fake.posts.length, other.said('a:chat-of')]).toEqual([0, ['hello']]);
    await other.close();
  });

  it('opens a chat where none is known, with the id from the roster, and keeps it', async () => {
    await hear(installed(fake.url));
    await roster.refresh();
    await carrier.send({ person: 'megan' }, { text: 'one' }, hints);
    await open();
    await carrier.send({ person: 'megan' }, { text: 'two' }, hints);
    expect(fake.created).toHaveLength(1);
    expect(fake.created[0]).toMatchObject({
      isGroup: false,
      members: [{ id: megan.id }],
      tenantId: expect.any(String),
    });
    expect(fake.said(`a:created-${megan.id}`)).toEqual(['one', 'two']);
  });

  it('opens a chat by the directory id of the file for somebody never met', async () => {
    const directory = '99999999-0000-4000-8000-000000000099';
    await hear(installed(fake.url));
    const { people } = organisation;
    organisation = {
      ...organisation,
      people: { ...people, adele: { ...people['adele'], aadObjectId: directory } as never },
    };
    const sent = await carrier.send({ person: 'adele' }, { text: 'late' }, hints);
    expect(sent.ok).toBe(true);
    expect(fake.created.map((body) => body['members'])).toEqual([[{ id: directory, name: 'Adele Vance' }]]);
  });

  it('is refused for somebody never met', async () => {
    expect(await carrier.send({ person: 'patti' }, { text: 'x' }, hints)).toMatchObject({ ok: false, fate: 'refused' });
  });

  it.each([
    [403, 'ConversationBlockedByUser', 'refused'],
    [429, '', 'retry'],
    [500, '', 'refused'],
  ])('answered with %i %s is %s', async (status, code, fate) => {
    await hear(inChat('x', fake.url));
    fake.fail = ({ method }) => (method === 'POST' ? { status, code, headers: { 'Retry-After': '7' } } : null);
    const sent = await carrier.send({ person: 'alex' }, { text: 'x' }, hints);
    expect(sent).toMatchObject({ ok: false, fate, ...(status === 429 && { afterMs: 7_000 }) });
  });

  it('that was never answered is ambiguous', async () => {
    await hear(inChat('x', fake.url));
    fake.fail = ({ method }) => (method === 'POST' ? { status: 0, hang: true } : null);
    expect(await carrier.send({ person: 'alex' }, { text: 'x' }, hints)).toMatchObject({
      ok: false,
      fate: 'ambiguous',
    });
  });
});

describe('a post to the incident channel and its threads', () => {
  it('is a root post in the configured channel, and says which thread it begins', async () => {
    await hear(installed(fake.url));
    const sent = await carrier.send({ channel: true }, { card: { type: 'AdaptiveCard' }, summary: 'INC-1' }, hints);
    expect(fake.created[0]).toMatchObject({ channelData: { channel: { id: CHANNEL } }, isGroup: true });
    expect(sent).toMatchObject({
      ok: true,
      receipt: { conversationId: expect.stringMatching(`^${CHANNEL};messageid=\\d+$`) },
    });
    if (!sent.ok) return;
    await carrier.send({ thread: { conversationId: sent.receipt.conversationId } }, { text: 'in it' }, hints);
    expect(fake.posts.at(-1)).toMatchObject({
      conversationId: sent.receipt.conversationId,
      activity: { text: 'in it' },
    });
    expect(await carrier.edit(sent.receipt, { card: { type: 'AdaptiveCard' } }, hints)).toMatchObject({ ok: true });
    expect(fake.posts.at(-1)).toMatchObject({ method: 'PUT', activityId: sent.receipt.activityId });
  });

  it('waits, with the reason, until the app stands in a channel', async () => {
    expect(await carrier.channelMissing?.()).toContain('not installed');
    expect(await carrier.send({ channel: true }, { text: 'x' }, hints)).toMatchObject({ ok: false, fate: 'retry' });
    await hear(installed(fake.url));
    expect(await carrier.channelMissing?.()).toBeNull();
  });

  it('goes to the first channel that the app was installed in when none is configured', async () => {
    organisation = { ...organisation, teams: { tenants: organisation.teams.tenants } };
    await hear(inChannel('x', fake.url, '1'));
    const elsewhere = inChannel('x', fake.url, '1');
    elsewhere['conversation'] = { conversationType: 'channel', id: '19:other@thread.tacv2;messageid=1' };
    elsewhere['channelData'] = { channel: { id: '19:other@thread.tacv2' }, team: { id: TEAM } };
    await hear(elsewhere);
    await carrier.send({ channel: true }, { text: 'x' }, hints);
    expect(fake.created[0]).toMatchObject({ channelData: { channel: { id: CHANNEL } } });
  });

  it('mentions people by their Teams id, and writes the name of whoever was never met', async () => {
    await hear(inChannel('x', fake.url, '1'));
    const text = '<at>Alex Wilber</at> and <at>Patti Fernandez</at>: step 2';
    const mentions = [
      { person: 'alex', name: 'Alex Wilber' },
      { person: 'patti', name: 'Patti Fernandez' },
    ];
    await carrier.send({ thread: { conversationId: `${CHANNEL};messageid=1` } }, { text, mentions }, hints);
    expect(fake.posts[0]?.activity).toMatchObject({
      text: '<at>Alex Wilber</at> and **Patti Fernandez**: step 2',
      entities: [{ type: 'mention', text: '<at>Alex Wilber</at>', mentioned: { id: alex.id } }],
    });
  });

  it('an edit of a message that is gone says so', async () => {
    await hear(inChannel('x', fake.url, '1'));
    fake.fail = ({ method }) => (method === 'PUT' ? { status: 404, code: 'ActivityNotFoundInConversation' } : null);
    const receipt = { conversationId: `${CHANNEL};messageid=1`, activityId: '5' };
    expect(await carrier.edit(receipt, { text: 'x' }, hints)).toMatchObject({ ok: false, fate: 'gone' });
  });
});

describe('a stored reference', () => {
  it('that leads to an address of nobody is as if it were not there, after every restart', async () => {
    await hear(inChat('hello', fake.url));
    await hear(inChannel('hello', fake.url));
    expect(references.chat('alex')).not.toBeNull();
    for (const row of kept.values()) row.body['serviceUrl'] = 'https://evil.example/';
    await open();
    expect([references.chat('alex'), references.firstChannel(), references.all()]).toEqual([null, null, []]);
    expect(await carrier.send({ person: 'alex' }, { text: 'x' }, hints)).toMatchObject({ ok: false });
  });
});

describe('the team', () => {
  it('is read with all its pages, and who left it unseen is told', async () => {
    await hear(installed(fake.url));
    rostered = ['adele', 'alex'];
    await roster.refresh();
    expect(told).toEqual(['roster alex lynne megan', 'left adele']);
  });

  it('keeps what it knows when the platform does not tell', async () => {
    await hear(installed(fake.url));
    fake.fail = () => ({ status: 503 });
    await roster.refresh();
    expect(told).toEqual([]);
  });

  it('tells of members removed and added, though the events carry no names', async () => {
    await hear(installed(fake.url));
    await roster.refresh();
    told = [];
    await roster.changed([], [{ id: alex.id, name: '' }], at(membersChanged(fake.url, { removed: [alex] })));
    await roster.changed([{ id: megan.id, name: '' }], [], at(membersChanged(fake.url, { added: [megan] })));
    expect(told).toEqual(['left alex', 'joined megan']);
  });

  it('does not mind what happens in other teams', async () => {
    const elsewhere = membersChanged(fake.url, { removed: [alex] });
    elsewhere['channelData'] = { team: { id: '19:another@thread.tacv2' } };
    await roster.changed([], [{ id: alex.id, name: '' }], at(elsewhere));
    expect(told).toEqual([]);
  });
});
