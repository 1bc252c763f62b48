/** Where the waiting went, as bars: how long the vendor was silent at each height of the ladder, and what moved it in the end. */
import type { Mover } from '../../domain/case.ts';
import { type CallResult, callResults } from '../../domain/commands.ts';
import { type Profile, silenceBy } from '../../domain/profile.ts';
import type { Instant } from '../../domain/time.ts';
import { STAGES } from '../../domain/wait.ts';
import { span } from '../../words/format.ts';
import type { VendorWords } from '../../words/vendors.ts';
import { bar } from '../blocks/bar.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import type { Element } from '../render.ts';

/** One bar for each height at which time passed, in the order of the climb, and all of it together. */
export function silence(
  of: Pick<Profile, 'idle' | 'waiting'>,
  now: Instant,
  v: VendorWords,
): { bars: Element[]; total: string } {
  const by = silenceBy(of, now);
  const found = STAGES.flatMap((stage) => (by[stage] ? [{ stage, ms: by[stage] }] : []));
  const longest = Math.max(1, ...found.map(({ ms }) => ms));
  const total = found.reduce((sum, { ms }) => sum + ms, 0);
  return {
    bars: found.map(({ stage, ms }) => bar({ label: v.stage(stage), value: span(ms), share: ms / longest })),
    total: v.waited(span(total), of.waiting.length > 0),
  };
}

export function waitingSection(of: Pick<Profile, 'idle' | 'waiting'>, now: Instant, v: VendorWords): Element[] {
  const { bars, total } = silence(of, now, v);
  return section({ title: v.waiting, count: total, rows: bars });
}

type Tally = Pick<Profile, 'moved' | 'promises' | 'calls' | 'words'>;

/** Promises, calls by outcome, words never read, and what moved them: one row each. */
export function tallyRows({ moved, promises, calls, words }: Tally, v: VendorWords): Element[] {
  const movers = (Object.entries(moved) as [Mover, number][]).sort(([, a], [, b]) => b - a);
  const results = callResults.flatMap((result): [CallResult, number][] =>
    calls[result] ? [[result, calls[result]]] : [],
  );
  const { kept, broken } = promises;
  return [
    row({ mark: 'fact', first: movers.length === 0 ? v.notMoved : v.moved(movers) }),
    row({
      mark: 'fact',
      first: kept + broken === 0 ? v.noPromise : v.promisesHeading(kept, broken),
    }),
    row({ mark: 'fact', first: v.calls(results) }),
    ...(words.sent === 0 ? [] : [row({ mark: 'fact', first: v.unread(words.unread, words.sent) })]),
  ];
}
