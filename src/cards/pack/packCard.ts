// The evidence pack and the words to say on the phone, as cards; the documents themselves are in papers/.
// Nothing is sent from here.
/** One version of the evidence pack: what is next with it, its text to paste, where it went, who has read it, and which links work. */
import type { Case, Ticket, Word } from '../../domain/case.ts';
import type { PackState } from '../../domain/packState.ts';
import { lives, saysMended, sendsOf, unreadTooLongAt } from '../../domain/packs.ts';
import type { Forms } from '../../domain/paperForms.ts';
import { ticketOf } from '../../domain/tickets.ts';
import { between } from '../../words/format.ts';
import { packWordsOf } from '../../words/packs.ts';
import { type Band, band } from '../blocks/band.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { textInput } from '../blocks/input.ts';
import { facts, line } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { foldedLines } from '../blocks/toggle.ts';
import type { Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';
import { wayForPack } from './packWays.ts';

const mostSends = 5;
const mostLinks = 3;
/** As many digits as people compare by eye. */
const shortHash = 12;

export interface PackView {
  pack: PackState;
  forms: Forms;
  /** What stands above the text when it is pasted: its code and its hash. Empty before it was sent. */
  cover: string;
  /** A download link that was made just now. */
  link?: string;
}

export function packPost(of: PackView, state: Case, view: ViewContext): Post {
  const scene = sceneOf(state, view, 'pack');
  const { s, w, c, on } = scene;
  const { pack, forms, cover, link } = of;
  const p = packWordsOf(view.language);
  const ticket = ticketOf(state, pack.ticket);
  const title = p.title(state.id, pack.version);
  const next = bandOf(scene, pack, ticket);
  const text = `${cover === '' ? '' : `${cover}\n`}${forms.text.body}`;
  const newest = state.packs.at(-1)?.version ?? pack.version;
  const card = frame('list', `${title}. ${typeof next.caption === 'string' ? next.caption : ''}`, {
    header: header(
      title,
      facts(
        p.forTicket(pack.ticket, ticket ? s.vendor(ticket.vendor) : ''),
        p.builtAt(s.short(pack.at), s.name(pack.by)),
        newest !== pack.version && p.older(newest),
      ),
    ),
    band: band(next),
    rows: [
      ...peopleRow(scene, pack),
      ...lackRows(scene, pack),
      ...(link === undefined ? [] : [textInput({ id: 'link', label: p.linkLabel, value: link })]),
      textInput({ id: 'paste', label: p.textLabel(text.length), value: text, multiline: true }),
      ...sentRows(scene, pack),
      ...linkRows(scene, pack),
      ...hashRows(scene, pack),
    ],
    foot: foot(facts(w.cards.orType(s.typed(typedTwin(scene, pack, ticket))), c.upper(w.asOf(view.now, s)))),
    buttons: buttons(scene, pack, ticket, link),
  });
  return { card, summary: title };

  function buttons(
    { state: of_ }: Scene,
    { version }: PackState,
    about: Ticket | undefined,
    url: string | undefined,
  ): Element {
    const open = about?.status === 'open' && of_.status !== 'closed';
    const args = { pack: String(version) };
    const to = { ticket: pack.ticket };
    const last = sendsOf(of_, version).at(-1)?.word;
    const way = open && about ? wayForPack(of_, about, view) : undefined;
    const still = { inputs: false as const };
    const menu = { menu: true, ...still };
    const again = pack.answer === undefined ? to : { ...to, words: pack.answer };
    return actionSet([
      ...(way
        ? [formButton(on, p.send, 'pack send', { ...to, ...args }, { ...still, positive: last === undefined })]
        : []),
      button(on, p.readOut, 'pack speak', args, still),
      ...(last && unproven(last, isPhone(of_, about?.vendor ?? '', last.via))
        ? [formButton(on, p.theyRead, 'pack receipt', to, { ...still, positive: open })]
        : []),
      ...(last?.read && open
        ? [formButton(on, w.buttons.vendorReplied, 'ticket heard', to, { ...still, positive: true })]
        : []),
      ...(url === undefined ? [] : [{ type: 'Action.OpenUrl', title: p.openPage, url }]),
      ...(of_.status === 'closed'
        ? []
        : [
            button(on, p.buildAgain, 'pack build', again, menu),
            ...(pack.withoutPeople
              ? []
              : [button(on, p.withoutPeople, 'pack build', { ...again, without: 'people' }, menu)]),
            button(on, p.newLink, 'pack link', args, menu),
          ]),
      ...(pack.links.some((one) => lives(one, view.now)) ? [button(on, p.revoke, 'pack revoke', args, menu)] : []),
    ]);
  }
}

/** Where it stands, and what to do. */
function bandOf(scene: Scene, pack: PackState, ticket: Ticket | undefined): Band {
  const { state, s, w, c, now, view } = scene;
  const p = packWordsOf(view.language);
  const last = sendsOf(state, pack.version).at(-1);
  if (last === undefined || ticket === undefined) {
    const ways = ticket ? c.waysNow(state, ticket.vendor, s) : { open: [], later: [] };
    const action = ways.open.length > 0 ? p.sendIt : p.sendLater;
    return ways.open.length + ways.later.length === 0
      ? { style: 'attention', caption: `${MARK.blocked} ${p.notSent}`, action: p.noWay, line: c.noWayHint }
      : { style: 'accent', caption: `${MARK.open} ${p.notSent}`, action, line: p.byRoutes(ways, s) };
  }
  const { word } = last;
  const route = w.route(ticket.vendor, word.via ?? '', state, s);
  const time = s.short(word.at);
  const phone = word.quotedAt === undefined && isPhone(state, ticket.vendor, word.via);
  if (word.read && word.quotedAt === undefined && !phone)
    return { style: 'emphasis', caption: `${MARK.open} ${p.notShown(route, time)}`, action: p.askForCode(word.code) };
  if (word.read) {
    return {
      style: 'emphasis',
      caption: `${MARK.done} ${phone ? p.spoken(time) : p.isRead(route, time)}`,
      action: p.hasIt(s.vendor(ticket.vendor)),
      ...(ticket.status === 'open' && { line: p.writeAnswer }),
    };
  }
  const late = unreadTooLongAt(state, word) <= now;
  return {
    style: late ? 'attention' : 'emphasis',
    caption: late
      ? `${MARK.late} ${p.unreadLate(between(word.at, now))}`
      : `${MARK.running} ${p.sentUnread(route, time)}`,
    action: p.askForCode(word.code),
    line: p.paste,
  };
}

const unproven = ({ read, quotedAt }: Word, phone: boolean) => !read || (quotedAt === undefined && !phone);

function isPhone({ directory }: Case, vendor: string, via: string | undefined): boolean {
  return directory.vendors[vendor]?.routes.some(({ id, kind }) => id === via && kind === 'phone') === true;
}

function peopleRow({ s, view }: Scene, pack: PackState): Element[] {
  const p = packWordsOf(view.language);
  const { people, emails, phones } = pack.personal;
  if (pack.withoutPeople) return [row({ mark: 'fact', first: p.leftOut, bold: true, second: p.readFirst })];
  if (people.length + emails + phones === 0) return [row({ mark: 'done', first: p.nobody })];
  return [
    row({
      mark: 'fact',
      first: p.carries(pack.personal, s),
      bold: true,
      second: p.leaveOut(s.typed(`pack build ${pack.ticket} without:people`)),
    }),
  ];
}

/** What the vendor will miss in it. */
function lackRows({ s, state, view }: Scene, pack: PackState): Element[] {
  const p = packWordsOf(view.language);
  const number = p.addNumber(s.typed(`pack build ${pack.ticket} "call us on …"`));
  return [
    ...(saysMended(state, pack)
      ? []
      : [row({ mark: 'late', first: p.nothingMended, bold: true, second: p.tickSteps(s.typed('step add "…"')) })]),
    ...(pack.personal.phones > 0 ? [] : [row({ mark: 'late', first: p.noWayBack, bold: true, second: number })]),
  ];
}

function sentRows(scene: Scene, pack: PackState): Element[] {
  const { state, s, w, view } = scene;
  const p = packWordsOf(view.language);
  const all = sendsOf(state, pack.version);
  const rows = all.slice(-mostSends).map(({ ticket, word }) => {
    const vendor = ticketOf(state, ticket)?.vendor ?? '';
    const said = word.quotedAt
      ? p.readAt(word.code, s.short(word.quotedAt))
      : word.read
        ? p.heard(word.code)
        : p.notRead(word.code);
    return row({
      mark: word.quotedAt || isPhone(state, vendor, word.via) ? 'done' : word.read ? 'fact' : 'open',
      first: p.sentRow(w.route(vendor, word.via ?? '', state, s), s.short(word.at)),
      second: said,
    });
  });
  return section({ title: p.sent, count: all.length > mostSends ? String(all.length) : '', rows });
}

function linkRows({ s, view, now }: Scene, pack: PackState): Element[] {
  const p = packWordsOf(view.language);
  const rows = pack.links
    .map((one, i) => [one, pack.links.length > 1 ? i + 1 : null] as const)
    .filter(([one]) => lives(one, now) || one.downloads > 0)
    .slice(-mostLinks)
    .map(([one, number]) =>
      row({
        mark: lives(one, now) ? 'running' : 'fact',
        first: lives(one, now)
          ? p.linkUntil(s.short(one.madeAt), s.short(one.expires), number)
          : p.linkOver(s.short(one.madeAt), number),
        second: one.revokedAt ? `${p.fetched(one.downloads)}, ${p.revoked}` : p.fetched(one.downloads),
      }),
    );
  return section({ title: p.downloads, rows });
}

/** Short ones to compare by eye, whole ones behind a fold. */
function hashRows({ view }: Scene, { sha256, version }: PackState): Element[] {
  const p = packWordsOf(view.language);
  const forms = ['text', 'html', 'json'] as const;
  const small = { size: 'Small', spacing: 'None' } as const;
  return section({
    title: p.hashes,
    count: p.neverChanges,
    rows: [
      line(forms.map((form) => p.hashRow(form, `${sha256[form].slice(0, shortHash)}…`)).join(' · '), {
        size: 'Small',
        spacing: 'Small',
      }),
      ...foldedLines(
        `hashes-${version}`,
        p.wholeHashes,
        forms.map((form) => line(p.hashRow(form, sha256[form]), small)),
      ),
    ],
  });
}

function typedTwin({ state, view }: Scene, pack: PackState, ticket: Ticket | undefined): string {
  const last = sendsOf(state, pack.version).at(-1)?.word;
  const way = ticket?.status === 'open' ? wayForPack(state, ticket, view) : undefined;
  if (ticket === undefined || way === undefined) return `pack show ${pack.version}`;
  if (last === undefined) return `pack send ${ticket.id} via:${way.id} pack:${pack.version}`;
  return last.read ? `ticket heard ${ticket.id} "…"` : `pack receipt ${ticket.id} "read by …, quoted ${last.code}"`;
}
