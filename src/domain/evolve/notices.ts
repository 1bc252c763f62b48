/** Clocks of authorities: started, reported on, taken back, waived. */
import type { Case, Notice } from '../case.ts';
import type { CaseEvent, CaseEventBody } from '../events.ts';

type Of<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

function onNotice(state: Case, clock: string, change: (notice: Notice) => Notice): Case {
  return { ...state, notices: state.notices.map((n) => (n.clock.id === clock ? change(n) : n)) };
}

/** Started again it begins anew: nothing is reported, nothing waived. */
export function started(state: Case, { clock, startedAt }: Of<'notice-started'>, { at, seq }: CaseEvent): Case {
  const followsAware = clock.startsWith === 'aware';
  // One that counts from when we became aware follows that, also when it is corrected.
  const notice = { clock, startedAt: followsAware ? at : startedAt, epoch: `a${seq}`, followsAware, sent: [] };
  return { ...state, notices: [...state.notices.filter((n) => n.clock.id !== clock.id), notice] };
}

export function sent(state: Case, { clock, stage, reference, via }: Of<'notice-sent'>, { at, by }: CaseEvent): Case {
  const done = { stage, reference, at, by, ...(via !== undefined && { via }) };
  return onNotice(state, clock, (n) => ({ ...n, sent: [...n.sent, done] }));
}

/** The newest report of that stage is gone; the stage's own ladder is as it was. */
export function undone(state: Case, { clock, stage }: Of<'notice-undone'>): Case {
  return onNotice(state, clock, (n) => {
    const last = n.sent.findLastIndex((done) => done.stage === stage);
    if (last < 0) return n;
    return { ...n, sent: n.sent.filter((_, i) => i !== last), undone: [...(n.undone ?? []), stage] };
  });
}

export function waived(state: Case, { clock, reason, approvedBy }: Of<'notice-waived'>, { at, by }: CaseEvent): Case {
  return onNotice(state, clock, (n) => ({ ...n, waived: { at, by, reason, approvedBy } }));
}
