import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Act, type Acts, newestAct, withActs } from '../../src/domain/acts.ts';
import { instant } from '../../src/domain/time.ts';

const at = instant('2023-07-31T06:10:00Z');
const act = (name: string, seq: number): Act => ({ name, seq, at, by: 'alex' });

/** Each fact did some things; the first fact is 1. */
const told = (facts: readonly (readonly string[])[]) =>
  facts.reduce<Acts | null>(
    (acts, names, index) =>
      withActs(
        acts,
        names.map((name) => act(name, index + 1)),
      ),
    null,
  );

describe('what people did', () => {
  it('is found by its newest doing, however much was done before and since', () => {
    const name = fc.constantFrom('note:a', 'note:b', 'step.done:1', 'hold:update');
    const facts = fc.array(fc.uniqueArray(name, { maxLength: 3 }), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(facts, name, fc.nat(200), (all, wanted, seen) => {
        const last = all.findLastIndex((names) => names.includes(wanted)) + 1;
        const found = newestAct(told(all), (one) => one === wanted, seen);
        expect(found).toEqual(last > seen ? act(wanted, last) : undefined);
      }),
      { numRuns: 200 },
    );
  });

  it('of one fact is named in its order', () => {
    expect(newestAct(told([['case.set:x', 'case.set:aware']]), () => true)?.name).toBe('case.set:x');
  });

  it('costs as much to add to after ten thousand facts as after a hundred: nothing but the newest is copied', () => {
    const many = told(Array.from({ length: 10_000 }, (_, index) => [`note:${index}`]));
    const more = withActs(many, [act('note:more', 10_001)]);
    expect([many, many?.older]).toContain(more?.older);
    expect(more?.newest.length).toBeLessThanOrEqual(32);
  });

  it('of twenty thousand facts can still be printed: the chain is not as long as the case', () => {
    const many = told(Array.from({ length: 20_000 }, (_, index) => [`note:${index}`]));
    expect(JSON.stringify(many).length).toBeGreaterThan(1_000_000);
  });
});
