/** The list of what stands in the way of resolving or closing: what, who, when, and what to type. */
import type { Case } from '../../domain/case.ts';
import type { VendorId } from '../../domain/organisation.ts';
import type { Owed, Refusal } from '../../domain/refusal.ts';
import { DOT, upper } from '../format.ts';
import type { Speech } from '../speech.ts';
import { cards } from './cards.ts';
import { fixedBy, toEnd } from './endings.ts';
import { fromKey, obligation, obligationLong, stepText } from './obligations.ts';

/** More lines than this nobody reads in a chat; `step list` and the case card show the rest. */
const MOST = 10;

export function stillOwed(of: Extract<Refusal, { no: 'still-owed' }>, state: Case | null, s: Speech): string {
  const lines = of.owed.slice(0, MOST).map((owed) => `- ${line(owed, of.what, state, s)}`);
  const rest = of.owed.length - lines.length;
  if (rest > 0) lines.push(`- and ${rest} more`);
  return `${cards.owed(of.what, of.owed.length)}\n\n${lines.join('\n')}`;
}

function line(owed: Owed, what: 'resolve' | 'close', state: Case | null, s: Speech): string {
  const about = owed.obligation ?? (state === null ? undefined : fromKey(owed.key, state));
  const who = owed.who === null ? 'the channel' : s.name(owed.who);
  const said =
    owed.step !== undefined && state !== null
      ? [`Step ${owed.step}: ${stepText(owed.step, state, s, 100)}`, who, 'before closing']
      : owed.obligation !== undefined && state !== null
        ? [obligationLong(owed.obligation, state, s)]
        : [about === undefined || state === null ? s.text(owed.key, 60) : obligation(about, state, s), who];
  return [...said, toType(owed, what, state, s)].filter((part) => part !== '').join(DOT);
}

/** "Type: step 2 done …", or first what must have happened; empty: nobody knows without the case. */
export function endingOf(owed: Owed, what: 'resolve' | 'close', state: Case, s: Speech): string {
  const line = toType(owed, what, state, s);
  if (line === '') return '';
  return fixer(owed, what, state) === undefined ? cards.toType(line) : upper(line);
}

function toType(owed: Owed, what: 'resolve' | 'close', state: Case | null, s: Speech): string {
  const command = commandFor(owed, what, state, s);
  if (command === '') return '';
  const vendor = fixer(owed, what, state);
  if (vendor === undefined) return s.typed(command);
  return `once ${s.vendor(vendor)} has fixed it, type: ${s.typed(command)}`;
}

function fixer(owed: Owed, what: 'resolve' | 'close', state: Case | null): VendorId | undefined {
  if (what === 'resolve' && owed.ticket !== undefined)
    return state?.tickets.find(({ id }) => id === owed.ticket)?.vendor;
  const about = owed.obligation ?? (state === null ? undefined : fromKey(owed.key, state));
  return about && fixedBy(about, state);
}

function commandFor(owed: Owed, what: 'resolve' | 'close', state: Case | null, s: Speech): string {
  if (what === 'resolve' && owed.ticket !== undefined) return `ticket fixed ${owed.ticket}`;
  if (owed.step !== undefined) return `step ${owed.step} done "…"`;
  const about = owed.obligation ?? (state === null ? undefined : fromKey(owed.key, state));
  return about === undefined ? '' : toEnd(about, state, s);
}
