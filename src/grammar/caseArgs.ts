/** Arguments that are read against the state of the case: its tickets, steps, routes. */

import { atThisHour, everyWhom, lineOf, meantFor, numbersOf, support } from '../domain/callees.ts';
import type { Ticket } from '../domain/case.ts';
import type { AffectsChange, TicketId, Whom } from '../domain/commands.ts';
import { entry, type Route, type ServiceId } from '../domain/organisation.ts';
import { liveRoutes } from '../domain/routes.ts';
import { listed, make, serviceOf } from './args.ts';
import { plainHyphens } from './characters.ts';
import { readNumber, readPerson, readTicket } from './names.ts';
import type { Arg, Look, Read } from './types.ts';

type Options = Parameters<typeof make>[1];

/** Which tickets a verb can mean; `meant`: all but those opened by mistake. */
export type Wanted = 'open' | 'closable' | 'over' | 'meant' | 'any';

export function fits(ticket: Ticket, wanted: Wanted): boolean {
  if (wanted === 'any') return true;
  if (wanted === 'meant') return ticket.status !== 'mistake';
  if (wanted === 'over') return ticket.status !== 'open';
  return ticket.status === 'open' || (wanted === 'closable' && ticket.status === 'verified');
}

/** `T1`, or the vendor's number, which is what they say on the telephone. When the case has exactly one that the verb can mean, it is taken. */
export function ticket(wanted: Wanted = 'open'): Arg<TicketId, false> {
  const candidates = (look: Look) => look.state?.tickets.filter((t) => fits(t, wanted)) ?? [];
  return make<TicketId>({
    kind: 'ticket',
    place: 'inside',
    usage: 'T1',
    choices: [wanted],
    read(given, _name, look) {
      const numbered = candidates(look).filter(({ reference }) => isNumber(reference, given));
      const id = readTicket(given) ?? (numbered.length === 1 ? numbered[0]?.id : undefined);
      if (id !== undefined) return { value: id, text: id };
      if (numbered.length === 0) return { problem: { problem: 'bad-ticket', heard: given } };
      return {
        problem: { problem: 'which-ticket', tickets: numbered.map((t) => ({ ticket: t.id, vendor: t.vendor })) },
      };
    },
    infer(look) {
      const all = candidates(look);
      return all.length === 1 ? all[0]?.id : undefined;
    },
    missing(look) {
      if (!look.state) return { problem: 'missing', command: look.command, arg: 'ticket' };
      const tickets = candidates(look).map((t) => ({ ticket: t.id, vendor: t.vendor }));
      if (tickets.length > 0) return { problem: 'which-ticket', tickets };
      const asked = { open: 'open', closable: 'open', over: 'over', meant: 'any', any: 'any' } as const;
      return { problem: 'no-ticket', wanted: asked[wanted] };
    },
  });
}

