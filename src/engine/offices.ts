/** The offices through which messages leave: Teams, and one for each kind of carrier. Each claims its own part of the outbox and keeps its own limits. */
import { CARRIER_KINDS, type CarrierKind } from '../domain/organisation.ts';
import type { Part } from '../store/index.ts';

export type Office = 'teams' | CarrierKind;

export const OFFICES: readonly Office[] = ['teams', ...CARRIER_KINDS];

const start = (kind: CarrierKind) => `${kind}:`;

/** Those who hear one after the other by a carrier. */
export function audienceAt(kind: CarrierKind, person: string): string {
  return `${start(kind)}${person}`;
}

export function officeOf(audience: string): Office {
  return CARRIER_KINDS.find((kind) => audience.startsWith(start(kind))) ?? 'teams';
}

/** What an office claims of the outbox. */
export function partOf(office: Office): Part {
  return office === 'teams' ? { except: CARRIER_KINDS.map(start) } : { only: start(office) };
}
