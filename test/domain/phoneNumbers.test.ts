import { expect, it } from 'vitest';
import { peopleWith } from '../../src/domain/phoneNumbers.ts';
import { outside } from '../support/outside.ts';

it.each([
  ['+46700000002', ['megan']],
  ['+46 70 000 00 02', ['megan']],
  ['0046700000002', ['megan']],
  ['070-000 00 02', ['megan']],
  ['0700000002', ['megan']],
  ['+46 (0)70 000 00 02', ['megan']],
  ['+46700000006', ['lynne']],
  ['+47700000002', []],
  ['+146700000002', []],
  ['700000002', []],
  ['00000002', []],
  ['02', []],
  ['', []],
  ['+', []],
  ['Megan', []],
])('%j is the number of %j', (number, people) => expect(peopleWith(number, outside)).toEqual(people));

it('several people may share a telephone', () => {
  const people = {
    ...outside.people,
    adele: { ...outside.people['adele'], phone: '070 000 00 02' },
  } as typeof outside.people;
  expect(peopleWith('+46700000002', { people })).toEqual(['megan', 'adele']);
});
