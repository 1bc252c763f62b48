/** Pieces of the sentences for refusals. */
import type { Case } from '../../domain/case.ts';
import type { PersonId, RoleName } from '../../domain/organisation.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Speech } from '../speech.ts';
import { recipient, role, stageName } from './names.ts';

/** "Vendors: microsoft and sunet." At most twelve; longer lists stand in the help. */
export function known(what: string, ids: readonly string[], s: Speech): string {
  if (ids.length === 0) return `${what}: the organisation file names none.`;
  const few = ids.slice(0, 12).map((id) => s.text(id, 40));
  return `${what}: ${s.list(ids.length > few.length ? [...few, `${ids.length - few.length} more`] : few)}.`;
}

/** `what` is the command that would have changed nothing. */
export function nothingChanges(what: string, s: Speech): string {
  const sentence =
    what === 'case reopen'
      ? 'The case is open: there is nothing to reopen.'
      : 'That would change nothing: it is so already.';
  return `${sentence} See the case: ${s.typed('case show')}`;
}

/** `what` is the command that wants a reason (or a proof: a step that is done only with something that shows it). */
export function reasonNeeded(what: string, s: Speech): string {
  const command = s.text(what, 60);
  return / done$/u.test(what)
    ? `This step is done only with something that shows it. Say what: ${s.typed(`${command} "…"`)}`
    : `A reason is missing. Say why in quotation marks: ${s.typed(`${command.replace(/ due$/u, ' due:40m')} "…"`)}`;
}

const WHAT: Record<string, string> = {
  by: 'The time',
  until: 'The time',
  due: 'The due time',
  aware: 'The time when we became aware',
  promise: 'The promised time',
  next: 'The next update',
  words: 'The text',
  title: 'The title',
  reason: 'The reason',
  reference: 'The number',
  text: 'The step',
  because: 'The reason',
};

/** What a refusal is about; the domain names it by the argument of the command. */
export function whatWords(what: string): string {
  if (Object.hasOwn(WHAT, what)) return WHAT[what] ?? what;
  return `The ${what.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || 'value'}`;
}

type Forbidden = Extract<Refusal, { no: 'not-allowed' }>['what'];

const FORBIDDEN: Record<Forbidden, string> = {
  close: 'close a case',
  'lower-severity': 'lower the severity',
  'later-due': 'move a due time later',
  'close-mistake': 'close a ticket as opened by mistake',
  adopt: 'let a case follow the organisation file of today',
  'later-aware': 'move the time of becoming aware later',
};

const INSTEAD: Record<Forbidden, string> = {
  close: 'note "this can be closed"',
  'lower-severity': 'note "lower the severity because …"',
  'later-due': 'snooze 30m "…"',
  'close-mistake': 'ticket close T1 "opened by mistake"',
  adopt: 'note "please adopt the new file"',
  'later-aware': 'note "we became aware later because …"',
};

export function needs(what: Forbidden, roles: readonly RoleName[], state: Case | null, s: Speech): string {
  const people = state === null ? [] : [...new Set(roles.flatMap((r) => state.directory.roles[r] ?? []))].slice(0, 4);
  const who = roles.map((r) => role(r));
  const names = people.length === 0 ? '' : ` (${s.names(people)})`;
  const instead = what === 'close-mistake' ? '' : ` Ask one of them, or type ${s.typed(INSTEAD[what])}`;
  return `Only ${s.list(who)}${names} may ${FORBIDDEN[what]}.${instead || ' Ask one of them.'}`;
}

const DONE: Record<string, string> = {
  'step.done': 'step done',
  'step.na': 'step marked as not applicable',
  'step.undo': 'step opened again',
  'step.assign': 'step assigned',
  'step.redate': 'due time changed',
  'step.add': 'step added',
  'ticket.open': 'ticket opened',
  'ticket.ref': 'number given',
  'ticket.own': 'ticket given to its owner',
  'ticket.sent': 'message to the vendor written down',
  'ticket.heard': 'answer of the vendor written down',
  'ticket.auto': 'auto-reply written down',
  'ticket.question': 'question passed on',
  'ticket.wants': 'wish of the vendor written down',
  'ticket.promise': 'promise written down',
  'ticket.call': 'call written down',
  'ticket.escalate': 'escalated',
  'ticket.fixed': 'marked as fixed',
  'ticket.verify': 'fix checked',
  'ticket.close': 'ticket closed',
  'ticket.reopen': 'ticket reopened',
  'pack.build': 'evidence pack built',
  'pack.send': 'evidence pack sent',
  'pack.receipt': 'proof of reading written down',
  'pack.link': 'download link made',
  'pack.revoke': 'download links revoked',
  'case.set': 'case changed',
  'case.accept': 'hand-over accepted',
  'case.decline': 'hand-over declined',
  'offer.accepted': 'hand-over accepted',
  'offer.declined': 'hand-over declined',
  'offer.ended': 'hand-over ended',
  'offer.taken': 'case taken over',
  'offer.assigned': 'case given to somebody',
  'offer.replaced': 'somebody else asked instead',
  hold: 'reminder answered',
  decline: 'passed on to somebody else',
  'case.own': 'case taken over',
  'case.handover': 'hand-over offered',
  'case.resolve': 'case resolved',
  'case.close': 'case closed',
  'case.reopen': 'case reopened',
  'case.adopt': 'organisation file adopted',
  'notice.start': 'clock started',
  'notice.reported': 'notice sent',
  'notice.final': 'final report sent',
  'notice.undo': 'report taken back',
  'notice.waive': 'notice waived',
  'role.assign': 'role given',
  'retro.done': 'retrospective done',
  update: 'status update posted',
  note: 'note written',
  decide: 'decision written down',
};

