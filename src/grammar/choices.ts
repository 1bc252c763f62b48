/** The lines of a form's lists: what can be chosen in the case at hand. Short enough that the card stays small. */

import { numbersOf, support } from '../domain/callees.ts';
import type { Case } from '../domain/case.ts';
import { entry, type Route, SEVERITIES } from '../domain/organisation.ts';
import { type RouteState, ranked, routesOf, writtenFirst } from '../domain/routes.ts';
import type { FormChoice } from '../words/en/forms.ts';
import { fits, routesMeant, type Wanted, whomMeant } from './caseArgs.ts';
import { claimsAt } from './claimArg.ts';
import { clocksOf, reportsFor, type WantedClock } from './clockArgs.ts';
import { head } from './fitting.ts';
import { lengthsOffered } from './holds.ts';
import { durationText, timeText } from './times.ts';
import type { Arg, Look } from './types.ts';

/** A list of people, steps or the like longer than this is no help on a phone, and 25 KB are the limit of the card. */
const MOST_CHOICES = 40;
const LONGEST_NAME = 80;
/** Its first thought is shown. */
const LONGEST_STEP = 200;

/** Null: the field is for typing. */
export function choicesFor(name: string, arg: Arg<unknown>, look: Look): FormChoice[] | null {
  const all = unlimited(name, arg, look);
  return all === null ? null : all.slice(0, MOST_CHOICES);
}

/** How many of a list are not on the form: those have to be typed. */
export function leftOut(name: string, arg: Arg<unknown>, look: Look): number {
  return Math.max(0, (unlimited(name, arg, look)?.length ?? 0) - MOST_CHOICES);
}

function unlimited(name: string, arg: Arg<unknown>, look: Look): FormChoice[] | null {
  const { ctx, state } = look;
  switch (arg.kind) {
    case 'person':
      return peopleFor(look);
    case 'time':
      return look.command === 'ack' || look.command === 'outsider on-it' ? holdTimes(look) : null;
    case 'duration':
      return look.command === 'snooze' ? snoozeLengths(look) : null;
    case 'route':
      return routesFor(look);
    case 'ticket':
      return state ? ticketsFor(look, arg.choices?.[0] as Wanted) : null;
    case 'whom':
      return whomFor(look);
    case 'pack':
      return state ? packsFor(state, look.known['ticket']) : null;
    case 'step':
      return state ? stepsFor(look) : null;
    case 'vendor':
      return named(Object.values(ctx.vendors));
    case 'services':
      return named(Object.values(ctx.services));
    case 'playbook':
      return ctx.playbooks.map((one) => ({ value: one.id, is: 'name', name: one.name.en }));
    case 'severity':
      return SEVERITIES.map((value) => ({ value, is: 'severity' }));
    case 'role':
      return (arg.choices ?? []).map((value) => ({ value, is: 'role' }));
    case 'choice':
      return (arg.choices ?? []).map((value) => ({ value, is: look.command === 'ticket call' ? 'result' : 'word' }));
    case 'clock':
      return clocksFor(look, arg.choices?.[0] as WantedClock);
    case 'report':
      return reportsFor(look, arg.choices?.[0] === 'sent' ? 'sent' : 'next').map((value) => ({ value, is: 'report' }));
    case 'text':
      return name === 'sev' ? claimsFor(look) : null;
    case 'code':
    case 'words':
    case 'title':
    case 'target':
    case 'page':
    case 'item':
    case 'command':
      return null;
  }
}

function named(all: readonly { readonly id: string; readonly name: string }[]): FormChoice[] {
  return all.map(({ id, name }) => ({ value: id, is: 'name', name: head(name, LONGEST_NAME) }));
}

/** Our own people; those who hold a role first. Outsiders are given nothing of ours. */
function peopleFor({ ctx, state }: Look): FormChoice[] {
  const inRoles = new Set(Object.values(state?.directory.roles ?? {}).flat());
  const ours = Object.values(ctx.people).filter((person) => person.organisation === undefined);
  return named([...ours.filter(({ id }) => inRoles.has(id)), ...ours.filter(({ id }) => !inRoles.has(id))]);
}

function holdTimes(look: Look): FormChoice[] {
  return lengthsOffered(look, 'acknowledgeAtMost').map(({ until }) => ({
    value: timeText(until, look.ctx.zone),
    is: 'time',
    at: until,
  }));
}

function snoozeLengths(look: Look): FormChoice[] {
  return lengthsOffered(look, 'snoozeAtMost').map(({ length }) => ({
    value: durationText(length),
    is: 'duration',
    name: length,
  }));
}

