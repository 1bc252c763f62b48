import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCode, codeFrom, nearestCodes, readCode } from '../../src/domain/code.ts';

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

  it('of several the one that differs least is nearest, of two alike the newer', () => {
    const codes = ['K-22222', 'K-7QM4X', 'K-7QM9Z', 'K-ABCDE'];
    expect(nearestCodes('k 7qm4y', codes)).toEqual(['K-7QM4X', 'K-7QM9Z']);
    // A character left out or said twice moves the rest along.
    expect(nearestCodes('7Q4X', codes)[0]).toBe('K-7QM4X');
    expect(nearestCodes('K77QM4X', codes)[0]).toBe('K-7QM4X');
    // Another code altogether was meant as none of them.
    expect(nearestCodes('K-ZZZZZ', ['K-AAAAA', 'K-BBBBB'])).toEqual([]);
    expect(nearestCodes('K-ZZZAA', ['K-ZZZBB', 'K-ZZZCC'])).toEqual(['K-ZZZCC', 'K-ZZZBB']);
    expect(nearestCodes('x', [])).toEqual([]);
    expect(nearestCodes('K-7QM4X', ['K-7QM4X', 'K-7QM4X'])).toEqual(['K-7QM4X']);
    expect(nearestCodes('7'.repeat(100_000), codes)).toEqual([]);
  });

  describe('as people write them down', () => {
    const codes = ['K-DV7J2', 'K-QV7J2', 'K-7QM4X', 'K-TJ7VQ'];

    it.each(['k-7qm4x', '7QM4X', 'K 7QM 4X', 'k7qm4x.', 'K–7Q–M4X', '7-Q-M-4-X'])('%j is K-7QM4X', (text) => {
      const [body] = ['7QM4'].map((one) => codeFrom(new Uint8Array([...one].map((c) => alphabet.indexOf(c)))));
      const said = text.replace(/x/i, body?.at(-1) ?? '');
      expect(readCode(said, [])).toEqual({ ok: true, code: body });
    });

    it('characters that look alike are what fits, if one code of the case does', () => {
      expect(readCode('K-TI7VQ', codes)).toEqual({ ok: true, code: 'K-TJ7VQ' });
      expect(readCode('k tl7u0', codes)).toEqual({ ok: true, code: 'K-TJ7VQ' });
      expect(readCode('1J7UO', codes)).toEqual({ ok: true, code: 'K-TJ7VQ' });
    });

    it('where two of them fit nothing is guessed, nor where none does', () => {
      expect(readCode('K-OV7J2', codes)).toEqual({ ok: false });
      expect(readCode('K-OV7J2', codes.slice(1))).toEqual({ ok: true, code: 'K-QV7J2' });
      expect(readCode('K-OV7J2', [])).toEqual({ ok: false });
      expect(readCode('OOOOO', codes)).toEqual({ ok: false });
    });

    it('a character that codes do have is never taken for another: that was misheard', () => {
      fc.assert(
        fc.property(drawn, fc.integer({ min: 2, max: 6 }), fc.constantFrom(...alphabet), (code, place, other) => {
          fc.pre(code[place] !== other);
          const misheard = `${code.slice(0, place)}${other}${code.slice(place + 1)}`;
          expect(readCode(misheard, [code])).toEqual({ ok: false });
          expect(nearestCodes(misheard, [code, 'K-22222'])[0]).toBe(code);
        }),
      );
    });
  });
});
