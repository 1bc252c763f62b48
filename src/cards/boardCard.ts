/** The board (`case list`): most urgent first, the row is the button. */
import type { Case } from '../domain/case.ts';
import { nextActions, pressingAt } from '../domain/next.ts';
import type { Obligation } from '../domain/obligation.ts';
import { between } from '../words/format.ts';
import { type Names, namesOf, noNames } from '../words/speech.ts';
import { actionSet, button } from './blocks/button.ts';
import { foot } from './blocks/foot.ts';
import { frame } from './blocks/frame.ts';
import { header } from './blocks/header.ts';
import { facts, line } from './blocks/line.ts';
import { MARK } from './blocks/marks.ts';
import { fitting } from './fit.ts';
import { pageButtons, pageOf } from './pages.ts';
import type { Origin, Post, ViewContext } from './post.ts';
import { type Element, render } from './render.ts';
import { stepText } from './stepText.ts';
import { cardVoice, type Voice } from './voice.ts';

export type BoardFilter = 'open' | 'mine' | 'overdue' | 'all';

const SIZE = 8;
const on: Origin = { card: 'board' };

interface Entry {
  state: Case;
  next: Obligation | undefined;
  late: boolean;
}

/** What a case asks next, and whether somebody of ours is late with it. */
function entryOf(state: Case, view: ViewContext): Entry {
  const next = nextActions(state)[0];
  const late = next?.ladder?.name === 'own' && next.due < view.now;
  return { state, next, late };
}

/** Whether a case belongs on the board asked for. `mine`: owned, or an obligation of it is held by the reader. */
export function onBoard(state: Case, filter: BoardFilter, view: ViewContext): boolean {
  if (filter === 'all') return true;
  if (state.status === 'closed') return false;
  if (filter === 'overdue') return entryOf(state, view).late;
  if (filter === 'open') return true;
  const { person } = view;
  return state.owner === person || nextActions(state).some((o) => 'person' in o.holder && o.holder.person === person);
}

/** The urgent ones first: by the instant at which they ask next; closed ones last, the newest first. */
function order(a: Entry, b: Entry): number {
  const at = ({ state, next }: Entry) => (next === undefined ? '9999' : pressingAt(state, next));
  return at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : b.state.number - a.state.number;
}

/** `cases`: all that there are; the filter is applied here. `names`: for the zone when there is no case at all. */
export function boardPost(
  cases: readonly Case[],
  of: { filter: BoardFilter; page: number },
  view: ViewContext,
  names: Names = noNames,
): Post {
  const entries = cases
    .filter((state) => onBoard(state, of.filter, view))
    .map((state) => entryOf(state, view))
    .sort(order);
  const { words, s } = cardVoice(cases[0] ? namesOf(cases[0]) : names, view);
  const page = pageOf(entries, of.page, SIZE);
  const late = entries.filter((e) => e.late).length;
  const title = words.cards.board(entries.length, late, of.filter);
  const buttons = pageButtons(on, 'case list', page, words, { filter: of.filter });
  const first = page.rows[0]?.state.id;
  const build = (longest: number) =>
    frame('list', title, {
      header: header(title, entries.length === 0 ? words.cards.noCases : words.cards.boardHint, true),
      band: [],
      rows: page.rows.map((e) => boardRow(e, view, longest)),
      foot: foot(facts(page.said(words), words.asOf(view.now, s), first && words.cards.toOpen(`case show ${first}`))),
      buttons: buttons.length === 0 ? [] : actionSet(buttons),
    });
  return { card: fitting(build), summary: title };
}

/** The first thought of a step, or the obligation itself. */
function actionWords(next: Obligation, state: Case, { words, s }: Voice): string {
  const action = words.obligation(next, state, s);
  return next.kind === 'step' ? stepText(action).head : action;
}

function boardRow(of: Entry, view: ViewContext, longest: number): Element {
  const { state, next, late } = of;
  const voice = cardVoice(state, view);
  const { words, s } = voice;
  const title = s.text(state.title, Math.min(80, longest));
  const when =
    state.status === 'closed' || next === undefined
      ? words.status(state.status)
      : late
        ? `${between(next.due, view.now)} ${words.cards.late}`
        : words.cards.due(s.short(pressingAt(state, next)));
  const mark = late ? MARK.late : state.status === 'open' ? MARK.running : MARK.done;
  const severity = words.severity(state.severity);
  const status = state.status === 'resolved' ? [words.status('resolved')] : [];
  const what =
    next === undefined ? '' : `${words.cards.next}: ${s.text(actionWords(next, state, voice), Math.min(100, longest))}`;
  const who = next === undefined ? words.cards.owner(s.name(state.owner)) : words.holder(next, s);
  const columns = render('board-row', {
    mark: line(mark, { alarm: late }),
    title: line(facts(state.id, title), { bold: true }),
    state: line(facts(severity, ...status, { text: when, bold: true, alarm: late }), {
      size: 'Small',
      spacing: 'None',
    }),
    next: line(facts(what, who), { size: 'Small', subtle: true, spacing: 'None' }),
  });
  const sentence = words.cards.openCase(state.id, title, when);
  return { ...columns, selectAction: button({ ...on, case: state.id }, sentence, 'case show') };
}
