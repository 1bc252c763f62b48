// A hand-over waits for one person. However it ends, the words say what happened, and whoever was asked is told.
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../../src/cards/answer/answers.ts';
import type { Intent } from '../../../src/domain/commands.ts';
import { namesOf, speechOf } from '../../../src/words/speech.ts';
import { eventLine } from '../../../src/words/words.ts';
import type { Story } from '../../support/story.ts';
import { opened } from './support.ts';

const accept: Intent = { type: 'case.accept' };
const to = (person: string): Intent => ({ type: 'case.handover', to: person });
const own = (person: string): Intent => ({ type: 'case.own', to: person });

/** Owned by Patti, who is management, and offered to Megan. */
const offered = () => {
  const s = opened();
  s.say('patti', own('patti'));
  s.say('patti', to('megan'));
  return s;
};

/** What the timeline says of what somebody did now. */
function said(s: Story, who: string, intent: Intent): string {
  const events = s.say(who, intent);
  const speech = speechOf(namesOf(s.case), { now: s.now, language: 'en', medium: 'plain' });
  return events.map((event) => eventLine(event, s.case, speech)).join('\n');
}

/** Whom the thread calls by name in what was said last. */
function called(s: Story): readonly string[] {
  const last = s.sent.findLast(({ message }) => message.kind === 'say')?.message;
  return last?.kind === 'say' ? last.mention : [];
}

function no(s: Story, who: string, intent: Intent, seen?: number): string {
  const refusal = s.refused(who, intent, seen === undefined ? {} : { seen });
  const posts = answerTo({ kind: 'refused', refusal, state: s.case }, { now: s.now, language: 'en', person: who });
  return posts.map(({ text }) => text).join('\n');
}

describe('whoever is asked accepts, nobody else', () => {
  it('the owner who accepts his own offer is told whom it waits for and how to take it back', () => {
    const s = offered();
    const text = no(s, 'patti', accept);
    expect(text).toContain('Megan Bowen was asked to take it over');
    expect(text).toContain('case own me');
    expect([s.case.owner, s.holder('handover')]).toEqual(['patti', 'megan']);
  });

  it.each<[string, Intent]>([
    ['case own', own('patti')],
    ['case decline', { type: 'case.decline' }],
  ])('%s of the owner takes the offer back, and whoever was asked is told', (_, intent) => {
    const s = offered();
    const text = said(s, 'patti', intent);
    expect(text).toContain('Patti Fernandez keeps the case');
    expect(text).toContain('Megan Bowen is not asked any more');
    expect([s.case.owner, s.due('handover'), called(s)]).toEqual(['patti', undefined, ['megan']]);
  });

  it('whoever takes the case in her stead takes it, and she is told that she need not answer', () => {
    for (const [who, intent] of [
      ['alex', accept],
      ['isaiah', own('isaiah')],
    ] as const) {
      const s = offered();
      const text = said(s, who, intent);
      expect(text).toContain('taken over from Patti Fernandez');
      expect(text).toContain('Megan Bowen was asked and need not answer');
      expect(text).not.toContain('accepted');
      expect([s.case.owner, called(s)]).toEqual([who, ['patti', 'megan']]);
    }
  });

  it('given to somebody else at once, too; given to her, there is nothing to tell', () => {
    const s = offered();
    expect(said(s, 'alex', own('adele'))).toContain('Megan Bowen was asked and need not answer');
    expect(called(s)).toEqual(['adele', 'patti', 'megan']);
    expect(said(offered(), 'alex', own('megan'))).not.toContain('need not answer');
  });

  it('an owner who is gone leaves nobody with a question that is over', () => {
    const s = offered();
    s.people({ left: ['patti'] });
    expect(s.case.owner).toBe('alex');
    expect(called(s)).toEqual(['alex', 'megan']);
  });

  it('of two who had the question the other one is told', () => {
    const s = opened();
    s.say('alex', to('adele'));
    s.say('adele', { type: 'decline', target: 'handover' });
    const other = s.holder('handover') ?? '';
    expect(said(s, 'adele', accept)).toContain('was asked and need not answer');
    expect(called(s)).toEqual(['alex', other]);
  });
});

