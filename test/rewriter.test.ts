import { expect, test } from 'vitest';
import { marksOf, rewriterOf } from '../src/rewriter.ts';

const key = 'a key';
const marks = marksOf(
  {
    ids: ['adele', 'orgid:aaaa-3', '8:orgid:aaaa-3'],
    phrases: ['adelev@example.com', 'Adele Vance', 'Vance Adele', 'Åsa-Öberg Vance'],
    names: ['Adele', 'Vance'],
    phones: ['+46 70 000 00 03'],
  },
  key,
);
const rewrite = rewriterOf(marks, key, 'erased-person-1');

test.each([
  ['Adele Vance called', 'erased-person-1 called'],
  ['adele vance called', 'erased-person-1 called'],
  ['(Vance, Adele)', '(erased-person-1)'],
  ['Adele\u00a0Vance', 'erased-person-1'],
  ['ADELE said so', 'erased-person-1 said so'],
  ["Adele's phone", "erased-person-1's phone"],
  ['mail adelev@example.com!', 'mail erased-person-1!'],
  ['AdeleV@Example.com', 'erased-person-1'],
  ['call +46 70-000 00 03 now', 'call erased-person-1 now'],
  ['call 070 000 00 03', 'call erased-person-1'],
  ['0046700000003', 'erased-person-1'],
  ['åsa-öberg vance', 'erased-person-1'],
  ['<at>Adele Vance</at>', '<at>erased-person-1</at>'],
  ['person:adele', 'person:erased-person-1'],
  ['handover/adele:3', 'handover/erased-person-1:3'],
  ['adele', 'erased-person-1'],
  ['INC-1-17-chat-adele', 'INC-1-17-chat-erased-person-1'],
  ['x:orgid:aaaa-3', 'x:erased-person-1'],
])('%j becomes %j', (text, after) => {
  expect(rewrite(text)).toBe(after);
});

test.each([
  'Adeleine and Advance',
  'xadelev@example.com',
  'in advance of it',
  'call +46 70 000 00 04',
  'order 4670000000399',
  'adele2',
  '2023-07-31T06:10:00.000Z',
  '',
  '[not JSON, a remark]',
])('%j stays as it is', (text) => {
  expect(rewrite(text)).toBe(text);
});

test('JSON is rewritten value by value and key by key, and is JSON again', () => {
  const before = {
    by: 'adele',
    people: { adele: { id: 'adele', name: 'Adele Vance', phone: '+46 70 000 00 03' }, alex: { id: 'alex' } },
    roles: { operations: ['adele', 'alex'] },
    count: 3,
    none: null,
    words: 'say "Adele" \\ twice',
  };
  const after = JSON.parse(rewrite(JSON.stringify(before)));
  expect(after).toEqual({
    by: 'erased-person-1',
    people: {
      'erased-person-1': { id: 'erased-person-1', name: 'erased-person-1', phone: 'erased-person-1' },
      alex: { id: 'alex' },
    },
    roles: { operations: ['erased-person-1', 'alex'] },
    count: 3,
    none: null,
    words: 'say "erased-person-1" \\ twice',
  });
});

test('JSON that names nobody comes back as the same bytes, however it was written', () => {
  const text = '{ "b": 1,\n "a": "nobody", "n": 1.50 }';
  expect(rewrite(text)).toBe(text);
});

test('a paper gets the hash of what it says now', () => {
  const paper = {
    text: { body: 'Adele Vance called.', sha256: 'of before' },
    html: { body: '<p>x</p>', sha256: 'kept' },
  };
  const after = JSON.parse(rewrite(JSON.stringify(paper)));
  expect(after.text).toEqual({
    body: 'erased-person-1 called.',
    // printf 'erased-person-1 called.' | sha256sum
    sha256: '390b602e6783d67c567d9bfbad5a958e6a6d84ee6b176eb466ed416098d256b1',
  });
  expect(after.html).toEqual(paper.html);
});

test('the list of marks holds no name, and is of no use under another key', () => {
  expect(JSON.stringify(marks)).not.toMatch(/adele|vance|example|7000/i);
  expect(rewriterOf(marks, 'another', 'x')('Adele Vance, adelev@example.com')).toBe('Adele Vance, adelev@example.com');
});

test('what was rewritten is not rewritten again', () => {
  const once = rewrite('Adele Vance, person:adele, +46 70 000 00 03');
  expect(rewrite(once)).toBe(once);
});
