// A pack on the phone: what is heard is what is written, and no letter or digit can be taken for another.
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/domain/case.ts';
import { packPaper } from '../../src/papers/packPaper.ts';
import { spokenOf } from '../../src/papers/speak.ts';
import { spelled, spelledCode, spelledPhone, spokenTimes } from '../../src/words/en/spelling.ts';
import { replayAt } from '../support/exampleCases.ts';

describe('spelling', () => {
  it.each([
    ['K-7QM4X', 'K, seven, Q for Quebec, M for Mike, four, X for X-ray'],
    ['K-22222', 'K, two, two, two, two, two'],
  ])('the code %s', (code, said) => expect(spelledCode(code)).toBe(said));

  it.each([
    ['2307310050000123', 'two three zero seven, three one zero zero, five zero zero zero, zero one two three'],
    ['12345', 'one two three, four five'],
    ['EA-4711', 'E for Echo, A for Alfa, dash, four seven one one'],
    ['sr/22 Å', 'S for Sierra, R for Romeo, slash, two two, Å'],
  ])('the number %s', (number, said) => expect(spelled(number)).toBe(said));

  it.each([
    ['+46 70 000 00 02', 'plus four six, seven zero, zero zero zero, zero zero, zero two'],
    ['+46 8 000 00 00', 'plus four six, eight, zero zero zero, zero zero, zero zero'],
  ])('the telephone number %s', (number, said) => expect(spelledPhone(number)).toBe(said));

  it('times in full', () => {
    expect(spokenTimes('since Mon 31 Jul 08:35, and Tue 1 Aug 2023 09:00')).toBe(
      'since Monday 31 July, 08:35, and Tuesday 1 August 2023, 09:00',
    );
  });
});

describe('a pack read out', () => {
  const { state, now } = replayAt('2023-07-31 11:02');
  const { paper } = packPaper(state, state.tickets[0] as Ticket, { version: 1, at: now, people: true });
  const said = spokenOf(paper, {
    reader: 'Megan Bowen',
    organisation: 'Contoso University',
    reference: '2307310050000123',
    contract: 'EA-4711',
    written: 'portal',
  });
  const all = [said.opening, ...[...said.parts, ...said.more].map(({ lines }) => lines), said.closing].flat();

  it('begins with who calls and about which ticket, and ends with asking for the code, which it never gives away', () => {
    expect(said.opening.slice(0, 2)).toEqual([
      'This is Megan Bowen of Contoso University.',
      'It is about your ticket: two three zero seven, three one zero zero, five zero zero zero, zero one two three.',
    ]);
    expect(said.closing[0]).toBe(
      'We have also sent you this by portal. Please look there, and read me the code that stands above our text, letter by letter: it begins with K.',
    );
    expect(said.closing.join(' ')).not.toMatch(/K, |K-/);
  });

  it('says nothing that is true only of what lies in writing: on the phone there is no above and no below', () => {
    const written = [...said.opening, ...said.parts.flatMap(({ lines }) => lines)].join('\n');
    expect(written).not.toMatch(/\b(?:above|below)\b|when you have read this|counts as unread/iu);
    expect(written).toContain('What we know I read to you; ask me for what is missing.');
    const { paper: answered } = packPaper(state, state.tickets[0] as Ticket, {
      version: 2,
      at: now,
      people: true,
      answer: 'our tenant is 4711',
    });
    const again = spokenOf(answered, { reader: 'Megan Bowen', organisation: 'Contoso University' });
    const heard = [...again.parts, ...again.more].flatMap(({ lines }) => lines).join('\n');
    expect(heard).toContain('by e-mail: answered in what I read to you');
    expect(heard).not.toMatch(/\babove\b/u);
    expect(again.closing).toEqual(['Now tell me: your name, who acts, and when we hear from you.']);
  });

  it('says first what counts if they hang up after a minute', () => {
    expect(said.parts.map(({ title }) => title)).toEqual([
      'What happened',
      'Whom it hits',
      'What we ask of you',
      'How to reach us',
    ]);
    expect(said.more.map(({ title }) => title)).toContain('What we have already done');
  });

  it('has no code, number or short weekday that would have to be guessed', () => {
    for (const line of all) expect(line).not.toMatch(/K-[2-9A-Z]{5}|\+\d|\d{6}|\b(Mon|Tue) \d/);
  });

  it('has short lines: a sentence each', () => {
    for (const line of all) expect(line.split(/[.!?] [A-Z]/).length).toBeLessThanOrEqual(2);
    const longest = Math.max(...said.parts.flatMap(({ lines }) => lines.map((line) => line.length)));
    expect(longest).toBeLessThan(120);
  });

  it('asks for a number where there is none, and spells nothing that is not there', () => {
    const bare = spokenOf(paper, { reader: '', organisation: 'Contoso University' });
    expect(bare.opening[0]).toBe('This is Contoso University.');
    expect(bare.opening[1]).toContain('Please give me one now.');
    expect(bare.closing.length).toBe(1);
  });
});