/** What we use ourselves must work; what the vendor wants may come by a way that is dead, and that has to be said. */
function routesFor(look: Look): FormChoice[] | null {
  const routes = routesMeant(look);
  if (routes === null) return null;
  const { ctx, state } = look;
  const vendor = look.known['vendor'] ?? state?.tickets.find((t) => t.id === look.known['ticket'])?.vendor;
  const judged = state && typeof vendor === 'string' ? routesOf(state, vendor, ctx.elsewhere) : [];
  const profile = typeof vendor === 'string' ? entry(ctx.profiles ?? {}, vendor) : undefined;
  const order = ranked(routes, profile);
  const all = (look.command === 'pack send' ? writtenFirst(order) : order).map((route): FormChoice => {
    const { deadBecause: dead = null, downIn } = judged.find((one) => one.route.id === route.id) ?? {};
    const record = entry(profile?.routes ?? {}, route.id);
    return {
      value: route.id,
      is: 'route',
      name: route.kind,
      ...(dead !== null && { dead }),
      ...doubtOf(look, vendor, route, downIn),
      ...(record && { record }),
    };
  });
  const works = all.filter((one) => one.dead === undefined);
  const doubtful = (one: FormChoice) => one.wrong !== undefined || one.downIn !== undefined;
  const alive = [...works.filter((one) => !doubtful(one)), ...works.filter(doubtful)];
  return look.command === 'ticket wants' ? [...alive, ...all.filter((one) => one.dead !== undefined)] : alive;
}

/** Why a way that lives may fail all the same: its number was wrong, or another open case says that what it needs is down. */
function doubtOf(
  { ctx, state }: Look,
  vendor: unknown,
  route: Route,
  downIn: RouteState['downIn'],
): Pick<FormChoice, 'wrong' | 'downIn'> {
  if (!state || typeof vendor !== 'string') return {};
  const { wrongAt, doubted } = numbersOf(state, vendor, support, ctx).find((n) => n.route.id === route.id) ?? {};
  if (wrongAt !== undefined) return { wrong: { at: wrongAt } };
  if (doubted !== undefined) return { wrong: doubted };
  return downIn === undefined ? {} : { downIn };
}

function ticketsFor({ state }: Look, wanted: Wanted): FormChoice[] {
  return (state?.tickets ?? [])
    .filter((ticket) => fits(ticket, wanted))
    .map((ticket) => ({
      value: ticket.id,
      is: 'ticket',
      name: state?.directory.vendors[ticket.vendor]?.name ?? ticket.vendor,
    }));
}

function whomFor(look: Look): FormChoice[] | null {
  const name = (id: string) => head(look.ctx.people[id]?.name ?? id, LONGEST_NAME);
  const choice = (id: string): FormChoice =>
    id === support ? { value: id, is: 'word' } : { value: id, is: 'name', name: name(id) };
  return whomMeant(look)?.map(choice) ?? null;
}

/** The versions that the ticket's vendor may have, newest first; with several tickets each says which it was made for. */
function packsFor(state: Case, ticket: unknown): FormChoice[] {
  const vendorOf = (id: unknown) => state.tickets.find((one) => one.id === id)?.vendor;
  const vendor = vendorOf(ticket);
  const fitting = state.packs.filter((pack) => vendor === undefined || vendorOf(pack.ticket) === vendor);
  const about = (id: string) => (state.tickets.length > 1 ? { name: id } : {});
  return fitting
    .reverse()
    .map(({ version, at, ticket: of }) => ({ value: String(version), is: 'pack', at, ...about(of) }));
}

/** Steps that the command can be about: open ones, or for `undo` the others. Those with a due time first. */
function stepsFor({ state, command }: Look): FormChoice[] {
  const undo = command === 'step undo';
  const steps = (state?.steps ?? []).filter((step) => (step.status === 'open') !== undo);
  const order = [...steps].sort((a, b) => ((a.due ?? '~') < (b.due ?? '~') ? -1 : 1));
  return order.map((step) => ({
    value: String(step.number),
    is: 'step',
    name: head(step.text, LONGEST_STEP),
    ...(step.due !== undefined && { at: step.due }),
  }));
}

function clocksFor(look: Look, wanted: WantedClock): FormChoice[] | null {
  const { state } = look;
  if (!state) return null;
  return clocksOf(look, wanted).map((id) => ({
    value: id,
    is: 'name',
    name: state.notices.find((n) => n.clock.id === id)?.clock.name ?? state.policy.authorities[id]?.name ?? id,
  }));
}

/** What may be claimed at the vendor: its own words for severities. */
function claimsFor(look: Look): FormChoice[] | null {
  return claimsAt(look)?.map((value) => ({ value, is: 'name', name: value })) ?? null;
}
