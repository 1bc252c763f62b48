// Decisions: one file per verb family; each adds facts to a draft or returns why not.
// No clock, no sending, no words for people; what several families share stands in the core itself.
/** Resolving, closing, reopening: nothing ends while something is owed, and the refusal lists it. */
import { laterBy } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { stepHolder, ticketHolder } from '../holder.ts';
import { clockKindOf } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import { obligationsOf } from '../obligations.ts';
import type { Owed, Refusal } from '../refusal.ts';
import { later } from '../time.ts';
import { isDecider, onlyDeciders } from './permit.ts';
import { nextUpdate } from './set.ts';

function who(ob: Obligation): Owed['who'] {
  return 'person' in ob.holder ? ob.holder.person : null;
}

/** What keeps a case from being resolved: tickets that nobody has called fixed. */
export function unfixed(state: Case): Owed[] {
  return state.tickets
    .filter((t) => t.status === 'open' && !t.fix)
    .map((t) => {
      const holder = ticketHolder(state, t, state.lastAt);
      return { key: `ticket:${t.id}`, ticket: t.id, who: 'person' in holder ? holder.person : null };
    });
}

/** Lists are cut: what others oblige us to and what comes last of all must not be what is cut. */
const rank: Partial<Record<Obligation['kind'], number>> = { notice: 0, retrospective: 0, step: 2 };
const byRank = (a: Obligation, b: Obligation) => (rank[a.kind] ?? 1) - (rank[b.kind] ?? 1);

/** What keeps a case from being closed: everything owed but "close the case" itself, and open steps, with who and when. */
export function stillOwed(state: Case): Owed[] {
  const obligations = obligationsOf(state)
    .filter((ob) => ob.kind !== 'decide-next' && ob.kind !== 'promise')
    .sort(byRank);
  const owed: Owed[] = obligations.map((ob) => ({ key: ob.key, obligation: ob, who: who(ob), due: ob.due }));
  const steps = state.steps.filter((s) => s.status === 'open' && !owed.some((o) => o.key === `step:${s.number}`));
  return [
    ...owed,
    ...steps.map((s) => {
      const holder = stepHolder(state, s, state.lastAt);
      const { due } = s;
      return {
        key: `step:${s.number}`,
        step: s.number,
        who: 'person' in holder ? holder.person : null,
        ...(due && { due }),
      };
    }),
  ];
}

export function resolve(d: Draft, { words }: IntentOf<'case.resolve'>): Refusal | undefined {
  if (d.state.status === 'resolved') return { no: 'case-resolved', caseId: d.state.id };
  const owed = unfixed(d.state);
  if (owed.length > 0) return { no: 'still-owed', what: 'resolve', owed };
  d.add({ type: 'case-resolved', words });
  return undefined;
}

export function close(d: Draft): Refusal | undefined {
  if (!isDecider(d.state, d.by)) return onlyDeciders('close');
  const owed = stillOwed(d.state);
  if (owed.length > 0) return { no: 'still-owed', what: 'close', owed };
  d.add({ type: 'case-closed' });
  return undefined;
}

export function reopen(d: Draft, { words }: IntentOf<'case.reopen'>): Refusal | undefined {
  if (d.state.status === 'open') return { no: 'nothing-changes', what: 'case reopen' };
  reopenCase(d, words);
  return undefined;
}

/** Brings back what was open: step due times later by the time that they stood, the update due anew. */
export function reopenCase(d: Draft, words: string): void {
  const { state } = d;
  if (state.status === 'open') return;
  const resolvedAt = state.resolvedAt ?? d.at;
  const steps = state.steps.flatMap((s) => {
    if (s.status !== 'open' || !s.due) return [];
    // One that was added, undone or re-dated while the clocks stood has stood only since then.
    const since = later(resolvedAt, s.since ?? resolvedAt);
    return [{ number: s.number, due: laterBy(s.due, since, d.at, clockKindOf(state), state.policy.calendar) }];
  });
  d.add({ type: 'case-reopened', words, updateDue: nextUpdate(d), steps });
}
