// What should be said becomes rows: who hears it one after the other, what goes first, what replaces what, and by which way.
import { describe, expect, it } from 'vitest';
import type { Message, PingItem } from '../../src/domain/message.ts';
import { instant } from '../../src/domain/time.ts';
import { addressed, audienceOf, carriedId, keysOf, rowsOf, standsAt, urgencyOf } from '../../src/engine/outbox.ts';
import type { OutboxRow } from '../../src/store/index.ts';
import { changed, opened } from '../domain/sentences/support.ts';

const item = (key: string) => ({ ping: { key } }) as PingItem;
const ping: Message = { kind: 'ping', person: 'megan', items: [item('step:1'), item('step:2'), item('step:1')] };
const say = (to: Extract<Message, { kind: 'say' }>['to']): Message => ({ kind: 'say', to, events: [], mention: [] });
const threadPing: Message = { kind: 'thread-ping', people: ['alex'], items: [item('update')] };
const channelPing: Message = { kind: 'channel-ping', people: [], items: [] };
const dueAt = instant('2023-07-31T06:10:00Z');

const row = (audience: string, body: object): OutboxRow => ({ id: 'INC-1:3:0', audience, body }) as OutboxRow;

describe('a message is heard', () => {
  it.each<[Message, string]>([
    [{ kind: 'root' }, 'card:case'],
    [{ kind: 'refresh', card: 'case' }, 'card:case'],
    [{ kind: 'refresh', card: 'T1' }, 'card:T1'],
    [{ kind: 'ticket', ticket: 'T1' }, 'card:T1'],
    [ping, 'person:megan'],
    [threadPing, 'thread'],
    [channelPing, 'channel'],
    [say('thread'), 'thread'],
    [say('channel'), 'channel'],
    [say({ person: 'adele' }), 'person:adele'],
  ])('%j after what else is for %s', (message, audience) => {
    expect(audienceOf(message)).toBe(audience);
  });

  it('in this order: the root post, people, the channel, the thread, what is told, cards', () => {
    const { case: state } = opened();
    const all: Message[] = [
      { kind: 'refresh', card: 'case' },
      { kind: 'ticket', ticket: 'T1' },
      say('thread'),
      threadPing,
      channelPing,
      ping,
      { kind: 'root' },
    ];
    const urgencies = all.map((message) => urgencyOf(message, state));
    expect(urgencies).toEqual([...new Set(urgencies)].sort((a, b) => a - b));
  });

  it('of two of a kind the graver case first, and never before what is more urgent', () => {
    const of = (severity: 'sev1' | 'sev2' | 'sev3' | 'sev4', message: Message) =>
      urgencyOf(message, opened({ severity }).case);
    expect(of('sev1', ping)).toBeGreaterThan(of('sev2', ping));
    expect(of('sev3', ping)).toBeGreaterThan(of('sev4', ping));
    expect(of('sev4', ping)).toBeGreaterThan(of('sev1', channelPing));
  });
});

describe('the rows of a command', () => {
  const { case: state } = opened();

  it('are numbered by the version that it ended at, carry no card, and only a refresh gives way to a newer one', () => {
    const rows = rowsOf([{ kind: 'root' }, { kind: 'refresh', card: 'case' }, ping], state, dueAt);
    expect(rows).toEqual([
      {
        id: `INC-1:${state.version}:0`,
        urgency: urgencyOf({ kind: 'root' }, state),
        audience: 'card:case',
        body: { message: { kind: 'root' }, version: state.version },
        dueAt,
      },
      {
        id: `INC-1:${state.version}:1`,
        urgency: urgencyOf({ kind: 'refresh', card: 'case' }, state),
        mergeKey: 'refresh',
        audience: 'card:case',
        body: { message: { kind: 'refresh', card: 'case' }, version: state.version },
        dueAt,
      },
      {
        id: `INC-1:${state.version}:2`,
        urgency: urgencyOf(ping, state),
        audience: 'person:megan',
        body: { message: ping, version: state.version },
        dueAt,
      },
    ]);
  });
});

it('a ping to somebody whose Teams is down leaves by her own next way', () => {
  const organisation = changed((o) => {
    o.carriers.sms = { url: 'https://sms.example/send', dependsOn: [] };
    const megan = o.people['megan'];
    if (megan) megan.routes = [{ id: 'mobile', kind: 'sms', address: '+46 70 000 00 02', dependsOn: [] }];
  });
  const { case: down } = opened({ organisation, affects: ['teams'] });
  const { case: up } = opened({ organisation });
  const [there, here] = [down, up].map((state) => rowsOf([ping], state, dueAt)[0]);
  expect(there).toMatchObject({ audience: 'sms:megan', body: { way: 'mobile' } });
  expect(here?.audience).toBe('person:megan');
});

describe('a parcel', () => {
  const mobile = { route: 'mobile', kind: 'sms', deadBecause: null } as const;
  const teams = { route: 'teams', kind: 'teams', deadBecause: null } as const;
  const parcel = {
    message: ping,
    version: 3,
    passedOver: [{ route: 'teams', way: 'teams', reason: 'HTTP 403' }],
  } as const;

  it('that goes outside Teams names the route, and is heard there after what else goes there', () => {
    expect(addressed(parcel, mobile)).toEqual({ audience: 'sms:megan', body: { ...parcel, way: 'mobile' } });
  });

  it('that goes back to Teams forgets the route of before, not what was tried', () => {
    const inTeams = { audience: 'person:megan', body: parcel };
    expect(addressed({ ...parcel, way: 'mobile' }, teams)).toEqual(inTeams);
    expect(addressed({ ...parcel, way: 'mobile' }, null)).toEqual(inTeams);
  });

  it('that is no ping goes to Teams, whatever way there is', () => {
    const told = { message: say({ person: 'megan' }), version: 3 };
    expect(addressed(told, mobile)).toEqual({ audience: 'person:megan', body: told });
  });

  it('stands at a way already: in Teams whichever route, outside by the same one only', () => {
    const sms = row('sms:megan', { message: ping, version: 3, way: 'mobile' });
    expect(standsAt(sms, mobile)).toBe(true);
    expect(standsAt(sms, { ...mobile, route: 'other' })).toBe(false);
    expect(standsAt(sms, { ...mobile, kind: 'email' })).toBe(false);
    expect(standsAt(sms, teams)).toBe(false);
    const chat = row('person:megan', { message: ping, version: 3 });
    expect([standsAt(chat, teams), standsAt(chat, mobile)]).toEqual([true, false]);
  });

  it('names what its pings were about, each once', () => {
    expect(keysOf(row('person:megan', { message: ping }))).toEqual(['step:1', 'step:2']);
    expect(keysOf(row('thread', { message: say('thread') }))).toEqual([]);
  });

  it('that was carried is told to its case once, by one command', () => {
    expect(carriedId(row('sms:megan', {}))).toBe('carried:INC-1:3:0');
  });
});
