/** What the moments of a report are called, and how a case came to whoever held it. */
import type { Held, Milestone } from '../../domain/report/milestones.ts';

/** `whom`: the vendor, or whom the reports go to. */
export const MILESTONE: Record<Milestone['what'], (whom: string) => string> = {
  aware: () => 'We became aware',
  opened: () => 'Case opened',
  'first-step': () => 'First step done',
  'control-lost': (vendor) => `Out of our hands: only ${vendor} could mend it`,
  told: (vendor) => `First contact with ${vendor}`,
  answered: (vendor) => `First real answer from ${vendor}`,
  'account-manager': (vendor) => `Account manager of ${vendor} first asked`,
  deadline: (vendor) => `The fixed deadline for ${vendor} passed`,
  reported: (recipient) => `${recipient} informed`,
  resolved: () => 'It works again',
  reopened: () => 'Reopened: it was not over',
  'resolved-before': () => 'It seemed to work again',
  'closed-before': () => 'Case closed for the time being',
  closed: () => 'Case closed',
};

/** Why somebody held the case. */
export const HELD: Record<NonNullable<Held['why']>, string> = {
  taken: 'took it',
  assigned: 'was given it',
  accepted: 'accepted the hand-over',
  absent: 'stood in for somebody who could not be reached',
  reopened: 'had it again when it was reopened',
};
