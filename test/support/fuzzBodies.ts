// Requests that somebody could send: real activities and clicks with words of the grammar and hostile text in them, changed at random
// places, broken as JSON, of other shapes; and every other address of the server. The same seed gives the same requests.

import { commands } from '../../src/grammar/index.ts';
import { click, type Fields, inChannel, inChat, inGroup, installed, membersChanged } from './activities.ts';
import { hostileStrings } from './hostileStrings.ts';
import { mulberry32 } from './mulberry32.ts';

export interface FuzzRequest {
  family: string;
  method: 'GET' | 'POST' | 'PUT' | 'HEAD';
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Dice {
  /** A whole number from 0 to below `n`. */
  below(n: number): number;
  chance(p: number): boolean;
  of<T>(all: readonly T[]): T;
}

export function diceOf(seed: number): Dice {
  const next = mulberry32(seed);
  const below = (n: number) => Math.floor(next() * n);
  return { below, chance: (p) => next() < p, of: (all) => all[below(all.length)] as (typeof all)[number] };
}

/** So many people are on the roster: one alone would meet the rate limit and nothing behind it. */
export const MANY = 300;

export function fuzzPerson(number: number): { id: string; name: string; aadObjectId: string; email: string } {
  const aadObjectId = `00000000-0000-4000-8000-${String(100_000_000_000 + number)}`;
  return { id: `29:fuzz-${number}`, name: `Fuzz ${number}`, aadObjectId, email: `fuzz${number}@example.com` };
}

/** Everybody of them in the organisation file. */
export function withMany(organisation: string): string {
  const lines = Array.from({ length: MANY }, (_, number) => {
    const { name, email } = fuzzPerson(number);
    return `  fuzz${number}: { name: ${name}, email: ${email} }`;
  });
  return organisation.replace(/^people:.*$/mu, (line) => `${line}\n${lines.join('\n')}`);
}

const WORDS = [
  ...commands.flatMap((row) => row.path.split(' ')),
  ...'T1 T2 T99 2 99 INC-1 INC-2 INC-7 #7 @megan meganb@example.com sev:1 sev:9 by: by:14:00 by:30m fri 09:00 due: due:tomorrow affects:+sso, -email via:phone via:mail because:" reason: title: quoted:K-7QM4X playbook:mail-block result:no-effect microsoft portal phone ok fail ours vendor'.split(
    ' ',
  ),
  ...['"', '“', '”', '«', "'", '<at>Baton</at>', '<at>', '\n', '\u00a0', '\u200b', '👩‍💻', '\ud800', '__proto__', ''],
];

const LINES = [
  'case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email',
  'ticket open microsoft ref:4711 "tenant blocked"',
  'ticket heard T1 "they are on it"',
  'ticket promise T1 by:18:00 "done by then"',
  'step 1 done "as agreed"',
  'update "still waiting"',
  'note "a word"',
  'ack',
  'case list',
  'case show',
  'timeline',
  'report',
  'help',
  'vendor show microsoft',
  'pack build T1',
  'case set severity:2 because:"less"',
];

const KEYS = ['text', 'value', 'type', 'id', 'from', 'conversation', 'channelData', 'entities', 'attachments', 'name'];
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53,
  '',
  [],
  {},
  [[[[]]]],
  { toString: 1 },
  { length: 1e9 },
  'x'.repeat(5_000),
  '\u0000',
  '../../etc/passwd',
];

/** An endless row of requests; `serviceUrl`: of the connector that the bot may answer to. `without`: bodies that are left out. */
export function* fuzzRequests(seed: number, serviceUrl: string, without?: RegExp): Generator<FuzzRequest> {
  const dice = diceOf(seed);
  for (;;) {
    const request = one(dice, serviceUrl);
    if (without === undefined || !without.test(request.body.toString('utf8'))) yield request;
  }
}

/** Opens another case. */
export const OPENING = /case\W+new/iu;

