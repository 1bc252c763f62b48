/** How long a ping may be held: one list, preset to a time that is allowed, so that one tap works. */
import { addTime } from '../../domain/calendar.ts';
import { clockKindOf } from '../../domain/ladder.ts';
import type { Duration, Instant } from '../../domain/time.ts';
import { length } from '../../words/format.ts';
import type { Choice } from '../blocks/input.ts';
import type { Scene } from '../scene.ts';

const usual = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'P1D'] as Duration[];
const preset = 'PT30M' as Duration;

export interface HoldChoices {
  choices: readonly Choice[];
  /** The preset one; always among the choices. */
  value: Duration;
  /** The longest that is offered, and when it ends if it is chosen now. */
  longest: { value: Duration; until: Instant };
}

/**
 * `12:17 (30 min)`. The value is the length, counted from the click in all hours: an old card still offers a time to come.
 * Nothing is offered that would be cut: the longest allowed counts by the clock of the severity, which is never shorter.
 */
export function holdChoices({ state, now, s, c }: Scene): HoldChoices {
  const { acknowledgeAtMost, snoozeAtMost } = state.policy.severities[state.severity];
  const { calendar } = state.policy;
  const allowedUntil = (of: Duration) => addTime(now, of, clockKindOf(state), calendar);
  const end = (of: Duration) => addTime(now, of, 'always', calendar);
  const most = allowedUntil(acknowledgeAtMost) < allowedUntil(snoozeAtMost) ? acknowledgeAtMost : snoozeAtMost;
  const offered = [...usual.filter((of) => end(of) < end(most)), most];
  return {
    choices: offered.map((of) => ({ title: c.choice(s.short(end(of)), length(of)), value: of })),
    value: offered.includes(preset) ? preset : most,
    longest: { value: most, until: end(most) },
  };
}
