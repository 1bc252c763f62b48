// What is remembered of a wait, and of a vendor over all of them: which way worked how fast, where the hours went, what moved it.
import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import { type Profile, profileOf, profilesOf } from '../../src/domain/profile.ts';
import { type Wait, waitOf } from '../../src/domain/wait.ts';
import { replayAt } from '../support/exampleCases.ts';
import type { Story } from '../support/story.ts';
import {
  call,
  changed,
  escalate,
  fixed,
  heard,
  opened,
  openTicket,
  sent,
  T1,
  verify,
  wants,
  withTicket,
} from './sentences/support.ts';

const minute = 60_000;
const hour = 60 * minute;

function waitIn(s: Story, id = 'T1'): Wait {
  const ticket = s.case.tickets.find((t) => t.id === id);
  if (!ticket) throw new Error(`no ${id}`);
  return waitOf(s.case, ticket);
}
const profileIn = (s: Story): Profile =>
  profileOf(
    'microsoft',
    s.case.tickets.map((t) => waitOf(s.case, t)),
  );
const lastCode = (s: Story) => s.case.tickets[0]?.sent.at(-1)?.code ?? '';

describe('a wait', () => {
  it('of the event: nearly six of ten silent hours passed at the account manager, and the level above moved it', () => {
    const { state } = replayAt('2023-07-31 20:35');
    const [wait] = state.tickets.map((t) => waitOf(state, t));
    expect(wait).toMatchObject({
      caseId: 'INC-1',
      vendor: 'microsoft',
      status: 'closed',
      firstWordAt: '2023-07-31T16:00:00.000Z',
      promises: { kept: 0, broken: 1 },
      calls: { 'no-effect': 2 },
      moved: ['superior'],
      idle: {
        before: 90 * minute,
        ask: 80 * minute,
        phone: 25 * minute,
        'duty-manager': hour,
        'account-manager': 6 * hour + 10 * minute,
        superior: hour,
      },
    });
    expect(wait?.waiting).toBeUndefined();
  });

  it('says where it stands now: its stretch runs since the last rung', () => {
    const s = withTicket().until('10:30');
    expect(waitIn(s)).toMatchObject({
      idle: { before: 45 * minute, ask: 45 * minute },
      waiting: { stage: 'phone', since: s.instant('10:05') },
    });
  });

  it('does not count the hours in which the ball is with us or a fix waits for its check', () => {
    const s = withTicket().at('08:45');
    s.say('megan', wants('portal'));
    s.at('09:00').say('megan', sent('phone'));
    s.at('09:10').say('megan', fixed);
    s.at('09:30').say('megan', verify('ok'));
    expect(waitIn(s).idle).toEqual({ before: 20 * minute });
    expect(waitIn(s).waiting).toBeUndefined();
  });

  it('what they want by a dead way does not stop it', () => {
    const s = openTicket(opened({ affects: ['email'] }).at('08:35')).at('08:45');
    s.say('megan', wants('mail'));
    s.until('09:15');
    expect(waitIn(s)).toMatchObject({ idle: {}, waiting: { stage: 'before', since: s.instant('08:35') } });
  });

  it('a fix that held without a word before it was the first word', () => {
    const s = withTicket().at('08:50');
    s.say('megan', fixed);
    expect(waitIn(s).firstWordAt).toBeUndefined();
    s.at('09:10').say('megan', verify('ok'));
    expect(waitIn(s).firstWordAt).toBe(s.instant('08:50'));
  });

  it.each([
    ['unasked', [['09:00', 'megan', heard]]],
    ['ask', [['09:25', 'megan', heard]]],
    [
      'acted',
      [
        ['09:30', 'megan', call('acted')],
        ['09:40', 'megan', heard],
      ],
    ],
    [
      'phone',
      [
        ['09:30', 'megan', escalate],
        ['09:40', 'megan', heard],
      ],
    ],
    ['account-manager', [['12:40', 'megan', heard]]],
    ['deadline', [['14:40', 'megan', heard]]],
    ['their-person', [['12:40', 'lynne', heard]]],
  ] as const)('knows what moved them: %s', (mover, rows) => {
    const s = withTicket();
    for (const [time, by, intent] of rows) s.at(time).say(by, intent);
    expect(waitIn(s).moved).toEqual([mover]);
  });

  it('counts wrong numbers with their time', () => {
    const s = withTicket().at('09:30');
    s.say('megan', call('wrong-number'));
    expect(waitIn(s).wrongNumbers).toEqual([{ whom: 'support', at: s.instant('09:30') }]);
  });
});

