/** The report of a case on one screen: where the time went, the times that count, what moved the vendors, what came late; all of it as text to copy. */
import type { Milestone } from '../../domain/report/milestones.ts';
import { isLateDuty, type Report } from '../../domain/report/report.ts';
import type { TicketStory } from '../../domain/report/ticketStory.ts';
import type { Share } from '../../domain/report/waits.ts';
import { between, DOT, span } from '../../words/format.ts';
import { type ReportWords, reportWordsOf } from '../../words/report.ts';
import { afterStart, barLabel, headlineOf, milestoneOf, partiesOf, reasonsOf } from '../../words/reportLines.ts';
import { type VendorWords, vendorWordsOf } from '../../words/vendors.ts';
import { band } from '../blocks/band.ts';
import { bar } from '../blocks/bar.ts';
import { actionSet, button } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { textInput } from '../blocks/input.ts';
import { facts, line } from '../blocks/line.ts';
import { row, timeRow } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { fitting } from '../fit.ts';
import type { Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';

/** Bytes of the text that the card can carry beside the figures. */
export const reportBytes = 8_000;

const mostShares = 4;
const mostTimes = 8;
const mostTickets = 3;
const mostLate = 3;

interface Telling extends Scene {
  report: Report;
  r: ReportWords;
  v: VendorWords;
  longest: number;
}

export interface Copy {
  /** The same as a document, to be copied. */
  text: string;
  /** Nothing of it was left out. */
  whole: boolean;
  /** A download link can be made. */
  linkable: boolean;
  /** A download link that was made just now, and how many earlier ones work on. */
  link?: { url: string; earlier: number };
}

export function reportPost(report: Report, copy: Copy, view: ViewContext): Post {
  const { state } = report;
  const scene = sceneOf(state, view, 'report');
  const r = reportWordsOf(view.language);
  const { s, w, c, on, now } = scene;
  const headline = headlineOf(report, s);
  const title = `${state.id} · ${r.title}`;
  const still = { inputs: false as const };
  const build = (longest: number) => {
    const telling: Telling = { ...scene, report, r, v: vendorWordsOf(view.language), longest };
    return frame('list', `${title}, ${state.title}. ${headline}.`, {
      header: header(title, facts(s.text(state.title, 80), w.severity(state.severity), r.state(state.status))),
      band: band({
        style: 'emphasis',
        caption: r.went,
        action: headline,
        line: state.resolvedAt && state.status !== 'open' ? r.until(s.short(state.resolvedAt)) : r.untilNow,
      }),
      rows: [
        ...wentRows(telling),
        ...timeRows(telling),
        ...ticketRows(telling),
        ...shortRows(telling),
        ...(copy.link === undefined ? [] : linkRows(copy.link, telling)),
        textInput({
          id: 'copy',
          label: copy.whole ? r.copy : r.copyShort(copy.linkable, state.id),
          value: copy.text,
          multiline: true,
        }),
      ],
      foot: foot(facts(w.cards.orType(`report ${state.id}`), c.upper(w.asOf(now, s)))),
      buttons: actionSet([
        button(on, r.timeline, 'timeline', {}, still),
        button(on, r.showCase, 'case show', {}, still),
        ...(copy.linkable ? [button(on, r.download, 'report', { link: 'link' }, still)] : []),
      ]),
    });
  };
  return { card: fitting(build), summary: `${title}: ${headline}` };
}

/** An address is kept nowhere, so each press makes another; those before it stay good until they are ended. */
function linkRows({ url, earlier }: NonNullable<Copy['link']>, { r, s, report }: Telling): Element[] {
  const said = earlier === 0 ? '' : r.earlierLinks(earlier, s.typed(`report ${report.state.id} revoke`));
  return [
    textInput({ id: 'link', label: r.linkLabel, value: url }),
    ...(said === '' ? [] : [line(said, { size: 'Small', subtle: true })]),
  ];
}

/** A bar for each, the rest together, so that the bars add up to the whole. */
function wentRows({ report, r, s, longest }: Telling): Element[] {
  const { down, after, downMs, afterMs, state } = report;
  const over = state.status !== 'open';
  const most = Math.max(1, ...down.map(({ ms }) => ms));
  const shown = down.slice(0, down.length > mostShares ? mostShares - 1 : mostShares);
  const rest = down.slice(shown.length).reduce((sum, { ms }) => sum + ms, 0);
  const bars = shown.map((share) =>
    bar({ label: barLabel(share, report, s), value: span(share.ms), share: share.ms / most }),
  );
  const others = rest === 0 ? [] : [bar({ label: r.others, value: span(rest), share: rest / most })];
  const why = shown.flatMap((share) => {
    const reasons = reasonsOf(share, s);
    return reasons === '' ? [] : [row({ mark: 'fact', first: partiesOf(share, report, s), second: reasons })];
  });
  const tail = (share: Share) => s.text(r.share(partiesOf(share, report, s), span(share.ms), ''), longest);
  const later =
    afterMs === 0
      ? []
      : [
          row({
            mark: 'fact',
            first: r.afterwards(span(afterMs), state.status === 'closed', report.reopened.length > 0),
            second: after.slice(0, mostShares).map(tail).join(DOT),
          }),
        ];
  return section({
    title: over ? r.downHeading : r.soFar,
    count: span(downMs),
    separator: false,
    rows: [...bars, ...others, ...why, ...later],
  });
}

/** The day stands once, below the first time of it. */
function timeRows({ report, r, s, longest }: Telling): Element[] {
  const all = withoutTwins(report.milestones);
  const shown = all.length > mostTimes ? mostTelling(all) : all;
  let before = '';
  const rows = shown.map((one) => {
    const time = s.clock(one.at);
    const day = s.short(one.at) === time ? r.today : s.short(one.at).replace(` ${time}`, '');
    const isNew = day !== before;
    before = day;
    const after = afterStart(one, report);
    const first = s.text(milestoneOf(one, report, s), longest);
    return timeRow({
      time,
      first: after === '' ? first : [`${first} `, { text: r.afterShort(after), subtle: true }],
      ...(isNew && { second: day }),
    });
  });
  const left = all.length - shown.length;
  return section({ title: r.times, ...(left > 0 && { count: r.moreTimes(left) }), rows });
}

/** A case that was opened when we became aware of it says so in one line. */
function withoutTwins(all: readonly Milestone[]): Milestone[] {
  const opened = all.find(({ what }) => what === 'opened');
  return all.filter(({ what, at }) => what !== 'aware' || at !== opened?.at);
}

/** What a reader asks for first, in the order in which it gives way where there is no room. */
const TELLING: readonly Milestone['what'][] = [
  'opened',
  'resolved',
  'answered',
  'told',
  'account-manager',
  'closed',
  'reopened',
  'resolved-before',
  'closed-before',
  'aware',
  'control-lost',
  'deadline',
  'reported',
  'first-step',
];

function mostTelling(all: readonly Milestone[]): Milestone[] {
  const kept = new Set([...all].sort((a, b) => TELLING.indexOf(a.what) - TELLING.indexOf(b.what)).slice(0, mostTimes));
  return all.filter((one) => kept.has(one));
}

function ticketRows({ report, r, s, v }: Telling): Element[] {
  const { tickets } = report;
  const rows = tickets.slice(0, mostTickets).map((story) => ticketRow(story, { r, s, v }));
  const left = tickets.length - rows.length;
  return section({ title: r.tickets, ...(left > 0 && { count: r.moreRows(left) }), rows });
}

function ticketRow(story: TicketStory, { r, s, v }: Pick<Telling, 'r' | 's' | 'v'>): Element {
  const { ticket, wait, until, movedBy } = story;
  const name = `${ticket.id} ${s.vendor(ticket.vendor)}`;
  const { kept, broken } = wait.promises;
  const calls = Object.values(wait.calls).reduce((sum, n) => sum + n, 0);
  const first = wait.firstWordAt
    ? r.answered(name, between(ticket.openedAt, wait.firstWordAt))
    : r.unanswered(name, between(ticket.openedAt, until));
  const second = [
    movedBy ? (movedBy.mover === 'unasked' ? r.unmoved : r.moved(v.mover(movedBy.mover))) : '',
    kept + broken === 0 ? '' : v.promisesHeading(kept, broken),
    r.callsOf(calls),
    r.askedOf(story.asked),
  ].filter((part) => part !== '');
  return row({ mark: wait.firstWordAt ? 'done' : 'open', first, second: second.join(DOT) });
}

/** Who held it, what came late, reports, steps, decisions, the retrospective: a row each. */
function shortRows({ report, r, s, w, c, state, now, longest }: Telling): Element[] {
  const { held, late, duties, retrospective, updates } = report;
  const people = [...new Set(held.map(({ person }) => person))];
  const sent = duties.filter((duty) => duty.sent !== undefined || isLateDuty(duty, now));
  const lateDuties = duties.filter((duty) => isLateDuty(duty, now)).length;
  const of = (status: string) => state.steps.filter((step) => step.status === status).length;
  const steps = state.steps.length === 0 ? r.noStep : r.stepsShort(of('done'), of('not-applicable'), of('open'));
  const lateRows = late.slice(0, mostLate).map(({ key, ms, times, longestMs, running }) => {
    const what = c.upper(s.text(w.keyAction(key, state, s), Math.min(90, longest)));
    return row({ mark: 'late', first: r.lateBy(what, span(ms), times, span(longestMs), running) });
  });
  const due = state.retrospective?.due;
  const last = retrospective.at(-1);
  const again = report.reopened.at(-1);
  return section({
    title: r.summary,
    rows: [
      ...(again
        ? [
            row({
              mark: 'late',
              first: r.reopenedTimes(report.reopened.length, s.short(again.at), s.name(again.by)),
              second: s.quote(again.words, longest),
            }),
          ]
        : []),
      row({ mark: 'fact', first: r.heldBy(s.names(people.slice(0, 4)), Math.max(0, people.length - 4)) }),
      row({ mark: 'fact', first: [steps, r.updates(updates), r.decisionsOf(state.decisions.length)].join(DOT) }),
      ...(sent.length === 0
        ? []
        : [row({ mark: lateDuties > 0 ? 'late' : 'done', first: r.duties(sent.length, lateDuties) })]),
      ...(lateRows.length === 0 ? [row({ mark: 'done', first: r.nothingLate })] : lateRows),
      ...(late.length > mostLate ? [row({ mark: 'fact', first: r.moreLate(late.length - mostLate) })] : []),
      row(
        last
          ? { mark: 'done', first: s.quote(last.words, longest), second: r.retrospective }
          : { mark: 'open', first: due === undefined ? r.retroLater : r.retroDue(s.short(due)) },
      ),
    ],
  });
}
