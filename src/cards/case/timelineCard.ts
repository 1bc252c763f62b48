/** What happened, newest first: pages of ten, a heading for each day. */
import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/events.ts';
import { obligationsOf } from '../../domain/obligations.ts';
import { hasAnswered, ticketOf } from '../../domain/tickets.ts';
import type { Instant } from '../../domain/time.ts';
import type { EventWords } from '../../words/catalogue.ts';
import { between, cut, day, sameDay } from '../../words/format.ts';
import { band } from '../blocks/band.ts';
import { actionSet, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts } from '../blocks/line.ts';
import { MARK, type Mark } from '../blocks/marks.ts';
import { timeRow } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { fitting } from '../fit.ts';
import { pageButtons, pageOf } from '../pages.ts';
import type { Origin, Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { cardVoice, type Voice } from '../voice.ts';

const SIZE = 10;

/** `events`: all of the case, oldest first. */
export function timelinePost(events: readonly CaseEvent[], state: Case, of: { page: number }, view: ViewContext): Post {
  const plain = cardVoice(state, view);
  // The foot names the zone, and the headings the days: times in the rows need no more than that.
  const { short, list } = plain.s;
  const s = { ...plain.s, at: short, ats: (all: readonly Instant[]) => list(all.map(short)) };
  const voice = { ...plain, s };
  const { words } = voice;
  const on: Origin = { card: 'timeline', case: state.id, rev: state.version };
  const page = pageOf(groups([...events].reverse()), of.page, SIZE);
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
  const ticket = ticketOf(state, silent.about.ticket ?? '');
  const answered = ticket !== undefined && hasAnswered(ticket);
  return band({
    style: 'emphasis',
    caption: (answered ? words.cards.lastAnswer : words.cards.noRealAnswer)(vendor, between(silent.due, view.now)),
    line: words.cards.since(s.short(silent.due)),
  });
}

/** A row's facts: one, or the pings of one moment that went to the same people. */
type Group = readonly [CaseEvent, ...CaseEvent[]];

function groups(events: readonly CaseEvent[]): Group[] {
  const found: [CaseEvent, ...CaseEvent[]][] = [];
  for (const event of events) {
    const last = found.at(-1);
    if (last !== undefined && samePing(last[0], event)) last.push(event);
    else found.push([event]);
  }
  return found;
}

function samePing(a: CaseEvent, b: CaseEvent): boolean {
  if (a.body.type !== 'pinged' || b.body.type !== 'pinged' || a.at !== b.at) return false;
  const [one, other] = [a.body.ping, b.body.ping];
  return one.channel === other.channel && one.people.join() === other.people.join();
}

function wordsOfGroup(group: Group, state: Case, { words, s }: Voice): EventWords {
  const first = words.event(group[0], state, s);
  if (group.length === 1) return first;
  const all = group.map((event) => words.event(event, state, s));
  const names = group.flatMap(({ body }) => (body.type === 'pinged' ? [words.keyName(body.ping.key, state, s)] : []));
  const strong = all.some((of) => of.strong === true);
  return { ...first, more: [words.cards.several(names, s)], ...(strong && { strong }) };
}

/** The rows of a page, those of each day of the organisation's zone together. */
function days(rows: readonly Group[], state: Case): Group[][] {
  const found: Group[][] = [];
  for (const group of rows) {
    const last = found.at(-1)?.[0];
    if (last !== undefined && sameDay(last[0].at, group[0].at, state.policy.timeZone)) found.at(-1)?.push(group);
    else found.push([group]);
  }
  return found;
}

function dayOf(
  rows: readonly Group[],
  index: number,
  count: string,
  state: Case,
  voice: Voice,
  longest: number,
): Element[] {
  const { words, s } = voice;
  const first = rows[0];
  if (first === undefined) return [];
  return section({
    title: day(first[0].at, s.zone, s.now, s.language),
    ...(index === 0 && { count: `${count}, ${words.cards.newestFirst}` }),
    separator: index > 0,
    rows: rows.map((group) => factRow(wordsOfGroup(group, state, voice), s.clock(group[0].at), longest)),
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
