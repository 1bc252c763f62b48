/** What was missing or wrong in what somebody typed or filled in; each sentence says what to do. */
import type { Case } from '../../domain/case.ts';
import type { ObligationKey, TicketId } from '../../domain/commands.ts';
import type { PersonId, ServiceId, VendorId } from '../../domain/organisation.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Speech } from '../speech.ts';
import { cards } from './cards.ts';
import { argumentAsk, argumentLabel } from './forms.ts';
import { refusal } from './refusals.ts';

/** `command` and `arg` name an argument of the grammar's table; `heard` is what was typed there. */
export type Problem =
  | { problem: 'missing'; command: string; arg: string }
  /** An offered command was sent as it was offered. */
  | { problem: 'placeholder'; command: string; arg: string; heard: string }
  | { problem: 'no-case' }
  | { problem: 'bad-case'; heard: string; prefix: string }
  | { problem: 'unknown-person'; heard: string }
  | { problem: 'ambiguous-person'; heard: string; people: PersonId[] }
  | { problem: 'bad-time'; command: string; arg: string; heard: string }
  | { problem: 'bad-duration'; command: string; arg: string; heard: string }
  | { problem: 'bad-severity'; heard: string }
  | { problem: 'bad-choice'; command: string; arg: string; heard: string; choices: string[] }
  | { problem: 'bad-step'; heard: string }
  | { problem: 'bad-code'; heard: string }
  | { problem: 'bad-pack'; heard: string }
  | { problem: 'bad-ticket'; heard: string }
  | { problem: 'bad-target'; heard: string }
  | { problem: 'bad-page'; heard: string }
  | { problem: 'which-ticket'; tickets: { ticket: TicketId; vendor: VendorId }[] }
  | { problem: 'no-ticket'; wanted: 'open' | 'over' | 'any' }
  | { problem: 'which-item'; keys: ObligationKey[] }
  | { problem: 'unknown-vendor'; heard: string; known: VendorId[] }
  | { problem: 'unknown-service'; heard: string; known: ServiceId[] }
  | { problem: 'unknown-playbook'; heard: string; known: string[] }
  | { problem: 'unknown-clock'; heard: string; known: string[] }
  | { problem: 'unknown-route'; heard: string; known: string[] }
  | { problem: 'unknown-whom'; heard: string; known: string[] }
  | { problem: 'ambiguous-route'; heard: string; known: string[] }
  | { problem: 'too-long'; command: string; arg: string; longest: number; found: number }
  /** It was short enough, but the form cannot carry all of it. */
  | { problem: 'cut'; command: string; arg: string; kept: number; found: number }
  | { problem: 'twice'; command: string; arg: string }
  | { problem: 'nothing-to-set' }
  /** A contact has changed, and nothing is said of what. */
  | { problem: 'nothing-changed' }
  | { problem: 'proof-needed'; step: number }
  /** Where the proof of a step would stand there is only the number of another one that is open. */
  | { problem: 'one-step'; step: number; other: number }
  | { problem: 'no-audiences'; heard: string }
  | { problem: 'left-over'; heard: string }
  /** An argument of other commands; `command` is the one it was said to. */
  | { problem: 'of-another'; command: string; heard: string; commands: string[] }
  /** All of it could be read, and the rules say no. */
  | { problem: 'refused'; arg?: string; refusal: Refusal };

const LISTED = 12;

function known(all: readonly string[], s: Speech): string {
  if (all.length === 0) return '';
  const more = all.length > LISTED ? ', …' : '';
  return ` Known: ${all
    .slice(0, LISTED)
    .map((id) => s.text(id, 40))
    .join(', ')}${more}.`;
}

const SHORT = 60;

