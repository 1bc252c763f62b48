/** The line that tells the incident channel once a day that Baton is there. */
import type { Language } from '../../domain/organisation.ts';
import type { Instant } from '../../domain/time.ts';
import { place, short } from '../format.ts';

/** Numbers over all open cases. `next`: when something is asked next; `well`: nothing is wrong with the bot itself. */
export interface Day {
  cases: number;
  owed: number;
  late: number;
  next: Instant | null;
  well: boolean;
}

/** "Alive; 3 open obligations in 2 cases, 1 of them late; next at 09:40, Stockholm." */
export function dailyLine(
  { cases, owed, late, next, well }: Day,
  { timeZone, language, now }: { timeZone: string; language: Language; now: Instant },
): string {
  const many = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`;
  const open =
    cases === 0
      ? 'no open case'
      : `${many(owed, 'open obligation')} in ${many(cases, 'case')}${late === 0 ? '' : `, ${late} of them late`}`;
  const then = next === null ? '' : `; next at ${short(next, timeZone, now, language)}, ${place(timeZone)}`;
  const ill = well ? '' : ' But I am not well: whoever runs me should look at `/healthz`.';
  return `Alive; ${open}${then}.${ill}`;
}
