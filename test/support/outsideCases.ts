// Cases to draw in which Teams is down or turned somebody away, and pings went by other ways.
import { type Example, hostile } from './exampleCases.ts';
import { outside } from './outside.ts';
import { Story } from './story.ts';

/** Monday 09:30: Teams is affected, too; Megan was asked by SMS and has answered, Patti by e-mail and has not. */
export function teamsDownCase(): Example {
  const story = new Story('2023-07-31T06:10:00Z', outside);
  story.say('alex', { type: 'case.new', title: 'Sign-in and mail are down', severity: 'sev1', affects: ['teams'] });
  story.at('08:35').say('megan', {
    type: 'ticket.open',
    vendor: 'microsoft',
    reference: '2307310050000123',
    severity: 'A',
    via: 'phone',
    words: 'nobody can sign in since Saturday',
  });
  const update = { person: 'patti', keys: ['update'], way: 'email' as const, passedOver: [] };
  story.until('09:10').say('baton', { type: 'carried', ...update });
  const refused = [{ way: 'teams' as const, reason: 'HTTP 403 ConversationBlockedByUser' }];
  const ticket = { person: 'megan', keys: ['ticket:T1'], way: 'sms' as const, passedOver: refused };
  story.until('09:20').say('baton', { type: 'carried', ...ticket });
  story.at('09:24').say('megan', { type: 'ack', until: story.instant('09:54'), target: 'T1' });
  story.until('09:30');
  return { state: story.case, now: story.now, story };
}

/** The same case with everybody asked by the last of three ways, about everything. */
export function askedOutside({ state, ...rest }: Example): Example {
  const keys = Object.keys(state.clocks);
  const passedOver = (['teams', 'sms'] as const).map((way) => ({ way, reason: hostile.repeat(3) }));
  const carried = Object.keys(state.directory.people).map((person) => ({
    person,
    keys,
    way: 'email' as const,
    passedOver,
    at: state.openedAt,
  }));
  return { ...rest, state: { ...state, carried } };
}