/** One sentence or two: what is wrong, and what would be right. `prefix` is what case numbers begin with. */
export function problemLine(of: Problem, s: Speech, prefix = 'INC', state: Case | null = null): string {
  switch (of.problem) {
    case 'refused':
      // The list itself stands below the form.
      if (of.refusal.no === 'still-owed') return `${cards.owed(of.refusal.what, of.refusal.owed.length)}.`;
      // So do the codes.
      if (of.refusal.no === 'code-mistyped' && of.refusal.near.length > 0)
        return `${s.quote(of.refusal.code, 20)} is mistyped or misheard. These are the nearest of this case: choose the one that they see. None of them: ask them to read it again.`;
      return refusal(of.refusal, state, s);
    case 'missing':
      return `Still missing: ${argumentAsk(of.command, of.arg)}.`;
    case 'placeholder':
      return `${s.quote(of.heard, SHORT)} only shows where something of yours has to stand. Write there ${argumentAsk(of.command, of.arg)}.`;
    case 'no-case':
      return `Say which case: add its number, for example ${s.typed(`${prefix}-7`)}, or write in the case's thread.`;
    case 'bad-case':
      return `${s.quote(of.heard, SHORT)} is not the number of a case; they look like ${s.typed(`${of.prefix}-7`)}.`;
    case 'unknown-person':
      return `I do not know ${s.quote(of.heard, SHORT)}. Mention somebody of the organisation with @, or write their e-mail address.`;
    case 'ambiguous-person':
      return `${s.quote(of.heard, SHORT)} could be ${s.names(of.people)}. Write the e-mail address.`;
    case 'bad-time':
      return `${label(of)}: ${s.quote(of.heard, SHORT)} is not a time. Write ${s.typed('30m')}, ${s.typed('14:00')}, ${s.typed('fri 09:00')} or ${s.typed('2026-12-24 09:00')}.`;
    case 'bad-duration':
      return `${label(of)}: ${s.quote(of.heard, SHORT)} is not a length of time. Write ${s.typed('45m')}, ${s.typed('2h')} or ${s.typed('1d')}.`;
    case 'bad-severity':
      return `${s.quote(of.heard, SHORT)} is not a severity. Write ${s.typed('sev:1')} (highest) to ${s.typed('sev:4')}.`;
    case 'bad-choice':
      return `${label(of)}: ${s.quote(of.heard, SHORT)} is none of ${s.list(of.choices.map((c) => s.typed(c)))}.`;
    case 'bad-step':
      return `${s.quote(of.heard, SHORT)} is not the number of a step; ${s.typed('step list')} shows them.`;
    case 'bad-pack':
      return `${s.quote(of.heard, SHORT)} is not the number of an evidence pack; ${s.typed('pack show')} shows the newest.`;
    case 'bad-code':
      return `${s.quote(of.heard, SHORT)} is not a code; they look like ${s.typed('K-7QM4X')}. Leave it out if they quoted none.`;
    case 'bad-ticket':
      return `${s.quote(of.heard, SHORT)} is no ticket here; they are called ${s.typed('T1')}, ${s.typed('T2')} and so on, or by the number that the vendor gave.`;
    case 'bad-target':
      return `${s.quote(of.heard, SHORT)} names nothing here. Write ${s.typed('T1')} or ${s.strong('step 2')}, or leave it out.`;
    case 'bad-page':
      return `${s.quote(of.heard, SHORT)} is not the number of a page.`;
    case 'which-ticket':
      return `Say which ticket: ${s.list(of.tickets.map((t) => `${s.text(t.ticket, 10)} (${s.vendor(t.vendor)})`))}.`;
    case 'no-ticket':
      return of.wanted === 'over'
        ? 'No ticket of this case is over.'
        : `This case has no ${of.wanted === 'open' ? 'open ' : ''}ticket yet. Open one: ${s.typed('ticket open <vendor> "…"')}.`;
    case 'which-item':
      return `That ping listed ${of.keys.length} things. Choose the one that is done.`;
    case 'unknown-vendor':
      return `I know no vendor ${s.quote(of.heard, SHORT)}.${known(of.known, s)}`;
    case 'unknown-service':
      return `I know no service ${s.quote(of.heard, SHORT)}.${known(of.known, s)}`;
    case 'unknown-playbook':
      return `I know no playbook ${s.quote(of.heard, SHORT)}.${known(of.known, s)}`;
    case 'unknown-clock':
      return `I know no authority's clock ${s.quote(of.heard, SHORT)}.${known(of.known, s)}`;
    case 'unknown-route':
      return `I know no route ${s.quote(of.heard, SHORT)} to that vendor.${known(of.known, s)}`;
    case 'unknown-whom':
      return `${s.quote(of.heard, SHORT)} is nobody to call about that ticket.${known(of.known, s)} Write ${s.typed(`whom:${of.known[0] ?? 'support'}`)}, or leave it out.`;
    case 'ambiguous-route':
      return `That vendor has several routes of the kind ${s.quote(of.heard, SHORT)}. Name one: ${s.list(of.known.map((id) => s.typed(id)))}.`;
    case 'too-long':
      return `${label(of)}: ${of.found} characters are too many, ${of.longest} fit. Shorten it; more can follow as a ${s.typed('note')}.`;
    case 'cut':
      return `${label(of)}: the form has room for only the first ${of.kept} of ${of.found} characters. Send them together with what was missing, or add the rest as a ${s.typed('note')}.`;
    case 'twice':
      return `${label(of)}: given twice. Keep one.`;
    case 'nothing-to-set':
      return `Say what to change, for example ${s.typed('case set sev:1')} or ${s.typed('case set control:vendor')}.`;
    case 'nothing-changed':
      return 'Say what changed: the telephone number, the e-mail address, or both.';
    case 'proof-needed':
      return `Step ${of.step} counts as done only with a word that shows it. Say what was done.`;
    case 'one-step':
      return `One step at a time: ${s.typed(`step ${of.step} done`)}, then ${s.typed(`step ${of.other} done`)}. Nothing is done yet. If ${of.other} shows what was done, say it with a word.`;
    case 'no-audiences':
      return `An update goes to the case's thread; it cannot be addressed to ${s.quote(of.heard, SHORT)} yet. Leave out ${s.typed('to:')}.`;
    case 'left-over':
      return `I do not know what to do with ${s.quote(of.heard, SHORT)}. Take it out, or put words in quotation marks.`;
    case 'of-another':
      return ofAnother(of, s, prefix);
  }
}

/** Where one command alone has it, that can be typed next; where several have it, only their names help. */
function ofAnother(
  { command, heard, commands }: Extract<Problem, { problem: 'of-another' }>,
  s: Speech,
  prefix: string,
): string {
  const [only, ...others] = commands;
  const here = `${s.quote(heard, SHORT)} is no part of ${s.strong(command)}`;
  if (only !== undefined && others.length === 0 && only === 'case set' && command === 'case new')
    return `${here}. Send it without that; then type, with the number of the new case, ${s.typed(`${only} ${prefix}-… ${heard}`)}.`;
  if (command === 'case new' && heard.startsWith('owner:'))
    return `${here}. Send it without that; then type, with the number of the new case, ${s.typed(`case own ${prefix}-… ${heard.slice('owner:'.length)}`)}.`;
  return `${here}; ${s.list(commands.slice(0, 3).map((one) => s.strong(one)))} ${others.length === 0 ? 'has' : 'have'} it. Send this without it, or put it in quotation marks with the words.`;
}

function label({ command, arg }: { command: string; arg: string }): string {
  return argumentLabel(command, arg).replace(/[?:]$/u, '');
}
