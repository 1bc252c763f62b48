/** Pings that went outside Teams, until whoever got one is heard of: what was sent is not yet known to have been seen. */
import type { Case } from '../case.ts';
import type { CaseEvent, CaseEventBody } from '../events.ts';
import type { PersonId } from '../organisation.ts';
import type { Instant } from '../time.ts';

type Of<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

/** The newest of each person about each thing; what an older one was about beside that stays. */
export function pingCarried(state: Case, body: Of<'ping-carried'>, { at }: CaseEvent): Case {
  const { type: _, ...ping } = body;
  const older = state.carried
    .map((one) =>
      one.person === body.person ? { ...one, keys: one.keys.filter((key) => !body.keys.includes(key)) } : one,
    )
    .filter(({ keys }) => keys.length > 0);
  return { ...state, carried: [...older, { ...ping, at }] };
}

/** Whatever she says about the case shows that it has reached her. */
export function confirmed(state: Case, by: PersonId, at: Instant): Pick<Case, 'carried'> | null {
  const open = state.carried.some((one) => one.person === by && one.confirmedAt === undefined);
  if (!open) return null;
  return {
    carried: state.carried.map((one) =>
      one.person === by && one.confirmedAt === undefined ? { ...one, confirmedAt: at } : one,
    ),
  };
}

export function deliveryFailed(state: Case, body: Of<'delivery-failed'>, { at }: CaseEvent): Case {
  const { person, reason, ways } = body;
  return { ...state, undelivered: { ...state.undelivered, [person]: { at, reason, ...(ways && { ways }) } } };
}
