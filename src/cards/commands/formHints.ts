/** Small print of a form: why a way is not offered, what a claim costs us, how a time may be written. */
import type { Case } from '../../domain/case.ts';
import { SEVERITIES } from '../../domain/organisation.ts';
import { type RouteState, routesOf } from '../../domain/routes.ts';
import { ticketOf, vendorOf } from '../../domain/tickets.ts';
import type { FormSpec } from '../../grammar/form.ts';
import type { ParseContext } from '../../grammar/types.ts';
import { helpTimes } from '../../words/en/help.ts';
import type { Voice } from '../voice.ts';

/** Plain sentences, most useful first. */
export function hintsOf(spec: FormSpec, state: Case | null, ctx: ParseContext, voice: Voice): string[] {
  const named = (name: string) => spec.fields.find((field) => field.name === name)?.value ?? spec.args[name];
  const vendor = named('vendor') ?? (state && ticketOf(state, named('ticket') ?? '')?.vendor);
  return [
    ...spec.fields.flatMap(({ label, choices = [], leftOut = 0 }) =>
      leftOut > 0 ? [voice.words.cards.listCut(label, choices.length, leftOut)] : [],
    ),
    ...(state && vendor && spec.fields.some(({ name }) => name === 'via') ? deadWays(state, vendor, spec, voice) : []),
    ...(vendor && spec.command === 'ticket open' ? claim(vendor, ctx, voice) : []),
    ...(spec.fields.some((field) => isTime(field)) ? [helpTimes.split('. ')[0] ?? ''] : []),
  ].filter((hint) => hint !== '');
}

const isTime = ({ name, kind }: FormSpec['fields'][number]) =>
  kind === 'line' && ['by', 'due', 'aware', 'next', 'for'].includes(name);

/** Ways that do not work now are not offered; the reason stands here. What the vendor wants may come by any way. */
function deadWays(state: Case, vendor: string, spec: FormSpec, { words, s }: Voice): string[] {
  if (spec.command === 'ticket wants') return [];
  const dead = routesOf(state, vendor).filter((r): r is RouteState & { deadBecause: string } => r.deadBecause !== null);
  return dead.map((r) => words.cards.notOffered(words.route(vendor, r.route.id, state, s), s.service(r.deadBecause)));
}

/** The highest claim means that somebody of ours is there for the vendor round the clock. */
function claim(vendor: string, ctx: ParseContext, { words, s }: Voice): string[] {
  const found = (ctx.caseView && vendorOf(ctx.caseView, vendor)) ?? ctx.vendors[vendor];
  const highest = found?.severities[SEVERITIES[0]];
  return highest === undefined ? [] : [words.cards.highestClaim(s.text(highest, 20))];
}
