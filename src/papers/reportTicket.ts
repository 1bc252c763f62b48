/** One vendor ticket in the report: who had the ball, what was tried, what moved it at last. */
import type { Ball } from '../domain/case.ts';
import { callResults } from '../domain/commands.ts';
import { silenceBy } from '../domain/profile.ts';
import type { Report } from '../domain/report/report.ts';
import type { Passed, TicketStory } from '../domain/report/ticketStory.ts';
import { STAGES } from '../domain/wait.ts';
import { between, span } from '../words/format.ts';
import { vendorWordsOf } from '../words/vendors.ts';
import { inert } from './inert.ts';
import type { Pair, PaperSection } from './paper.ts';
import type { Reporter } from './reporter.ts';

const BALLS: readonly Exclude<Ball, 'closed'>[] = [
  'with-vendor',
  'promised',
  'route-blocked',
  'with-us',
  'fixed-unverified',
];

export function ticketSections(report: Report, by: Reporter): PaperSection[] {
  const { tickets } = report;
  const left = tickets.length - by.most;
  const shown = left > 0 ? tickets.slice(0, by.most) : tickets;
  const rest = left > 0 ? [{ id: 'more-tickets', title: by.r.tickets, text: [by.r.moreTickets(left)] }] : [];
  const sections = shown.map((story): PaperSection => {
    const { id, vendor, reference, words } = story.ticket;
    const { r, w, s, text, whole, longest } = by;
    return {
      id: `ticket-${id}`,
      title: inert(r.ticket(id, s.vendor(vendor), reference === undefined ? '' : whole(reference))),
      text: [inert(w.sentence(text(words, longest)))],
      pairs: pairsOf(story, report, by),
      lines: by.newest(story.passed.map((one) => passedLine(one, story, by))),
    };
  });
  return [...sections, ...rest];
}

function pairsOf(story: TicketStory, { at, state }: Report, by: Reporter): Pair[] {
  const { ticket, wait, balls, until, asked, movedBy, beforeFix } = story;
  const { r, s, time, text } = by;
  const v = vendorWordsOf(state.directory.language);
  const held = BALLS.flatMap((ball) => (balls[ball] ? [r.ballOf(ball, span(balls[ball]))] : []));
  const silent = silenceBy({ idle: wait.idle, waiting: wait.waiting ? [wait.waiting] : [] }, at);
  const heights = STAGES.flatMap((stage) => (silent[stage] ? [`${v.stage(stage)} ${span(silent[stage])}`] : []));
  const calls = callResults.flatMap((result) => (wait.calls[result] ? [[result, wait.calls[result]] as const] : []));
  const { kept, broken } = wait.promises;
  const first = wait.firstWordAt;
  return [
    {
      label: r.opened,
      value: r.openedBy(time(ticket.openedAt), s.name(ticket.openedBy), text(ticket.severity ?? '', 20)),
    },
    { label: r.ball, value: held.join(', ') },
    {
      label: r.firstAnswer,
      value: first
        ? r.answeredAfter(time(first), between(ticket.openedAt, first))
        : r.noAnswer(between(ticket.openedAt, until)),
    },
    { label: r.movedLast, value: movedBy ? r.movedAt(v.mover(movedBy.mover), time(movedBy.at)) : r.notMoved },
    ...(beforeFix ? [{ label: r.beforeFix, value: passedLine(beforeFix, story, by) }] : []),
    ...(heights.length === 0 ? [] : [{ label: r.silence, value: heights.join(', ') }]),
    { label: r.promises, value: kept + broken === 0 ? v.noPromise : v.promisesHeading(kept, broken) },
    { label: r.calls, value: v.calls(calls) },
    ...(wait.words.sent === 0 ? [] : [{ label: r.words, value: v.unread(wait.words.unread, wait.words.sent) }]),
    { label: r.asked, value: r.timesOf(asked) },
  ].map(({ label, value }) => ({ label, value: inert(value) }));
}

function passedLine(of: Passed, { ticket }: TicketStory, by: Reporter): string {
  const { r, w, s, time, route, longest } = by;
  const quoted = (words: string | undefined) => (words === undefined ? '' : s.quote(words, longest));
  const says = (): [string, string] => {
    switch (of.kind) {
      case 'contact': {
        const { what, via, result, whom, words } = of.contact;
        const name = whom === undefined || whom === 'support' ? '' : s.name(whom);
        const { promise } = of;
        const head = promise
          ? r.promised(time(promise.by), promise.status)
          : r.contact(what, route(ticket.vendor, via), name, result);
        const note = of.read === false ? `, ${r.unread}` : of.blocked ? ` (${r.byDead})` : '';
        // The ticket's first words stand at the head of its section.
        return [`${head}${note}`, what === 'opened' ? '' : quoted(words)];
      }
      case 'asked': {
        const names = s.list([...of.people.map((id) => s.name(id)), ...(of.channel ? [r.channel] : [])]);
        return [r.pressed(names, of.do, of.deadline), ''];
      }
      case 'climbed':
        return [r.climbed(of.cause), quoted(of.words)];
      case 'broken':
        return [r.broken(time(of.by)), quoted(of.words)];
    }
  };
  const [head, words] = says();
  return inert(w.timed(time(of.at), words === '' ? head : `${head}, ${words}`));
}
