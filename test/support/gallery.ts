// Every card in telling states, under the name of its golden file. Add a line here when you add a card.

import { answeredPost } from '../../src/cards/answer/answeredCard.ts';
import { boardPost } from '../../src/cards/case/boardCard.ts';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { noticeListPost } from '../../src/cards/case/noticeListCard.ts';
import { owedPost } from '../../src/cards/case/owedCard.ts';
import { stepListPost } from '../../src/cards/case/stepListCard.ts';
import { timelinePost } from '../../src/cards/case/timelineCard.ts';
import { welcomePost } from '../../src/cards/commands/welcome.ts';
import { personCard } from '../../src/cards/personCard.ts';
import type { Post, ViewContext } from '../../src/cards/post.ts';
import type { Element } from '../../src/cards/render.ts';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import { ticketListPost } from '../../src/cards/ticket/ticketListCard.ts';
import type { Case } from '../../src/domain/case.ts';
import { stillOwed, unfixed } from '../../src/domain/decisions/ending.ts';
import type { PersonId } from '../../src/domain/organisation.ts';
import { boardWith } from './boards.ts';
import { deskPosts } from './deskGallery.ts';
import { type Example, hugeCase, pingOf, quietCase, replayAt } from './exampleCases.ts';
import { formPosts } from './formGallery.ts';
import { askedOutside, teamsDownCase } from './outsideCases.ts';
import { packPosts } from './packGallery.ts';
import { reportPosts } from './reportGallery.ts';
import { vendorPosts } from './vendorExamples.ts';

export interface Face {
  name: string;
  card: Element;
}

const view = ({ now }: Example, person?: PersonId): ViewContext => ({
  now,
  language: 'en',
  ...(person ? { person } : {}),
});
const drawn = (card: Element | null): Element => {
  if (card === null) throw new Error('There is no such card to draw');
  return card;
};
const numbered = ({ state }: Example, i: number): Case => ({ ...state, number: i + 1, id: `INC-${i + 1}` });
const posted = ({ card }: Post) => drawn(card ?? null);
const caseOf = (e: Example) => caseCard(e.state, view(e));
const ticketOf = (e: Example, id = 'T1') => drawn(ticketCard(e.state, id, view(e)));
const pingFor = (e: Example, person: PersonId, at?: string) =>
  drawn(personCard(pingOf(e.story, person, at), e.state, view(e, person)));

let faces: Face[] | undefined;

/** Built once; the same every time. */
export function gallery(): readonly Face[] {
  faces ??= build();
  return faces;
}

