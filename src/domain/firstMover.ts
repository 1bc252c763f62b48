/** Who was first: what people did about the thing that a click is about, as far as the case remembers it. */
import { type Act, firstAct, newestAct } from './acts.ts';
import type { Case } from './case.ts';
import type { Command, Intent, ObligationKey } from './commands.ts';
import type { PersonId } from './organisation.ts';
import type { Refusal } from './refusal.ts';
import type { Instant } from './time.ts';

interface Move {
  /** What was done, by the name of its intent. */
  act: string;
  by: PersonId;
  at: Instant;
  seq: number;
}

/** Names of acts are `verb:subject:…`, see `stale.ts`. An entry here is the beginning of such names, up to a colon or the end. */
type Names = readonly string[];

/** How a hand-over ends, see `fold.ts`. */
const endsOfOffer: Names = ['accepted', 'declined', 'ended', 'taken', 'assigned', 'replaced'].map(
  (how) => `offer.${how}`,
);

/** What ends an obligation. */
function endings(state: Case, key: ObligationKey): Names {
  const [kind = '', subject = ''] = key.split(':');
  const ofTicket = (id: string) => ['heard', 'verify', 'close'].map((verb) => `ticket.${verb}:${id}`);
  switch (kind) {
    case 'step':
      return ['done', 'na'].map((verb) => `step.${verb}:${subject}`);
    case 'ticket':
    case 'promise':
      return ofTicket(subject);
    case 'deadline':
      return state.tickets.filter(({ vendor }) => vendor === subject).flatMap(({ id }) => ofTicket(id));
    case 'answer':
    case 'auto-close':
    case 'choose-route':
    case 'unread':
      return [`ticket.sent:${subject}`, ...ofTicket(subject)];
    case 'verify':
      return [`ticket.verify:${subject}`, `ticket.close:${subject}`];
    case 'reference':
      return [`ticket.ref:${subject}`, ...ofTicket(subject)];
    case 'owed-ticket':
      return [`ticket.open:${subject}`, 'case.set'];
    case 'cut-off':
      return ['case.set'];
    case 'handover':
      return endsOfOffer;
    case 'notice':
      return ['reported', 'final', 'waive'].map((verb) => `notice.${verb}:${subject}`);
    case 'retrospective':
      return ['retro.done'];
    case 'update':
      return ['update'];
    case 'decide-next':
      return ['step.add', 'ticket.open', 'case.resolve', 'case.close'];
    default:
      return [];
  }
}

/** What takes it from its holder, or lets it rest. */
function changes(key: ObligationKey): Names {
  const [kind = '', subject = ''] = key.split(':');
  const own = kind === 'step' ? ['step.assign', 'step.redate'] : ['ticket.fixed', 'ticket.wants', 'ticket.own'];
  return [...own.map((verb) => `${verb}:${subject}`), `decline:${key}`, `hold:${key}`];
}

function keysIn(target: string | undefined): ObligationKey[] {
  return target === undefined ? [] : target.split(',').slice(0, 40);
}

/** What changes the thing that an intent is about. */
function about(state: Case, intent: Intent): Names {
  switch (intent.type) {
    case 'ack':
    case 'snooze':
    case 'decline':
      return keysIn(intent.target).flatMap((key) => [...endings(state, key), ...changes(key)]);
    case 'case.accept':
    case 'case.decline':
      return endsOfOffer;
    case 'case.own':
    case 'case.handover':
      return ['case.accept', 'case.decline', 'case.own', 'case.handover'];
    case 'case.resolve':
    case 'case.close':
    case 'case.reopen':
      return ['case.resolve', 'case.close', 'case.reopen', 'ticket.reopen', 'ticket.open'];
    case 'retro.done':
      return ['retro.done'];
    case 'role.assign':
      return [`role.assign:${intent.role}`];
    case 'case.set':
    case 'case.adopt':
      return [intent.type];
    default:
      break;
  }
  if ('step' in intent) return ['done', 'na', 'undo', 'assign', 'redate'].map((v) => `step.${v}:${intent.step}`);
  if ('clock' in intent)
    return ['start', 'reported', 'final', 'undo', 'waive'].map((v) => `notice.${v}:${intent.clock}`);
  if (!('ticket' in intent)) return [];
  const verbs = ['heard', 'sent', 'wants', 'promise', 'escalate', 'fixed', 'verify', 'close', 'reopen', 'own', 'ref'];
  return verbs.map((verb) => `ticket.${verb}:${intent.ticket}`);
}

