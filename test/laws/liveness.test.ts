// The promise of the product, held against random lives; and that the stored stream is the whole truth.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { fold } from '../../src/domain/fold.ts';
import { obligationsOf } from '../../src/domain/obligations.ts';
import { isPresent } from '../../src/domain/people.ts';
import { instant, plusMs } from '../../src/domain/time.ts';
import { timersOf } from '../../src/domain/timers.ts';
import { Story } from '../support/story.ts';
import { live, lives, minutes, openings, playbooks, runs } from './lives.ts';

/** The promise of the product: an open case has obligations, each with a holder and an armed clock. */
function alive(state: Case): void {
  const obligations = obligationsOf(state);
  const timers = timersOf(state);
  if (state.status === 'closed') {
    expect(timers).toEqual([]);
    return;
  }
  expect(obligations.length).toBeGreaterThan(0);
  const armed = new Map(timers.map((t) => [t.key, t.at]));
  expect(
    obligations.filter((ob) => !armed.get(ob.key)),
    'without an armed clock',
  ).toEqual([]);
  expect(
    obligations.filter(({ holder }) => 'person' in holder && !isPresent(state, holder.person)),
    'held by nobody who is there',
  ).toEqual([]);
  expect(obligations.some((ob) => ob.kind !== 'promise')).toBe(true);
  // A state of its own has nothing to inherit.
  expect(JSON.stringify(obligations), 'derived anew it is the same').toBe(JSON.stringify(obligationsOf({ ...state })));
}

describe('laws over random lives', { timeout: 600_000 }, () => {
  it('while a case is open, something is owed, by somebody, with an armed clock; a closed one wants no timers', () => {
    fc.assert(
      fc.property(openings, playbooks, lives, (sev, pb, lines) => void live(sev, pb, lines, (s) => alive(s.case))),
      runs,
    );
  });

  it('folding the stored stream gives the live state', () => {
    fc.assert(
      fc.property(openings, playbooks, lives, (sev, pb, lines) => {
        const s = live(sev, pb, lines, () => undefined);
        const stored = JSON.parse(JSON.stringify(s.events));
        expect(JSON.parse(JSON.stringify(fold(stored)))).toEqual(JSON.parse(JSON.stringify(s.case)));
      }),
      { numRuns: 60 },
    );
  });

  it('a command is answered from the state that is kept in memory as from one that is folded anew', () => {
    fc.assert(
      fc.property(openings, playbooks, lives, lives, (sev, pb, lines, then) => {
        const kept = live(sev, pb, lines, () => undefined);
        const stored = JSON.parse(JSON.stringify(kept.events));
        const anew = Object.assign(new Story(kept.now), { ...kept, state: fold(stored) });
        for (const { by, make, wait } of then.slice(0, 10)) {
          const intent = make(kept.now);
          // Typed, and pressed on a card that may be old.
          for (const extra of [{}, { seen: wait % (kept.case.version + 1) }])
            expect(anew.would(by, intent, extra)).toEqual(kept.would(by, intent, extra));
        }
        expect(timersOf(anew.case)).toEqual(timersOf(kept.case));
      }),
      { numRuns: 20 },
    );
  });

  it('a stale tick changes nothing', () => {
    fc.assert(
      fc.property(openings, playbooks, lives, (sev, pb, lines) => {
        const s = live(sev, pb, lines, () => undefined).until(instant('2023-07-31T06:10:00Z'));
        s.until(s.now);
        for (const earlier of [s.now, plusMs(s.now, -minutes(10))]) {
          const decision = s.command('baton', { type: 'tick' }, { at: earlier });
          expect('events' in decision && decision.events).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
