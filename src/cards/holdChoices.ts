/** How long a ping may be held: one list, preset to a time that is allowed, so that one tap works. */
import { addTime } from '../domain/calendar.ts';
import { clockKindOf } from '../domain/ladder.ts';
import { type Duration, toMs } from '../domain/time.ts';
import { length } from '../words/format.ts';
import type { Choice } from './blocks/input.ts';
import type { Scene } from './scene.ts';

const usual: readonly Duration[] = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'P1D'] as Duration[];
const preset = 'PT30M' as Duration;

export interface HoldChoices {
  choices: readonly Choice[];
  /** The preset one; always among the choices. */
  value: Duration;
}

/** `12:17 (30 min)`. The value is the length, counted from the click: an old card still offers a time to come. */
export function holdChoices(scene: Scene): HoldChoices {
  const { state, now, s, c } = scene;
  const { acknowledgeAtMost, snoozeAtMost } = state.policy.severities[state.severity];
  const clock = clockKindOf(state);
  const end = (of: Duration) => addTime(now, of, clock, state.policy.calendar);
  const most = end(acknowledgeAtMost) < end(snoozeAtMost) ? acknowledgeAtMost : snoozeAtMost;
  // A working day is longer than a day of hours: what is offered must end before the longest allowed, by the case's own clock.
  const allowed = [...usual.filter((of) => end(of) < end(most)), most];
  const value = allowed.includes(preset)
    ? preset
    : (allowed.findLast((of) => toMs(end(of)) <= toMs(end(most))) ?? most);
  return {
    choices: allowed.map((of) => ({ title: c.choice(s.short(end(of)), length(of)), value: of })),
    value,
  };
}
