/** Who was asked outside Teams, by which way, and whether it is known to have been seen; and that Teams itself is down. */
import type { CarriedPing } from '../../domain/case.ts';
import type { PersonId } from '../../domain/organisation.ts';
import { roleHolders } from '../../domain/people.ts';
import { waysTo } from '../../domain/reach.ts';
import { DOT } from '../../words/format.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { liveNumber } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';
import { firstOf, more } from './caseSections.ts';

const mostAsked = 4;
const mostNamed = 3;

export function outsideSection(scene: Scene): Element[] {
  const { c, state } = scene;
  if (state.status === 'closed') return [];
  return section({ title: c.askedOutside, rows: [...teamsDown(scene), ...askedRows(scene, () => true, true)] });
}

/** For the card of one thing, which need not be named. */
export function askedOutside(scene: Scene, about: (key: string) => boolean): Element[] {
  return askedRows(scene, about, false);
}

/** What is still owed of what was asked, a row for each person; those of whom nothing was heard come first. */
function askedRows(scene: Scene, about: (key: string) => boolean, named: boolean): Element[] {
  const { state, owed } = scene;
  const open = state.carried
    .map((one) => ({ ...one, keys: one.keys.filter((key) => owed.has(key) && about(key)) }))
    .filter(({ keys }) => keys.length > 0)
    .reverse();
  const people = [...Map.groupBy(open, ({ person }) => person).values()]
    .map(([newest, ...older]) => newest && { ...newest, keys: [newest, ...older].flatMap(({ keys }) => keys) })
    .filter((one) => one !== undefined)
    .sort((a, b) => Number(a.confirmedAt !== undefined) - Number(b.confirmedAt !== undefined));
  const shown = firstOf(people, mostAsked).map((one) => askedRow(scene, one, named));
  return [...shown, ...more(scene, people.length - shown.length, 'timeline')];
}

/** "Megan Bowen · sent by SMS 10:42, not confirmed". */
function askedRow({ s, c, w, state }: Scene, of: CarriedPing, named: boolean): Element {
  const { person, keys, way, at, confirmedAt, passedOver } = of;
  const seen = confirmedAt === undefined ? c.notConfirmed : c.confirmed(s.short(confirmedAt));
  const names = named ? keys.slice(0, mostNamed).map((key) => w.keyName(key, state, s)) : [];
  const rest = keys.length > names.length && named ? [`+${keys.length - names.length}`] : [];
  const why = passedOver.map((over) => c.notBy(w.routeKind(over.way), s.text(over.reason, 60)));
  const second = [[...names, ...rest].join(', '), ...why].filter((part) => part !== '').join(DOT);
  return row({
    mark: confirmedAt === undefined ? 'open' : 'done',
    first: [{ text: s.name(person), bold: true }, `${DOT}${c.sentBy(w.routeKind(way), s.short(at))}, ${seen}`],
    ...(second !== '' && { second: c.upper(second) }),
  });
}

/** Pings still go out, but not in chats; whoever has no other way has to be called. */
function teamsDown(scene: Scene): Element[] {
  const { state, s, c, now } = scene;
  const ours = roleHolders(state, now).map((id) => ({ id, ways: waysTo(state, id) }));
  const because = ours[0]?.ways.find(({ kind }) => kind === 'teams')?.deadBecause ?? null;
  if (because === null) return [];
  const stuck = ours.filter(({ ways }) => ways.every(({ deadBecause }) => deadBecause !== null)).map(({ id }) => id);
  const callable = (id: PersonId) => liveNumber(scene, id) !== null;
  const first = c.teamsDown(because === 'teams' ? null : s.service(because));
  return [
    row({
      mark: 'blocked',
      first,
      ...(stuck.length > 0 && { second: c.onlyTeams(s.names(stuck), stuck.some(callable)) }),
    }),
  ];
}
