/** What happened, newest first: pages of ten, a heading for each day. */
import type { Case } from '../domain/case.ts';
import type { CaseEvent } from '../domain/events.ts';
import { obligationsOf } from '../domain/obligations.ts';
import type { EventWords } from '../words/catalogue.ts';
import { between, cut, day, sameDay } from '../words/format.ts';
import { band } from './blocks/band.ts';
import { actionSet, formButton } from './blocks/button.ts';
import { foot } from './blocks/foot.ts';
import { frame } from './blocks/frame.ts';
import { header } from './blocks/header.ts';
import { facts } from './blocks/line.ts';
import { MARK, type Mark } from './blocks/marks.ts';
import { timeRow } from './blocks/row.ts';
import { section } from './blocks/section.ts';
import { fitting } from './fit.ts';
import { pageButtons, pageOf } from './pages.ts';
import type { Origin, Post, ViewContext } from './post.ts';
import type { Element } from './render.ts';
import { cardVoice, type Voice } from './voice.ts';

const SIZE = 10;

/** `events`: all of the case, oldest first. */
export function timelinePost(events: readonly CaseEvent[], state: Case, of: { page: number }, view: ViewContext): Post {
  const voice = cardVoice(state, view);
  const { words, s } = voice;
  const on: Origin = { card: 'timeline', case: state.id, rev: state.version };
  const page = pageOf([...events].reverse(), of.page, SIZE);
  const title = `${state.id} · ${words.cards.timeline}`;
  const buttons = [...pageButtons(on, 'timeline', page, words), formButton(on, words.buttons.note, 'note')];
  const build = (longest: number) =>
    frame('list', `${title}, ${state.title}`, {
      header: header(title, s.text(state.title, 80)),
      band: silence(state, voice, view),
      rows: days(page.rows, state).flatMap((rows, i) => dayOf(rows, i, page.said(words), state, voice, longest)),
      foot: foot(facts(words.cards.legend, words.asOf(view.now, s))),
      buttons: actionSet(buttons),
    });
  return { card: fitting(build), summary: title };
}

/** How long the vendor that has been silent longest has been silent; nothing when no vendor has the ball. */
function silence(state: Case, { words, s }: Voice, view: ViewContext): Element | [] {
  const silent = obligationsOf(state)
    .filter((o) => o.kind === 'ticket')
    .sort((a, b) => (a.due < b.due ? -1 : 1))[0];
  if (silent === undefined) return [];
  const vendor = s.vendor(silent.about.vendor ?? '');
  return band({
    style: 'emphasis',
    caption: words.cards.noRealAnswer(vendor, between(silent.due, view.now)),
    line: words.cards.since(s.short(silent.due)),
  });
}

/** The facts of a page, a group for each day of the organisation's zone. */
function days(events: readonly CaseEvent[], state: Case): CaseEvent[][] {
  const groups: CaseEvent[][] = [];
  for (const event of events) {
    const last = groups.at(-1)?.[0];
    if (last !== undefined && sameDay(last.at, event.at, state.policy.timeZone)) groups.at(-1)?.push(event);
    else groups.push([event]);
  }
  return groups;
}

function dayOf(
  events: readonly CaseEvent[],
  index: number,
  count: string,
  state: Case,
  voice: Voice,
  longest: number,
): Element[] {
  const { words, s } = voice;
  const first = events[0];
  if (first === undefined) return [];
  return section({
    title: day(first.at, s.zone, s.now, s.language),
    ...(index === 0 && { count: `${count}, ${words.cards.newestFirst}` }),
    separator: index > 0,
    rows: events.map((event) => factRow(words.event(event, state, s), s.clock(event.at), longest)),
  });
}

/** The catalogue speaks in signs, the blocks in names. */
const NAMES = Object.fromEntries(Object.entries(MARK).map(([name, sign]) => [sign, name as Mark]));

function factRow(of: EventWords, time: string, longest: number): Element {
  const details = of.more.map((part) => cut(part, longest));
  return timeRow({
    time,
    mark: NAMES[of.mark] ?? 'fact',
    first: cut(of.head, longest),
    bold: of.strong === true,
    ...(details.length > 0 && { second: cut(facts(...details).join(''), longest) }),
  });
}