function one(dice: Dice, url: string): FuzzRequest {
  const at = dice.below(100);
  if (at < 30) return posted('typed', JSON.stringify(typed(dice, url)));
  if (at < 50) return posted('clicked', JSON.stringify(clicked(dice, url)));
  if (at < 75) return posted('changed', JSON.stringify(changed(dice, activity(dice, url), 1 + dice.below(4))));
  if (at < 85) return broken(dice, JSON.stringify(activity(dice, url)));
  if (at < 92) return posted('other shapes', shape(dice));
  if (at < 95) return headed(dice, JSON.stringify(activity(dice, url)));
  return elsewhere(dice);
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

function posted(family: string, body: string | Buffer, headers: Record<string, string> = JSON_TYPE): FuzzRequest {
  return { family, method: 'POST', path: '/api/messages', headers, body: Buffer.from(body) };
}

function sender(dice: Dice): Fields {
  if (dice.chance(0.05)) return { id: `29:stranger-${dice.below(1_000)}`, name: dice.of(hostileStrings).text };
  const { email: _, ...person } = fuzzPerson(dice.below(MANY));
  return dice.chance(0.1) ? { ...person, name: dice.of(hostileStrings).text } : person;
}

function line(dice: Dice): string {
  if (dice.chance(0.3)) return dice.of(LINES);
  if (dice.chance(0.2)) return `${dice.of(commands).path} ${dice.of(hostileStrings).text}`;
  if (dice.chance(0.02))
    return `${dice.of(WORDS)}${dice.of(['"', 'a ', '“', ':', '<at>', '\\'])}`.repeat(dice.below(6_000));
  return Array.from({ length: dice.below(14) }, () =>
    dice.chance(0.15) ? dice.of(hostileStrings).text : dice.of(WORDS),
  ).join(dice.of([' ', ' ', '']));
}

function typed(dice: Dice, url: string): Fields {
  const text = line(dice);
  const place = dice.of(['chat', 'channel', 'thread', 'group']);
  if (place === 'chat') return inChat(text, url, sender(dice));
  if (place === 'group') return inGroup(text, url, sender(dice));
  return inChannel(
    text,
    url,
    place === 'thread' ? String(1_700_000_000_000 + dice.below(40)) : undefined,
    sender(dice),
  );
}

function clicked(dice: Dice, url: string): Fields {
  const row = dice.of(commands);
  const word = () => (dice.chance(0.3) ? dice.of(hostileStrings).text : dice.of(WORDS));
  const args = Object.fromEntries(Object.keys(row.args).map((name) => [name, word()]));
  const data: Fields = {
    baton: 1,
    verb: dice.chance(0.8) ? row.path : dice.of(['form', 'ping done', 'outsider answer', 'decline', word()]),
    case: dice.of(['INC-1', 'INC-1', 'INC-2', 'INC-999', '']),
    rev: dice.below(50),
    card: dice.of(['case', 'ticket', 'ping', 'form', 'list', 'outsider', 'board', 'help']),
    args,
    ...(dice.chance(0.3) && {
      command: row.path,
      keys: `step:${dice.below(20)},update`,
      target: 'ticket:T1',
      words: word(),
    }),
  };
  const of = dice.chance(0.2) ? (changed(dice, data, 1 + dice.below(3)) as Fields) : data;
  return click(of, dice.of(['execute', 'submit'] as const), inChat('', url, sender(dice)));
}

function activity(dice: Dice, url: string): Fields {
  const at = dice.below(10);
  if (at < 4) return typed(dice, url);
  if (at < 7) return clicked(dice, url);
  if (at < 8) return installed(url, dice.of(['add', 'remove', 'upgrade'] as const));
  if (at < 9) return membersChanged(url, { [dice.of(['added', 'removed'] as const)]: [sender(dice)] });
  return {
    ...inChat('', url, sender(dice)),
    type: dice.of(['typing', 'messageReaction', 'endOfConversation', 'event', 'x']),
  };
}

/** So many leaves or branches are something else, gone, or there twice. */
function changed(dice: Dice, of: unknown, times: number): unknown {
  let copy = structuredClone(of);
  for (let n = 0; n < times; n += 1) copy = changedOnce(dice, copy, 0);
  return copy;
}

function changedOnce(dice: Dice, of: unknown, depth: number): unknown {
  if (typeof of !== 'object' || of === null || (depth > 0 && dice.chance(0.15))) return odd(dice);
  if (Array.isArray(of))
    return dice.chance(0.3) ? [...of, ...of] : of.map((x, i) => (i === 0 ? changedOnce(dice, x, depth + 1) : x));
  const entries = Object.entries(of);
  if (entries.length === 0 || dice.chance(0.1))
    return { ...of, [dice.chance(0.5) ? dice.of(KEYS) : dice.of(hostileStrings).text]: odd(dice) };
  const place = dice.below(entries.length);
  if (dice.chance(0.15)) return Object.fromEntries(entries.filter((_, i) => i !== place));
  return Object.fromEntries(
    entries.map(([key, value], i) => [key, i === place ? changedOnce(dice, value, depth + 1) : value]),
  );
}

function odd(dice: Dice): unknown {
  return dice.chance(0.4) ? dice.of(hostileStrings).text : dice.of(ODD);
}

/** Bytes turned, cut, doubled or put in. */
function broken(dice: Dice, text: string): FuzzRequest {
  const bytes = Buffer.from(text);
  const at = dice.below(bytes.length);
  const way = dice.below(5);
  if (way === 0) return posted('broken', bytes.subarray(0, at));
  if (way === 1)
    return posted(
      'broken',
      Buffer.concat([bytes.subarray(0, at), Buffer.from([dice.below(256), 0xff, 0xc0]), bytes.subarray(at)]),
    );
  if (way === 2) return posted('broken', Buffer.concat([bytes, bytes.subarray(at)]));
  const turned = Buffer.from(bytes);
  for (let n = 0; n <= dice.below(6); n += 1) turned[dice.below(turned.length)] = dice.below(256);
  return posted('broken', turned);
}

function shape(dice: Dice): string {
  const depth = dice.below(3_000);
  const many = Array.from({ length: dice.below(2_000) }, (_, n) => `"k${n}":${n}`).join();
  return dice.of([
    () => `${'['.repeat(depth)}${']'.repeat(depth)}`,
    () => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
    () => `{${many}}`,
    () => `{"type":"message","text":"note","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`,
    () => `{"type":"message","type":"invoke","value":1e999,"value":-0,"channelId":"msteams"}`,
    () => JSON.stringify(odd(dice)),
    () => '"\\ud800\\u0000"',
    () => ' '.repeat(depth),
    () => '',
    () => 'null',
    () => `\ufeff{"type":"message"}`,
  ])();
}

function headed(dice: Dice, body: string): FuzzRequest {
  const headers = dice.of<Record<string, string>>([
    { 'Content-Type': 'text/plain' },
    { 'Content-Type': 'application/json; charset=utf-16' },
    { 'Content-Type': 'multipart/form-data; boundary=x' },
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    { ...JSON_TYPE, 'Content-Encoding': 'gzip' },
    { ...JSON_TYPE, 'Content-Encoding': 'br' },
    { ...JSON_TYPE, Authorization: `Bearer ${'a'.repeat(dice.below(3_000))}.b.c` },
    { ...JSON_TYPE, 'X-Forwarded-For': '10.0.0.1, evil.example', Forwarded: 'for="[::1]"' },
    { ...JSON_TYPE, Expect: '200-maybe' },
    { ...JSON_TYPE, 'Accept-Version': '99.0.0' },
    { ...JSON_TYPE, 'X-HTTP-Method-Override': 'DELETE', 'X-Request-Id': '../../x' },
    {},
  ]);
  return posted('other headers', body, headers);
}

const PATHS = [
  '/healthz',
  '/metrics',
  '/hooks/sms',
  '/answer/',
  '/packs/',
  '/api/messages',
  '/',
  '/favicon.ico',
  '/api/../healthz',
  '//',
  '/%',
];

function elsewhere(dice: Dice): FuzzRequest {
  const tail = dice.chance(0.5)
    ? encodeURIComponent(dice.of(hostileStrings).text.slice(0, 300).toWellFormed())
    : dice.of(['x', '%00', '%', '%c0%af', '..%2f..%2fetc', 'a/text', 'a/json', '?x=1', '']);
  const sms = JSON.stringify({ from: '+46700000002', text: dice.of(hostileStrings).text, id: String(dice.below(1e9)) });
  return {
    family: 'other pages',
    method: dice.of(['GET', 'POST', 'PUT', 'HEAD'] as const),
    path: `${dice.of(PATHS)}${tail}`,
    headers: dice.chance(0.5)
      ? { ...JSON_TYPE, Authorization: 'Bearer wrong' }
      : { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(dice.chance(0.5) ? sms : 'answer=on-it&for=PT30M'),
  };
}
