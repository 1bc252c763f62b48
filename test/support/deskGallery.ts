// Call cards and the account manager's cards of the gallery that need more people at the vendor than the example has.
import { callAgain } from '../../src/cards/callCard.ts';
import { personCard } from '../../src/cards/personCard.ts';
import type { Post } from '../../src/cards/post.ts';
import type { PersonId } from '../../src/domain/organisation.ts';
import { type Example, pingOf, replayAt } from './exampleCases.ts';

/** Names and posts, to be drawn. */
export function deskPosts(): [string, Post][] {
  return [
    ['call-support', ping(replayAt('2023-07-31 10:06', [], true), 'megan')],
    ['call-wrong-number', again(wrongNumber(replayAt('2023-07-31 10:06', [], true)), 'megan')],
    ['call-deputy', ping(later(wrongNumber(replayAt('2023-07-31 10:31', [], true), 'lynne'), '11:30'), 'megan')],
    ['call-nobody-left', ping(nobodyLeft(replayAt('2023-07-31 11:32', [], true)), 'megan')],
  ];
}

function ping(of: Example, person: PersonId): Post {
  const card = personCard(pingOf(of.story, person), of.story.case, { now: of.now, language: 'en', person });
  return card === null ? {} : { card };
}

function again(of: Example, person: PersonId): Post {
  return callAgain('T1', of.story.case, { now: of.now, language: 'en', person }) ?? {};
}

/** Written down by a command that does not climb: another call of the same rung would. */
function wrongNumber(of: Example, whom?: PersonId): Example {
  of.story.say('megan', {
    type: 'ticket.call',
    ticket: 'T1',
    result: 'wrong-number',
    words: 'a bakery',
    ...(whom && { whom }),
  });
  return of;
}

function later(of: Example, time: string): Example {
  of.story.until(`2023-07-31 ${time}`);
  return { ...of, now: of.story.now };
}

function nobodyLeft(of: Example): Example {
  of.story.say('lynne', { type: 'decline', words: 'I moved to sales in June' });
  of.story.say('nestor', { type: 'decline' });
  return of;
}
