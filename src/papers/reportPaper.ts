/** The report of a case as a document: for the retrospective, and for management, who were not there. */
import { type Duty, isLateDuty, type Report } from '../domain/report/report.ts';
import type { Share } from '../domain/report/waits.ts';
import { between, span } from '../words/format.ts';
import { afterStart, headlineOf, milestoneOf, partiesOf, reasonsOf } from '../words/reportLines.ts';
import { type Room, roomy, within } from './fit.ts';
import { inert } from './inert.ts';
import type { Pair, Paper, PaperSection } from './paper.ts';
import { type Reporter, reporterFor } from './reporter.ts';
import { ticketSections } from './reportTicket.ts';

/** The whole of it, however long the case was. */
export function reportPaper(report: Report): Paper {
  return paperIn(report, roomy);
}

/** As much of it as fits into so many bytes as text; `whole`: nothing had to be left out. */
export function reportWithin(report: Report, bytes: number): { paper: Paper; whole: boolean } {
  return within((room) => paperIn(report, room), bytes);
}

function paperIn(report: Report, room: Room): Paper {
  const { state, at } = report;
  const by = reporterFor(report, room);
  const { r, w, text, dated, zone } = by;
  const { place, offset } = zone();
  const sections = [went, happened, times, held, ticketSections, authorities, decisions, steps, late, retrospective];
  return {
    language: state.directory.language,
    title: inert(`${state.id}: ${text(state.title, 120)}`),
    about: [
      inert(`${text(state.directory.name, 80)}. ${r.of(state.id, state.status)}`),
      inert(w.asOf(dated(at), place, offset)),
    ],
    sections: sections.flatMap((section) => section(report, by)),
    foot: [inert(r.foot(state.id, state.version))],
  };
}

type Write = (report: Report, by: Reporter) => PaperSection[];

const went: Write = (report, by) => {
  const { r, s, rows } = by;
  const { down, after, downMs, afterMs, state } = report;
  const again = report.reopened.length > 0;
  const shares = (all: readonly Share[]) =>
    all.map((share) => inert(r.share(partiesOf(share, report, s), span(share.ms), reasonsOf(share, s))));
  const over = state.status !== 'open';
  return [
    {
      id: 'went',
      title: r.went,
      text: [inert(`${headlineOf(report, s)}.`)],
    },
    { id: 'down', title: inert(r.down(span(downMs), over, again)), lines: rows(shares(down)) },
    ...(afterMs === 0
      ? []
      : [
          {
            id: 'after',
            title: inert(r.afterwards(span(afterMs), state.status === 'closed', again)),
            lines: rows(shares(after)),
          },
        ]),
  ];
};

const happened: Write = (report, { r, s, w, text, time, longest, severity }) => {
  const { state, rated, outages, updates, to, reopened, closedMs } = report;
  const end = state.resolvedAt ?? to;
  const hit = outages.map(({ service, since, until }) => {
    const last = until ?? (state.status === 'open' ? undefined : end);
    return r.hit(s.service(service), time(since), last ? time(last) : '', between(since, last ?? to));
  });
  const ratings = rated.map((one) => r.rated(severity(one.severity), time(one.at)));
  const again = reopened.map(({ at, by, words }) => r.reopenedBy(time(at), s.name(by), text(words, longest)));
  const lost = state.control.by === 'vendor' ? state.control : undefined;
  return [
    {
      id: 'what',
      title: r.what,
      pairs: [
        { label: r.severity, value: inert(ratings.join(', ')) },
        { label: r.services, value: inert(hit.length === 0 ? r.noService : hit.join('; ')) },
        ...(lost
          ? [{ label: w.controlLost, value: inert(`${time(lost.since)} (${w.onlyYou(s.vendor(lost.vendor))})`) }]
          : []),
        { label: r.status, value: inert(r.posted(updates)) },
        ...(again.length === 0
          ? []
          : [
              {
                label: r.reopened,
                value: inert([...again, ...(closedMs === 0 ? [] : [r.closedFor(span(closedMs))])].join('; ')),
              },
            ]),
        ...(state.resolution === undefined
          ? []
          : [{ label: r.resolution, value: inert(w.sentence(text(state.resolution, longest))) }]),
      ],
    },
  ];
};

