// A command that a sentence offers works as it stands, or shows by `…` or `ok|fail` where something of whoever types it has to
// stand. An English word in that place ("ref:number") would be taken for theirs.
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/grammar/parse.ts';
import { commands } from '../../src/grammar/table.ts';
import type { Speech } from '../../src/words/speech.ts';
import { namesOf, speechOf } from '../../src/words/speech.ts';
import { refusalLine } from '../../src/words/words.ts';
import { contextWith } from '../grammar/context.ts';
import { read, sourcesIn, withoutComments } from '../support/sources.ts';
import { noon, refusalsOf } from './samples.ts';

/** What would stand for something else, and would be taken as it is. */
const STANDS_FOR =
  /^-?@?(?:number|no|ref|reference|id|why|reason|name|person|words|text|vendor|service|time|title|code|route|way)$/u;

/** The words after those that name the command, without keys; what is put in counts where it is a word of ours, and sentences do not. */
function wordsOf(command: string): string[] {
  return command
    .replace(/\$\{[^}]*\?\? '([^']*)'[^}]*\}/gu, '$1')
    .replace(/\$\{[^}]*\}+/gu, '§')
    .replace(/"[^"]* [^"]*"/gu, '§')
    .replace(/control:vendor/gu, '§')
    .split(' ')
    .slice(2)
    .map((word) => word.replace(/^[a-z]+:/u, '').replace(/["“”.,]/gu, ''));
}

describe('in no sentence of ours stands a command with a word that stands for something else', () => {
  const first = [...new Set(commands.map(({ path }) => path.split(' ')[0]))].join('|');
  const offered = new RegExp(`'((?:${first}) [^'\\n]*)'|\`((?:${first}) [^\`\\n]*)\``, 'gu');
  const files = ['src/words/en', 'src/cards', 'src/teams'].flatMap(sourcesIn);
  const found = files.flatMap((file) =>
    [...withoutComments(read(file)).matchAll(offered)].map((one) => [file, one[1] ?? one[2] ?? ''] as const),
  );

  it('and there are many', () => expect(found.length).toBeGreaterThan(150));

  it('of which none has one', () => {
    expect(found.filter(([, command]) => wordsOf(command).some((word) => STANDS_FOR.test(word)))).toEqual([]);
  });
});

describe('what a refusal offers', () => {
  const offers = new Set<string>();
  const speech = speechOf(namesOf(noon.state), { now: noon.now, language: 'en', medium: 'plain' });
  const heard: Speech = {
    ...speech,
    typed(command) {
      offers.add(command);
      return speech.typed(command);
    },
  };
  for (const no of refusalsOf('T9')) refusalLine(no, noon.state, heard);
  const ctx = contextWith({ threadCase: 'INC-1', caseView: noon.state, now: noon.now });
  const typed = [...offers].map((command) => [command, parse(command, ctx)] as const);
  const known = typed.filter(([, parsed]) => parsed.kind !== 'unknown');

  it('is mostly commands', () => expect(known.length).toBeGreaterThan(40));

  it.each(known)('%s works, or shows what is to be put in', (command, parsed) => {
    if (parsed.kind === 'form') expect(command).toMatch(/…|\|/u);
  });
});
