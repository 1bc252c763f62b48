// Call cards and the account manager's cards of the gallery that need more people at the vendor than the example has.

import { offerPost } from '../../src/cards/outsider/offerCard.ts';
import { personCard } from '../../src/cards/personCard.ts';
import { callAgain } from '../../src/cards/ping/callCard.ts';
import type { Post } from '../../src/cards/post.ts';
import type { PersonId, Route } from '../../src/domain/organisation.ts';
import { type Example, hostile, pingOf, replayAt } from './exampleCases.ts';

/** Names and posts, to be drawn. */
export function deskPosts(): [string, Post][] {
  return [
    ['call-support', ping(replayAt('2023-07-31 10:06', [], true), 'megan')],
    ['call-wrong-number', again(wrongNumber(replayAt('2023-07-31 10:06', [], true)), 'megan')],
    ['call-all-closed', ping(closedTillOne(replayAt('2023-07-31 10:06', [], true)), 'megan')],
    ['call-deputy', ping(later(wrongNumber(replayAt('2023-07-31 10:31', [], true), 'lynne'), '11:30'), 'megan')],
    ['call-nobody-left', ping(nobodyLeft(replayAt('2023-07-31 11:32', [], true)), 'megan')],
    ['outsider-promise', ping(replayAt('2023-07-31 19:41'), 'lynne')],
    ['outsider-wants', ping(later(replayAt('2023-07-31 11:02'), '11:30'), 'lynne')],
    ['outsider-held', ping(held(replayAt('2023-07-31 11:31')), 'lynne')],
    ['offer', offered('The block is lifted in stages; our engineer Tom expects all mail to flow by 14:00.', 1)],
    ['offer-several', offered('Engineers are on it.', 3)],
    ['offer-huge', offered(`${hostile} ${'Långa ord åäö 日本語 '.repeat(400)}`, 3)],
  ];
}

/** What Lynne wrote, with so many tickets of hers open. */
function offered(text: string, tickets: number): Post {
  const { story, now } = replayAt('2023-07-31 11:31');
  const huge = tickets > 1 ? hostile.slice(0, 90) : 'sign-in is slow';
  for (let i = 1; i < tickets; i++)
    story.say('megan', { type: 'ticket.open', vendor: 'microsoft', words: `${huge} ${i}`, reference: `REF-${i}` });
  const hers = story.case.tickets.map((ticket) => ({ state: story.case, ticket }));
  return offerPost(text, hers, 'microsoft', { now, language: 'en', person: 'lynne' }) ?? {};
}

function held(of: Example): Example {
  of.story.say('lynne', { type: 'ack', until: of.story.instant('12:15'), target: 'T1' });
  return of;
}

function ping(of: Example, person: PersonId): Post {
  const card = personCard(pingOf(of.story, person), of.story.case, { now: of.now, language: 'en', person });
  return card === null ? {} : { card };
}

/** Nobody at the vendor answers a telephone before 13:00. */
function closedTillOne(of: Example): Example {
  const { story } = of;
  const { directory } = story.case;
  const shut = <T extends { routes?: readonly Route[] }>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(all).map(([id, one]) => {
        const routes = one.routes?.map((route) =>
          route.kind === 'phone' ? { ...route, hours: { from: '13:00', to: '17:00' } } : route,
        );
        return [id, routes ? { ...one, routes } : one];
      }),
    );
  const closed = { ...directory, vendors: shut(directory.vendors), people: shut(directory.people) };
  story.state = { ...story.case, directory: closed };
  return of;
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
