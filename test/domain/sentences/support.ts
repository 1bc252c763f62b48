// What the tests of domain.md's sentences share: how a case and a ticket begin, and an organisation changed in one place.
// Not here: expectations.
import type { Intent } from '../../../src/domain/commands.ts';
import type { Organisation, Severity } from '../../../src/domain/organisation.ts';
import type { Presence } from '../../../src/domain/presence.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { everybody, example, Story } from '../../support/story.ts';

export interface Opening {
  /** Local time; Monday 31 July 2023, 08:10 without it. */
  at?: string;
  by?: string;
  severity?: Severity;
  playbook?: string;
  affects?: string[];
  organisation?: Organisation;
  presence?: Presence;
}

export function opened(o: Opening = {}): Story {
  const s = new Story('2023-07-31T06:10:00Z', o.organisation ?? example.organisation, o.presence ?? everybody);
  if (o.at) s.now = s.instant(o.at);
  s.say(o.by ?? 'alex', {
    type: 'case.new',
    title: 'Mail is down',
    severity: o.severity ?? 'sev1',
    playbook: o.playbook ?? 'blank',
    affects: o.affects ?? [],
  });
  return s;
}

/** `ticket open` with the vendor's number, said on the phone: nothing unread, nothing owed but the vendor's word. */
export function openTicket(s: Story, more: Partial<Extract<Intent, { type: 'ticket.open' }>> = {}): Story {
  s.say('megan', {
    type: 'ticket.open',
    vendor: 'microsoft',
    reference: 'REF-1',
    via: 'phone',
    words: 'blocked',
    ...more,
  });
  return s;
}

/** Opened at 08:10 in sev1, T1 at 08:35: rungs 09:20 10:05 11:35 12:35 16:35 20:35, deadlines 14:35 20:35. */
export function withTicket(o: Opening = {}): Story {
  return openTicket(opened(o).at('08:35'));
}

export const T1 = { ticket: 'T1' } as const;

export const heard: Intent = { type: 'ticket.heard', ...T1, words: 'An engineer looks at it' };
export const fixed: Intent = { type: 'ticket.fixed', ...T1 };
export const escalate: Intent = { type: 'ticket.escalate', ...T1 };
export const call = (result: Extract<Intent, { type: 'ticket.call' }>['result']): Intent => ({
  type: 'ticket.call',
  ...T1,
  result,
});
export const sent = (via: string): Intent => ({ type: 'ticket.sent', ...T1, via, words: `by ${via}` });
export const wants = (via: string, due?: Instant): Intent => ({
  type: 'ticket.wants',
  ...T1,
  via,
  words: 'details',
  ...(due && { due }),
});
export const verify = (result: 'ok' | 'fail'): Intent => ({ type: 'ticket.verify', ...T1, result });

/** Settles every step that is open, but for one. */
export function finishSteps(s: Story, but?: number): Story {
  for (const { number, status } of s.case.steps)
    if (status === 'open' && number !== but) s.say('alex', { type: 'step.na', step: number, reason: 'not here' });
  return s;
}

/** The example's organisation with a change. */
export function changed(change: (o: DeepMutable<Organisation>) => void, of = example.organisation): Organisation {
  const copy = structuredClone(of) as DeepMutable<Organisation>;
  change(copy);
  return copy as Organisation;
}

type DeepMutable<T> = T extends string
  ? T
  : T extends readonly (infer E)[]
    ? DeepMutable<E>[]
    : T extends object
      ? { -readonly [K in keyof T]: DeepMutable<T[K]> }
      : T;
