import { describe, expect, it } from 'vitest';
import type { Service } from '../../src/domain/organisation.ts';
import { deadServices, findRoute, liveRoutes, personRoutes, routesOf } from '../../src/domain/routes.ts';
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
