/** What a ladder must be, so that nobody can write one that never reaches an account manager. */
import { SEVERITIES, type Severity } from '../domain/organisation.ts';
import { durationParts, isDuration } from '../domain/time.ts';
import { type Complaints, found } from './fault.ts';
import type { Raw } from './references.ts';

const HOUR = 3_600_000;

/** `vendor` and `own` are there; rungs rise; whatever vendors climb reaches the account manager by a rung and by a deadline. */
export function checkLadders(raw: Raw, complaints: Complaints): void {
  const names = raw.keys('ladders');
  for (const needed of ['vendor', 'own'])
    if (!names.includes(needed) && raw.get('ladders') !== undefined)
      complaints.add(['ladders', needed], 'is missing; expected a ladder for each severity');
  for (const name of names) for (const severity of SEVERITIES) checkRising(raw, complaints, name, severity);
  for (const [name, climber] of climbed(raw))
    for (const severity of SEVERITIES)
      if (raw.get('ladders', name, severity) !== undefined) checkReach(raw, complaints, name, severity, climber);
}

/** The ladders that vendors climb, each with who says so. */
function climbed(raw: Raw): ReadonlyMap<string, string> {
  const ladders = new Map([['vendor', 'every vendor that names no ladder']]);
  for (const id of raw.keys('vendors')) {
    const ladder = raw.get('vendors', id, 'ladder');
    if (typeof ladder === 'string' && ladder !== 'vendor') ladders.set(ladder, `vendor \`${id}\``);
  }
  return ladders;
}

function checkRising(raw: Raw, complaints: Complaints, name: string, severity: Severity): void {
  let longest = -1;
  for (const [index, rung] of raw.items('ladders', name, severity, 'rungs').entries()) {
    const after = (rung as { after?: unknown } | null)?.after;
    if (!isDuration(after)) continue;
    const { months, days, ms } = durationParts(after);
    const length = (months * 30 + days) * dayOf(raw, severity) + ms;
    if (length <= longest)
      complaints.add(
        ['ladders', name, severity, 'rungs', index, 'after'],
        `is ${found(after)}; expected more than on the rung before${dayOf(raw, severity) === 24 * HOUR ? '' : ' (a working day is as long as `calendar.hours`)'}`,
      );
    else longest = length;
  }
}

function checkReach(raw: Raw, complaints: Complaints, name: string, severity: Severity, climber: string): void {
  const path = ['ladders', name, severity];
  const reaches = (...at: readonly (string | number)[]): boolean =>
    raw.items(...path, ...at, 'ping').includes('account-manager');
  const rungs = raw.items(...path, 'rungs');
  if (rungs.length > 0 && ![...rungs.keys()].some((index) => reaches('rungs', index)))
    complaints.add(
      [...path, 'rungs'],
      `never reach the account manager; expected a rung with \`account-manager\`, for ${climber} climbs it`,
    );
  if (raw.get(...path, 'deadline') === undefined)
    complaints.add(
      [...path, 'deadline'],
      `is missing; expected a deadline with \`account-manager\`, for ${climber} climbs this ladder`,
    );
  else if (!reaches('deadline'))
    complaints.add(
      [...path, 'deadline', 'ping'],
      `does not reach the account manager; expected \`account-manager\` among them, for ${climber} climbs this ladder`,
    );
}

/** A day by the severity's clock, in milliseconds: a working day is shorter, so PT10H can be longer than P1D. */
function dayOf(raw: Raw, severity: Severity): number {
  if (raw.get('severities', severity, 'clock') !== 'working') return 24 * HOUR;
  const [from, to] = [raw.get('calendar', 'hours', 'from'), raw.get('calendar', 'hours', 'to')].map((clock) => {
    const [hours, minutes] = String(clock).split(':').map(Number);
    return ((hours ?? Number.NaN) * 60 + (minutes ?? Number.NaN)) * 60_000;
  }) as [number, number];
  return to > from ? to - from : 24 * HOUR;
}