function newestOf(state: Case, names: Names, after = 0): Move | null {
  return moved(newestAct(state.acts, meant(names), after));
}

/** One hand-over waits at a time: what ended the one on a card is the first that ended any since. */
function endOfOffer(state: Case, seen: number): Move | null {
  return moved(firstAct(state.acts, meant(endsOfOffer), seen));
}

function meant(names: Names): (act: string) => boolean {
  return (act) => names.some((name) => act === name || act.startsWith(`${name}:`));
}

function moved(found: Act | undefined): Move | null {
  if (found === undefined) return null;
  const { name, ...move } = found;
  return { ...move, act: name.split(':')[0] ?? name };
}

/** Who has ended an obligation since the card was drawn; null: it waits still, or nobody's act has ended it. */
export function endedSince(state: Case, key: ObligationKey, seen: number): Move | null {
  return key === 'handover' ? endOfOffer(state, seen) : newestOf(state, endings(state, key), seen);
}

/** A "no" because things stand differently by now; the others are about the command itself, or name somebody already. */
const becauseOfOthers: ReadonlySet<Refusal['no']> = new Set<Refusal['no']>([
  'case-closed',
  'case-resolved',
  'case-not-open',
  'nothing-changes',
  'step-open',
  'ticket-over',
  'ticket-not-over',
  'ticket-not-fixed',
  'ticket-unverified',
  'cannot-climb',
  'climbed-already',
  'nothing-to-hold',
  'nothing-to-decline',
  'cannot-hold',
  'no-handover',
  'handover-not-yours',
  'handover-newer',
  'handover-to-owner',
  'notice-started',
  'notice-too-early',
  'undo-unsent',
  'undo-later-first',
  'retro-done',
]);

/** What can have made that "no" about a ticket; null: whatever was done to it. */
function causes(refusal: Refusal): Names | null {
  const of = (verbs: readonly string[], ticket: string) => verbs.map((verb) => `ticket.${verb}:${ticket}`);
  switch (refusal.no) {
    case 'cannot-climb':
      return of([refusal.ball === 'fixed-unverified' ? 'fixed' : 'wants'], refusal.ticket);
    case 'climbed-already':
      return of(['escalate', 'call', 'verify'], refusal.ticket);
    case 'ticket-over':
      return of(['verify', 'close'], refusal.ticket);
    case 'ticket-not-over':
      return of(['reopen'], refusal.ticket);
    case 'ticket-not-fixed':
    case 'ticket-unverified':
      return of(['verify', 'reopen', 'fixed'], refusal.ticket);
    default:
      return null;
  }
}

/** The "no" to a click, with who made it one and when. What is typed is answered as it stands: nobody was before whom. */
export function withFirst(command: Command, state: Case, refusal: Refusal): Refusal {
  if (command.seen === undefined || command.by.kind !== 'person' || !becauseOfOthers.has(refusal.no)) return refusal;
  // What waits for somebody still has not been ended by anybody.
  if (refusal.no === 'nothing-to-decline' && refusal.of !== undefined) return refusal;
  const acts = refusal.no === 'case-closed' ? ['case.close'] : about(state, command.intent);
  const move =
    (acts === endsOfOffer ? endOfOffer(state, command.seen) : null) ?? newestOf(state, causes(refusal) ?? acts);
  if (move === null) return refusal;
  const { act, by, at, seq } = move;
  return { no: 'overtaken', act, by, at, sinceDrawn: seq > command.seen, but: refusal };
}
