// A ping outside Teams: what is kept of it, when it counts as seen, and who hears of it.
import { describe, expect, it } from 'vitest';
import { outside } from '../support/outside.ts';
import { Story } from '../support/story.ts';

const carried = (person: string, keys: string[], way: 'sms' | 'email' = 'sms') => ({
  type: 'carried' as const,
  person,
  keys,
  way,
  passedOver: [],
});

function withTicket(): Story {
  const story = new Story('2023-07-31T06:10:00Z', outside);
  story.say('alex', { type: 'case.new', title: 'Blocked', severity: 'sev1', affects: ['email'] });
  story.at('08:35').say('megan', { type: 'ticket.open', vendor: 'microsoft', via: 'phone', words: 'blocked' });
  return story.until('09:20');
}

const kept = (story: Story) =>
  story.case.carried.map(({ person, keys, way, confirmedAt }) => [person, keys.join(), way, confirmedAt ?? null]);

describe('a ping that went outside Teams', () => {
  it('is not confirmed until its person says something of the case, whatever it is', () => {
    const story = withTicket();
    story.say('baton', carried('megan', ['ticket:T1']));
    story.at('09:22').say('alex', { type: 'note', words: 'somebody else' });
    expect(kept(story)).toEqual([['megan', 'ticket:T1', 'sms', null]]);
    story.at('09:24').say('megan', { type: 'note', words: 'on the phone with them' });
    expect(kept(story)).toEqual([['megan', 'ticket:T1', 'sms', story.instant('09:24')]]);
    story.at('09:26').say('megan', { type: 'note', words: 'still' });
    expect(story.case.carried[0]?.confirmedAt).toBe(story.instant('09:24'));
  });

  it('gives way to a newer one to the same person about the same thing, and to nothing else', () => {
    const story = withTicket();
    story.say('baton', carried('megan', ['ticket:T1', 'update']));
    story.say('baton', carried('alex', ['ticket:T1']));
    story.say('baton', carried('megan', ['ticket:T1'], 'email'));
    expect(kept(story)).toEqual([
      ['megan', 'update', 'sms', null],
      ['alex', 'ticket:T1', 'sms', null],
      ['megan', 'ticket:T1', 'email', null],
    ]);
  });

  it('shows on the cards of the case and of the ticket, and is no line of its own in the thread', () => {
    const story = withTicket();
    story.say('baton', carried('megan', ['ticket:T1']));
    const now = story.messages('refresh').map(({ card }) => card);
    expect(now).toContain('case');
    expect(now.filter((card) => card === 'T1').length).toBeGreaterThan(0);
    expect(story.messages('say').flatMap(({ events }) => events.map(({ body }) => body.type))).not.toContain(
      'ping-carried',
    );
  });

  it('can only be said by the courier', () => {
    expect(withTicket().refused('megan', carried('megan', ['ticket:T1']))).toMatchObject({ no: 'unknown-person' });
  });

  it('is answered as a whole, also when one of its things was asked again since', () => {
    const story = withTicket();
    const keys = ['ticket:T1', 'step:9'];
    story.say('alex', { type: 'step.add', text: 'Ring the library', due: story.instant('09:21'), owner: 'megan' });
    story.until('09:25');
    expect(story.case.lastPings['megan']?.keys).toEqual(['step:9']);
    const [held] = story.say('megan', { type: 'ack', until: story.instant('10:00'), target: keys.join(',') });
    expect(held?.body).toMatchObject({ type: 'held', keys });
  });
});
