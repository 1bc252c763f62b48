import { describe, expect, it } from 'vitest';
import { clicks, once } from '../../src/teams/once.ts';

describe('an activity that is delivered twice', () => {
  it('is worked on once, and both get the one answer', async () => {
    const deliveries = once();
    let worked = 0;
    const work = async () => {
      worked += 1;
      return 'answer';
    };
    const first = deliveries.run('message:1', work);
    const second = deliveries.run('message:1', work);
    expect(await Promise.all([first.result, second.result])).toEqual(['answer', 'answer']);
    expect([worked, first.first, second.first]).toEqual([1, true, false]);
  });

  it('is worked on again when the first time failed', async () => {
    const deliveries = once();
    await expect(deliveries.run('a', () => Promise.reject(new Error('x'))).result).rejects.toThrow('x');
    expect(await deliveries.run('a', async () => 'well').result).toBe('well');
  });

  it('is forgotten after very many others, so that memory stays small', async () => {
    const deliveries = once();
    for (let n = 0; n <= 5_001; n += 1) deliveries.run(`a${n}`, async () => n);
    expect(deliveries.run('a0', async () => 0).first).toBe(true);
    expect(deliveries.run('a5000', async () => 0).first).toBe(false);
  });
});

describe('the id of a click', () => {
  const click = {
    caseId: 'INC-1',
    rev: 4,
    data: { verb: 'step done', args: { step: '2' }, words: 'x' },
    person: 'alex',
  };
  const now = 1_700_000_100_000;

  it('is the same for the same card, button, inputs and person, whatever the order of the keys', () => {
    const ids = clicks();
    const other = { ...click, data: { words: 'x', args: { step: '2' }, verb: 'step done' } };
    expect(ids.idOf(other, now + 15_000)).toBe(ids.idOf(click, now));
  });

  it.each([
    ['another version of the card', { rev: 5 }],
    ['another case', { caseId: 'INC-2' }],
    ['other words', { data: { ...click.data, words: 'y' } }],
    ['somebody else', { person: 'megan' }],
  ])('differs for %s', (_, change) => {
    const ids = clicks();
    expect(ids.idOf({ ...click, ...change }, now)).not.toBe(ids.idOf(click, now));
  });

  it('stays the same across a restart, for what is delivered again soon after', () => {
    expect(clicks().idOf(click, now + 20_000)).toBe(clicks().idOf(click, now));
  });

  it('is new half a minute after a "no": what stood in the way may be mended', () => {
    const ids = clicks();
    const first = ids.idOf(click, now);
    ids.ended(first, 'refused', now + 100);
    expect(ids.idOf(click, now + 20_000)).toBe(first);
    expect(ids.idOf(click, now + 31_000)).not.toBe(first);
  });

  it('is new ten minutes after it was done', () => {
    const ids = clicks();
    const first = ids.idOf(click, now);
    expect(ids.idOf(click, now + 601_000)).not.toBe(first);
  });
});
