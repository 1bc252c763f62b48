import { describe, expect, it } from 'vitest';
import { namesOf, speechOf } from '../../src/words/speech.ts';
import { eventLine, refusalLine, wordsOf } from '../../src/words/words.ts';
import { hostile } from '../support/exampleCases.ts';
import { eventOf, factsOf, noon, refusalsOf } from './samples.ts';

const en = wordsOf('en');
const speech = (medium: 'markdown' | 'plain') =>
  speechOf(namesOf(noon.state), { now: noon.now, language: 'en', medium });
const [text, card] = [speech('markdown'), speech('plain')];

/** What a slip in a template leaves behind. */
const slips = /undefined|null|NaN|\[object| {2}|· ·|·\s*$|“”|\(\)|: \.|,\s*,|\s,|\?\?|\.\./u;

/** A clock time that stands alone: without its day before it, or in a sentence without a zone. */
function bareTimes(line: string): string[] {
  const day =
    /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2}(?: \d{4})? \d\d:\d\d(?:(?:,| and| to) \d\d:\d\d)*/gu;
  const rest = line.replace(day, '').replace(/\*\*[^*]*\*\*|“[^”]*”/gu, '');
  const bare = rest.match(/\d\d:\d\d/gu) ?? [];
  return day.test(line) && !line.includes('Stockholm') ? [...bare, line] : bare;
}

const facts = factsOf('told to wait').map((body) => [body.type, eventLine(eventOf(body), noon.state, text)] as const);
const noes = refusalsOf('what they typed').map((no) => [no.no, refusalLine(no, noon.state, text)] as const);

describe('every fact has a sentence', () => {
  it.each(facts)('%s: %s', (_, line) => {
    expect(line).not.toMatch(slips);
    expect(line.length).toBeGreaterThan(8);
    expect(line[0]).toMatch(/\p{Lu}/u);
    expect(bareTimes(line)).toEqual([]);
  });

  it('names its author, but not twice and not for what the clock did', () => {
    const [note] = factsOf('x').filter((body) => body.type === 'noted');
    if (note === undefined) throw new Error('no note');
    expect(eventLine(eventOf(note, 'adele'), noon.state, text)).toBe('Note: x\u00a0· Adele Vance');
    expect(eventLine(eventOf(note, 'baton'), noon.state, text)).toBe('Note: x');
    for (const [, line] of facts) expect(line.split('Alex Wilber').length).toBeLessThanOrEqual(3);
  });

  it('speaks also of people, tickets and steps that are gone', () => {
    const stripped = { ...noon.state, steps: [], tickets: [], directory: { ...noon.state.directory, people: {} } };
    for (const body of factsOf('x')) expect(eventLine(eventOf(body), stripped, text)).not.toMatch(slips);
  });
});

describe('every refusal says what to do next', () => {
  it.each(noes)('%s: %s', (_, line) => {
    expect(line).not.toMatch(slips);
    expect(line.length).toBeGreaterThan(20);
    expect(line[0]).toMatch(/[\p{Lu}“]/u);
    expect(bareTimes(line)).toEqual([]);
  });

  it.each(noes)('%s gives a command, a choice or a person to turn to', (_, line) => {
    expect(line).toMatch(/\*\*|Choose|Name|Give|Ask|Leave|The next one|enough|twice|goes on|names none|answer|:/u);
  });

  it('also before there is any case', () => {
    for (const no of refusalsOf('x')) expect(refusalLine(no, null, text)).not.toMatch(slips);
  });
});

describe('what people wrote stays what it is, in whatever sentence it stands', () => {
  const marked = `${hostile} end`;
  const inert = /\*\*bold\*\*|<at>|(?<!\\)\[click(?!\\)|!\[|evil\.example|\{\{|\u202e/u;

  it('in text messages', () => {
    for (const body of factsOf(marked))
      expect(eventLine(eventOf(body), noon.state, text), body.type).not.toMatch(inert);
    for (const no of refusalsOf(marked)) expect(refusalLine(no, noon.state, text), no.no).not.toMatch(inert);
  });

  it('in the plain words of cards, where nothing is markup: one line without tricks', () => {
    for (const body of factsOf(marked)) {
      const { head, more } = en.event(eventOf(body), noon.state, card);
      for (const part of [head, ...more]) expect(part, body.type).not.toMatch(/\{\{|\u202e|[\n\r]/u);
    }
  });

  it('however long it is', () => {
    for (const body of factsOf('wörd '.repeat(1000))) {
      const most = body.type === 'update-posted' || body.type === 'noted' ? 4100 : 1500;
      expect(eventLine(eventOf(body), noon.state, text).length, body.type).toBeLessThan(most);
    }
  });

  it('news keep their paragraphs in text messages, none of which can become a heading or a list', () => {
    const news = factsOf('Blocked since Saturday.\r\n# Big\n\n- one\n1. two').filter((e) => e.type === 'update-posted');
    for (const body of news) {
      expect(eventLine(eventOf(body, 'baton'), noon.state, text)).toMatch(
        /^Status update: Blocked since Saturday\.\n\n\\# Big\n\n\\- one\n\n1\\\. two/u,
      );
      expect(en.event(eventOf(body), noon.state, card).head).not.toContain('\n');
    }
  });
});

it('a language without words of its own is wholly English: no Swedish weekday between English words', () => {
  const swedish = speechOf(namesOf(noon.state), { now: noon.now, language: 'sv', medium: 'markdown' });
  for (const body of factsOf('x'))
    expect(eventLine(eventOf(body), noon.state, swedish)).toBe(eventLine(eventOf(body), noon.state, text));
});
