/** Where the tests' lines are said: the example organisation on the first morning, in the thread of INC-1, by Alex. */
import { type Instant, instant } from '../../src/domain/time.ts';
import type { ParseContext } from '../../src/grammar/types.ts';
import { example, Story } from '../support/story.ts';

/** Monday 31 July 2023, 08:10 in Stockholm. */
export const NOW = instant('2023-07-31T06:10:00Z');
export const ZONE = 'Europe/Stockholm';

export function contextWith(more: Partial<ParseContext> = {}): ParseContext {
  const { organisation, playbooks } = example;
  return {
    now: NOW,
    zone: organisation.timeZone,
    people: organisation.people,
    vendors: organisation.vendors,
    services: organisation.services,
    playbooks: [...playbooks.values()],
    casePrefix: 'INC',
    threadCase: 'INC-1',
    mentions: [
      { text: '<at>Megan Bowen</at>', person: 'megan', name: 'Megan Bowen' },
      { text: '<at>Somebody Else</at>', person: null, name: 'Somebody Else' },
      { text: 'isaiah@example.com', person: 'isaiah', name: 'Isaiah Langer' },
    ],
    sender: 'alex',
    ...more,
  };
}

export const thread = contextWith();
/** A 1:1 chat: no case is meant unless it is named. */
export const chat = contextWith({ threadCase: null });

/** The case of the event with so many tickets open; e-mail is down, and Microsoft has the fix. */
export function storyWith(tickets: number): Story {
  const story = new Story(NOW);
  story.say('alex', {
    type: 'case.new',
    title: 'Outgoing e-mail blocked',
    severity: 'sev1',
    playbook: 'mail-block',
    affects: ['email'],
  });
  story.say('alex', { type: 'case.set', control: 'vendor' });
  for (let n = 1; n <= tickets; n++)
    story.say('megan', { type: 'ticket.open', vendor: 'microsoft', words: `outbound mail blocked ${n}`, via: 'phone' });
  return story;
}

export function inCase(story: Story, more: Partial<ParseContext> = {}): ParseContext {
  return contextWith({ caseView: story.case, now: story.now, ...more });
}

export const at = (iso: string): Instant => instant(iso);