const times: Write = (report, { r, s, time }) => [
  {
    id: 'times',
    title: r.times,
    pairs: report.milestones.map((one): Pair => {
      const after = afterStart(one, report);
      return {
        label: inert(milestoneOf(one, report, s)),
        value: inert(after === '' ? time(one.at) : r.after(time(one.at), after)),
      };
    }),
  },
];

const held: Write = (report, { r, s, time, rows }) => [
  {
    id: 'held',
    title: r.held,
    lines: rows(
      report.held.map(({ person, from, to, why }) => {
        const open = report.state.status !== 'closed' && to === report.to;
        return inert(
          r.holder(s.name(person), time(from), open ? r.untilNowTime : time(to), between(from, to), r.heldWhy(why)),
        );
      }),
    ),
  },
];

const authorities: Write = (report, by) => {
  const { r, s, text, time, rows, longest } = by;
  const lines = report.duties.map((duty) =>
    inert(
      r.duty(
        r.recipient(duty.clock, report.state, s),
        by.stage(duty.stage),
        howSent(duty, report, by),
        duty.sent === undefined ? '' : text(duty.sent.reference, 60),
      ),
    ),
  );
  const waived = report.waived.map((one) =>
    inert(
      r.waived(
        text(one.recipient, 60),
        time(one.at),
        s.name(one.by),
        s.name(one.approvedBy),
        text(one.reason, longest),
      ),
    ),
  );
  const all = [...lines, ...waived];
  return [{ id: 'authorities', title: r.authorities, text: all.length === 0 ? [r.noAuthority] : [], lines: rows(all) }];
};

function howSent(duty: Duty, { at }: Report, { r, time }: Reporter): string {
  const { due, sent } = duty;
  const late = isLateDuty(duty, at);
  if (sent === undefined) {
    if (due === null) return r.notCounting;
    return late ? r.notSentLate(between(due, at), time(due)) : r.notSent(time(due));
  }
  if (due === null) return r.sentUndue(time(sent.at));
  const apart = between(due, sent.at);
  return late ? r.sentLate(time(sent.at), apart, time(due)) : r.sentInTime(time(sent.at), apart, time(due));
}

const decisions: Write = ({ state }, { r, s, w, text, time, rows, longest }) => [
  {
    id: 'decisions',
    title: r.decisions,
    text: state.decisions.length === 0 ? [r.noDecision] : [],
    lines: rows(
      state.decisions.map(({ at, by, words, because }) =>
        inert(r.decided(time(at), s.name(by), w.sentence(text(words, longest)), w.sentence(text(because, longest)))),
      ),
    ),
  },
];

const steps: Write = ({ state }, { r, s, text, time, rows, longest }) => {
  const all = state.steps.map(({ number, text: what, status, settled, due }) => {
    const head = `${number}. ${text(what, Math.min(longest, 300)).replace(/[.:]$/u, '')}`;
    if (status === 'open' || settled === undefined) return r.stepOpen(head, due === undefined ? '' : time(due));
    const words = settled.words === undefined ? '' : text(settled.words, longest);
    const say = status === 'done' ? r.stepDone : r.stepNa;
    return say(head, time(settled.at), s.name(settled.by), words);
  });
  const of = (status: string) => state.steps.filter((step) => step.status === status).length;
  const counts = r.stepsOf(of('done'), of('not-applicable'), of('open'));
  return [
    {
      id: 'steps',
      title: r.steps,
      text: [inert(all.length === 0 ? r.noStep : counts)],
      lines: rows(all.map(inert)),
    },
  ];
};

const late: Write = (report, by) => [
  {
    id: 'late',
    title: by.r.late,
    text: report.late.length === 0 ? [by.r.nothingLate] : [],
    lines: by.rows(
      report.late.map(({ key, ms, times, longestMs, running }) =>
        inert(by.r.lateBy(by.action(key), span(ms), times, span(longestMs), running)),
      ),
    ),
  },
];

const retrospective: Write = ({ retrospective: all, state }, { r, s, w, text, time, rows, longest }) => {
  const due = state.retrospective?.due;
  return [
    {
      id: 'retrospective',
      title: r.retrospective,
      text: all.length > 0 ? [] : [inert(due === undefined ? r.notYet : r.notHeld(time(due)))],
      lines: rows(
        all.map((one) => inert(r.heldOn(time(one.at), s.name(one.by), w.sentence(text(one.words, longest))))),
      ),
    },
  ];
};
