import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Organisation } from '../../src/domain/organisation.ts';
import { canReach, nextWay, waysTo } from '../../src/domain/reach.ts';
import { mail, onlyMail, outside, sms, withCarriers } from '../support/outside.ts';
import { everybody, example, Story } from '../support/story.ts';

const stateOf = (affects: readonly string[], organisation: Organisation = outside, presence = everybody) => ({
  directory: organisation,
  affects: [...affects],
  presence,
  undelivered: {},
  disowned: {},
});
const ways = (person: string, ...affects: string[]) =>
  waysTo(stateOf(affects), person).map(({ kind, deadBecause }) => (deadBecause ? `${kind}, ${deadBecause}` : kind));
const next = (person: string, affects: string[], passedOver: string[] = []) =>
  nextWay(stateOf(affects), person, passedOver)?.kind;

describe('the ways to a person', () => {
  it('are those that Baton itself can go, in order of preference', () => {
    expect(ways('megan')).toEqual(['teams', 'sms', 'email']);
    expect(ways('lynne')).toEqual(['teams', 'sms', 'email']);
    // Nobody of the example has a route for SMS unless it is listed; the telephone is for people.
    expect(ways('alex')).toEqual(['teams', 'email']);
    expect(ways('nobody')).toEqual([]);
  });

  it('begin with Teams for people of ours, listed or not', () => {
    expect(ways('patti')).toEqual(['teams', 'email', 'webhook']);
    expect(ways('patti', 'sso')).toEqual(['teams, sso', 'email, sso', 'webhook']);
  });

  it('are dead when the route or its carrier needs something that is affected, and say what', () => {
    expect(ways('megan', 'email')).toEqual(['teams', 'sms', 'email, email']);
    expect(ways('megan', 'network')).toEqual(['teams, network', 'sms', 'email, network']);
    const needy = withCarriers({ ...outside.carriers, sms: { url: 'https://sms.example', dependsOn: ['phones'] } });
    expect(waysTo(stateOf(['phones'], needy), 'megan')[1]).toMatchObject({ kind: 'sms', deadBecause: 'phones' });
  });

  it('do not include a carrier that the organisation does not have', () => {
    expect(waysTo(stateOf([], withCarriers({})), 'megan').map(({ kind }) => kind)).toEqual(['teams']);
    const { carriers: _, ...older } = outside;
    expect(waysTo({ ...stateOf([]), directory: older }, 'megan').map(({ kind }) => kind)).toEqual(['teams']);
  });

  it('include Teams for somebody of a vendor’s only when the bot has met her there', () => {
    const never = { ...everybody, chatted: [] };
    expect(waysTo(stateOf([], outside, never), 'lynne').map(({ kind }) => kind)).toEqual(['sms', 'email']);
  });
});

describe('the way that a ping takes', () => {
  it('is the first live one that was not passed over', () => {
    expect(next('megan', [])).toBe('teams');
    expect(next('megan', ['teams'])).toBe('sms');
    expect(next('megan', ['teams'], ['sms'])).toBe('email');
    expect(next('megan', [], ['teams', 'sms'])).toBe('email');
    expect(next('megan', [], ['teams', 'sms', 'mail'])).toBeUndefined();
  });

  it('is Teams all the same for somebody of ours whom nothing else is left for, and nothing for an outsider', () => {
    expect(next('alex', ['teams', 'email'])).toBe('teams');
    expect(next('alex', ['teams', 'email'], ['teams'])).toBeUndefined();
    expect(nextWay(stateOf(['teams'], example.organisation), 'lynne')).toBeNull();
  });

  it('is never a dead one while a live one is left, whatever is affected', () => {
    const services = Object.keys(outside.services);
    const people = Object.keys(outside.people);
    fc.assert(
      fc.property(
        fc.subarray(services),
        fc.constantFrom(...people),
        fc.subarray(['teams', 'sms']),
        (affects, id, no) => {
          const state = stateOf(affects);
          const alive = waysTo(state, id).filter(
            ({ deadBecause, route }) => deadBecause === null && !no.includes(route),
          );
          const way = nextWay(state, id, no);
          if (alive.length > 0) expect(way).toEqual(alive[0]);
          else expect(way === null || (way.kind === 'teams' && id !== 'lynne')).toBe(true);
        },
      ),
    );
  });
});

describe('whom a rung means', () => {
  it('the account manager outside Teams counts as reachable by a live carrier', () => {
    const never = { ...everybody, chatted: [] };
    expect(canReach(stateOf([], outside, never), 'lynne')).toBe(true);
    expect(canReach(stateOf([], withCarriers({}), never), 'lynne')).toBe(false);
    expect(canReach(stateOf(['email'], onlyMail, never), 'lynne')).toBe(false);
    expect(canReach({ ...stateOf([]), undelivered: { lynne: { at: '' as never, reason: '' } } }, 'lynne')).toBe(false);
  });

  it('after every way failed, counts again when one lives that was not tried then', () => {
    const failed = (ways?: string[]) => ({ lynne: { at: '' as never, reason: '', ...(ways && { ways }) } });
    const with_ = (affects: string[], ways?: string[]) =>
      canReach({ ...stateOf(affects), undelivered: failed(ways) }, 'lynne');
    expect(with_(['email'], ['teams', 'sms'])).toBe(false);
    expect(with_([], ['teams', 'sms'])).toBe(true);
    expect(with_([], ['teams', 'sms', 'mail'])).toBe(false);
    // "Wrong person" is no matter of ways.
    expect(with_([])).toBe(false);
  });

  it('so she is pinged by it, at the rung and at the reminder, instead of being called', () => {
    const people = { ...outside.people };
    people['lynne'] = { ...people['lynne'], routes: [sms('+46 70 000 00 06')] } as (typeof people)[string];
    const story = new Story('2023-07-31T06:10:00Z', { ...outside, people }, { ...everybody, chatted: [] });
    story.say('alex', { type: 'case.new', title: 'Blocked', severity: 'sev1', affects: ['email'] });
    story.at('08:35').say('megan', { type: 'ticket.open', vendor: 'microsoft', via: 'phone', words: 'blocked' });
    story.until('12:35');
    expect(story.pings('ticket:T1').at(-1)).toBe('12:35 rung lynne megan');
    story.at('12:40').say('lynne', { type: 'ack', until: story.instant('13:10') });
    story.until('13:10');
    expect(story.pings('ticket:T1').at(-1)).toBe('13:10 reminder lynne megan');
  });

  it('and is called when that carrier is dead, too', () => {
    const people = { ...outside.people };
    people['lynne'] = { ...people['lynne'], routes: [mail('lynner@example.com')] } as (typeof people)[string];
    const story = new Story('2023-07-31T06:10:00Z', { ...outside, people }, { ...everybody, chatted: [] });
    story.say('alex', { type: 'case.new', title: 'Blocked', severity: 'sev1', affects: ['email'] });
    story.at('08:35').say('megan', { type: 'ticket.open', vendor: 'microsoft', via: 'phone', words: 'blocked' });
    story.until('12:35');
    expect(story.pings('ticket:T1').at(-1)).toBe('12:35 rung megan');
    story.at('12:36').say('alex', { type: 'case.set', affects: { add: [], remove: ['email'] } });
    story.until('14:36');
    expect(story.pings('deadline:').at(-1)).toContain('lynne');
  });
});
