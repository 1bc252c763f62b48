/** A form that was sent and refused: the same form again, filled as it was, with the "no" at the field that it is about. */
import type { CaseId } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusal.ts';
import { filledOf } from './assemble.ts';
import { fitting } from './fitting.ts';
import { type Click, textsOf } from './submit.ts';
import { rowOf } from './table.ts';
import type { ArgKind, CommandRow, ParseContext, Parsed, Problem } from './types.ts';

/** The kind of argument that a "no" is about, the likeliest first; those that are about none stand above the fields. */
function kindsOf(refusal: Refusal): readonly ArgKind[] {
  switch (refusal.no) {
    case 'unknown-person':
    case 'person-absent':
    case 'outsider':
    case 'handover-to-owner':
    case 'handover-asked':
      return ['person'];
    case 'unknown-service':
      return ['services'];
    case 'unknown-vendor':
    case 'vendor-needed':
      return ['vendor'];
    case 'unknown-playbook':
      return ['playbook'];
    case 'unknown-step':
    case 'step-settled':
    case 'step-open':
      return ['step'];
    case 'unknown-ticket':
    case 'ticket-over':
    case 'ticket-not-over':
      return ['ticket'];
    case 'unknown-route':
    case 'ambiguous-route':
    case 'dead-route':
      return ['route'];
    case 'unknown-clock':
    case 'notice-not-started':
    case 'notice-started':
    case 'notice-over':
    case 'undo-waived':
      return ['clock'];
    case 'undo-unsent':
    case 'undo-later-first':
      return ['report', 'clock'];
    case 'not-in-the-past':
    case 'not-in-the-future':
      return ['time', 'duration'];
    case 'too-long':
      return refusal.what === 'title' ? ['title'] : refusal.what === 'reference' ? ['text'] : ['words'];
    case 'notice-repeated':
      return ['text'];
    case 'reason-needed':
      return ['words'];
    case 'code-mistyped':
      return ['code'];
    default:
      return [];
  }
}

/** By name where the "no" has its own argument, else the first of its kind. */
function argOf(refusal: Refusal, row: CommandRow): string | undefined {
  const names: Readonly<Record<string, string>> = {
    'later-due': 'due',
    'lower-severity': 'sev',
    'later-aware': 'aware',
  };
  const own =
    refusal.no === 'not-allowed' ? names[refusal.what] : refusal.no === 'reason-needed' ? 'reason' : undefined;
  if (own !== undefined && Object.hasOwn(row.args, own)) return own;
  const kinds = kindsOf(refusal);
  return Object.entries(row.args).find(([, arg]) => !arg.hidden && kinds.includes(arg.kind))?.[0];
}

/** Null: what was clicked is no form. */
export function refusedForm(
  click: Click,
  refusal: Refusal,
  caseId: CaseId | null,
  ctx: ParseContext,
): Extract<Parsed, { kind: 'form' }> | null {
  const row = click.card === 'form' ? rowOf(click.verb) : undefined;
  if (row === undefined) return null;
  const arg = argOf(refusal, row);
  return {
    kind: 'form',
    command: row.path,
    caseId: row.needsCase ? caseId : null,
    filled: filledOf(row, textsOf(row, click), caseId, ctx),
    problems: [{ problem: 'refused', refusal, ...(arg !== undefined && { arg }) }],
  };
}

/** A typed line whose code was misheard: the form of that line, filled as it was said, with the nearest codes to choose from. Null: another "no". */
export function misheardForm(
  { intent, caseId }: Extract<Parsed, { kind: 'intent' }>,
  refusal: Refusal,
): Extract<Parsed, { kind: 'form' }> | null {
  if (refusal.no !== 'code-mistyped' || refusal.near.length === 0) return null;
  if (intent.type !== 'ticket.heard' && intent.type !== 'pack.receipt') return null;
  const { ticket, words } = intent;
  const command = intent.type === 'ticket.heard' ? 'ticket heard' : 'pack receipt';
  const quoted = intent.quoted ?? refusal.code;
  const row = rowOf(command);
  const fit = row ? fitting(row, { ticket, words, quoted }) : null;
  if (fit === null) return null;
  const problems: Problem[] = [{ problem: 'refused', refusal, arg: 'quoted' }, ...fit.problems];
  return { kind: 'form', command, caseId, filled: fit.filled, problems };
}
