// What people can say: help, forms, what was not understood, and the greeting. All are readings of the grammar's table.
// No form checks what comes back from it: that is the grammar's work.
/** Every form, as a reading of the grammar's table: what is missing stands on top, what was filled in stays, the typed twin at the end. */
import type { Case } from '../../domain/case.ts';
import type { FormSpec } from '../../grammar/form.ts';
import { formOf } from '../../grammar/form.ts';
import type { ParseContext, Parsed, Problem } from '../../grammar/types.ts';
import { problemLine } from '../../words/en/problems.ts';
import type { Names } from '../../words/speech.ts';
import { namesOf } from '../../words/speech.ts';
import { band } from '../blocks/band.ts';
import { actionSet, button } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts, line } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import type { Origin, Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { cardVoice, type Voice } from '../voice.ts';
import { fieldRows } from './formFields.ts';
import { hintsOf } from './formHints.ts';
import { helpPost } from './helpCard.ts';

export type FormAsked = Extract<Parsed, { kind: 'form' }>;

/** Names without a case: those of the organisation as it is now. */
export function namesIn(ctx: ParseContext): Names {
  if (ctx.caseView !== undefined) return namesOf(ctx.caseView);
  return {
    zone: ctx.zone,
    person: (id) => ctx.people[id]?.name,
    vendor: (id) => ctx.vendors[id]?.name,
    service: (id) => ctx.services[id]?.name,
  };
}

export interface FormMore {
  /** A sentence for the band, when the command was only guessed. */
  notice?: string;
  /** The ping that asked for it, which is answered with it. */
  from?: Origin['from'];
  /** Its own mark: what is done with it is done once. */
  once?: string;
}

/** The form of a command, filled as far as it goes. */
export function formPost(asked: FormAsked, ctx: ParseContext, view: ViewContext, more: FormMore = {}): Post {
  const spec = formOf(asked.command, asked.caseId, asked.filled, ctx, asked.problems);
  if (spec === null) return helpPost({ command: asked.command }, view);
  const voice = cardVoice(namesIn(ctx), view);
  const card = formElement(spec, ctx, view, voice, more);
  return { card, summary: [spec.title, spec.caseId ?? ''].filter((part) => part !== '').join(', ') };
}

function formElement(
  spec: FormSpec,
  ctx: ParseContext,
  view: ViewContext,
  voice: Voice,
  { notice, from, once }: FormMore,
): Element {
  const { words, s } = voice;
  const state = ctx.caseView?.id === spec.caseId ? ctx.caseView : undefined;
  // Somebody of a vendor's sees nothing of the case, not even its title.
  const outside = view.person !== undefined && ctx.people[view.person]?.organisation !== undefined;
  const about = outside ? [] : facts(spec.caseId, state && s.text(state.title, 80));
  const on: Origin = {
    card: 'form',
    ...(spec.caseId !== null && { case: spec.caseId }),
    ...(state && { rev: state.version }),
    ...(from && { from }),
    ...(once !== undefined && { once }),
  };
  const [first, ...others] = spec.submits;
  const said = (one: Problem) => problemLine(one, s, ctx.casePrefix, state ?? null);
  return frame('form', [spec.title, ...spec.problems.map(said)].join('. '), {
    header: header(facts(spec.title, !outside && ticketOfForm(spec, state, s)).join(''), about),
    band: bandOf(spec, said, voice, state ?? null, notice),
    fields: [
      ...fieldRows(without(spec, spec.problems.length > 0), voice, state ?? null),
      ...hintsOf(spec, state ?? null, ctx, voice).map((hint) => line(hint, { size: 'Small', subtle: true })),
    ],
    foot: spec.typed === null ? [] : foot(words.cards.orType(spec.typed)),
    buttons: actionSet(
      [...(first ? [first] : []), ...others].map((submit, i) =>
        button(on, submit.title, spec.command, { ...spec.args, ...submit.args }, { positive: i === 0 }),
      ),
    ),
  });
}

/** `T1 Microsoft`, where the form is about that one and no other can be chosen. */
function ticketOfForm(spec: FormSpec, state: Case | undefined, s: Voice['s']): string {
  const ticket = state?.tickets.find(({ id }) => id === spec.args['ticket']);
  return ticket === undefined ? '' : `${ticket.id} ${s.vendor(ticket.vendor)}`;
}

/** The fields below the band: those that nothing is wrong with. */
function without(spec: FormSpec, banded: boolean): FormSpec['fields'] {
  return banded ? spec.fields.filter((field) => !field.asked) : spec.fields;
}

/** What is missing or wrong, each under its field; what is about none of them stands first. */
function bandOf(
  spec: FormSpec,
  said: (one: Problem) => string,
  voice: Voice,
  state: Parameters<typeof fieldRows>[2],
  notice: string | undefined,
): Element | [] {
  const { words } = voice;
  const count = spec.problems.length;
  if (count === 0 && notice === undefined) return [];
  const missing = spec.problems.every((one) => one.problem === 'missing' || one.problem === 'which-item');
  const refused = spec.problems.some((one) => one.problem === 'refused');
  const counted = refused ? words.cards.refused : (missing ? words.cards.missing : words.cards.wrong)(count);
  const asked = count === 0 ? [] : spec.fields.filter((field) => field.asked);
  const below = (one: Problem) => line(said(one), { spacing: 'Small' });
  return band({
    style: 'emphasis',
    caption: count === 0 ? `${MARK.fact} ${notice}` : `${MARK.late} ${counted}`,
    ...(notice !== undefined && count > 0 && { line: notice }),
    more: [
      ...spec.general.map(below),
      ...asked.flatMap((field) => [...fieldRows([field], voice, state), ...field.problems.map(below)]),
    ],
  });
}