describe('a route', () => {
  it('worked when its code was quoted, as fast as that came', () => {
    const s = withTicket().at('09:00');
    s.say('megan', sent('portal'));
    s.at('11:00').say('megan', { type: 'ticket.heard', ...T1, words: 'read it', quoted: lastCode(s) });
    expect(profileIn(s).routes).toEqual({
      phone: { tried: 1, worked: 0, read: 0, medianMs: null },
      portal: { tried: 1, worked: 1, read: 1, medianMs: 2 * hour },
    });
    expect(waitIn(s).tries.at(-1)?.how).toBe('read');
    expect(waitIn(s).words).toEqual({ sent: 2, unread: 0 });
  });

  it('worked when an answer was the next thing that came, though no code was quoted', () => {
    const s = withTicket().at('09:00');
    s.say('megan', sent('portal'));
    s.at('09:30').say('megan', heard);
    s.at('10:00').say('megan', heard);
    expect(profileIn(s).routes['portal']).toEqual({ tried: 1, worked: 1, read: 0, medianMs: 30 * minute });
    // An answer without the code shows no reading.
    expect(waitIn(s).words.unread).toBe(1);
  });

  it('is not praised for what the account manager says in her own chat', () => {
    const s = withTicket().at('09:00');
    s.say('megan', sent('portal'));
    s.at('12:40').say('lynne', heard);
    expect(profileIn(s).routes['portal']).toEqual({ tried: 1, worked: 0, read: 0, medianMs: null });
  });

  it('is judged by nothing that may still work: words are tried once they are overdue, though newer ones came after', () => {
    const s = openTicket(opened().at('08:35'), { via: 'portal' }).at('09:00');
    s.say('megan', sent('portal'));
    s.at('09:01').say('megan', sent('phone'));
    expect(profileIn(s).routes).toEqual({});
    s.at('09:36').say('alex', { type: 'note', words: 'quiet' });
    expect(profileIn(s).routes).toEqual({ portal: { tried: 1, worked: 0, read: 0, medianMs: null } });
    s.until('10:05');
    expect(profileIn(s).routes).toEqual({
      portal: { tried: 2, worked: 0, read: 0, medianMs: null },
      phone: { tried: 1, worked: 0, read: 0, medianMs: null },
    });
  });

  it('is no failure where something else worked before its time was over', () => {
    const s = withTicket().at('09:00');
    s.say('megan', sent('portal'));
    s.at('09:10').say('megan', sent('phone'));
    s.at('09:20').say('megan', heard);
    expect(profileIn(s).routes).toEqual({ phone: { tried: 1, worked: 1, read: 0, medianMs: 10 * minute } });
    s.at('09:30').say('megan', fixed);
    s.at('09:40').say('megan', sent('portal'));
    s.at('09:50').say('megan', verify('ok'));
    s.until('12:00');
    expect(profileIn(s).routes['portal']).toBeUndefined();
  });

  it('the phone is tried with every call, and works when they acted on it', () => {
    const s = withTicket().at('08:40');
    s.say('megan', call('no-effect'));
    s.at('08:50').say('megan', call('acted'));
    s.at('09:00').say('megan', sent('portal'));
    // A click takes no time, so it is none: nothing is known of how fast they act.
    expect(profileIn(s).routes['phone']).toEqual({ tried: 2, worked: 1, read: 0, medianMs: null });
  });
});

it('of several telephones the one that was dialled is tried; a call to their people is no try of the support', () => {
  const organisation = changed((o) => {
    const { microsoft } = o.vendors;
    if (microsoft)
      microsoft.routes = [...microsoft.routes, { id: 'night', kind: 'phone', address: '+46 8 1', dependsOn: [] }];
  });
  const s = openTicket(opened({ organisation }).at('08:35'), { via: 'portal' }).at('08:40');
  s.say('megan', { ...call('acted'), via: 'night' } as Intent);
  s.at('08:45').say('megan', { ...call('no-effect'), whom: 'lynne' } as Intent);
  expect(profileIn(s).routes).toEqual({ night: { tried: 1, worked: 1, read: 0, medianMs: null } });
});

describe('a profile', () => {
  const wait = (more: Partial<Wait>): Wait => ({
    ...waitIn(withTicket()),
    caseId: 'INC-1',
    tries: [],
    ...more,
  });

  it('takes all cases together', () => {
    const day = replayAt('2023-07-31 20:35').state;
    const all = [...day.tickets.map((t) => waitOf(day, t)), wait({ caseId: 'INC-2' })];
    const profile = profileOf('microsoft', all);
    expect(profile).toMatchObject({
      tickets: 2,
      open: 1,
      firstWord: { tickets: 1, medianMs: 9 * hour + 25 * minute, longestMs: 9 * hour + 25 * minute },
      promises: { kept: 0, broken: 1 },
      words: { sent: 5, unread: 2 },
      moved: { superior: 1 },
    });
    expect(profile.waiting).toEqual([{ stage: 'before', since: '2023-07-31T06:35:00.000Z' }]);
  });

  it('leaves out tickets opened by mistake, but not the wrong numbers found with them', () => {
    const at = wait({}).openedAt;
    const profile = profileOf('microsoft', [wait({ status: 'mistake', wrongNumbers: [{ whom: 'support', at }] })]);
    expect(profile).toMatchObject({ tickets: 0, words: { sent: 0 } });
    expect(profile.wrongNumbers).toEqual([{ whom: 'support', at, caseId: 'INC-1', ticket: 'T1' }]);
  });

  it('is one for each vendor, whatever it is called', () => {
    const profiles = profilesOf([wait({}), wait({ vendor: '__proto__' }), wait({ vendor: 'telia' })]);
    expect(Object.keys(profiles).sort()).toEqual(['__proto__', 'microsoft', 'telia']);
  });
});
