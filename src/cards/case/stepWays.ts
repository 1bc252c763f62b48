/**
 * What a playbook says in advance against what is down now: where a step says "by phone" and no telephone of the vendor can be
 * reached from here, the card says so beside it. The step's own words stay as they were written.
 */
import type { Case } from '../../domain/case.ts';
import { entry, type RouteKind, type VendorId } from '../../domain/organisation.ts';
import { type Elsewhere, type RouteState, routesOf, works } from '../../domain/routes.ts';
import { whyNot } from '../reach/routes.ts';
import type { Scene } from '../scene.ts';

/** In the languages of the playbooks. That mail is what the case is about says nothing: only mail as a way counts. */
const NAMES: Partial<Record<RouteKind, RegExp>> = {
  phone: /\b(?:tele)?phone|\b(?:call|ring)\b|\btelefon|\bring(?:a|er)?\b/iu,
  portal: /\bportal/iu,
  email: /\b(?:by|via|per|with) (?:e[-\u2011]?mail|e[-\u2011]?post|mail|mejl)\b/iu,
};

/** "Do not use phone: it needs our telephones, which is down", for each way that a step names and that leads nowhere now. */
export function cautionsOf(scene: Scene, number: number | undefined, hints = false): string[] {
  const step = scene.state.steps.find((one) => one.number === number);
  if (step?.status !== 'open') return [];
  const text = [step.text, ...(hints ? [step.hint, step.script] : [])].join('\n');
  return (Object.entries(NAMES) as [RouteKind, RegExp][]).flatMap(([kind, named]) => {
    return named.test(text) ? (cautionFor(scene, kind) ?? []) : [];
  });
}

/** Null: a way of that kind lives, or there is none. */
export function cautionFor({ state, s, w, c }: Scene, kind: RouteKind): string | null {
  const dead = deadWay(state, kind, s.elsewhere);
  return dead === null ? null : `${c.doNotUse} ${w.routeKind(kind)}: ${whyNot({ s, c }, dead)}`;
}

/** The first route of a kind to the vendors that are meant, where none of them works; null: one does, or there is none. */
function deadWay(state: Case, kind: RouteKind, elsewhere: Elsewhere): RouteState | null {
  const all = vendorsMeant(state).flatMap((vendor) => routesOf(state, vendor, elsewhere));
  const routes = all.filter(({ route }) => route.kind === kind);
  return routes.some(works) ? null : (routes[0] ?? null);
}

/** Those with a ticket, and whoever holds what is affected; before either is known all of the file. */
function vendorsMeant({ tickets, control, affects, directory }: Case): VendorId[] {
  const known = [
    ...tickets.filter(({ status }) => status === 'open').map(({ vendor }) => vendor),
    ...(control.by === 'vendor' ? [control.vendor] : []),
    ...affects.flatMap((id) => entry(directory.services, id)?.vendor ?? []),
  ];
  return known.length > 0 ? [...new Set(known)] : Object.keys(directory.vendors);
}
