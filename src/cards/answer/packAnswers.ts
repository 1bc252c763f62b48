/** What building, sending and linking a pack means for whoever did it: what of it is about people, its link, how it counts as read. */
import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/events.ts';
import { lives, newestPack, packNumbered, saysMended } from '../../domain/packs.ts';
import { ticketOf } from '../../domain/tickets.ts';
import { packWordsOf } from '../../words/packs.ts';
import { wayForPack } from '../pack/packWays.ts';
import type { Voice } from '../voice.ts';

/** `link`: the address of a new download link, which is said here and nowhere else. */
export function packLines(events: readonly CaseEvent[], after: Case, link: string | undefined, voice: Voice): string[] {
  return events.flatMap(({ body }) => {
    if (body.type === 'ticket-wants') return [offer(body.ticket, after, voice)];
    if (body.type === 'pack-built')
      return [
        notAnswered(body.version, after, voice),
        flag(body.version, after, voice),
        ...lacks(body.version, after, voice),
        nextStep(body.ticket, after, voice),
      ];
    if (body.type === 'pack-linked')
      return [flagOnce(events, body.version, after, voice), linkLine(body, link, after, voice)];
    if (body.type === 'ticket-sent' && body.pack !== undefined)
      return [
        body.answered ? notAnswered(body.pack, after, voice) : '',
        flag(body.pack, after, voice),
        ...lacks(body.pack, after, voice),
        receipt(body.ticket, body.code, voice),
        linksOff(events, body, after, voice),
      ];
    return [];
  });
}

/** They asked for something, and the pack says nothing to it: whoever builds or sends it has to know. */
function notAnswered(version: number, state: Case, { s }: Voice): string {
  const pack = packNumbered(state, version);
  const ticket = pack && ticketOf(state, pack.ticket);
  const asked = ticket?.contacts.findLast(({ what }) => what === 'wants')?.words;
  const answeredBefore = ticket?.want === undefined && !ticket?.sent.some((word) => word.pack === version);
  if (pack === undefined || asked === undefined || pack.answer !== undefined || answeredBefore) return '';
  return packWordsOf(s.language).notAnswered(s.quote(asked, 80), s.typed(`pack build ${pack.ticket} "…"`));
}

/** What the vendor will miss in it: what we mended, and a number to call. */
function lacks(version: number, state: Case, { s }: Voice): string[] {
  const pack = packNumbered(state, version);
  const p = packWordsOf(s.language);
  if (!pack) return [];
  return [
    saysMended(state, pack) ? '' : p.mendedNot(),
    pack.personal.phones > 0 ? '' : p.noNumber(s.typed(`pack build ${pack.ticket} "call us on …"`)),
  ].filter((line) => line !== '');
}

/** Before a pack leaves, people in it are counted aloud. */
function flag(version: number, state: Case, { s }: Voice): string {
  const pack = packNumbered(state, version);
  if (!pack) return '';
  const command = pack.withoutPeople ? null : s.typed(`pack build ${pack.ticket} without:people`);
  return packWordsOf(s.language).flag(pack.personal, command, s);
}

/** A link that comes with sending has been flagged by that. */
function flagOnce(events: readonly CaseEvent[], version: number, state: Case, voice: Voice): string {
  return events.some(({ body }) => body.type === 'ticket-sent') ? '' : flag(version, state, voice);
}

function nextStep(id: string, state: Case, { s }: Voice): string {
  const ticket = ticketOf(state, id);
  const route = ticket?.status === 'open' ? wayForPack(state, ticket, s) : undefined;
  return route === undefined ? '' : packWordsOf(s.language).sendNext(s.typed(`pack send ${id} via:${route.id}`));
}

/** What they want can be written down for them: the pack that is there, or one to build. */
function offer(id: string, state: Case, { s }: Voice): string {
  const ticket = ticketOf(state, id);
  const pack = ticket && newestPack(state, ticket);
  const route = ticket && wayForPack(state, ticket, s);
  const command = pack && route ? `pack send ${id} via:${route.id} pack:${pack.version}` : `pack build ${id}`;
  return packWordsOf(s.language).offer(s.typed(command));
}

function receipt(id: string, code: string, { s }: Voice): string {
  return packWordsOf(s.language).unreadUntilQuoted(s.typed(`pack receipt ${id} "read by …, quoted ${code}"`));
}

function linkLine(
  { version, expires, link: id }: Extract<CaseEvent['body'], { type: 'pack-linked' }>,
  link: string | undefined,
  state: Case,
  { s }: Voice,
): string {
  const p = packWordsOf(s.language);
  if (link === undefined) return p.linkLost(s.typed(`pack link ${version}`));
  const made = `${p.linkMade(`[${p.showPack} ${version}](${link})`, s.at(expires))}${s.typed(`pack revoke ${version}`)}`;
  const all = packNumbered(state, version)?.links ?? [];
  const earlier = all.filter((one) => one.id !== id && lives(one, s.now)).length;
  const more = [
    all.length > 1 ? p.linkNumber(all.findIndex((one) => one.id === id) + 1) : '',
    earlier === 0 ? '' : p.earlierLinks(earlier),
  ];
  return [made, more.filter((part) => part !== '').join(' ')].filter((part) => part !== '').join('. ');
}

/** Sent in writing, and no link came of it: they are switched off here. */
function linksOff(
  events: readonly CaseEvent[],
  { ticket, via, pack = 0 }: Extract<CaseEvent['body'], { type: 'ticket-sent' }>,
  state: Case,
  { s }: Voice,
): string {
  const vendor = ticketOf(state, ticket)?.vendor ?? '';
  const spoken = state.directory.vendors[vendor]?.routes.some(({ id, kind }) => id === via && kind === 'phone');
  if (spoken === true || events.some(({ body }) => body.type === 'pack-linked')) return '';
  return packWordsOf(s.language).linksOff(s.typed(`pack show ${pack}`));
}
