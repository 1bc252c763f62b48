/** The evidence pack as a document: what a case manager who has never heard of us must know, the most important first. */
import { support } from '../domain/callees.ts';
import type { Case, Ticket } from '../domain/case.ts';
import { type Mended, type Pack, type PackOf, packOf } from '../domain/pack.ts';
import type { PersonalData } from '../domain/paperForms.ts';
import type { Instant } from '../domain/time.ts';
import { fitted, type Room } from './fit.ts';
import { inert } from './inert.ts';
import { type Pair, type Paper, type PaperSection, stringsOf } from './paper.ts';
import { personalIn, withoutPersonal } from './personal.ts';
import { type Writer, writerFor } from './writer.ts';

export interface PackPaper {
  paper: Paper;
  /** What of it is about people. */
  personal: PersonalData;
}

/** `people: false`: roles instead of names, and no address or number of anybody but the one to call back. */
export function packPaper(state: Case, ticket: Ticket, of: PackOf & { people: boolean }): PackPaper {
  const pack = packOf(state, ticket, of);
  const writer = writerFor(state, of);
  const keep = pack.callBack.numbers.map(({ number }) => number);
  const paper = fitted((room) => {
    const made = written(pack, writer, room, state.directory.language);
    return of.people ? made : withoutPersonal(made, state, keep, writer.w);
  });
  return { paper, personal: personalIn(stringsOf(paper), state) };
}

function written(pack: Pack, writer: Writer, room: Room, language: Paper['language']): Paper {
  const { w, text, dated, zone, vendor } = writer;
  const { place, offset } = zone();
  const sections = [numbers, what, scope, ask, reach, measures, asked, between];
  return {
    language,
    title: inert(w.packTitle(text(pack.organisation, 80), text(pack.title, Math.min(120, room.words)))),
    about: [
      inert(w.packOf(pack.version, vendor(pack.vendor), pack.caseId)),
      inert(w.asOf(dated(pack.at), place, offset)),
    ],
    sections: sections.flatMap((section) => section(pack, writer, room)),
    foot: [inert(w.version(pack.version, pack.caseId))],
  };
}

type Write = (pack: Pack, writer: Writer, room: Room) => PaperSection[];

const numbers: Write = ({ ticket, contract }, { w, whole, text, time }) => [
  {
    id: 'numbers',
    title: w.numbers,
    pairs: [
      { label: w.yourTicket, value: ticket.reference === undefined ? w.noTicket : whole(ticket.reference) },
      { label: w.contract, value: contract === undefined ? w.noContract : whole(contract) },
      ...(ticket.severity === undefined ? [] : [{ label: w.severity, value: text(ticket.severity, 20) }]),
      { label: w.ticketOpened, value: time(ticket.openedAt) },
    ],
  },
];

const what: Write = (pack, { w, text, time, vendor }, room) => [
  {
    id: 'what',
    title: w.what,
    text: [w.sentence(text(pack.ticket.words, room.words * 2))],
    pairs: [
      { label: w.aware, value: time(pack.awareAt) },
      ...(pack.controlLost
        ? [{ label: w.controlLost, value: `${time(pack.controlLost)} (${w.onlyYou(vendor(pack.vendor))})` }]
        : []),
      ...(pack.resolvedAt ? [{ label: w.resolved, value: time(pack.resolvedAt) }] : []),
      ...pack.symptoms
        .filter(({ words }) => words !== undefined)
        .slice(-3)
        .map(({ words = '', at }): Pair => ({ label: w.symptom, value: `${text(words, room.words)} (${time(at)})` })),
    ],
  },
];

const scope: Write = ({ affects, follows }, { w, services }) => [
  {
    id: 'scope',
    title: w.scope,
    pairs: [
      { label: w.affected, value: affects.length === 0 ? w.nothingAffected : services(affects) },
      ...(follows.length === 0 ? [] : [{ label: w.follows, value: services(follows) }]),
    ],
  },
];

