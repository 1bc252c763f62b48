/** What somebody at a vendor wrote into her chat, offered as the answer to her ticket: nothing of it is written down before she says so. */
import type { Case, Ticket } from '../../domain/case.ts';
import { longest as most } from '../../domain/decisions/limits.ts';
import type { PersonId, VendorId } from '../../domain/organisation.ts';
import { visible } from '../../grammar/characters.ts';
import { cut } from '../../words/format.ts';
import { band } from '../blocks/band.ts';
import { actionSet, button } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { textInput } from '../blocks/input.ts';
import { facts } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import { mostBytes, sizeOf } from '../fit.ts';
import type { Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';
import { headerFacts, needsYou } from './outsiderCard.ts';

/** A ticket of hers, with the case that it stands in. */
export interface Hers {
  state: Case;
  ticket: Ticket;
}

/** More tickets than this at once have buttons nowhere; the newest are meant first. */
const mostTickets = 3;

/**
 * One button for her ticket, one for each where there are several. Her words stand in a field, so that she can mend them; the
 * buttons carry them as well, for clients that lose what is in fields, as long as the card has room.
 */
export function offerPost(
  text: string,
  hers: readonly Hers[],
  vendor: VendorId,
  view: ViewContext & { person: PersonId },
): Post | null {
  const [first] = hers;
  if (!first) return null;
  const typed = visible(text);
  const said = cut(typed, most.words).slice(0, most.words);
  const short = said.length < typed.length;
  const whole = offer(said, said, short, hers.slice(0, mostTickets), vendor, view);
  const card =
    sizeOf(whole) < mostBytes ? whole : offer(said, undefined, short, hers.slice(0, mostTickets), vendor, view);
  return { card, summary: String(card['speak']) };
}

function offer(
  said: string,
  carried: string | undefined,
  short: boolean,
  hers: readonly Hers[],
  vendor: VendorId,
  view: ViewContext & { person: PersonId },
): Element {
  const scenes = hers.map(({ state, ticket }) => ({ scene: sceneOf(state, view, 'outsider'), ticket }));
  const [only] = scenes;
  if (!only) throw new Error('Nothing of hers to answer');
  const { scene, ticket } = only;
  const { s, w, c } = scene;
  const one = scenes.length === 1;
  const disowned = scenes.filter(({ scene: { state } }) => saysNotHers(state, view.person));
  const asks = /[?？؟]\s*$/u.test(said);
  const question = asks ? c.isThatAQuestion : disowned.length > 0 ? c.isThatWhoItIs : c.isThatTheAnswer;
  const title = one ? needsYou(scene, vendor) : s.text(scene.state.directory.name, 60);
  const press = (
    each: (typeof scenes)[number],
    name: string,
    verb: string,
    how: { positive?: boolean; menu?: boolean },
  ) =>
    button(
      each.scene.on,
      one ? name : `${name}: ${namedApart(each, scenes)}`,
      verb,
      { ticket: each.ticket.id, ...(carried !== undefined && { words: carried }) },
      how,
    );
  const questions = scenes.map((each, i) =>
    press(each, w.buttons.isQuestion, 'outsider question', { positive: asks && i === 0, menu: !asks && !one }),
  );
  return frame('outsider', `${question} ${c.notPassedOn}`, {
    header: header(title, one ? headerFacts(scene, vendor, ticket) : facts(c.severalTickets(scenes.length))),
    band: band({
      style: 'accent',
      caption: c.notPassedOn,
      action: question,
      ...(short && { line: c.onlyPart }),
    }),
    wrong: scenes.map((each) => ticketRow(each.scene, each.ticket, one)),
    reach: [],
    tried: [],
    others: [],
    hold: textInput({
      id: 'words',
      label: asks || disowned.length > 0 ? c.yourWords : c.yourAnswer,
      value: said,
      required: c.answerMissing,
      multiline: true,
      longest: most.words,
    }),
    buttons: actionSet([
      // Whoever has said that it is not hers was asked who it is: that is no answer of the vendor's, and ends no clock.
      ...(asks ? questions : []),
      ...disowned.slice(0, 1).map((each) => press(each, w.buttons.whoItIs, 'outsider wrong', { positive: !asks })),
      ...scenes.map((each, i) =>
        press(each, w.buttons.hereIsTheAnswer, 'outsider answer', {
          positive: !asks && disowned.length === 0 && i === 0,
          menu: asks && !one,
        }),
      ),
      ...(asks ? [] : questions),
    ]),
    foot: foot(c.upper(w.asOf(view.now, s))),
  });
}

function saysNotHers(state: Case, person: PersonId): boolean {
  return Object.hasOwn(state.disowned, person);
}

function ticketRow(scene: Scene, ticket: Ticket, one: boolean): Element {
  const { s, c } = scene;
  return row({ mark: 'fact', first: s.quote(ticket.words), second: one ? c.whatIsWrong : nameOf(scene, ticket) });
}

type Shown = { scene: Scene; ticket: Ticket };

/** Two tickets under one number are told apart by when they were opened; within one minute by what is wrong. */
function namedApart(one: Shown, all: readonly Shown[]): string {
  const dated = ({ scene: { c, s }, ticket }: Shown) => c.openedOn(s.short(ticket.openedAt));
  const name = shortName(one.scene, one.ticket);
  const same = all.filter(({ scene, ticket }) => shortName(scene, ticket) === name);
  if (same.length === 1) return name;
  const alone = same.filter((other) => dated(other) === dated(one)).length === 1;
  return `${name}, ${alone ? dated(one) : one.scene.s.quote(one.ticket.words, 30)}`;
}

/** A long number is told by its end; the whole one stands in the row. */
function shortName(scene: Scene, ticket: Ticket): string {
  const name = nameOf(scene, ticket);
  return ticket.reference !== undefined && name.length > 10 ? `…${name.slice(-7)}` : name;
}

function nameOf({ s, c }: Scene, ticket: Ticket): string {
  return ticket.reference === undefined ? c.openedOn(s.short(ticket.openedAt)) : s.text(ticket.reference, 40);
}
