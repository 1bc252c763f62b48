import { expect, it } from 'vitest';
import { namesOf, speechOf } from '../../src/words/speech.ts';
import { wordsOf } from '../../src/words/words.ts';
import { hostile } from '../support/exampleCases.ts';
import { noon } from './samples.ts';

const s = speechOf(namesOf(noon.state), { now: noon.now, language: 'en', medium: 'markdown' });
const en = wordsOf('en');

it.each([
  ['HTTP 403 ConversationBlockedByUser', 'Baton is blocked there'],
  ['HTTP 403 BotDisabledByAdmin', 'an administrator has switched Baton off there'],
  ['HTTP 403 MessageWritesBlocked', 'Teams lets nobody write there now'],
  ['HTTP 403 BotNotInConversationRoster', 'Baton is not installed there'],
  ['never met in Teams', 'never in a chat with Baton'],
  ['given up after 725 tries: ECONNREFUSED', 'no answer after 725 tries'],
  ['HTTP 500 ServiceError', 'Teams says ServiceError'],
  ['HTTP 400', 'Teams says error 400'],
])('why a message reached nobody is said for people: %s', (reason, said) => {
  expect(en.undelivered(reason, s)).toBe(said);
});

it('what nobody here knows is shown as it came, inert and cut', () => {
  expect(en.undelivered('the gateway is full', s)).toBe('the gateway is full');
  expect(en.undelivered(`${hostile} `.repeat(20), s, 80)).not.toMatch(/\*\*bold\*\*|<at>/u);
});

it('an authority is named by who gets the report, and by its rule too where two reports go to one', () => {
  const [notice] = noon.state.notices;
  if (!notice) throw new Error('no notice');
  const about = { kind: 'notice', about: { clock: notice.clock.id, stage: 'final' } } as never;
  expect(en.obligation(about, noon.state, s)).toBe('Report to CERT-SE: final report');
  const other = { ...notice, clock: { ...notice.clock, id: 'other', name: 'Another rule' } };
  expect(en.obligation(about, { ...noon.state, notices: [notice, other] }, s)).toBe(
    "Report to CERT-SE (State authority's report of an IT incident, rule of 2020): final report",
  );
});