const ask: Write = (pack, { w, text, route }, room) => {
  const open = pack.asked.findLast((one) => one.open);
  const via = open?.blocked ? route(pack.vendor, open.via) : '';
  const answer = pack.answer === undefined ? '' : inert(w.sentence(text(pack.answer, room.words * 5)));
  const over = pack.ticket.ball === 'closed';
  const reachable = pack.callBack.numbers.length > 0;
  return [
    {
      id: 'ask',
      title: w.ask,
      lines: [
        w.askFirst(pack.ticket.ball),
        ...(open
          ? [inert(w.askAnswer(`"${text(open.words, room.words)}"`, via, answer))]
          : answer === ''
            ? []
            : [answer]),
        ...(over ? [] : [reachable ? w.askCall : w.askWrite]),
        w.askQuote,
      ],
    },
  ];
};

const reach: Write = ({ callBack }, { w, name, role, whole, services }) => [
  {
    id: 'reach',
    title: w.reach,
    ...(callBack.numbers.length === 0 && { text: [w.noNumber] }),
    pairs: callBack.numbers.map(({ person, role: as, number }) => ({
      label: inert(w.coordinatorNumber(name(person), role(person, as))),
      value: whole(number),
    })),
    lines: [
      ...callBack.dead.map(({ kind, because }) => inert(w.doNot(kind, services([because])))),
      ...(callBack.portal ? [w.portal] : []),
    ],
  },
];

const measures: Write = ({ measures: all }, writer, room) => {
  const { w } = writer;
  const rows = all.slice(0, room.rows).map((one) => mended(one, writer, room));
  const left = all.length - rows.length;
  return [
    {
      id: 'measures',
      title: w.measures,
      ...(all.length === 0 && { text: [w.noMeasures] }),
      lines: [...rows, ...(left > 0 ? [w.more(left)] : [])],
    },
  ];
};

function mended({ text: step, words = '', at, by, role: as }: Mended, writer: Writer, room: Room): string {
  const { w, text, time, name, role } = writer;
  const done = w.result(text(step, Math.max(60, room.words)), text(words, room.words));
  return inert(w.timed(w.by(time(at), name(by), role(by, as)), done));
}

const asked: Write = (pack, { w, text, time, route }, room) => {
  const all = [
    ...pack.asked.map((one) => {
      const here = one.open && pack.answer !== undefined;
      const state = here
        ? ('here' as const)
        : one.blocked
          ? ('blocked' as const)
          : one.open
            ? ('open' as const)
            : ('answered' as const);
      const line = w.askedLine(`"${text(one.words, room.words)}"`, route(pack.vendor, one.via), state);
      return { at: one.at, line };
    }),
    ...pack.promised.map((one) => {
      const words = one.words === undefined ? '' : `"${text(one.words, room.words)}"`;
      return { at: one.at, line: w.promisedLine(time(one.by), words, one.status) };
    }),
  ].sort(byTime);
  if (all.length === 0) return [];
  return [{ id: 'asked', title: w.asked, lines: newest(all, writerOf(w, time), room) }];
};

const between: Write = (pack, { w, text, time, route, whole, name }, room) => {
  const all = pack.between.map(({ at, what: did, via, result, words = '', code, reading, whom, number }) => {
    // A ticket's first words stand on top of the paper.
    const said = did === 'opened' || words === '' ? '' : `"${text(words, room.words)}"`;
    const who = whom === undefined || whom === support ? '' : name(whom);
    const wrong = result === 'wrong-number' && number !== undefined ? whole(number) : '';
    const head = w.saying(w.contact(did, route(pack.vendor, via), result, who, wrong), said);
    return { at, line: code === undefined ? head : `${head}, ${w.code(whole(code), reading ?? 'not-shown')}` };
  });
  return [{ id: 'between', title: w.between, lines: newest(all, writerOf(w, time), room) }];
};

interface Dated {
  at: Instant;
  line: string;
}

const byTime = (a: Dated, b: Dated) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
const writerOf = (w: Writer['w'], time: Writer['time']) => ({ w, time });

/** The newest entries, oldest first; what has no room is counted. */
function newest(all: readonly Dated[], { w, time }: Pick<Writer, 'w' | 'time'>, room: Room): string[] {
  const left = Math.max(0, all.length - room.rows);
  const rows = all.slice(left).map(({ at, line }) => inert(w.timed(time(at), line)));
  return left > 0 ? [w.earlier(left), ...rows] : rows;
}
