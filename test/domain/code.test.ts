import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCode, codeFrom, nearestCodes } from '../../src/domain/code.ts';

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const drawn = fc.uint8Array({ minLength: 4, maxLength: 8 }).map(codeFrom);

describe('codes to quote', () => {
  it('are K- and five characters of 2-9 and the letters without I, L, O, U', () => {
    fc.assert(fc.property(drawn, (code) => /^K-[2-9A-HJKMNP-TV-Z]{5}$/.test(code)));
  });

  it('the last is a check character: any single wrong character is noticed', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 2, max: 6 }), fc.constantFrom(...alphabet), (code, place, other) => {
        fc.pre(code[place] !== other);
        expect(checkCode(`${code.slice(0, place)}${other}${code.slice(place + 1)}`)).toEqual({ ok: false });
      }),
    );
  });

  it('are read as people type them', () => {
    fc.assert(
      fc.property(drawn, (code) => {
        const body = code.slice(2);
        for (const typed of [code, body, `k${body}`, `k ${body}`, `K–${body}`, code.toLowerCase(), ` ${code} `])
          expect(checkCode(typed)).toEqual({ ok: true, code });
      }),
    );
  });

  it.each(['', 'K-', 'K-1234', 'K-OOOOO', 'K-777777', '7QM4XX', '💥', 'K-7QM4'])('%j is none', (text) => {
    expect(checkCode(text)).toEqual({ ok: false });
  });

  it('different draws give different codes, and every character can be drawn', () => {
    const codes = new Set<string>();
    for (let i = 0; i < 30; i++) for (let j = 0; j < 30; j++) codes.add(codeFrom(new Uint8Array([i, j, 7, 9])));
    expect(codes.size).toBe(900);
    expect(new Set([...codes].map((c) => c[2])).size).toBe(30);
  });

  it('of several the one that differs least is nearest', () => {
    const codes = ['K-22222', 'K-7QM4X', 'K-7QM9Z', 'K-ABCDE'];
    expect(nearestCodes('k 7qm4y', codes)).toEqual(['K-7QM4X', 'K-7QM9Z', expect.any(String)]);
    expect(nearestCodes('x', [])).toEqual([]);
  });
});
