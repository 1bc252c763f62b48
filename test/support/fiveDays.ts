// The event as it went in 2023, with nobody answering for days: for whatever tells afterwards where the time went.
import { Story } from './story.ts';

/** Friday, 4 August 2023: it works again; the case is not closed yet. `left` stops before a row of the story. */
export function fiveDays(): Story {
  const story = new Story('2023-07-31T06:40:00Z');
  story.say('alex', { type: 'case.new', title: 'Outgoing e-mail blocked', severity: 'sev3', affects: ['email'] });
  story.say('alex', { type: 'case.set', aware: story.instant('08:10') });
  story.say('alex', { type: 'case.set', severity: 'sev2', control: 'vendor', vendor: 'microsoft' });
  story.at('2023-07-31 09:10').say('megan', {
    type: 'ticket.open',
    vendor: 'microsoft',
    reference: '2307310050000123',
    via: 'phone',
    words: 'all outgoing mail is blocked',
  });
  story.at('2023-07-31 10:10').say('megan', { type: 'step.done', step: 1, words: 'found the account' });
  const ticket = 'T1';
  story
    .at('2023-07-31 13:10')
    .say('megan', { type: 'ticket.call', ticket, result: 'no-effect', words: 'they want it in writing' });
  story.at('2023-07-31 14:10').say('megan', { type: 'ticket.wants', ticket, words: 'the details', via: 'mail' });
  story.at('2023-07-31 18:10').say('megan', { type: 'ticket.sent', ticket, via: 'portal', words: 'the details' });
  story.at('2023-08-01 08:10').say('alex', {
    type: 'decide',
    words: 'send urgent mail through the other university',
    because: 'the block may last days',
  });
  story.at('2023-08-01 09:10').say('alex', { type: 'case.own', to: 'isaiah' });
  if (story.case.owner !== 'isaiah') story.say('isaiah', { type: 'case.accept' });
  story
    .at('2023-08-02 10:10')
    .say('megan', { type: 'ticket.promise', ticket, by: story.instant('2023-08-02 14:10'), words: 'by the afternoon' });
  story.at('2023-08-04 10:10').say('lynne', { type: 'ticket.heard', ticket, words: 'an engineer releases it' });
  story.at('2023-08-04 11:10').say('megan', { type: 'ticket.wants', ticket, words: 'a test address', via: 'phone' });
  story.at('2023-08-04 11:40').say('megan', { type: 'ticket.sent', ticket, via: 'phone', words: 'test@example.com' });
  story.at('2023-08-04 12:10').say('megan', { type: 'ticket.fixed', ticket });
  story.at('2023-08-04 13:10').say('megan', { type: 'ticket.verify', ticket, result: 'ok' });
  story.say('megan', { type: 'ticket.close', ticket });
  story.say('isaiah', { type: 'case.resolve', words: 'mail flows again' });
  return story;
}
