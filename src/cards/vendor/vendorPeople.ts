/** Account manager, deputies and those above: whether the bot reaches them, by which number they are called, when that was last checked. */
import { doubtOf } from '../../domain/callees.ts';
import { contactsOf, isVerified } from '../../domain/desk.ts';
import { entry, type PersonId, type Vendor } from '../../domain/organisation.ts';
import { personRoutes, type RouteState } from '../../domain/routes.ts';
import { DOT } from '../../words/format.ts';
import { line } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { phoneRow } from '../reach/callee.ts';
import { deadRow, hoursNow, wrongRow } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import { dayOf, profileIn, reachOf, type VendorScene } from './vendorScene.ts';

const mostPeople = 3;

export function peopleSection(scene: VendorScene, vendor: Vendor): Element[] {
  const people = contactsOf(scene.desk, vendor);
  const shown = people.slice(0, mostPeople);
  const left = people.length - shown.length;
  return section({
    title: scene.v.people,
    rows: [
      ...shown.flatMap((person) => personRows(scene, vendor, person)),
      ...(left > 0 ? [line(scene.v.morePeople(left), { size: 'Small', subtle: true })] : []),
    ],
  });
}

function personRows(scene: VendorScene, vendor: Vendor, person: PersonId): Element[] {
  const { desk, s, v, c } = scene;
  const way = reachOf(scene, person);
  const failed = entry(desk.undelivered, person);
  const routes = personRoutes(desk, person);
  const phones = routes.filter(({ route, deadBecause }) => route.kind === 'phone' && deadBecause === null);
  const doubt = ({ route }: RouteState) =>
    doubtOf(desk, profileIn(scene, vendor.id), person, route.address ?? '', scene.now);
  const doubts = phones.filter(doubt);
  const facts = [
    c.upper(placeOf(scene, vendor, person)),
    way ?? v.notReached,
    failed === undefined ? '' : v.lastFailed(s.short(failed.at)),
    doubts.length > 0 ? '' : checkedOf(scene, entry(desk.directory.people, person)?.verified),
  ];
  return [
    row({
      mark: way === null ? 'blocked' : 'done',
      first: s.name(person),
      bold: true,
      second: facts.filter((fact) => fact !== '').join(DOT),
    }),
    ...phones
      .filter((phone) => !doubts.includes(phone))
      .slice(0, 2)
      .map(({ route }) =>
        phoneRow(route.address ?? '', [route.id === 'mobile' ? c.mobile : c.phone, hoursNow(scene, route)]),
      ),
    ...doubts.slice(0, 2).map((phone) => wrongRow(scene, phone.route, doubt(phone))),
    ...routes.filter(({ deadBecause }) => deadBecause !== null).map((dead) => deadRow(scene, dead)),
  ];
}

function placeOf({ v }: VendorScene, { accountManager, superior }: Vendor, person: PersonId): string {
  const place = accountManager.indexOf(person);
  if (place === 0) return v.accountManager;
  return place > 0 ? v.deputy(place) : superior.includes(person) ? v.superior : '';
}

/** When somebody last checked that these still work, as the file says. */
export function checkedOf(scene: VendorScene, day: string | undefined): string {
  const { desk, v, now } = scene;
  if (day === undefined) return v.neverChecked;
  return isVerified(desk, day, now) ? v.verified(dayOf(scene, day)) : v.checkDue(dayOf(scene, day));
}
