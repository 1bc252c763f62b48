import { describe, expect, it } from 'vitest';
import type { Service } from '../../src/domain/organisation.ts';
import { profileOf } from '../../src/domain/profile.ts';
import {
  deadServices,
  findRoute,
  liveRoutes,
  personRoutes,
  recipientRoutes,
  routesOf,
} from '../../src/domain/routes.ts';
import { example } from '../support/story.ts';

const state = (...affects: string[]) => ({ directory: example.organisation, affects });
const service = (id: string, ...dependsOn: string[]): Service => ({ id, name: id, dependsOn });

describe('dead services', () => {
  it('are the affected ones and all that depend on them, each with the affected one to blame', () => {
    expect(Object.fromEntries(deadServices(example.organisation.services, ['network']))).toEqual({
      network: 'network',
      sso: 'network',
      email: 'network',
      teams: 'network',
    });
    expect([...deadServices(example.organisation.services, ['email']).keys()]).toEqual(['email']);
  });

  it('services that depend on each other come to an end', () => {
    const services = { a: service('a', 'b'), b: service('b', 'a'), c: service('c') };
    expect([...deadServices(services, ['a']).keys()].sort()).toEqual(['a', 'b']);
  });

  it('one that is affected itself is its own blame, whatever it depends on', () => {
    expect(deadServices(example.organisation.services, ['network', 'email']).get('email')).toBe('email');
  });

  it('one that nobody knows kills nothing else', () => {
    expect([...deadServices(example.organisation.services, ['ghost']).keys()]).toEqual(['ghost']);
  });
});

describe('routes', () => {
  it('of a vendor stand in the order of the file, dead or alive', () => {
    expect(routesOf(state('sso'), 'microsoft').map((r) => [r.route.id, r.deadBecause])).toEqual([
      ['portal', 'sso'],
      ['phone', null],
      ['mail', 'sso'],
    ]);
  });

  it('alive: the phone first, for words said there are never unread', () => {
    expect(liveRoutes(state(), 'microsoft').map((r) => r.id)).toEqual(['phone', 'portal', 'mail']);
    expect(liveRoutes(state('email', 'phones'), 'microsoft').map((r) => r.id)).toEqual(['portal']);
    expect(liveRoutes(state('network', 'phones'), 'microsoft')).toEqual([]);
    expect(liveRoutes(state(), 'ghost')).toEqual([]);
  });

  it('alive: in order of what has worked before, how often and then how fast', () => {
    const hours = (n: number) => n * 3_600_000;
    const known = (routes: Record<string, readonly [tried: number, worked: number, ms: number | null]>) => ({
      ...profileOf('microsoft', []),
      routes: Object.fromEntries(
        Object.entries(routes).map(([id, [tried, worked, medianMs]]) => [
          id,
          { tried, worked, read: worked, medianMs },
        ]),
      ),
    });
    const order = (routes: Parameters<typeof known>[0]) =>
      liveRoutes(state(), 'microsoft', known(routes)).map((r) => r.id);
    expect(order({ portal: [4, 4, hours(9)] })).toEqual(['portal', 'phone', 'mail']);
    expect(order({ mail: [4, 4, hours(1)], portal: [4, 4, hours(9)] })).toEqual(['mail', 'portal', 'phone']);
    expect(order({ portal: [4, 1, hours(9)] })).toEqual(['phone', 'mail', 'portal']);
    // A single miss says little; a phone that never helps falls behind what was not tried.
    expect(order({ phone: [1, 0, null] })).toEqual(['phone', 'portal', 'mail']);
    expect(order({ phone: [4, 0, null] })).toEqual(['portal', 'mail', 'phone']);
    expect(order({ phone: [4, 1, hours(7)], portal: [2, 0, null] })).toEqual(['mail', 'phone', 'portal']);
    // Where two are the same, the file's order; what the file does not have is not made up.
    expect(order({ portal: [2, 1, hours(1)], mail: [2, 1, hours(1)], fax: [9, 9, 1] })).toEqual([
      'phone',
      'portal',
      'mail',
    ]);
    expect(liveRoutes(state('sso'), 'microsoft', known({ portal: [4, 4, 1] })).map((r) => r.id)).toEqual(['phone']);
  });

  it("to an authority need our telephones and mail like anybody's", () => {
    const recipient = { name: 'CERT', phone: '+46 1', web: 'https://cert.example', email: 'in@cert.example' };
    expect(recipientRoutes(state('email'), recipient).map((r) => [r.route.kind, r.deadBecause])).toEqual([
      ['phone', null],
      ['email', 'email'],
    ]);
  });

  it('of a person in order of preference', () => {
    expect(personRoutes(state('sso'), 'lynne').map((r) => [r.route.id, r.deadBecause])).toEqual([
      ['teams', 'sso'],
      ['mobile', null],
      ['mail', 'sso'],
    ]);
    expect(personRoutes(state(), 'ghost')).toEqual([]);
  });

  it('are named by their id, or by their kind where only one has it', () => {
    const named = (word: string) => {
      const found = findRoute(state(), 'microsoft', word);
      return found && 'route' in found ? found.route.id : found;
    };
    expect(['Portal', 'phone', 'mail', 'email', 'sms', 'constructor'].map(named)).toEqual([
      'portal',
      'phone',
      'mail',
      'mail',
      null,
      null,
    ]);
  });

  it('a kind that several have names them', () => {
    const directory = structuredClone(example.organisation);
    const vendor = directory.vendors['microsoft'];
    const phone = vendor?.routes.find((r) => r.id === 'phone');
    if (vendor && phone)
      Object.assign(vendor, {
        routes: [...vendor.routes.filter((r) => r.id !== 'phone'), { ...phone, id: 'day' }, { ...phone, id: 'night' }],
      });
    expect(findRoute({ directory, affects: [] }, 'microsoft', 'phone')).toEqual({ several: ['day', 'night'] });
  });
});
