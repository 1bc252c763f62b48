/** Refusals about reports to authorities that are taken back. */
import type { Case } from '../../domain/case.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Speech } from '../speech.ts';
import { recipient, stageName } from './names.ts';
import { mine } from './refusalParts.ts';

type Of<N extends Refusal['no']> = Extract<Refusal, { no: N }>;

export function undoWaived(of: Of<'undo-waived'>, state: Case | null, s: Speech): string {
  return `The notice to ${recipient(of.clock, state, s)} was waived by ${s.name(of.by)}, approved by ${s.name(of.approvedBy)}, ${s.at(of.at)}: there is nothing to take back. If it is needed after all: ${s.typed(`notice start ${of.clock}`)}`;
}

export function undoUnsent(of: Of<'undo-unsent'>, state: Case | null, s: Speech): string {
  const what = of.stage === undefined ? 'Nothing' : `No ${stageName(of.stage, s)}`;
  return `${what} is written down as reported to ${recipient(of.clock, state, s)}: there is nothing to take back. See what is owed: ${s.typed('notice list')}`;
}

export function undoLaterFirst(of: Of<'undo-later-first'>, state: Case | null, s: Speech): string {
  const who = mine(of.by, s) ? 'you' : s.name(of.by);
  return `The ${stageName(of.later, s)} to ${recipient(of.clock, state, s)} counted from the ${stageName(of.stage, s)}: ${who}, ${s.at(of.at)}. Take that back first: ${s.typed(`notice undo ${of.clock} stage:${of.later}`)}`;
}