/** As they say it: with or without the mark before it, in any letters. */
function isNumber(reference: string | undefined, given: string): boolean {
  const bare = (text: string) => text.replace(/^#/u, '').trim().toLowerCase();
  return reference !== undefined && bare(reference) === bare(given);
}

export function step(): Arg<number, false> {
  return make<number>({
    kind: 'step',
    place: 'inside',
    usage: '2',
    read(given) {
      const number = readNumber(given.replace(/^#/, ''));
      return number === null
        ? { problem: { problem: 'bad-step', heard: given } }
        : { value: number, text: String(number) };
    },
  });
}

/** A version of the evidence pack: a number. */
export function pack(options: Options = {}): Arg<number, false> {
  return make<number>(
    {
      kind: 'pack',
      read(given) {
        const number = readNumber(given.replace(/^#/, ''));
        return number === null
          ? { problem: { problem: 'bad-pack', heard: given } }
          : { value: number, text: String(number) };
      },
    },
    options,
  );
}

/** The routes of the vendor that the arguments before this one mean; null: it is not known which. */
export function routesMeant({ ctx, state, known }: Look): readonly Route[] | null {
  const meant = known['ticket'];
  const vendor = known['vendor'] ?? state?.tickets.find((t) => t.id === meant)?.vendor;
  return typeof vendor === 'string' ? (entry(ctx.vendors, vendor)?.routes ?? null) : null;
}

/** Those that work now; what the vendor wants may come by any. */
function usable(routes: readonly Route[], { state, command, known }: Look): readonly Route[] {
  const vendor = known['vendor'] ?? state?.tickets.find((t) => t.id === known['ticket'])?.vendor;
  if (!state || typeof vendor !== 'string' || command === 'ticket wants') return routes;
  const alive = new Set(liveRoutes(state, vendor).map((r) => r.id));
  return routes.filter((r) => alive.has(r.id));
}

/** A route's id, or its kind where only one has it. Without the vendor the core decides. */
export function route(options: Options = {}): Arg<string, false> {
  return make<string>(
    {
      kind: 'route',
      place: 'keyed',
      usage: 'via:phone',
      read(given, _name, look) {
        const word = plainHyphens(given.slice(0, 60)).toLowerCase();
        const routes = routesMeant(look);
        if (routes === null) return { value: word, text: word };
        const byId = routes.find((r) => r.id.toLowerCase() === word);
        if (byId) return { value: byId.id, text: byId.id };
        const kinds = word === 'mail' || word === 'e-mail' ? ['email'] : [word];
        const alive = usable(routes, look);
        const ofKind = routes.filter((r) => kinds.includes(r.kind));
        // Of several of a kind the only one that works is meant.
        const byKind = (ofKind.length > 1 && usable(ofKind, look).length > 0 ? usable(ofKind, look) : ofKind).map(
          (r) => r.id,
        );
        if (byKind.length > 1) return { problem: { problem: 'ambiguous-route', heard: given, known: byKind } };
        const [only] = byKind;
        return only === undefined
          ? { problem: { problem: 'unknown-route', heard: given, known: alive.map((r) => r.id) } }
          : { value: only, text: only };
      },
    },
    options,
  );
}

/** Whom a call was to: the vendor's support, or one of its account managers and those above them. */
export function whom(): Arg<Whom, false> {
  return make<Whom>({
    kind: 'whom',
    place: 'keyed',
    usage: 'whom:support',
    span: 3,
    read(given, _name, look) {
      const word = given.slice(0, 120);
      const known = whomMeant(look);
      if (word.toLowerCase() === support) return { value: support, text: support };
      const person = [word, `@${word}`].map((text) => readPerson(text, look.ctx)).find((found) => 'value' in found);
      const id = person && 'value' in person ? person.value : null;
      return id !== null && (known === null || known.includes(id))
        ? { value: id, text: id }
        : { problem: { problem: 'unknown-whom', heard: given, known: known ?? [support] } };
    },
    infer({ state, known, ctx }) {
      const ticket = state?.tickets.find((t) => t.id === known['ticket']);
      if (!state || !ticket) return undefined;
      const meant = meantFor(state, ticket);
      return atThisHour(state, lineOf(state, ticket.vendor, meant, ctx), meant, ctx.now)[0]?.whom;
    },
  });
}

/** Everybody who can be called about the ticket named before; null: it is not known which. */
export function whomMeant({ state, known }: Look): Whom[] | null {
  const ticket = state?.tickets.find((t) => t.id === known['ticket']);
  return state && ticket ? everyWhom(state, ticket.vendor) : null;
}

/** By which of her numbers: only a call card says it, which shows one; where nobody says, the one that a call card would show now. */
export function numberRoute(): Arg<string, false> {
  return make<string>({
    kind: 'route',
    place: 'keyed',
    usage: 'via:phone',
    hidden: true,
    read(given, _name, { state, known }) {
      const word = plainHyphens(given.slice(0, 60)).toLowerCase();
      const vendor = state?.tickets.find((t) => t.id === known['ticket'])?.vendor;
      if (!state || vendor === undefined) return { value: word, text: word };
      const called = typeof known['whom'] === 'string' ? [known['whom']] : everyWhom(state, vendor);
      const routes = called.flatMap((one) => numbersOf(state, vendor, one)).map(({ route }) => route.id);
      const id = routes.find((one) => one.toLowerCase() === word);
      return id === undefined
        ? { problem: { problem: 'unknown-route', heard: given, known: [...new Set(routes)] } }
        : { value: id, text: id };
    },
    infer({ state, known, ctx }) {
      const ticket = state?.tickets.find((t) => t.id === known['ticket']);
      if (!state || !ticket) return undefined;
      const line = lineOf(state, ticket.vendor, meantFor(state, ticket), ctx);
      return line.find((one) => one.whom === known['whom'])?.route.id;
    },
  });
}

/** `+sso,-email` changes the list; `email,sso` is the whole new list, `none` an empty one. */
export function affects(): Arg<AffectsChange, false> {
  return make<AffectsChange>({
    kind: 'services',
    place: 'keyed',
    usage: 'affects:+sso',
    aliases: ['affect', 'services'],
    read(given, _name, look) {
      const parts = listed(plainHyphens(given));
      const signed = parts.some((part) => /^[+-]/.test(part));
      const change: { add: ServiceId[]; remove: ServiceId[] } = { add: [], remove: [] };
      if (parts.length === 1 && parts[0]?.toLowerCase() === 'none')
        return { value: { ...change, only: [] }, text: 'none' };
      for (const part of parts) {
        const id = serviceOf(part.replace(/^[+-]/, '').trim(), look);
        if (typeof id !== 'string') return id satisfies Read<never>;
        (part.startsWith('-') ? change.remove : change.add).push(id);
      }
      if (signed) return { value: change, text: signText(change) };
      return { value: { add: [], remove: [], only: change.add }, text: change.add.join(',') };
    },
  });
}

function signText({ add, remove }: { add: ServiceId[]; remove: ServiceId[] }): string {
  return [...add.map((id) => `+${id}`), ...remove.map((id) => `-${id}`)].join(',');
}

/** What a hold is about: `T1`, `step 2`, or keys of obligations with commas, as a ping's buttons send them. */
export function target(options: Options = {}): Arg<string, false> {
  return make<string>(
    {
      kind: 'target',
      usage: 'T1|step 2',
      span: 2,
      read(given) {
        const id = readTicket(given);
        if (id !== null) return { value: id, text: id };
        const stepNumber = /^step[ :]?#?([1-9]\d{0,5})$/i.exec(given.slice(0, 16));
        if (stepNumber) return { value: `step ${stepNumber[1]}`, text: `step ${stepNumber[1]}` };
        return isKeys(given) ? { value: given } : { problem: { problem: 'bad-target', heard: given } };
      },
    },
    options,
  );
}

const ONE_WORD = ['update', 'handover', 'retrospective', 'decide-next'];

/** Keys of obligations: one word of the few, or a kind and what it is about. */
export function isKeys(text: string): boolean {
  if (text.length > 2000) return false;
  return text
    .split(',')
    .every(
      (key) =>
        key.length <= 160 && (ONE_WORD.includes(key) || /^[a-z-]{1,20}:[^\s:,]{1,80}(?::[^\s:,]{1,50})?$/.test(key)),
    );
}
