// A command that carries its case's number says, outside of the thread, what it says in it without one.
import { expect, it } from 'vitest';
import { parse } from '../../src/grammar/parse.ts';
import { rowOf } from '../../src/grammar/table.ts';
import { withCase } from '../../src/grammar/withCase.ts';
import { commandHelp } from '../../src/words/en/help.ts';
import { contextWith } from './context.ts';

const lines = Object.entries(commandHelp).flatMap(([path, { examples }]) =>
  examples.map((line) => ({ line, named: rowOf(path)?.needsCase === true })),
);

it.each(lines)('$line', ({ line, named }) => {
  const elsewhere = parse(withCase(line, 'INC-7'), contextWith({ threadCase: null }));
  expect(elsewhere).toEqual(parse(line, contextWith({ threadCase: named ? 'INC-7' : null })));
});

it('what names a case already, or is no command, stays as it is', () => {
  for (const line of [
    'step 2 done INC-3 "x"',
    'INC-3',
    'via:portal',
    'T1',
    'help step',
    'case new Mail',
    'vendor show x',
  ])
    expect(withCase(line, 'INC-7')).toBe(line);
});
