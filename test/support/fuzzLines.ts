// The parser and the reading of clicks alone: any lines, and the longest that can be sent.
import { parse, readSubmit } from '../../src/grammar/index.ts';
import { inCase, storyWith } from '../grammar/context.ts';
import { fuzzRequests } from './fuzzBodies.ts';

/** 30 KB in every shape that could cost more than its length; and 10,000 quotation marks of every kind. */
export const LONGEST_LINES: readonly { name: string; line: string }[] = [
  ...['"', "'", '“', '”', '„', '«', '»', '‘', '’', '"a ', '" "', '\\"', '“a”', '"\u00a0'].map((mark) => ({
    name: `10,000 of ${mark}`,
    line: `note ${mark.repeat(10_000)}`,
  })),
  ...[
    'a',
    'a ',
    ' ',
    ':',
    'by:',
    'a:"',
    '<at>',
    '<',
    '</at>',
    '@',
    '@a ',
    '#',
    'INC-1 ',
    'T1 ',
    '\n',
    '\u200b',
    '👩‍💻',
    'ticket ',
    '14:00 ',
    'due:tomorrow ',
    'K-7QM4X ',
    '…',
    '\ud800',
  ].map((piece) => ({
    name: `30 KB of ${piece}`,
    line: `ticket heard T1 ${piece.repeat(Math.ceil(30_000 / piece.length))}`,
  })),
];

/** Milliseconds of processor time of the slowest of the longest lines, the best of five tries each. */
export function slowestLine(seed: number, lines: number): { count: number; slowest: number; name: string } {
  const ctx = inCase(storyWith(2));
  let count = 0;
  for (const { body, family } of fuzzRequests(seed, 'http://127.0.0.1:1')) {
    if (count >= lines) break;
    if (family !== 'typed' && family !== 'clicked') continue;
    const { text, value } = JSON.parse(body.toString('utf8')) as {
      text?: string;
      value?: { action?: { data?: unknown } };
    };
    if (typeof text === 'string') parse(text, ctx);
    else readSubmit(value?.action?.data ?? value, ctx);
    count += 1;
  }
  let [slowest, name] = [0, ''];
  for (const one of LONGEST_LINES) {
    const best = Math.min(...Array.from({ length: 5 }, () => timeOf(() => parse(one.line, ctx))));
    if (best > slowest) [slowest, name] = [best, one.name];
  }
  return { count, slowest, name };
}

function timeOf(f: () => void): number {
  const began = process.threadCpuUsage();
  f();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1_000;
}
