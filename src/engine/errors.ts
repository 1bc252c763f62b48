/** Faults (not refusals, which are ordinary answers): a code for machines, a reference that the person and the log line share. */
import type { CaseId } from '../domain/commands.ts';
import { StoreError } from '../store/index.ts';

export type FaultCode =
  /** Other writers were first on this case again and again. */
  | 'BUSY_CASE'
  /** The store could not be read or written. */
  | 'STORE_FAILED'
  /** The rules themselves failed: a defect of Baton. */
  | 'RULES_FAILED'
  /** The engine is stopping. */
  | 'STOPPING';

export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  /** What a person can quote: `7F3K`. */
  readonly reference: string;
  readonly caseId: CaseId | undefined;
  readonly commandId: string | undefined;

  constructor(code: FaultCode, message: string, about: { caseId?: CaseId; commandId?: string; cause?: unknown } = {}) {
    super(message, { cause: about.cause });
    this.code = code;
    this.reference = newReference();
    this.caseId = about.caseId;
    this.commandId = about.commandId;
  }
}

/** Digits and letters that are not taken for each other on the phone. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Four drawn characters, to find a log line by: one in 810,000, enough to tell the faults of a day apart. */
export function newReference(): string {
  return [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => letters[byte % letters.length]).join('');
}

/** Whether the database server cannot be used now, wherever in the bot that came out. */
export function isAway(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if (at instanceof StoreError) return at.code === 'away';
  return false;
}

/** What a log line says of anything thrown. */
export function faultFields(error: unknown): Record<string, unknown> {
  if (error instanceof Fault) {
    const { code, reference, caseId, commandId, message, cause } = error;
    return {
      code,
      ref: reference,
      // Whoever logs it may know what the fault does not: nothing of theirs is overwritten with nothing.
      ...(caseId !== undefined && { caseId }),
      ...(commandId !== undefined && { commandId }),
      error: message,
      cause: briefly(cause),
      stack: stackOf(cause),
    };
  }
  return { error: briefly(error), stack: stackOf(error) };
}

function briefly(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
