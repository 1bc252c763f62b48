/** The pressure sheet of a ticket on one screen: how long, whom it hits, who was told, what was promised and tried, the ask; all of it as text to copy. */
import type { Case, Ticket } from '../../domain/case.ts';
import { type Pressure, pressureOf } from '../../domain/pressure.ts';
import { ballOf } from '../../domain/tickets.ts';
import type { Instant } from '../../domain/time.ts';
import { between, DOT } from '../../words/format.ts';
import { packWordsOf } from '../../words/packs.ts';
import { paperWordsOf } from '../../words/papers.ts';
import { band } from '../blocks/band.ts';
import { actionSet, button } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { textInput } from '../blocks/input.ts';
import { facts, type Part } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { row, timeRow } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import type { Post, ViewContext } from '../post.ts';
import { hoursOf } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';

const mostRows = 3;

/** `text`: the same as a document, to be copied. */
export function pressurePost(state: Case, ticket: Ticket, text: string, view: ViewContext): Post {
  const scene = sceneOf(state, view, 'pack');
  const { s, w, c, on, now } = scene;
  const p = packWordsOf(view.language);
  const of = pressureOf(state, ticket, now);
  const title = p.sheet(ticket.id, s.vendor(ticket.vendor));
  const { since, until } = of.down;
  const span = between(since, until ?? now);
  const caption = until === undefined ? `${MARK.late} ${p.down(span)}` : `${MARK.done} ${p.wasDown(span)}`;
  const silent: (string | Part)[] =
    of.idleSince === null
      ? [p.ballElsewhere]
      : [{ text: p.noAnswer(between(of.idleSince, now)), bold: true }, `, ${p.since(s.short(of.idleSince))}`];
  const number = ticket.reference === undefined ? c.noNumber : c.number(s.text(ticket.reference, 60));
  const still = { inputs: false as const };
  const card = frame('list', `${title}. ${caption}. ${p.ask(ballOf(ticket))}`, {
    header: header(title, facts(state.id, s.text(state.title, 60), number)),
    band: band({
      style: until === undefined ? 'attention' : 'emphasis',
      caption,
      action: p.ask(ballOf(ticket)),
      line: silent,
    }),
    rows: [
      ...scopeRows(scene, of),
      ...promiseRows(scene, of),
      ...triedRows(scene, of),
      ...authorityRows(scene, of),
      textInput({ id: 'copy', label: p.copyLabel, value: text, multiline: true }),
    ],
    foot: foot(facts(w.cards.orType(s.typed(`ticket pressure ${ticket.id}`)), c.upper(w.asOf(now, s)))),
    buttons: actionSet([
      button(on, `${ticket.id} ${s.vendor(ticket.vendor)}`, 'ticket show', { ticket: ticket.id }, still),
      button(on, p.showPack, 'pack show', {}, still),
    ]),
  });
  return { card, summary: `${title}: ${p.down(span)}` };
}

function scopeRows(scene: Scene, { affects, follows, contract, deadline, deadlineCame }: Pressure): Element[] {
  const { s, view } = scene;
  const p = packWordsOf(view.language);
  const all = [...affects, ...follows].map((id) => s.service(id));
  const hit = all.length === 0 ? p.nothingHit : p.hit(s.list(all));
  const clause =
    contract &&
    [contract.number, hoursOf(scene, contract), contract.notes ?? '']
      .filter((part) => part !== '')
      .map((part) => s.text(part, 80));
  return [
    row({ mark: 'blocked', first: hit, bold: true }),
    ...(deadlineCame !== undefined
      ? [row({ mark: 'late', first: p.deadlineCame(s.short(deadlineCame)), bold: true })]
      : deadline === null
        ? []
        : [row({ mark: 'running', first: p.deadline(s.short(deadline)) })]),
    ...(clause ? [row({ mark: 'fact', first: clause.join(DOT), second: p.clause })] : []),
  ];
}

