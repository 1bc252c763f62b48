/** The clocks of authorities (`notice list`): each stage with when it is due or was sent, whom to tell, and the rule. */

import type { Case, Notice } from '../../domain/case.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { reportsOf } from '../../domain/obligations/notices.ts';
import { obligationsOf } from '../../domain/obligations.ts';
import { recipientRoutes, works } from '../../domain/routes.ts';
import { upper } from '../../words/format.ts';
import { liveCardsOf } from '../../words/liveCards.ts';
import { actionSet, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts, line, phoneLink } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { fitting } from '../fit.ts';
import { pageButtons, pageOf } from '../pages.ts';
import type { Origin, Post, ViewContext } from '../post.ts';
import { deadRow } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import { cardVoice, type Voice } from '../voice.ts';

/** A clock has up to a handful of stages, each a row. */
const SIZE = 4;

export function noticeListPost(state: Case, of: { page: number }, view: ViewContext): Post {
  const voice = cardVoice(state, view);
  const { words, s } = voice;
  const on: Origin = { card: 'list', case: state.id, rev: state.version };
  const owed = obligationsOf(state).filter((o) => o.kind === 'notice');
  const page = pageOf(state.notices, of.page, SIZE);
  const title = `${state.id} · ${words.cards.notices}`;
  const waiting = state.notices.length === 0 ? words.cards.noNotices : words.cards.waiting(owed.length);
  const clock = owed[0]?.about.clock;
  const buttons = [
    ...(clock === undefined
      ? []
      : [formButton(on, words.buttons.noticeSent, 'notice reported', { clock }, { positive: true })]),
    formButton(on, words.buttons.startClock, 'notice start'),
    ...pageButtons(on, 'notice list', page, words),
  ];
  const build = (longest: number) =>
    frame('list', `${title}, ${waiting}`, {
      header: header(title, facts(waiting, s.text(state.title, 80))),
      band: [],
      rows: page.rows.flatMap((notice) => noticeRows(state, notice, owed, voice, longest)),
      foot: foot(facts(page.said(words), words.asOf(view.now, s))),
      buttons: actionSet(buttons),
    });
  return { card: fitting(build), summary: `${title}, ${waiting}` };
}

function noticeRows(
  state: Case,
  notice: Notice,
  owed: readonly Obligation[],
  voice: Voice,
  longest: number,
): Element[] {
  const { words, s } = voice;
  const { clock } = notice;
  const { recipient } = clock;
  const routes = recipientRoutes(state, recipient, s.elsewhere);
  const alive = routes.filter(works).map(({ route }) => route);
  const numbers = alive.filter(({ kind }) => kind === 'phone').map(({ address = '' }) => address);
  const phone = numbers.map((number) => phoneLink(number, { size: 'Small', spacing: 'None' }));
  const mails = alive.filter(({ kind }) => kind === 'email').map(({ address = '' }) => s.text(address, 120));
  const reach = facts(s.text(recipient.name, 80), recipient.web && s.text(recipient.web, 120), ...mails);
  const dead = routes.filter((one) => !works(one));
  const rule = words.cards.notLegalAdvice(s.text(clock.rule, longest), clock.ruleDate, clock.checked);
  return section({
    title: s.text(clock.name, 80),
    count: s.text(clock.id, 30),
    rows: [
      ...shownReports(notice, owed).map((stage) => stageRow(notice, stage, owed, voice)),
      line(reach, { size: 'Small', spacing: 'Small' }),
      ...phone,
      ...dead.map((route) => deadRow({ s, w: words, c: liveCardsOf(s.language) }, route)),
      line(rule, { size: 'Small', subtle: true, spacing: 'None' }),
    ],
  });
}

/** Every stage; what stands in for one or was asked for only when it is owed or was sent. */
function shownReports(notice: Notice, owed: readonly Obligation[]): string[] {
  const { clock, sent } = notice;
  const isOwed = (id: string) => owed.some(({ about }) => about.clock === clock.id && about.stage === id);
  return reportsOf(clock).filter(
    (id) => clock.stages.some((stage) => stage.id === id) || isOwed(id) || sent.some(({ stage }) => stage === id),
  );
}

function stageRow(notice: Notice, stage: string, owed: readonly Obligation[], { words, s }: Voice): Element {
  const name = words.stage(stage, s);
  const first = upper(name);
  const sent = notice.sent.findLast((n) => n.stage === stage);
  if (sent !== undefined) {
    const how = words.cards.sentAt(s.short(sent.at), s.text(sent.reference, 60));
    return row({ mark: 'done', first, second: facts(how, s.name(sent.by)) });
  }
  if (notice.waived !== undefined) {
    return row({
      mark: 'open',
      first,
      second: words.cards.waived(
        s.name(notice.waived.by),
        s.name(notice.waived.approvedBy),
        s.quote(notice.waived.reason),
      ),
    });
  }
  const due = owed.find((o) => o.about.clock === notice.clock.id && o.about.stage === stage);
  if (due === undefined) return row({ mark: 'open', first, second: words.cards.later });
  const late = due.due < s.now;
  return row({
    mark: late ? 'late' : 'running',
    first,
    bold: true,
    second: facts(
      late ? { text: words.lateness(due, s), bold: true, alarm: true } : words.cards.due(s.short(due.due)),
      words.holder(due, s),
    ),
  });
}
