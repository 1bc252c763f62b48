/** docs/event.md: written from the list of rules, but for what was seen when each was taken out. */
import type { Rule } from './rule.ts';
import { notTheSupplier, type Sentence, sentences } from './sentences.ts';

export const PAGE = 'docs/event.md';

const head = [
  '# The event, sentence by sentence',
  '',
  'Every rule of the vendor desk answers to a sentence: of the event that Baton was born from (2023, as far as the supplier is concerned),',
  'of the laws that hold for any set of affected services and any outsider, or of what bad input must get. For each rule one test shows it,',
  'and that test was seen failing with the rule taken out.',
  '',
  '```',
  'npm run rules:planted                      every rule, one after the other: some ten minutes',
  'npm run rules:planted -- deadline-armed    one of them, or some',
  'npm run rules:planted -- --write           and writes what was seen into this page',
  '```',
  '',
  'It copies the source, sees that every test named here passes, takes a rule out by replacing one exact text (`test/rules/`), and runs its',
  'test. It ends with 1 where a test does not notice. `npm test` sees that each text still stands in exactly one place, that each test is',
  'there, and that this page says what the list says; do not edit it by hand.',
  '',
];

const headings: Record<Sentence['part'], string> = {
  event: 'What happened',
  below: 'What was wrong with it',
  laws: 'What holds whatever happens',
  input: 'What bad input gets: a sentence that says what to do next',
};

const nothing = 'not yet';

/** The page. `seen`: by the name of a rule, the date and what its test said without it. */
export function pageOf(rules: readonly Rule[], seen: ReadonlyMap<string, string>): string {
  const parts = Object.entries(headings).flatMap(([part, heading]) => {
    const own = rules.filter(({ of }) => sentences[of].part === part);
    const rows = own.map((rule, i) => rowOf(rule, own[i - 1]?.of !== rule.of, seen.get(rule.name) ?? nothing));
    return [`## ${heading}`, '', ...table(['sentence', 'rule', 'shown by', 'taken out', 'seen failing'], rows), ''];
  });
  const others = table(['sentence', 'why it is not above'], notTheSupplier);
  return `${[...head, ...parts, '## What the event also tells', '', ...others].join('\n')}\n`;
}

function rowOf({ of, name, rule, test, title, file, out }: Rule, first: boolean, seen: string): string[] {
  const { when, said }: Sentence = sentences[of];
  const sentence = when === undefined ? said : `*${when}:* ${said}`;
  return [first ? sentence : '〃', rule, `${title} (\`${test}\`)`, `\`${name}\`: ${out} (\`${file}\`)`, seen];
}

function table(names: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(names), line(names.map(() => '---')), ...rows.map(line)];
}

/** What the page says was seen, by the name of the rule. */
export function seenIn(page: string): Map<string, string> {
  const rows = page.matchAll(/^.* \| `([a-z-]+)`: .* \| (.*) \|$/gmu);
  return new Map(
    [...rows].flatMap(([, name = '', seen = '']) => (seen === nothing ? [] : [[name, seen.replaceAll('\\|', '|')]])),
  );
}
