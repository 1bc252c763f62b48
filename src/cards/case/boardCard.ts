/** The board (`case list`): most urgent first, the row is the button. */
import type { Case } from '../../domain/case.ts';
import { lateSince, nextActions, pressingAt } from '../../domain/next.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { between, hard } from '../../words/format.ts';
import { liveCardsOf } from '../../words/liveCards.ts';
import { type Names, namesOf, noNames } from '../../words/speech.ts';
import { stepText } from '../../words/stepText.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts, line } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { fitting } from '../fit.ts';
import { pageButtons, pageIn } from '../pages.ts';
import type { Origin, Post, ViewContext } from '../post.ts';
import { type Element, render } from '../render.ts';
import { cardVoice, type Voice } from '../voice.ts';

export type BoardFilter = 'open' | 'mine' | 'overdue' | 'all';

/** Rows of a page: more would not be read, and cost 0.9 KB each. */
export const boardSize = 8;

/** A page of it; the engine knows which cases stand there. */
export interface Board {
  cases: readonly Case[];
  page: number;
  pages: number;
  size: number;
  total: number;
  late: number;
}

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

/** One page of the board, in the order in which it comes. `names`: for the zone when there is no case at all. */
export function boardPost(board: Board, filter: BoardFilter, view: ViewContext, names: Names = noNames): Post {
  const { cases, total, late } = board;
  const entries = cases.map((state) => entryOf(state, view));
  const { words, s } = cardVoice(cases[0] ? namesOf(cases[0]) : names, view);
  const page = pageIn(entries, board);
  const title = words.cards.board(total, late, filter);
  const buttons = pageButtons(on, 'case list', page, words, { filter });
  const first = cases[0]?.id;
  const build = (longest: number) =>
    frame('list', title, {
      header: header(title, total === 0 ? words.cards.noCases : words.cards.boardHint, true),
      band: [],
      rows: entries.map((e) => boardRow(e, view, longest)),
      foot: foot(facts(page.said(words), words.asOf(view.now, s), first && words.cards.toOpen(`case show ${first}`))),
      buttons:
        total === 0
          ? actionSet([formButton(on, words.buttons.newCase, 'case new', {}, { positive: true })])
          : buttons.length === 0
            ? []
            : actionSet(buttons),
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
          : liveCardsOf(view.language).late(between(lateSince(state, next, view.now) ?? next.due, view.now))
        : words.cards.due(s.short(pressingAt(state, next, view.now)));
  const mark = late ? MARK.late : state.status === 'open' ? MARK.running : MARK.done;
  const severity = words.severity(state.severity);
  const status = state.status === 'resolved' ? [words.status('resolved')] : [];
  const what =
    next === undefined ? '' : `${words.cards.next}: ${s.text(actionWords(next, state, voice), Math.min(100, longest))}`;
  const who = next === undefined ? words.cards.owner(s.name(state.owner)) : words.holder(next, s);
  const columns = render('board-row', {
    mark: line(mark, { alarm: late }),
    title: line(facts(hard(state.id), title), { bold: true }),
    state: line(facts(severity, ...status, { text: when, bold: true, alarm: late }), {
      size: 'Small',
      spacing: 'None',
    }),
    next: line(facts(what, who), { size: 'Small', subtle: true, spacing: 'None' }),
  });
  const sentence = words.cards.openCase(state.id, title, when);
  return { ...columns, selectAction: button({ ...on, case: state.id }, sentence, 'case show') };
}
