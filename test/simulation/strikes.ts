/**
 * Deaths that are counted in steps and not by the clock: between any two steps of a life, whatever it waits for then. Those that come
 * by the clock (weather.ts) find a process at rest nearly always, for that is what it does most of the time.
 */
import type { Random } from './random.ts';
import type { Replica } from './replica.ts';

/** Steps between two strikes on average; the longest gap is twice as long, so that a life of 1,500 steps has one at least. */
const gaps = [80, 250, 700];

/** Of ten strikes, so many hit the process whose step it was: it is in the middle of something. */
const amidst = 8;

/** Called after every step, with its name. */
export type Strike = (step: string) => void;

/** To be called after every step, with its name: `hit` is called when a process is to be struck. */
export function strikesOf(random: Random, replicas: readonly Replica[], hit: (replica: Replica) => void): Strike {
  const mean = random.pick(gaps);
  const next = () => random.between(1, 2 * mean);
  let left = next();
  return (step) => {
    left -= 1;
    if (left > 0) return;
    const live = replicas.filter(({ bot }) => bot !== null);
    const its = whose(step, live);
    const replica = random.int(10) < amidst ? its : live[random.int(live.length)];
    // The first step after the gap at which there is somebody to be struck.
    if (replica === undefined) return;
    left = next();
    hit(replica);
  };
}

/** One strike in the whole life: after so many steps, and it is the process whose step it was, else the first that runs. */
export function strikeAfter(steps: number, replicas: readonly Replica[], hit: (replica: Replica) => void): Strike {
  let left = steps;
  return (step) => {
    left -= 1;
    if (left !== 0) return;
    const live = replicas.filter(({ bot }) => bot !== null);
    const replica = whose(step, live) ?? live[0];
    if (replica !== undefined) hit(replica);
  };
}

function whose(step: string, live: readonly Replica[]): Replica | undefined {
  return live.find(({ bot }) => step.startsWith(`${bot?.life.name} `));
}