describe('a hand-over to oneself', () => {
  it('is taking the case', () => {
    const s = opened();
    const text = said(s, 'isaiah', to('isaiah'));
    expect(text).toContain('Isaiah Langer owns the case');
    expect(text).toContain('taken over from Alex Wilber');
    expect([s.case.owner, s.due('handover')]).toEqual(['isaiah', undefined]);
  });

  it('what was said with it stands in the record', () => {
    const s = opened();
    const text = said(s, 'isaiah', { type: 'case.handover', to: 'isaiah', words: 'Alex sleeps' });
    expect(text).toContain('Alex sleeps');
  });

  it('of the owner is taking his offer back, and where nobody is asked he has it already', () => {
    const s = offered();
    expect(said(s, 'patti', to('patti'))).toContain('Megan Bowen is not asked any more');
    expect(no(s, 'patti', to('patti'))).toContain('owns the case already');
  });
});

describe('a new hand-over', () => {
  it('takes the place of one that waits, says so, and whoever was asked is told', () => {
    const s = offered();
    expect(said(s, 'patti', to('adele'))).toContain('Megan Bowen is not asked any more');
    expect([s.holder('handover'), called(s)]).toEqual(['adele', ['megan']]);
  });

  it('that is the only one says nothing of another', () => {
    expect(said(opened(), 'alex', to('megan'))).not.toContain('any more');
  });
});

describe('the card of a hand-over that is over', () => {
  const later = (s: Story) => {
    s.at('09:00');
    return s.case.version;
  };

  it('names what ended that one, not what became of another since', () => {
    const s = offered();
    const seen = later(s);
    s.say('alex', to('adele'));
    s.at('09:05').say('alex', { type: 'case.decline' });
    const text = no(s, 'megan', accept, seen);
    expect(text).toContain('Alex Wilber was first: somebody else asked instead');
    expect(text).toContain('09:00');
    expect(text).not.toContain('declined');
  });

  it.each<[string, string, Intent, string]>([
    ['taken back', 'patti', own('patti'), 'Patti Fernandez was first: hand-over ended'],
    ['taken over', 'isaiah', own('isaiah'), 'Isaiah Langer was first: case taken over'],
    ['taken in her stead', 'alex', accept, 'Alex Wilber was first: case taken over'],
    ['given to somebody', 'alex', own('adele'), 'Alex Wilber was first: case given to somebody'],
    ['declined in her stead', 'alex', { type: 'case.decline' }, 'Alex Wilber was first: hand-over ended'],
  ])('%s', (_, who, intent, words) => {
    const s = offered();
    const seen = later(s);
    s.say(who, intent);
    // What is done about a later offer is not what she reads.
    s.at('09:10').say('alex', to('megan'));
    s.say('megan', { type: 'case.decline' });
    expect(no(s, 'megan', accept, seen)).toContain(words);
  });

  it('accepts no later one: that has a card of its own', () => {
    const s = opened();
    s.say('alex', to('megan'));
    const seen = later(s);
    s.say('megan', { type: 'case.decline' }, { seen });
    s.at('09:10').say('alex', to('megan'));
    for (const intent of [accept, { type: 'case.decline' }] as const)
      expect(no(s, 'megan', intent, seen)).toContain('You did this before: hand-over declined');
    s.say('megan', accept, { seen: s.case.version });
    expect(s.case.owner).toBe('megan');
  });

  it('does not let a coordinator take the case by the card of an offer that was his', () => {
    const s = opened();
    s.say('patti', own('patti'));
    s.say('patti', to('alex'));
    const seen = later(s);
    s.say('patti', to('adele'));
    expect(no(s, 'alex', accept, seen)).toContain('Patti Fernandez was first: somebody else asked instead');
    expect([s.case.owner, s.holder('handover')]).toEqual(['patti', 'adele']);
  });
});
