/** How a case begins, and how people and policy change under it. */
import type { Case, Directory, Policy, Step } from '../case.ts';
import type { CaseEvent, CaseEventBody, NewStep } from '../events.ts';
import type { Organisation } from '../organisation.ts';
import { stepFits } from '../steps.ts';
import type { Instant } from '../time.ts';

type Body<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

export function policyOf(o: Organisation): Policy {
  const { timeZone, calendar, severities, ladders, limits, authorities } = o;
  return { timeZone, calendar, severities, ladders, limits, authorities };
}

export function directoryOf(o: Organisation): Directory {
  const { name, language, casePrefix, calendar, people, roles, rotas, vendors, services, carriers } = o;
  return { name, language, casePrefix, calendar, people, roles, rotas, vendors, services, carriers };
}

export function vendorLaddersOf(o: Organisation): Case['vendorLadders'] {
  return Object.fromEntries(Object.values(o.vendors).map((v) => [v.id, v.ladder ?? null]));
}

/** `since`: it joins a case that is under way. */
export function asStep(step: NewStep, seq: number, since?: Instant): Step {
  return { ...step, status: 'open', epoch: `s${seq}`, ...(since && { since }) };
}

export function opened(body: Body<'case-opened'>, event: CaseEvent): Case {
  const { at, by, seq } = event;
  const { id, name, ladder } = body.playbook;
  return {
    id: body.caseId,
    number: body.number,
    version: seq,
    lastAt: at,
    status: 'open',
    title: body.title,
    severity: body.severity,
    affects: body.affects,
    affectedBefore: {},
    affectedSince: Object.fromEntries(body.affects.map((id) => [id, body.awareAt])),
    control: { by: 'ours' },
    openedAt: at,
    openedBy: by,
    awareAt: body.awareAt,
    owner: body.owner,
    policy: policyOf(body.organisation),
    directory: directoryOf(body.organisation),
    presence: body.presence,
    playbook: ladder === undefined ? { id, name } : { id, name, ladder },
    vendorLadders: vendorLaddersOf(body.organisation),
    waitingSteps: body.playbook.steps.filter(
      (s) => !stepFits(s, { severity: body.severity, affects: body.affects, control: 'ours' }),
    ),
    steps: body.steps.map((s) => asStep(s, seq)),
    tickets: [],
    packs: [],
    deadlines: [],
    owedTickets: [],
    notices: body.notices.map((clock) => ({
      clock,
      startedAt: at,
      epoch: `a${seq}`,
      followsAware: clock.startsWith === 'aware',
      sent: [],
    })),
    update: { last: at, due: body.updateDue, epoch: `u${seq}` },
    decisions: [],
    roleFirst: {},
    clocks: {},
    passed: {},
    lastPings: {},
    carried: [],
    undelivered: {},
    disowned: {},
    onItLate: {},
    acts: null,
  };
}
