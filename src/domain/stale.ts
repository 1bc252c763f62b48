/** When does a click repeat what has been done? Each intent has an act; an act done after the card was drawn makes the click stale. */
import { newestAct } from './acts.ts';
import type { Case } from './case.ts';
import type { Command, Intent, ObligationKey } from './commands.ts';
import type { Refusal } from './refusal.ts';

/** Folds words into a short mark, so that two different notes are two acts and the same form sent twice is one. */
function mark(...words: (string | undefined)[]): string {
  let hash = 2166136261;
  for (const c of words.join('\u0000')) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 16777619) >>> 0;
  return hash.toString(36);
}

/** The name of what an intent does, so fine that two people doing different things never collide; null: cannot be stale. */
export function actOf(intent: Intent, by: string): string | null {
  switch (intent.type) {
    case 'tick':
    case 'people':
    case 'undelivered':
    case 'pack.downloaded':
    case 'channel-shut':
    case 'mended':
    case 'clock-set-back':
    case 'heard-of':
    case 'carried':
    case 'case.new':
      return null;
    // What holds, passes and hand-overs answer is judged by their own rules, which name who was first.
    case 'ack':
    case 'snooze':
    case 'decline':
    case 'case.accept':
    case 'case.decline':
      return null;
    case 'note':
    case 'update':
    case 'case.resolve':
    case 'case.reopen':
    case 'retro.done':
      return `${intent.type}:${mark(intent.words)}`;
    case 'decide':
      return `decide:${mark(intent.words, intent.because)}`;
    case 'step.add':
      return `step.add:${mark(intent.text)}`;
    case 'ticket.open':
      return `ticket.open:${intent.vendor}:${mark(intent.words)}`;
    case 'ticket.sent':
    case 'ticket.heard':
    case 'ticket.auto':
    case 'ticket.question':
    case 'ticket.wants':
      return `${intent.type}:${intent.ticket}:${mark(intent.words)}`;
    case 'pack.build':
      return `pack.build:${intent.ticket}:${intent.without ?? ''}`;
    case 'pack.send':
      return `pack.send:${intent.ticket}:${intent.via}:${intent.pack ?? ''}`;
    case 'pack.receipt':
      return `pack.receipt:${intent.ticket}:${mark(intent.words, intent.quoted)}`;
    case 'pack.link':
    case 'pack.revoke':
      return `${intent.type}:${intent.pack ?? ''}`;
    // Not by the time: "17:00" on an old form means another day when it is sent again.
    case 'ticket.promise':
      return `ticket.promise:${intent.ticket}`;
    case 'ticket.call':
      return `ticket.call:${intent.ticket}:${by}`;
    case 'case.set': {
      // The time of becoming aware is judged apart, whatever it is: see `awareAct`.
      const { aware, ...rest } = intent;
      return `case.set:${mark(JSON.stringify(rest), aware === undefined ? '' : 'aware')}`;
    }
    case 'case.own':
    case 'case.handover':
      return `${intent.type}:${intent.to}`;
    case 'role.assign':
      return `role.assign:${intent.role}:${intent.to}`;
    case 'step.assign':
      return `step.assign:${intent.step}:${intent.to}`;
    case 'step.redate':
    case 'step.done':
    case 'step.na':
    case 'step.undo':
      return `${intent.type}:${intent.step}`;
    case 'ticket.ref':
      return `ticket.ref:${intent.ticket}:${mark(intent.reference)}`;
    case 'ticket.own':
      return `ticket.own:${intent.ticket}:${intent.to}`;
    case 'ticket.verify':
      return `ticket.verify:${intent.ticket}:${intent.result}`;
    case 'ticket.escalate':
    case 'ticket.fixed':
    case 'ticket.close':
    case 'ticket.reopen':
      return `${intent.type}:${intent.ticket}`;
    // Not by the number: a form sent twice, with another number, would complete the stage after the one it was drawn for.
    case 'notice.start':
    case 'notice.reported':
    case 'notice.final':
    case 'notice.undo':
    case 'notice.waive':
      return `${intent.type}:${intent.clock}`;
    case 'case.close':
    case 'case.adopt':
      return intent.type;
  }
}

/** What a hold of an obligation is remembered by, so that a click on the card of an older ping does not hold a newer one. */
export function holdAct(key: ObligationKey): string {
  return `hold:${key}`;
}

/** "08:00" on an old form means another day when it is sent again: once the time is set, only a card drawn since can set it anew. */
export const awareAct = 'case.set:aware';

/** The answer to a click on a card drawn before somebody else did the same: who and when; null: go on. */
export function staleClick(command: Command, state: Case): Refusal | null {
  if (command.seen === undefined || command.by.kind !== 'person') return null;
  const { seen, intent } = command;
  const names = [actOf(intent, command.by.id), intent.type === 'case.set' && intent.aware ? awareAct : null];
  const done = newestAct(state.acts, (name) => names.includes(name), seen);
  return done ? { no: 'already', act: intent.type, by: done.by, at: done.at } : null;
}
