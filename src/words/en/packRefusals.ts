/** Refusals about evidence packs and the codes that prove reading; each says what to do next. */
import type { Refusal } from '../../domain/refusal.ts';
import type { Speech } from '../speech.ts';

type Of<N extends Refusal['no']> = Extract<Refusal, { no: N }>;

const mostCodes = 4;

function codes(all: readonly string[], s: Speech): string {
  return s.list(all.slice(0, mostCodes).map((code) => s.text(code, 10)));
}

export function codeUnknown(of: Of<'code-unknown'>, s: Speech): string {
  const none = `${s.text(of.code, 10)} is rightly said, but no code of ours.`;
  return of.known.length === 0
    ? `${none} Nothing with a code has gone out on ${of.ticket} yet: ${s.typed(`pack send ${of.ticket} via:portal`)}`
    : `${none} On ${of.ticket} we sent ${codes(of.known, s)}. Ask them for the code that stands above our text.`;
}

export function codeOfOther(of: Of<'code-of-other'>, s: Speech): string {
  return `${s.text(of.code, 10)} went out on ${of.ticket}. If they have read that: ${s.typed(`pack receipt ${of.ticket} "read, quoted ${of.code}"`)}`;
}

export function codeQuotedBefore(of: Of<'code-quoted-before'>, s: Speech): string {
  return `${s.text(of.code, 10)} was quoted before, ${s.at(of.at)}: it counts as read since then. What is new goes into ${s.typed('ticket heard T1 "…"')} or ${s.typed('note "…"')}`;
}

export function codeNeeded(of: Of<'code-needed'>, s: Speech): string {
  return of.known.length === 0
    ? `Nothing with a code has gone out on ${of.ticket} yet, so nothing can have been read. Send it: ${s.typed(`pack send ${of.ticket} via:portal`)}`
    : `Only the code proves that somebody read it. Ask them for it (we sent ${codes(of.known, s)}), then: ${s.typed(`pack receipt ${of.ticket} "read by …" quoted:${of.known[0]}`)}`;
}

export function noPack(of: Of<'no-pack'>, s: Speech): string {
  return `There is no evidence pack yet${of.ticket === undefined ? '' : ` that fits ${of.ticket}`}. Build one: ${s.typed(`pack build ${of.ticket ?? 'T1'}`)}`;
}

export function unknownPack(of: Of<'unknown-pack'>, s: Speech): string {
  const known = of.newest === 1 ? 'There is only pack 1' : `They run from 1 to ${of.newest}`;
  return `There is no evidence pack ${of.pack}. ${known}: ${s.typed(`pack show ${of.newest}`)}`;
}

export function packOfOther(of: Of<'pack-of-other'>, s: Speech): string {
  return `Evidence pack ${of.pack} is about ${of.of}: its number and its words are those of another ticket. Build one for ${of.ticket}: ${s.typed(`pack build ${of.ticket}`)}`;
}

/** Whoever runs the bot has to do something; everybody else sends it another way meanwhile. */
export function linksOff(s: Speech): string {
  return `Download links are switched off. Whoever runs me can set PUBLIC_URL to the address at which I am reached from outside, and start me again. Until then paste the text: ${s.typed('pack show')}`;
}

export function noLink(of: Of<'no-link'>, s: Speech): string {
  const whose = of.pack === undefined ? '' : ` of evidence pack ${of.pack}`;
  return `No download link${whose} works any more: there is nothing to revoke. See it: ${s.typed(`pack show${of.pack === undefined ? '' : ` ${of.pack}`}`)}`;
}
