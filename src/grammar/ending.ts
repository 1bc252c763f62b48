/** Which command ends an obligation: what the button `Done` of a ping means. */
import type { Case } from '../domain/case.ts';
import type { ObligationKey } from '../domain/commands.ts';
import type { About, Obligation, ObligationKind } from '../domain/obligation.ts';
import { obligationOf } from '../domain/obligations.ts';
import type { Instant } from '../domain/time.ts';
import type { CommandPath, Filled } from './types.ts';

export interface Ending {
  readonly command: CommandPath;
  readonly args: Filled;
}

/** `state` refines it: a deadline without a ticket asks for one, the last stage of a notice is its final report. */
export function endingOf(of: Pick<Obligation, 'kind' | 'about'>, state?: Case): Ending {
  const { kind, about } = of;
  const ticket: Filled = about.ticket === undefined ? {} : { ticket: about.ticket };
  const vendor: Filled = about.vendor === undefined ? {} : { vendor: about.vendor };
  switch (kind) {
    case 'step':
      return { command: 'step done', args: { step: String(about.step ?? '') } };
    case 'update':
      return { command: 'update', args: {} };
    case 'ticket':
    case 'promise':
      return { command: 'ticket heard', args: ticket };
    case 'deadline':
      return deadlineEnding(about, state);
    case 'owed-ticket':
      return { command: 'ticket open', args: vendor };
    case 'reference':
      return { command: 'ticket ref', args: ticket };
    // Words that were not read are said again by another way; an answer ends what the vendor waits for.
    case 'answer':
    case 'auto-close':
    case 'choose-route':
    case 'unread':
      return { command: 'ticket sent', args: ticket };
    case 'cut-off':
      return { command: 'case set', args: {} };
    case 'verify':
      return { command: 'ticket verify', args: ticket };
    case 'handover':
      return { command: 'case accept', args: {} };
    case 'notice':
      return noticeEnding(about, state);
    case 'retrospective':
      return { command: 'retro done', args: {} };
    case 'decide-next':
      return { command: state?.status === 'resolved' ? 'case close' : 'step add', args: {} };
  }
}

function deadlineEnding({ vendor }: About, state: Case | undefined): Ending {
  const open = state?.tickets.filter((t) => t.vendor === vendor && t.status === 'open') ?? [];
  if (state && open.length === 0) return { command: 'ticket open', args: vendor === undefined ? {} : { vendor } };
  const [only] = open;
  if (only === undefined || open.length > 1) return { command: 'ticket heard', args: {} };
  return { command: only.fix ? 'ticket verify' : 'ticket heard', args: { ticket: only.id } };
}

function noticeEnding({ clock = '', stage }: About, state: Case | undefined): Ending {
  const notice = state?.notices.find((n) => n.clock.id === clock);
  const { stages = [] } = notice?.clock ?? {};
  const isLast = stages.length > 1 && stages.at(-1)?.id === stage;
  return { command: isLast ? 'notice final' : 'notice reported', args: { clock } };
}

const KINDS: Readonly<Record<ObligationKind, (first: string, second: string) => About>> = {
  ticket: (ticket) => ({ ticket }),
  deadline: (vendor) => ({ vendor }),
  promise: (ticket, number) => ({ ticket, promise: Number(number) }),
  step: (step) => ({ step: Number(step) }),
  update: () => ({}),
  'owed-ticket': (vendor) => ({ vendor }),
  reference: (ticket) => ({ ticket }),
  answer: (ticket) => ({ ticket }),
  'auto-close': (ticket) => ({ ticket }),
  'choose-route': (ticket) => ({ ticket }),
  'cut-off': (ticket) => ({ ticket }),
  unread: (ticket) => ({ ticket }),
  verify: (ticket) => ({ ticket }),
  handover: () => ({}),
  notice: (clock, stage) => ({ clock, stage }),
  retrospective: () => ({}),
  'decide-next': () => ({}),
};

/** The same by key. An obligation that is settled by now is told by its key, so that the answer says who was first. */
export function endingOfKey(key: ObligationKey, state: Case | undefined, now: Instant): Ending | null {
  const live = state ? obligationOf(state, key, now) : undefined;
  if (live) return endingOf(live, state);
  const [kind = '', first = '', second = ''] = key.split(':');
  if (!Object.hasOwn(KINDS, kind)) return null;
  const known = kind as ObligationKind;
  return endingOf({ kind: known, about: KINDS[known](first, second) }, state);
}
