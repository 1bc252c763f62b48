/** Arguments about the clocks of authorities: which of them, and which of their reports. */
import { isOver, reportable } from '../domain/obligations/notices.ts';
import { make } from './args.ts';
import { plainHyphens } from './characters.ts';
import type { Arg, Look } from './types.ts';

/** Which clocks a verb can mean; `reported`: something was reported on them. */
export type WantedClock = 'running' | 'startable' | 'reported';

/** An authority's clock. Of those that the verb can mean the only one is taken when none is named. */
export function clock(wanted: WantedClock): Arg<string, false> {
  return make<string>({
    kind: 'clock',
    usage: '<id>',
    choices: [wanted],
    read(given, _name, { state }) {
      const word = plainHyphens(given.slice(0, 100));
      if (!state) return { value: word.toLowerCase(), text: word.toLowerCase() };
      const known = [...new Set([...state.notices.map((n) => n.clock.id), ...Object.keys(state.policy.authorities)])];
      const id = known.find((one) => one.toLowerCase() === word.toLowerCase());
      return id === undefined
        ? { problem: { problem: 'unknown-clock', heard: given, known } }
        : { value: id, text: id };
    },
    infer(look) {
      const all = clocksOf(look, wanted);
      return all.length === 1 ? all[0] : undefined;
    },
  });
}

/** Which report to an authority: the earliest that is still to be sent (`sent`: the newest that was), unless another is named. */
export function report(wanted: 'next' | 'sent' = 'next'): Arg<string, false> {
  return make<string>({
    kind: 'report',
    place: 'keyed',
    usage: wanted === 'sent' ? 'stage:final' : 'stage:interim',
    choices: [wanted],
    read: (given) => {
      const word = plainHyphens(given.slice(0, 60)).toLowerCase();
      return { value: word, text: word };
    },
    suggest: (look) => reportsFor(look, wanted)[0],
  });
}

/** What can be reported on the clock that is meant, or what was, newest first; nothing to choose where that is one. */
export function reportsFor({ state, known }: Look, wanted: 'next' | 'sent'): string[] {
  const notice = state?.notices.find((n) => n.clock.id === known['clock']);
  if (!state || !notice) return [];
  const sent = notice.sent.map(({ stage }) => stage).reverse();
  const all = wanted === 'sent' ? [...new Set(sent)] : reportable(state, notice);
  return all.length > 1 ? all : [];
}

/** Their ids. */
export function clocksOf({ state }: Look, wanted: WantedClock): string[] {
  if (!state) return [];
  if (wanted === 'reported') return state.notices.filter((n) => !n.waived && n.sent.length > 0).map((n) => n.clock.id);
  if (wanted === 'running') return state.notices.filter((n) => !isOver(n)).map((n) => n.clock.id);
  const running = new Set(state.notices.filter((n) => !n.waived).map((n) => n.clock.id));
  return Object.keys(state.policy.authorities).filter((id) => !running.has(id));
}
