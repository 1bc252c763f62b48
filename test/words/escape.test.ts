import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { answerHtml } from '../../src/http/pages/answerHtml.ts';
import { choiceTitle, markdown, mentionName, plain } from '../../src/words/escape.ts';
import { noNames, speechOf } from '../../src/words/speech.ts';

/** What people (or attackers who have somebody's account) write into titles, notes and names. */
const hostile = [
  '[click](https://evil.example)',
  '[click][1]\n\n[1]: https://evil.example',
  '![x](https://evil.example/x.png)',
  '[![x](https://evil.example/x.png)](https://evil.example)',
  '<https://evil.example>',
  '<mailto:a@evil.example>',
  'https://evil.example/login',
  'HTTP://EVIL.EXAMPLE',
  'http://10.0.0.1/x',
  'http://localhost:3978/x',
  'ftp://evil.example/file',
  'www.evil.example',
  'see www.e…',
  'see evil.example/login now',
  'evil.com',
  'sub.evil.co.uk',
  'bücher.example',
  'a@evil.example',
  'mailto:a@evil.example',
  'first.last+tag@mail.evil.example',
  '//evil.example/x',
  'msteams://teams.microsoft.com/l/call',
  'javascript://evil.example/%0aalert(1)',
  '<at>Alex Wilber</at>',
  '< at >Alex</ at >',
  '<at id="0">Everyone</at>',
  '<AT>Alex</AT>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="https://evil.example">x</a>',
  '<b>bold</b>',
  '<!-- comment -->',
  '<?php echo 1 ?>',
  '<![CDATA[x]]>',
  '&lt;at&gt;Alex&lt;/at&gt;',
  '&#60;at&#62;Alex',
  '&#x3C;b&#x3E;',
  '&colon;&sol;&sol;',
  '**bold**',
  '__bold__',
  '*italic*',
  '_italic_',
  '***both***',
  '~~struck~~',
  '`code`',
  '```\ncode\n```',
  '# heading',
  '###### heading',
  'heading\n===',
  'heading\n---',
  '> quote',
  '- item',
  '+ item',
  '* item',
  '1. item',
  '1) item',
  '---',
  '***',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '    indented code',
  '\tindented code',
  'line\\\nbreak',
  'a\n\n# b',
  'a\r\n- b',
  '\\[not a link](https://evil.example)',
  '\\\\[link](https://evil.example)',
  '{{DATE(2017-02-14T06:08:39Z, SHORT)}}',
  '{{TIME(2017-02-14T06:08:39Z)}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: somebody types it
  '${title}',
  '\u202Eelpmaxe.live',
  'in\u200Bvisible',
  'nul\u0000 and bell\u0007',
  '\u2028# separator',
  '[x]\u200B(https://evil.example)',
  ':) <3 <at',
];