function promiseRows({ s, view }: Scene, { broken, kept }: Pressure): Element[] {
  const p = packWordsOf(view.language);
  const w = paperWordsOf(view.language);
  const rows = broken.slice(-mostRows).map(({ by, at, words }) =>
    row({
      mark: 'late',
      first: w.upper(w.broken(s.short(by), words === undefined ? '' : s.quote(words, 60), s.short(at))),
    }),
  );
  return section({
    title: p.promises,
    count: p.promisesOf(broken.length, kept),
    rows: rows.length === 0 ? [row({ mark: 'fact', first: p.noPromise })] : rows,
  });
}

function triedRows({ s, w, state, view }: Scene, { attempts, vendor, disowned, unfixed }: Pressure): Element[] {
  const p = packWordsOf(view.language);
  const words = paperWordsOf(view.language);
  const calls = attempts.filter(({ what }) => what === 'call').length;
  // Calls and what came of them press more than words of ours in a portal.
  const pressing = [
    ...attempts.filter(({ what }) => what === 'call').slice(-mostRows),
    ...attempts.slice(-mostRows).reverse(),
  ];
  const kept = new Set(pressing.slice(0, mostRows));
  const shown = attempts.filter((one) => kept.has(one));
  const left = attempts.length - shown.length;
  const rows = shown.flatMap(({ at, what, via, result, words: said = '', read }) => {
    if (what !== 'opened' && what !== 'sent' && what !== 'call') return [];
    const route = via === undefined ? '' : w.route(vendor, via, state, s);
    const head = words.upper(words.attempt(what, route, result));
    const time = s.clock(at);
    const day = s.short(at) === time ? '' : s.short(at);
    const second = [said === '' ? '' : s.quote(said, 60), read === false ? words.unread : '', day]
      .filter((part) => part !== '')
      .join(DOT);
    return [{ at, row: timeRow({ time, first: head, second }) }];
  });
  const dated = (at: Instant, first: string) => ({
    at,
    row: timeRow({ time: s.clock(at), first, second: s.short(at) === s.clock(at) ? '' : s.short(at) }),
  });
  const inOrder = [
    ...disowned.map(({ person, at }) => dated(at, words.notTheirs(s.name(person)))),
    ...unfixed
      .slice(-mostRows)
      .map((one) => dated(one.at, words.upper(words.notFixed(one.words === undefined ? '' : s.quote(one.words, 60))))),
    ...rows,
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const before = left > 0 ? [row({ mark: 'fact', first: [{ text: p.earlier(left), subtle: true }] })] : [];
  return section({
    title: p.tried,
    count: p.triedOf(calls, attempts.length - calls),
    rows: [...before, ...inOrder.map((one) => one.row)],
  });
}

function authorityRows({ s, view, now }: Scene, { authorities, waived }: Pressure): Element[] {
  const p = packWordsOf(view.language);
  const w = paperWordsOf(view.language);
  const stage = (id: string) => s.text(id.replaceAll('-', ' '), 40);
  const rows = authorities.slice(0, mostRows).map(({ name, recipient, sent, next }) => {
    const last = sent.at(-1);
    const late = next !== undefined && next.due < now;
    const due = next === undefined ? '' : w.nextNotice(stage(next.stage), s.short(next.due), late);
    const first = last
      ? w.informed(s.text(recipient, 60), stage(last.stage), s.short(last.at), s.text(last.reference, 40))
      : w.notInformed(s.text(name, 80));
    return row({ mark: late ? 'late' : last ? 'done' : 'open', first, ...(due !== '' && { second: w.upper(due) }) });
  });
  const none = waived
    .slice(0, mostRows)
    .map(({ recipient, at, by, approvedBy }) =>
      row({ mark: 'open', first: w.waived(s.text(recipient, 60), s.short(at), s.name(by), s.name(approvedBy)) }),
    );
  const all = [...rows, ...none];
  return section({
    title: p.authorities,
    rows: all.length === 0 ? [row({ mark: 'fact', first: p.noAuthority })] : all,
  });
}