/** What somebody else did first, for "Megan Bowen was first: step done, Mon 31 Jul 11:40, Stockholm". */
export function done(act: string): string {
  return Object.hasOwn(DONE, act) ? (DONE[act] ?? 'done') : 'done';
}

/** Whoever reads it did it. */
export function mine(by: PersonId, s: Speech): boolean {
  return s.reader === by;
}

/** A form was sent before: what came of it, when, and by whom. */
export function formUsed(
  { act, by, at, caseId, ticket, reference }: Extract<Refusal, { no: 'form-used' }>,
  state: Case | null,
  s: Speech,
): string {
  const when = `at ${s.at(at)}, by ${mine(by, s) ? 'you' : s.name(by)}`;
  if (act === 'case.new') return `${s.text(caseId, 20)} was opened from this form ${when}. Nothing more was opened.`;
  const vendor = state?.tickets.find(({ id }) => id === ticket)?.vendor;
  if (ticket !== undefined && vendor !== undefined)
    return `${ticket} with ${s.vendor(vendor)} was opened from this form ${when}. Nothing more was opened.${reference === undefined ? '' : notTaken(ticket, reference, s)}`;
  return `This form was sent ${when}: ${done(act)}. Nothing was done twice.`;
}

/** A number that came too late for the form; one that cannot stand in a line as it is goes into the form of `ticket ref`. */
function notTaken(ticket: string, reference: string, s: Speech): string {
  const number = typable(reference) ?? '…';
  return ` The number ${s.text(reference, 60)} was not taken. To give it to ${ticket}: ${s.typed(`ticket ref ${ticket} ${number}`)}`;
}

/** A reference as it can be typed; undefined: it has characters that cannot. */
function typable(reference: string): string | undefined {
  if (!/^[\p{L}\p{N}./_ -]{1,60}$/u.test(reference)) return undefined;
  return reference.includes(' ') ? `"${reference}"` : reference;
}

/** The same reference once more is no next report; how that is reported on purpose is said with it. */
export function noticeRepeated(of: Extract<Refusal, { no: 'notice-repeated' }>, state: Case | null, s: Speech): string {
  const who = mine(of.by, s) ? 'you' : s.name(of.by);
  const due = of.due === null ? '' : `, due ${s.at(of.due)}`;
  const reference = typable(of.reference) ?? '…';
  const next = of.last
    ? `notice final ${of.clock} ref:${reference}`
    : `notice reported ${of.clock} stage:${of.next} ref:${reference}`;
  return `The ${stageName(of.stage, s)} to ${recipient(of.clock, state, s)} was reported with this reference already: ${who}, ${s.at(of.at)}. Nothing was done twice. Next comes the ${stageName(of.next, s)}${due}. When that has gone out: ${s.typed(next)}`;
}

/** Whose duty follows a role and has no owner of its own. */
const OF_A_ROLE = ['notice', 'deadline', 'owed-ticket', 'cut-off'];

/** The command that gives what is owed to somebody else; `role`: whose duty it is. */
export function giving(key: string, role?: RoleName): string {
  const [kind = '', subject = ''] = key.split(':');
  if (kind === 'step') return `step ${subject} assign @…`;
  if (/^T\d+$/u.test(subject)) return `ticket own ${subject} @…`;
  if (role !== undefined && OF_A_ROLE.includes(kind)) return `role ${role} @…`;
  return 'case handover @… "…"';
}

/** `ack` and `snooze` take a ticket or a step by its number, everything else by its key. */
function targetOf(key: string): string {
  const [kind = '', subject = ''] = key.split(':');
  if (kind === 'step') return `step ${subject}`;
  return /^T\d+$/u.test(subject) ? subject : key;
}

export function lastDeputy(
  { key, role, hold }: Extract<Refusal, { no: 'last-deputy' }>,
  what: string,
  s: Speech,
): string {
  const give = s.typed(giving(key, role));
  const buy = hold && s.typed(`ack by:${hold.slice(hold.startsWith('PT') ? 2 : 1).toLowerCase()} ${targetOf(key)}`);
  return `You are the last one who could take this: ${what}.${buy === undefined ? '' : ` Buy time with ${buy}.`} Name somebody else: ${give}`;
}
