// One document, three forms: they say the same, they are deterministic, and what people wrote stays text in each of them.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMS } from '../../src/domain/paperForms.ts';
import {
  fitted,
  htmlOf,
  jsonOf,
  type Paper,
  paperFrom,
  type Room,
  sealed,
  sha256,
  textOf,
} from '../../src/papers/index.ts';
import { inert, together, written } from '../../src/papers/inert.ts';
import { stringsOf } from '../../src/papers/paper.ts';
import { MOST_TEXT } from '../../src/papers/text.ts';
import { hostile } from '../support/exampleCases.ts';
import { htmlStrings, squeezed } from '../support/papers.ts';

const sample: Paper = {
  language: 'en',
  title: 'Contoso University: outgoing e-mail blocked',
  about: ['Evidence pack 1 of INC-1', 'as of Mon 31 Jul 2023 11:05, Stockholm'],
  sections: [
    {
      id: 'numbers',
      title: 'Numbers',
      pairs: [
        { label: 'Your ticket', value: '2307310050000123' },
        { label: 'Contract', value: 'EA-4711' },
      ],
    },
    {
      id: 'ask',
      title: 'What we ask for',
      text: ['Outbound mail of the whole tenant is blocked since Saturday, and nobody but you can lift the block.'],
      lines: [`Phone us: ${together('+46 70 000 00 02')}`, 'Quote the code that came with this'],
    },
  ],
  foot: ['Version 1'],
};

const string = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ maxLength: 90 })).map(inert);
const some = (most: number) => fc.array(string, { maxLength: most });
const section = fc.record({
  title: string,
  text: some(2),
  pairs: fc.array(fc.record({ label: string, value: string }), { maxLength: 4 }),
  lines: some(5),
});
const paper: fc.Arbitrary<Paper> = fc
  .record({ title: string, about: some(2), sections: fc.array(section, { maxLength: 4 }), foot: some(2) })
  .map((of) => ({ ...of, language: 'en', sections: of.sections.map((one, i) => ({ ...one, id: `s${i}` })) }));

describe('the three forms', () => {
  it('say the same, whatever stands in the document', () => {
    fc.assert(
      fc.property(paper, (of) => {
        const said = stringsOf(of)
          .map(squeezed)
          .filter((text) => text !== '');
        const text = squeezed(textOf(of));
        for (const fact of said) expect(text).toContain(fact);
        expect(htmlStrings(htmlOf(of))).toEqual(said);
        expect(
          stringsOf(paperFrom(jsonOf(of)))
            .map(squeezed)
            .filter((one) => one !== ''),
        ).toEqual(said);
      }),
      { numRuns: 300 },
    );
  });

  it('are the same bytes every time', () => {
    for (const form of [textOf, htmlOf, jsonOf]) expect(form(structuredClone(sample))).toBe(form(sample));
  });
});

describe('the text', () => {
  it('is what can be pasted into a portal', () => {
    expect(textOf(sample)).toBe(`Contoso University: outgoing e-mail blocked
Evidence pack 1 of INC-1
as of Mon 31 Jul 2023 11:05, Stockholm

Numbers
-------
Your ticket: 2307310050000123
Contract: EA-4711

What we ask for
---------------
Outbound mail of the whole tenant is blocked since Saturday, and nobody but
you can lift the block.
- Phone us: +46 70 000 00 02
- Quote the code that came with this

Version 1
`);
  });

  it('has no line over 76 columns and none that ends in a space', () => {
    fc.assert(
      fc.property(paper, (of) => {
        for (const line of textOf(of).split('\n')) {
          expect(line.length).toBeLessThanOrEqual(76);
          expect(line).not.toMatch(/\s$/u);
          expect(line.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never breaks a telephone number or a code', () => {
    const number = together('+46 70 000 00 02');
    for (let n = 40; n < 76; n++) {
      const of = { ...sample, about: [`${'x'.repeat(n)} ${number} ${together('K-7QM4X')}`] };
      expect(textOf(of)).toContain('+46 70 000 00 02');
      expect(textOf(of)).toContain('K-7QM4X');
    }
  });
});

describe('the page', () => {
  it('makes nothing of what people wrote: no tag, no attribute, no link', () => {
    const evil = inert(`</style><script>alert(1)</script><img src=x onerror=alert(1)> " ' & ${hostile}`);
    const html = htmlOf({ ...sample, title: evil, sections: [{ id: 'x', title: evil, text: [evil], lines: [evil] }] });
    expect(
      html.match(
        /<(?!\/?(?:!doctype|html|head|meta|title|style|body|header|main|footer|section|h1|h2|p|ul|li|dl|dt|dd)\b)/giu,
      ),
    ).toBeNull();
    expect(html).not.toMatch(/<[^>]*\son\w+=|href|src=x[^&]*>|\u202e/u);
    expect(html.match(/<script/giu)).toBeNull();
  });

  it('needs nothing from elsewhere and prints on A4', () => {
    const html = htmlOf(sample);
    expect(html).not.toMatch(/https?:|url\(|@import|<link/u);
    expect(html).toContain('size: A4');
    expect(html).toContain('<html lang="en">');
  });
});

describe('text that has to survive any portal', () => {
  it.each([
    ['\u201cread\u201d by Tom\u2019s team\u2026', '"read" by Tom\'s team...'],
    ['08:35\u201309:40 \u00b7 e\u2011mail', '08:35-09:40 - e-mail'],
    ['line\r\nbreak\tand\u202e tricks\u0000', 'line break and tricks'],
    ['Åsa Öberg', 'Åsa Öberg'],
  ])('%j becomes %j', (from, to) => {
    expect(inert(from)).toBe(to);
  });

  it('keeps what belongs together until it is written', () => {
    expect(together('+46 70')).toBe('+46\u00a070');
    expect(written(together('+46 70'))).toBe('+46 70');
  });
});

describe('the seal', () => {
  it('is the SHA-256 of the bytes of each form, as anybody can count it again', () => {
    const forms = sealed({ ...sample, title: 'Åsa' });
    for (const name of FORMS) {
      const { body, sha256 } = forms[name];
      expect(sha256).toBe(createHash('sha256').update(Buffer.from(body, 'utf8')).digest('hex'));
    }
    expect([forms.text.body, forms.html.body, forms.json.body]).toEqual([
      textOf({ ...sample, title: 'Åsa' }),
      htmlOf({ ...sample, title: 'Åsa' }),
      jsonOf({ ...sample, title: 'Åsa' }),
    ]);
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('a document that has to fit', () => {
  const long = (room: Room): Paper => ({
    ...sample,
    sections: [
      {
        id: 'a',
        title: 'All',
        lines: Array.from({ length: room.rows }, () => 'word '.repeat(200).slice(0, room.words)),
      },
    ],
  });

  it('is cut until a portal takes it, and no further', () => {
    const text = textOf(fitted(long));
    expect(text.length).toBeLessThanOrEqual(MOST_TEXT);
    expect(text.length).toBeGreaterThan(MOST_TEXT / 3);
    expect(fitted(() => sample)).toBe(sample);
  });
});
