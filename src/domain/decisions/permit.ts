/** Who may: everybody of the organisation everything, but closing, lowering and moving later; outsiders answer for their own ticket. */
import type { Case } from '../case.ts';
import type { Command, Intent } from '../commands.ts';
import type { PersonId, RoleName } from '../organisation.ts';
import { hasRole, isOutsider, personOf } from '../people.ts';
import type { Refusal } from '../refusal.ts';
import { ticketOf } from '../tickets.ts';

export const deciders: RoleName[] = ['coordinator', 'management'];

export function isDecider(state: Case, by: PersonId): boolean {
  return hasRole(state, by, deciders);
}

export function onlyDeciders(what: Extract<Refusal, { no: 'not-allowed' }>['what']): Refusal {
  return { no: 'not-allowed', needs: deciders, what };
}

const ofTheSystem: readonly Intent['type'][] = [
  'tick',
  'people',
  'undelivered',
  'heard-of',
  'channel-shut',
  'mended',
  'clock-set-back',
  'carried',
  'pack.downloaded',
];
const ofOutsiders: readonly Intent['type'][] = ['ack', 'decline', 'ticket.heard', 'ticket.question'];

/** Null: go on. */
export function forbidden(command: Command, state: Case): Refusal | null {
  const { by, intent } = command;
  if (by.kind === 'system') return null;
  if (ofTheSystem.includes(intent.type)) return { no: 'unknown-person', person: by.id };
  const person = personOf(state, by.id);
  if (!person) return { no: 'unknown-person', person: by.id };
  if (!isOutsider(state, by.id)) return null;
  if (!ofOutsiders.includes(intent.type)) return { no: 'outsider-only-own-ticket' };
  if (intent.type !== 'ticket.heard' && intent.type !== 'ticket.question') return null;
  return ticketOf(state, intent.ticket)?.vendor === person.organisation ? null : { no: 'outsider-only-own-ticket' };
}

/** A person who may be given something of ours: in the file and no outsider; null: fine. */
export function notOneOfUs(state: Case, person: PersonId): Refusal | null {
  if (!personOf(state, person)) return { no: 'unknown-person', person };
  return isOutsider(state, person) ? { no: 'outsider', person } : null;
}
