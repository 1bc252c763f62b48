/** What is said of a contact that somebody should check, on the card and in a letter. */
import type { ContactCheck } from '../../domain/contacts.ts';
import type { Desk } from '../../domain/desk.ts';
import { entry, type PersonId, type Route } from '../../domain/organisation.ts';
import { personRoutes, type RouteState, routesOf } from '../../domain/routes.ts';
import type { Instant } from '../../domain/time.ts';
import { type ContactWords, contactWordsOf } from '../../words/contacts.ts';
import type { Names } from '../../words/speech.ts';
import type { ViewContext } from '../post.ts';
import { dayOf, type VendorScene, vendorScene } from './vendorScene.ts';

export interface ContactList {
  desk: Desk;
  contacts: readonly (ContactCheck & { answered?: { at: Instant; by: PersonId; what: 'right' | 'changed' } })[];
  outOfReach: readonly PersonId[];
}

export type ContactScene = VendorScene & { k: ContactWords };

export function contactScene(desk: Desk, names: Names, view: ViewContext): ContactScene {
  return { ...vendorScene(desk, names, view), k: contactWordsOf(view.language) };
}

/** Whose contact it is. */
export function nameOf({ s, k }: ContactScene, { person, vendor }: ContactCheck): string {
  return person === undefined ? k.support(s.vendor(vendor ?? '')) : s.name(person);
}

/** Why it is to be checked, or when it was. */
export function stateOf(scene: ContactScene, { verified, wrong, due }: ContactCheck): string {
  const { s, k } = scene;
  if (wrong) return k.wrong(s.short(wrong.at), wrong.caseId);
  if (verified === undefined) return k.never;
  return due ? k.due(dayOf(scene, verified)) : k.fine(dayOf(scene, verified));
}

/** What she is to us; empty for a vendor's support. */
export function placeOf({ desk, s, k }: ContactScene, { person, vendor }: ContactCheck): string {
  if (person === undefined) return '';
  const of = vendor === undefined ? undefined : entry(desk.directory.vendors, vendor);
  if (of === undefined) return k.ours;
  const name = s.vendor(of.id);
  const place = of.accountManager.indexOf(person);
  return place === 0 ? k.accountManager(name) : place > 0 ? k.deputy(name) : k.superior(name);
}

/** At most two numbers, in the file's order, each dead or alive. */
export function phonesOf(
  { desk }: ContactScene,
  { person, vendor }: ContactCheck,
): (RouteState & { route: Route & { address: string } })[] {
  const routes = person === undefined ? routesOf(desk, vendor ?? '') : personRoutes(desk, person);
  return routes
    .flatMap(({ route, deadBecause }) =>
      route.kind === 'phone' && route.address ? [{ route: { ...route, address: route.address }, deadBecause }] : [],
    )
    .slice(0, 2);
}
