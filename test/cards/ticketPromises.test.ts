// What a promise is worth and does not hold, the hard date on which the vendor closes the ticket, and how the wait went.
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import { obligationsOf } from '../../src/domain/obligations.ts';
import type { Profiles } from '../../src/domain/profile.ts';
import { namesOf, speechOf } from '../../src/words/speech.ts';
import { wordsOf } from '../../src/words/words.ts';
import { T1, wants, withTicket } from '../domain/sentences/support.ts';
import { nodes, read, readable } from '../support/cardParts.ts';
import { replayAt } from '../support/exampleCases.ts';
import type { Story } from '../support/story.ts';
import { profilesWith } from '../support/vendorExamples.ts';

const draw = (s: Story, profiles: Profiles = {}) =>
  read(ticketCard(s.case, 'T1', { now: s.now, language: 'en', profiles }));

function promised(s: Story, by: string): string {
  const before = s.case;
  const decision = s.command('megan', { type: 'ticket.promise', ...T1, by: s.instant(by), words: 'unblock done' });
  const outcome =
    'refusal' in decision
      ? ({ kind: 'refused', refusal: decision.refusal, state: before } as const)
      : ({ kind: 'done', before, after: s.case, events: decision.events } as const);
  const posts = answerTo(outcome, { now: s.now, language: 'en', person: 'megan' });
  return readable(posts.map(({ text }) => text).join('\n'));
}

describe('a promise', () => {
  it('counts down with what their word was worth over all cases', () => {
    const { state, now } = replayAt('2023-07-31 16:18');
    const view = { now, language: 'en' as const };
    const text = read(ticketCard(state, 'T1', { ...view, profiles: profilesWith() }));
    expect(text).toContain('42 min left');
    expect(text).toContain('Microsoft kept 2 of 3 promises so far');
    expect(read(ticketCard(state, 'T1', view))).not.toContain('promises so far');
  });

  it('that was broken stands there with it', () => {
    const { state, now } = replayAt('2023-07-31 17:05');
    const text = read(ticketCard(state, 'T1', { now, language: 'en', profiles: profilesWith(state) }));
    expect(text).toContain('1 promise broken\nPromised by 17:00 · Microsoft kept 2 of 4 promises so far');
  });

  it('beyond the fixed deadline is recorded, and the answer says whom it does not hold back and when', () => {
    const s = withTicket().at('09:00');
    const said = promised(s, '16:00');
    expect(said).toMatch(/rest only until Mon 31 Jul 14:35, Stockholm: the fixed deadline comes before/);
    expect(said).toContain('Lynne Robbins, Megan Bowen and Alex Wilber are pinged then all the same.');
    expect(s.case.tickets[0]?.promises).toHaveLength(1);
    expect(s.until('14:35').pings('deadline')).toEqual(['14:35 deadline lynne megan alex']);
  });

  it('beyond it counts down on the cards to what was promised, and names the ping that comes before', () => {
    const s = withTicket().at('09:00');
    promised(s, '16:00');
    const text = draw(s);
    expect(text).toContain('promised by 16:00\n7 h left\nIf nobody answers: 14:35');
    expect(text).not.toMatch(/Not kept\?/u);
    expect(readable(JSON.stringify(caseCard(s.case, { now: s.now, language: 'en' })))).not.toContain(
      'promised by 14:35',
    );
  });

  it('that runs stays a line of its own while the ball is with us, and after another one was broken', () => {
    const s = withTicket().at('09:00');
    promised(s, '12:00');
    s.say('megan', wants('portal'));
    expect(draw(s)).toContain('Promised by 12:00: “unblock done”');
    const two = withTicket().at('09:00');
    promised(two, '12:00');
    promised(two, '09:10');
    two.until('09:10');
    const text = draw(two);
    expect(text).toContain('Promised by 12:00: “unblock done”\n2 h 50 m left');
    expect(text.split('\n').slice(0, 6).join('\n')).not.toContain('promised by');
  });

  it('before it names the deadline that stays, with its people', () => {
    expect(promised(withTicket().at('09:00'), '12:00')).toContain(
      'The fixed deadline stays Mon 31 Jul 14:35, Stockholm (Lynne Robbins, Megan Bowen and Alex Wilber)',
    );
  });

  it('in the past is refused with what to give instead', () => {
    const s = withTicket().at('09:00');
    expect(promised(s, '08:50')).toMatch(/promised time cannot lie in the past.* Give a later time/);
    expect(s.case.tickets[0]?.promises).toEqual([]);
  });
});

describe('while the ball is with us', () => {
  const asked = () => {
    const s = withTicket().at('09:00');
    s.say('megan', wants('portal'));
    return s;
  };

  it('the day on which the vendor closes the ticket is a hard date, with the time of our own reminder', () => {
    expect(draw(asked())).toContain(
      'Microsoft closes the ticket Fri 4 Aug 09:00\nUnless we answer; you are reminded Thu 3 Aug 09:00',
    );
  });

  it('the reminder comes a day before it and names the date', () => {
    const s = asked().until('2023-08-03 09:00');
    expect(s.pings('auto-close', (at) => s.day(at))[0]).toBe('Thu 09:00 rung megan');
    const owed = obligationsOf(s.case).find(({ kind }) => kind === 'auto-close');
    const speech = speechOf(namesOf(s.case), { now: s.now, language: 'en', medium: 'plain' });
    expect(owed && wordsOf('en').obligation(owed, s.case, speech)).toBe(
      'Answer Microsoft before they close T1, Fri 4 Aug 09:00, Stockholm',
    );
    expect(draw(s)).toContain('Microsoft closes the ticket Fri 4 Aug 09:00\nDue now: 24 h left to answer');
  });

  it('after it the card says what may have happened, and to ask', () => {
    expect(draw(asked().until('2023-08-04 10:00'))).toContain(
      'Microsoft may have closed the ticket since 09:00\nNothing of ours came in time: ask whether it is still open',
    );
  });

  it('an answer ends it', () => {
    const s = asked();
    s.say('megan', { type: 'ticket.sent', ...T1, via: 'phone', words: 'read out' });
    expect(draw(s)).not.toContain('closes the ticket');
  });
});

describe('how the wait went', () => {
  it('is folded while the ticket is open, and says that it is still running', () => {
    const { state, now } = replayAt('2023-07-31 11:47');
    const card = ticketCard(state, 'T1', { now, language: 'en' });
    expect(read(card)).toContain('How this wait went: 3 h 12 m, still running ▾');
    expect(nodes(card).find((n) => n['id'] === 'wait')?.['isVisible']).toBe(false);
  });

  it('stands open once it is over: hours at each height, the first answer, what moved them', () => {
    const { state, now } = replayAt('2023-07-31 20:35');
    const card = ticketCard(state, 'T1', { now, language: 'en' });
    const text = read(card);
    expect(nodes(card).some((n) => n['id'] === 'wait')).toBe(false);
    expect(text).toMatch(/How this wait went\n11 h 25 m\nFirst wait\n█.* 1 h 30 m/);
    expect(text).toContain('First real answer after 9 h 25 m\n•\nWhat moved them: the level above the account manager');
    expect(text).toContain('1 promise broken, none kept\n•\n2 calls: no effect 2');
  });
});
