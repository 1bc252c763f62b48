// The list of rules cannot rot: each text that is taken out stands in one place, each test is there, and docs/event.md says what the
// list says. That the tests notice is seen by `npm run rules:planted`, which takes minutes.
import { describe, expect, it } from 'vitest';
import { planted } from '../simulation/planted.ts';
import { withDefect } from '../support/plant.ts';
import { read } from '../support/sources.ts';
import { PAGE, pageOf, seenIn } from './page.ts';
import { rules } from './planted.ts';
import { sentences } from './sentences.ts';

/** The titles of a test file, as they are when they are read. */
function titlesIn(file: string): string[] {
  const calls = read(file).matchAll(/^\s*(?:it|test)(?:\.each\([\s\S]*?\))?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gmu);
  return [...calls].map(([, , title = '']) => title.replace(/\\(.)/gu, '$1'));
}

describe.each([
  ['the rules', rules],
  ['the simulator’s defects', planted],
])('of %s', (_, defects) => {
  it.each(defects.map((defect) => [defect.name, defect] as const))(
    '%s takes out one place of the source',
    (_name, defect) => {
      const text = read(defect.file);
      expect(withDefect(text, defect)).not.toBe(text);
    },
  );

  it('no two have one name', () => {
    expect(new Set(defects.map(({ name }) => name)).size).toBe(defects.length);
  });
});

it.each(rules.map((rule) => [rule.name, rule] as const))('%s names one test that is there', (_, { test, title }) => {
  expect(titlesIn(test).filter((one) => one === title)).toEqual([title]);
});

it('every sentence has a rule', () => {
  expect([...new Set(rules.map(({ of }) => of))].sort()).toEqual(Object.keys(sentences).sort());
});

it('docs/event.md says what the list says, and each rule was seen failing', () => {
  const page = read(PAGE);
  const seen = seenIn(page);
  expect(rules.filter(({ name }) => !seen.has(name)).map(({ name }) => name)).toEqual([]);
  expect(page).toBe(pageOf(rules, seen));
});

it('a text that is gone, or stands there twice, is named with what to do', () => {
  const defect = { name: 'x', file: 'src/x.ts', find: 'a + b', replace: 'a' };
  expect(() => withDefect('a - b', defect)).toThrow('x: src/x.ts does not say "a + b" any more.');
  expect(() => withDefect('a + b; a + b', defect)).toThrow('x: src/x.ts says "a + b" 2 times.');
});
