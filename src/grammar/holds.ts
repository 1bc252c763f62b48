/** How long a hold may be in the case at hand, and the lengths that forms offer: none that would be cut afterwards. */
import { addTime, type Calendar } from '../domain/calendar.ts';
import { clockKindOf } from '../domain/ladder.ts';
import { type Duration, duration, earlier, fromMs, type Instant, msBetween, toMs } from '../domain/time.ts';
import { make, time } from './args.ts';
import { durationText, lengthUntil, parseDuration, parseTime, timeText } from './times.ts';
import type { Arg, Look, Read } from './types.ts';

const OFFERED: readonly Duration[] = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'P1D'].map(duration);
/** Half an hour: long enough for a call, short enough that a forgotten one does no harm. */
const USUAL = duration('PT30M');

const MINUTE = 60_000;
const FIVE_MINUTES = 5 * MINUTE;

type Kind = 'acknowledgeAtMost' | 'snoozeAtMost';

function atMost({ state }: Look, kind: Kind): Duration | null {
  return state ? state.policy.severities[state.severity][kind] : null;
}

/** Without a case the hours are counted as they come. */
const NO_CASE: Calendar = { timeZone: 'UTC', workdays: [], hours: { from: '00:00', to: '24:00' }, holidays: [] };

function ends({ state, ctx }: Look, of: Duration): Instant {
  return state
    ? addTime(ctx.now, of, clockKindOf(state), state.policy.calendar)
    : addTime(ctx.now, of, 'always', NO_CASE);
}

/** Nobody needs seconds in a hold of minutes; never later than allowed, so always down. */
function tidy(now: Instant, at: Instant): Instant {
  return msBetween(now, at) < FIVE_MINUTES ? at : fromMs(Math.floor(toMs(at) / MINUTE) * MINUTE);
}

/** The lengths that may be offered, shortest first, the longest allowed as the last. */
export function lengthsOffered(look: Look, kind: Kind): { length: Duration; until: Instant }[] {
  const most = atMost(look, kind);
  const all = most === null ? OFFERED : [...OFFERED.filter((of) => ends(look, of) < ends(look, most)), most];
  return all.map((length) => ({ length, until: tidy(look.ctx.now, ends(look, length)) }));
}

/** The end of a hold that nobody chose: half an hour, or less where less is allowed. */
export function defaultHold(look: Look): Instant {
  const most = atMost(look, 'acknowledgeAtMost');
  const usual = ends(look, USUAL);
  return tidy(look.ctx.now, most === null ? usual : earlier(usual, ends(look, most)));
}

export function defaultSnooze(look: Look): Duration {
  const most = atMost(look, 'snoozeAtMost');
  return most === null || ends(look, USUAL) <= ends(look, most) ? USUAL : most;
}

type Options = Parameters<typeof make>[1];

/** Until when a hold runs. A length counts as the case's severity counts: a day of a slow case is a working day. */
export function holdEnd(options: Options = {}): Arg<Instant, false> {
  const plain = time({
    usage: 'by:15:00',
    aliases: ['until'],
    suggest: (look) => timeText(defaultHold(look), look.ctx.zone),
    ...options,
  });
  return {
    ...plain,
    read(text, name, look): Read<Instant> {
      const length = parseDuration(text);
      if (length === null) return plain.read(text, name, look);
      const until = ends(look, length);
      return { value: until, text: timeText(until, look.ctx.zone) };
    },
  };
}

/** A ping's card has one list of times for both of its buttons: for `snooze` it is a length, or the time until then. */
export function snoozeUntil(): Arg<Duration, false> {
  return make<Duration>({
    kind: 'duration',
    place: 'keyed',
    hidden: true,
    aliases: ['until'],
    span: 5,
    read(text, arg, { ctx, command }) {
      const until = parseDuration(text) === null ? parseTime(text, ctx.now, ctx.zone) : null;
      const length = until === null ? parseDuration(text) : lengthUntil(ctx.now, until);
      return length === null
        ? { problem: { problem: 'bad-time', command, arg, heard: text } }
        : { value: length, text: durationText(length) };
    },
  });
}
