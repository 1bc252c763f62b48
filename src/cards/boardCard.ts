/** The board (`case list`): most urgent first, the row is the button. */
import type { Case } from '../domain/case.ts';
import { isOverdue, lateSince, mostUrgentFirst, nextActions, pressingAt } from '../domain/next.ts';
import type { Obligation } from '../domain/obligation.ts';
import { between } from '../words/format.ts';
import { liveCardsOf } from '../words/liveCards.ts';
import { type Names, namesOf, noNames } from '../words/speech.ts';
import { stepText } from '../words/stepText.ts';
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
import { cardVoice, type Voice } from './voice.ts';

export type BoardFilter = 'open' | 'mine' | 'overdue' | 'all';

const SIZE = 8;
const on: Origin = { card: 'board' };

interface Entry {
  state: Case;
  next: Obligation | undefined;
  late: boolean;
}

/** What a case asks next, and whether that is late. */
function entryOf(state: Case, { now }: ViewContext): Entry {
  const next = nextActions(state, now)[0];
  return { state, next, late: next !== undefined && lateSince(state, next, now) !== null };
}

/** Whether a case belongs on the board asked for. `mine`: owned, or an obligation of it is held by the reader. */
export function onBoard(state: Case, filter: BoardFilter, view: ViewContext): boolean {
  if (filter === 'all') return true;
  if (state.status === 'closed') return false;
  if (filter === 'overdue') return isOverdue(state, view.now);
  if (filter === 'open') return true;
  const { person } = view;
  return (
    state.owner === person ||
    nextActions(state, view.now).some((o) => 'person' in o.holder && o.holder.person === person)
  );
}

/** `cases`: all that there are; the filter is applied here. `names`: for the zone when there is no case at all. */
export function boardPost(
  cases: readonly Case[],
  of: { filter: BoardFilter; page: number },
  view: ViewContext,
  names: Names = noNames,
): Post {
  const wanted = cases.filter((state) => onBoard(state, of.filter, view));
  const entries = mostUrgentFirst(wanted, view.now).map((state) => entryOf(state, view));
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
        ? next.kind === 'ticket'
          ? liveCardsOf(view.language).idle(between(next.due, view.now))
          : `${between(lateSince(state, next, view.now) ?? next.due, view.now)} ${words.cards.late}`
        : words.cards.due(s.short(pressingAt(state, next, view.now)));
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