function build(): Face[] {
  const start = replayAt('2023-07-31 08:12');
  const blocked = replayAt('2023-07-31 11:02');
  const noon = replayAt('2023-07-31 11:47', ['10:10']);
  const promise = replayAt('2023-07-31 16:18');
  const broken = replayAt('2023-07-31 17:05');
  const fixed = replayAt('2023-07-31 19:25');
  const resolved = replayAt('2023-07-31 20:35');
  const closed = replayAt('2023-08-28 09:00');
  const quiet = quietCase();
  const huge = hugeCase();
  const teamsDown = teamsDownCase();
  const board = [noon, quiet, start, resolved].map(numbered);
  const many = Array.from({ length: 23 }, () => huge).map(numbered);
  return [
    { name: 'case', card: caseOf(noon) },
    { name: 'case-control-lost', card: caseOf(start) },
    { name: 'case-broken-promise', card: caseOf(broken) },
    { name: 'case-quiet', card: caseOf(quiet) },
    { name: 'case-resolved', card: caseOf(resolved) },
    { name: 'case-closed', card: caseOf(closed) },
    { name: 'case-teams-down', card: caseOf(teamsDown) },
    { name: 'case-huge', card: caseOf(huge) },
    { name: 'case-huge-outside', card: caseOf(askedOutside(huge)) },
    { name: 'ticket', card: ticketOf(noon) },
    { name: 'ticket-route-blocked', card: ticketOf(blocked) },
    { name: 'ticket-promised', card: ticketOf(promise) },
    { name: 'ticket-broken-promise', card: ticketOf(broken) },
    { name: 'ticket-fixed', card: ticketOf(fixed) },
    { name: 'ticket-over', card: ticketOf(resolved) },
    { name: 'ticket-asked-by-sms', card: ticketOf(teamsDown) },
    { name: 'ticket-huge', card: ticketOf(huge) },
    { name: 'ping', card: pingFor(noon, 'adele') },
    { name: 'ping-several', card: pingFor(noon, 'patti') },
    { name: 'ping-huge', card: pingFor(huge, 'adele') },
    { name: 'call', card: pingFor(noon, 'megan', '2023-07-31 11:31') },
    { name: 'call-management', card: pingFor(broken, 'patti') },
    { name: 'call-huge', card: pingFor(huge, 'alex') },
    ...deskPosts().map(([name, post]) => ({ name, card: posted(post) })),
    { name: 'outsider', card: pingFor(noon, 'lynne') },
    { name: 'outsider-deadline', card: pingFor(replayAt('2023-07-31 14:15'), 'lynne') },
    { name: 'board', card: posted(boardPost(boardWith(board, noon.now), 'open', view(noon))) },
    { name: 'board-huge', card: posted(boardPost(boardWith(many, huge.now), 'all', view(huge))) },
    {
      name: 'owed',
      card: posted(owedPost({ what: 'close', owed: stillOwed(resolved.state) }, resolved.state, view(resolved))),
    },
    {
      name: 'owed-resolve',
      card: posted(owedPost({ what: 'resolve', owed: unfixed(noon.state) }, noon.state, view(noon))),
    },
    { name: 'timeline', card: posted(timelinePost(noon.story.events, noon.state, { page: 1 }, view(noon))) },
    { name: 'timeline-huge', card: posted(timelinePost(huge.story.events, huge.state, { page: 2 }, view(huge))) },
    { name: 'step-list', card: posted(stepListPost(noon.state, { page: 1 }, view(noon))) },
    { name: 'step-list-huge', card: posted(stepListPost(huge.state, { page: 2 }, view(huge))) },
    { name: 'ticket-list', card: posted(ticketListPost(noon.state, { page: 1 }, view(noon))) },
    { name: 'ticket-list-huge', card: posted(ticketListPost(huge.state, { page: 2 }, view(huge))) },
    { name: 'notice-list', card: posted(noticeListPost(noon.state, { page: 1 }, view(noon))) },
    ...formPosts(noon, start, huge).map(([name, post]) => ({ name, card: posted(post) })),
    ...vendorPosts(noon, quiet, huge).map(([name, post]) => ({ name, card: posted(post) })),
    ...packPosts().map(([name, post]) => ({ name, card: posted(post) })),
    ...reportPosts(noon, closed, quiet, huge).map(([name, post]) => ({ name, card: posted(post) })),
    { name: 'welcome', card: posted(welcomePost(view(noon), 'microsoft')) },
    ...answeredFaces(),
  ];
}

/** What stands where a ping or a form stood: in somebody's own chat with all that follows, in the thread only that it was sent. */
function answeredFaces(): Face[] {
  const held = replayAt('2023-07-31 11:47', ['10:10']);
  const told = replayAt('2023-07-31 11:47', ['10:10']);
  const holding = held.story.say('patti', { type: 'ack', until: held.story.instant('15:00') });
  const words = 'full description, logs attached';
  const telling = told.story.say('megan', { type: 'ticket.sent', ticket: 'T1', via: 'portal', words });
  const rung = replayAt('2023-07-31 11:47', ['10:10']);
  const calling = rung.story.say('megan', {
    type: 'ticket.call',
    ticket: 'T1',
    result: 'acted',
    words: 'they look now',
  });
  const of = ({ story }: Example, events: typeof telling, by: string, title?: string) =>
    posted(answeredPost({ after: story.case, events, by, ...(title !== undefined && { title }) }, view(held, by)));
  return [
    { name: 'answered', card: of(held, holding, 'patti') },
    { name: 'answered-call', card: of(rung, calling, 'megan') },
    { name: 'answered-form', card: of(told, telling, 'megan') },
    { name: 'answered-thread', card: of(told, telling, 'megan', 'We contacted them · T1 Microsoft') },
  ];
}
