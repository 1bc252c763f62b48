// What is said back about a vendor's ticket names the real state: who answered when, who is asked for what, what stops no clock.
import { describe, expect, it } from 'vitest';
import { answeredPost } from '../../src/cards/answer/answeredCard.ts';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { timelinePost } from '../../src/cards/case/timelineCard.ts';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import { pressurePost } from '../../src/cards/vendor/pressureCard.ts';
import type { Ticket } from '../../src/domain/case.ts';
import type { Intent } from '../../src/domain/commands.ts';
import { call, changed, finishSteps, heard, sent, T1, wants, withTicket } from '../domain/sentences/support.ts';
import { buttons, read, readable, titles } from '../support/cardParts.ts';
import { example, type Story } from '../support/story.ts';

const view = (s: Story) => ({ now: s.now, language: 'en' as const, person: 'megan' });

function said(s: Story, intent: Intent, by = 'megan'): string {
  const before = s.case;
  const decision = s.command(by, intent);
  if ('refusal' in decision) throw new Error(decision.refusal.no);
  const posts = answerTo({ kind: 'done', before, after: s.case, events: decision.events }, { ...view(s), person: by });
  return readable(posts.map(({ text }) => text).join('\n')).replaceAll('\\', '');
}

/** Nothing of ours is owed but news, and that not soon. */
function quiet(o: Parameters<typeof withTicket>[0] = {}): Story {
  const s = finishSteps(withTicket(o));
  s.at('08:50').say('alex', { type: 'update', words: 'We wait for them' });
  return s;
}

describe('an answer', () => {
  it('is never called a missing one, a second after it came', () => {
    const s = quiet().at('09:00');
    expect(said(s, heard)).toContain('last real answer Mon 31 Jul 09:00');
    s.at('09:10');
    const timeline = read(timelinePost(s.events, s.case, { page: 1 }, view(s)).card);
    expect(timeline).toContain('Last real answer from Microsoft 10 min ago');
    const card = ticketCard(s.case, 'T1', view(s));
    expect(read(card)).toContain('Last real answer 09:00');
    expect(read(card)).not.toContain('No real answer since');
    // Before the first one there is none.
    expect(read(ticketCard(withTicket().case, 'T1', view(s)))).toContain('No real answer since 08:35');
  });

  it('that asks for something by a dead way is followed by the way to choose', () => {
    const s = quiet({ affects: ['email'] });
    s.until('09:25');
    expect(said(s, wants('mail'))).toMatch(/Next:\*\* Choose another route to Microsoft for T1/);
  });
});

describe('a climb that somebody asked for', () => {
  it('says who and why', () => {
    const s = withTicket().at('09:00');
    const line = said(s, { type: 'ticket.escalate', ...T1, words: 'three hours lost' }, 'alex');
    expect(line).toMatch(/escalated to its owner · Alex Wilber · asked for · “three hours lost”/);
    expect(line).not.toContain('somebody');
  });

  it('names no superior where none is known', () => {
    const organisation = changed((o) => {
      if (o.vendors['microsoft']) o.vendors['microsoft'].superior = [];
    });
    const climbs = (s: Story) => {
      for (const time of ['09:00', '09:10', '09:20', '09:30'])
        s.at(time).say('megan', { type: 'ticket.escalate', ...T1 });
      return s;
    };
    expect(example.organisation.vendors['microsoft']?.superior).toBeDefined();
    expect(said(climbs(withTicket({ organisation })).at('09:40'), { type: 'ticket.escalate', ...T1 })).toContain(
      'escalated to our management; no superior of the account manager is known',
    );
  });

  it('is offered only while the ball is with the vendor', () => {
    const s = withTicket().at('09:00');
    const offered = () => titles(buttons(ticketCard(s.case, 'T1', view(s)) ?? {}));
    expect(offered()).toContain('Escalate now');
    s.say('megan', wants('portal'));
    expect(offered()).not.toContain('Escalate now');
  });
});

it('the rungs say what they ask for, on the card too: two for one person are told apart', () => {
  const s = withTicket();
  expect(read(ticketCard(s.case, 'T1', view(s)))).toContain(
    'If no real answer comes: 09:20 Megan Bowen: ask again\nThen 10:05 Megan Bowen: phone them · then 11:35 Megan Bowen and Alex Wilber: ask for the duty manager',
  );
  const open: Intent = { type: 'ticket.open', vendor: 'microsoft', reference: 'R2', via: 'phone', words: 'again' };
  expect(said(s, open)).toMatch(/Megan Bowen: ask again\n.*Megan Bowen: phone them\n.*: ask for the duty manager/);
});

it('the pressure sheet shows the calls with what came of them, and that the deadline has passed', () => {
  const s = quiet().at('09:00');
  s.say('megan', call('no-effect'));
  s.at('09:05').say('megan', call('voicemail'));
  for (const time of ['09:10', '09:20', '09:30']) s.at(time).say('megan', sent('portal'));
  s.until('14:40');
  const sheet = read(pressurePost(s.case, s.case.tickets[0] as Ticket, '', view(s)).card);
  expect(sheet).toMatch(/Phoned: no effect[\s\S]*Phoned: voicemail/);
  expect(sheet).toContain('Fixed deadline 14:35 has passed');
  expect(sheet).not.toMatch(/Hit: .*\n.*deadline 20:35/);
});

it('a call that they acted on stops no clock, and the answer says so', () => {
  const s = withTicket().at('09:00');
  expect(said(s, call('acted'))).toContain(
    'Microsoft\'s clock goes on: only what they say counts. What do they do now? **ticket heard T1 "…"**',
  );
});

it('the answered call card asks on it what they said: acted is no answer', () => {
  const s = withTicket().at('09:00');
  const answered = (intent: Intent, title?: string) => {
    const events = s.say('megan', intent);
    const of = { after: s.case, events, by: 'megan', ...(title !== undefined && { title }) };
    return buttons(answeredPost(of, view(s)).card ?? {});
  };
  expect(titles(answered(call('no-effect')))).toEqual([]);
  expect(titles(answered(call('acted')))).toEqual(['Vendor replied', 'Vendor promised']);
  expect(titles(answered(call('acted'), 'Call · T1'))).toEqual(['Vendor replied', 'Vendor promised']);
});
