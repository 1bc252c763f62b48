/** What became of a command, and how it is remembered so that the same command id gets the same answer. */
import type { Case } from '../domain/case.ts';
import type { CaseId } from '../domain/commands.ts';
import type { CaseEvent } from '../domain/events.ts';
import type { Refusal } from '../domain/refusal.ts';

export type Outcome =
  /** `link`: the address of a new download link. It is said once and kept nowhere. */
  | { kind: 'done'; before: Case | null; after: Case; events: CaseEvent[]; link?: string }
  | { kind: 'refused'; refusal: Refusal; state: Case | null };

/** The answer as it is stored: the states around it are folded anew from the events, which never change. */
export type Answer =
  | { kind: 'done'; caseId: CaseId; before: number; after: number }
  | { kind: 'refused'; caseId: CaseId; at: number; refusal: Refusal };