/** Every way in which a renderer of Markdown or of Teams could make more of a text than a text. */
const powers: [string, RegExp][] = [
  ['a link or an image', /(?<!\\)(?:\\\\)*[[\]]/u],
  ['a tag', /<\S/u],
  ['an entity of its own', /&(?!amp;|lt;|gt;)#?\w+;/u],
  ['emphasis or code', /(?<!\\)(?:\\\\)*[*_`~|]/u],
  ['a heading, quote, list or rule', /^(?:[#>=:]|[+-](?:\s|[+-]|$)|\d+[.)]|\s{4}|\t)/u],
  ['a second line', /[\n\r\u2028\u2029\v\f]/u],
  ['a bare address', /\/\/|\bwww\.\S/iu],
  ['a bare domain', /[\p{L}\p{N}]\.\p{L}{2}/u],
  ['an e-mail address', /[\w.+-]@[\p{L}\p{N}]/u],
  ['a date macro', /\{\{/u],
  ['a trick of direction or a control character', /[[\p{Cc}\p{Cf}]--[\u2060\u200c\u200d]]/v],
];

describe('people’s text in Markdown', () => {
  it('is tried with enough hostile strings', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(60);
  });

  it.each(hostile)('comes out inert: %j', (text) => {
    const out = markdown(text);
    for (const [power, pattern] of powers) expect(pattern.test(out), `${power} in ${JSON.stringify(out)}`).toBe(false);
  });

  it.each(powers)('the check for %s finds what it looks for', (_, pattern) => {
    expect(hostile.some((text) => pattern.test(text))).toBe(true);
  });

  it('leaves ordinary words as they are', () => {
    for (const text of [
      'Outgoing e-mail blocked',
      'Bounce 5.7.705, since 08:35 (Saturday)',
      'a < b & c',
      'Försök igen, åäö',
      '👩‍🚒 ok',
    ])
      expect(markdown(text)).toBe(text);
  });

  it('keeps what a person reads: without marks and joiners it is the same text', () => {
    const shown = markdown('[x](https://evil.example) *a* <at>b</at>')
      .replace(/\u2060/gu, '')
      .replace(/\\(.)/gu, '$1')
      .replaceAll('&lt;', '<');
    expect(shown).toBe('[x](https://evil.example) *a* <at>b</at>');
  });
});

describe('people’s text where Markdown is dead', () => {
  it.each(hostile)('is one line without tricks: %j', (text) => {
    const out = plain(text);
    for (const power of ['a second line', 'a date macro', 'a trick of direction or a control character'])
      expect(powers.find(([name]) => name === power)?.[1].test(out), power).toBe(false);
  });
});

describe('a name in a mention', () => {
  it('cannot end the mention or begin another one', () => {
    for (const text of hostile) expect(mentionName(text)).not.toMatch(/[<>&]/u);
    expect(mentionName('Ann</at><at>Everyone')).toBe('Ann /at at Everyone');
  });
});

describe('a command to type, in a mail or an SMS', () => {
  it('cannot carry an address that becomes a link', () => {
    const s = speechOf(noNames, { now: instant('2023-07-31T09:40:00Z'), language: 'en', medium: 'letter' });
    for (const [power, pattern] of powers.slice(6, 9))
      for (const text of hostile) expect(pattern.test(s.typed(`ticket show ${text}`)), power).toBe(false);
    expect(s.typed('ticket show T1')).toBe('ticket show T1');
  });
});

describe('the title and the first sentence of an answer page', () => {
  it('hide nothing, whatever the organisation calls itself', () => {
    const shown = hostile.map((text) => answerHtml({ language: 'en', title: text, says: text }));
    for (const html of shown) expect(html).not.toMatch(/[[\p{Cc}\p{Cf}\u2028]--[\n\u2060\u200d]]/v);
  });
});

describe('the title of a radio button or a check box', () => {
  /** No backslashes: where Markdown is dead they would be seen. */
  const live: [string, RegExp][] = [
    ['a link or an image', /\][([:]/u],
    ['a tag', /<(?=[^\s\u2060])/u],
    ['an entity', /&#?\w+;/u],
    ['an escape', /\\(?=[!-/:-@[-`{-~])/u],
    ['emphasis or code', /[*`~|]|(?<!\w)_|_(?!\w)/u],
    ...powers.slice(4),
  ];

  it.each(hostile)('is the same text whether Markdown is live or dead: %j', (text) => {
    const out = choiceTitle(text);
    for (const [power, pattern] of live) expect(pattern.test(out), `${power} in ${JSON.stringify(out)}`).toBe(false);
  });

  it('leaves ordinary words as they are', () => {
    for (const text of ['10 Get a real answer (due 10:10)', 'Försök igen, a < b & c', 'snake_case'])
      expect(choiceTitle(text)).toBe(text);
  });
});

it('an offered command of which nothing can be seen leaves no empty markup behind', () => {
  const s = speechOf(noNames, { now: instant('2023-07-31T09:40:00Z'), language: 'en', medium: 'markdown' });
  expect([s.typed('\u200b\u2060'), s.typed('ticket show T1')]).toEqual(['', '**ticket show T1**']);
});
