/** The pressure sheet as a document: for the account manager and for our management, to be read in half a minute. */
import type { Case, Ticket } from '../domain/case.ts';
import { type Pressure, pressureOf } from '../domain/pressure.ts';
import { ballOf } from '../domain/tickets.ts';
import type { Instant } from '../domain/time.ts';
import { between } from '../words/format.ts';
import { fitted, type Room } from './fit.ts';
import { inert } from './inert.ts';
import type { Paper, PaperSection } from './paper.ts';
import { type Writer, writerFor } from './writer.ts';

/** One screen. */
const mostRows = 6;
const mostWords = 110;

export function pressurePaper(state: Case, ticket: Ticket, at: Instant): Paper {
  const of = pressureOf(state, ticket, at);
  const writer = writerFor(state, { at, people: true });
  const { w, text, dated, zone, vendor, whole } = writer;
  const { place, offset } = zone();
  const number = ticket.reference === undefined ? ticket.id : `${ticket.id} ${whole(ticket.reference)}`;
  return fitted((room) => {
    const small = { words: Math.min(mostWords, room.words), rows: Math.min(mostRows, room.rows) };
    return {
      language: state.directory.language,
      title: inert(w.sheetTitle(text(state.directory.name, 80), vendor(of.vendor))),
      about: [
        inert(w.sheetOf(number, text(state.title, Math.min(120, room.words)))),
        inert(w.asOf(dated(at), place, offset)),
      ],
      sections: [
        { id: 'ask', title: w.theAsk, text: [inert(w.sheetAsk(vendor(of.vendor), ballOf(ticket)))] },
        standing(of, ticket, writer, small),
        authorities(of, writer, small),
        promises(of, writer, small),
        attempts(of, writer, small),
      ],
      foot: [],
    };
  });
}

function standing(of: Pressure, ticket: Ticket, writer: Writer, room: Room): PaperSection {
  const { w, text, time, services, whole } = writer;
  const { since, until } = of.down;
  const span = between(since, until ?? of.at);
  const { contract } = of;
  const hours =
    contract === undefined
      ? ''
      : contract.hours === '24x7'
        ? w.allHours
        : w.hours(contract.hours.from, contract.hours.to);
  return {
    id: 'state',
    title: w.state,
    text: [w.sentence(text(ticket.words, room.words))],
    pairs: [
      {
        label: w.down,
        value: inert(until === undefined ? w.downFor(span, time(since)) : w.wasDown(span, time(since), time(until))),
      },
      {
        label: w.idle,
        value: inert(
          of.idleSince === null ? w.ballElsewhere : w.idleFor(between(of.idleSince, of.at), time(of.idleSince)),
        ),
      },
      { label: w.hit, value: services([...of.affects, ...of.follows]) || w.nothingAffected },
      ...(contract === undefined
        ? []
        : [
            {
              label: w.clause,
              value: inert(
                w.clauseOf(
                  whole(contract.number),
                  text(ticket.severity ?? '', 20),
                  hours,
                  text(contract.notes ?? '', room.words),
                ),
              ),
            },
          ]),
    ],
    lines:
      of.deadlineCame !== undefined
        ? [w.deadlineCame(time(of.deadlineCame), of.deadline === null ? '' : time(of.deadline))]
        : of.deadline === null
          ? []
          : [w.deadlineAt(time(of.deadline))],
  };
}

function authorities(
  { authorities: all, waived, at }: Pressure,
  { w, text, time, whole, name }: Writer,
  room: Room,
): PaperSection {
  const lines = all.slice(0, room.rows).flatMap(({ name, recipient, sent, next }) => {
    const told = sent.map((one) =>
      w.informed(text(recipient, 60), stage(one.stage), time(one.at), whole(one.reference)),
    );
    const due = next === undefined ? '' : w.nextNotice(stage(next.stage), time(next.due), next.due < at);
    const all = told.length === 0 ? [w.notInformed(text(name, 80))] : told;
    return due === '' ? all : [...all.slice(0, -1), `${all.at(-1)}; ${due}`];
  });
  const none = waived
    .slice(0, room.rows)
    .map((one) => w.waived(text(one.recipient, 60), time(one.at), name(one.by), name(one.approvedBy)));
  return {
    id: 'authorities',
    title: w.authorities,
    ...(lines.length + none.length === 0 && { text: [w.noAuthorities] }),
    lines: [...lines, ...none].map(inert),
  };
}

const stage = (id: string) => inert(id.replaceAll('-', ' '));

function promises({ broken, kept }: Pressure, { w, text, time }: Writer, room: Room): PaperSection {
  const lines = broken
    .slice(-room.rows)
    .map((one) =>
      inert(w.broken(time(one.by), one.words === undefined ? '' : `"${text(one.words, room.words)}"`, time(one.at))),
    );
  return {
    id: 'promises',
    title: w.promises,
    text: [broken.length === 0 && kept === 0 ? w.noBroken : w.keptOf(kept, broken.length)],
    lines,
  };
}

/** As often as a fix that does not hold presses. */
const mostUnfixed = 3;

function attempts(
  { attempts: all, vendor, disowned, unfixed }: Pressure,
  { w, text, time, route, name }: Writer,
  room: Room,
): PaperSection {
  const calls = all.filter(({ what }) => what === 'call').length;
  const unread = all.filter(({ read }) => read === false).length;
  const left = Math.max(0, all.length - room.rows);
  const rows = all.slice(left).map(({ what, via, result, words = '', at, read }) => {
    const said = what === 'opened' || words === '' ? '' : `, "${text(words, room.words)}"`;
    const kind = what === 'call' || what === 'opened' ? what : 'sent';
    return {
      at,
      line: `${w.attempt(kind, route(vendor, via), result)}${said}${read === false ? ` (${w.unread})` : ''}`,
    };
  });
  const theirs = [
    ...disowned.map(({ person, at }) => ({ at, line: w.notTheirs(name(person)) })),
    ...unfixed
      .slice(-mostUnfixed)
      .map(({ at, words = '' }) => ({ at, line: w.notFixed(words === '' ? '' : `"${text(words, room.words)}"`) })),
  ];
  const inOrder = [...theirs, ...rows].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    id: 'attempts',
    title: w.attempts,
    text: [w.attemptsOf(calls, all.length - calls, unread)],
    lines: [...(left > 0 ? [w.earlier(left)] : []), ...inOrder.map(({ at, line }) => inert(w.timed(time(at), line)))],
  };
}
