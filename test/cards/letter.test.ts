// Pings as mail and SMS: what stands in them, what must not.
import { describe, expect, it } from 'vitest';
import { letterOf } from '../../src/cards/letter.ts';
import type { LetterView } from '../../src/cards/post.ts';
import { forPhone } from '../../src/words/gsm.ts';
import { hostile, pingOf } from '../support/exampleCases.ts';
import { outside } from '../support/outside.ts';
import { Story } from '../support/story.ts';

const link = 'https://baton.example.org/answers/AbCdEfGhIjKlMnOpQrStUvWx';
const spaces = (text: string) => text.replaceAll('\u00a0', ' ');

function theEvent(title = 'Outgoing e-mail blocked', organisation = outside): Story {
  const story = new Story('2023-07-31T06:10:00Z', organisation);
  story.say('alex', { type: 'case.new', title, severity: 'sev1', playbook: 'mail-block', affects: ['email'] });
  story.at('08:35').say('megan', {
    type: 'ticket.open',
    vendor: 'microsoft',
    reference: '2307310050000123',
    severity: 'A',
    via: 'phone',
    words: 'outbound mail of the whole tenant blocked',
  });
  return story;
}

function letterTo(story: Story, person: string, more: Partial<LetterView> = {}) {
  const view = {
    now: story.now,
    language: 'en',
    person,
    way: 'email',
    link,
    smsAnswers: true,
    mayRepeat: false,
  } as const;
  const letter = letterOf(pingOf(story, person), story.case, { ...view, ...more });
  if (letter === null) throw new Error('nothing to say');
  return letter;
}

describe('a letter to one of ours', () => {
  it('says first what is late and what to do, then why, whom to call, and how to answer', () => {
    const { subject, text } = letterTo(theEvent().until('12:35'), 'megan');
    expect(spaces(subject)).toBe('INC-1: Get a real answer from Microsoft on T1 idle 4 h since 08:35, Megan Bowen');
    expect(spaces(text).split('\n')).toEqual([
      'Idle 4 h: Press Microsoft outside the ticket: call the account manager',
      '',
      'INC-1 Outgoing e-mail blocked · SEV1 · T1 Microsoft · since Mon 31 Jul 08:35, Stockholm',
      'If nobody answers: Patti Fernandez, Mon 31 Jul 16:35, Stockholm',
      '',
      'Call: Lynne Robbins, account manager, Microsoft, +46 70 000 00 06, reference 2307310050000123',
      'Incident coordinator: Alex Wilber, +46 70 000 00 01',
      '',
      'To answer, say that you are on it and until when, or that it is not yours, on this page (looking at it changes nothing):',
      link,
      '',
      'Nobody reads replies to this message. You are asked by e-mail because Teams did not bring it to you.',
      'As of Mon 31 Jul 12:35, Stockholm',
      '',
    ]);
  });

  it('as an SMS says the same in few characters that every telephone has', () => {
    const { short } = letterTo(theEvent().until('12:35'), 'megan', { way: 'sms' });
    expect(short).toBe(
      `INC-1: Idle 4 h: Press Microsoft outside the ticket: call the account manager. Call Lynne Robbins +46 70 000 00 06. Reply OK, 45m, until 14:00, or NO (not mine). ${link}`,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the letters of GSM that are ASCII, too
    expect(short).toMatch(/^[\x00-\x7f]*$/);
    expect(short.length).toBeLessThan(320);
  });

  it('does not offer to put off what cannot be put off', () => {
    const story = theEvent().until('14:35');
    const { text, short } = letterTo(story, 'megan');
    expect(text).not.toContain('on it');
    expect(short).toContain('Reply NO if it is not yours.');
  });

  it('names no answer that nobody hears', () => {
    const none = letterTo(theEvent().until('12:35'), 'megan', { link: null, smsAnswers: false, way: 'sms' });
    expect(none.short).toMatch(/Answer in Teams, or call \+46 70 000 00 01\.$/);
    expect(none.text).not.toContain('this page');
    const onlySms = letterTo(theEvent().until('12:35'), 'megan', { link: null, way: 'email' });
    expect(onlySms.text).not.toContain('Reply');
  });

  it('names no telephone that is dead', () => {
    const story = theEvent();
    story.at('12:30').say('alex', { type: 'case.set', affects: { add: ['phones'], remove: [] } });
    const { text, short } = letterTo(story.until('12:35'), 'megan');
    expect(`${text} ${short}`).not.toContain('+46');
  });

  it('is not written when everything in it is settled', () => {
    const story = theEvent().until('09:20');
    const ping = pingOf(story, 'megan');
    story.say('megan', { type: 'ticket.heard', ticket: 'T1', words: 'releasing' });
    const view = { now: story.now, language: 'en', way: 'sms', link, smsAnswers: true, mayRepeat: false } as const;
    expect(letterOf(ping, story.case, view)).toBeNull();
  });

  it('lists what else waits', () => {
    const story = theEvent();
    story.at('08:40').say('alex', { type: 'step.add', text: 'Ring the library', due: story.instant('09:20') });
    story.say('alex', { type: 'step.assign', step: 18, to: 'megan' });
    const { text, short } = letterTo(story.until('09:20'), 'megan');
    expect(text).toMatch(/\n\nOne more thing waits for you:\n- .*Ring the library\n/u);
    expect(short).toContain('(and 1 more)');
  });

  it('of people’s words makes no link, no second line and no header', () => {
    const story = theEvent(`${hostile} www.evil.example mail@evil.example`.slice(0, 190)).until('12:35');
    const { subject, text, short } = letterTo(story, 'megan');
    for (const part of [subject, text.replace(link, ''), short.replace(link, '')]) {
      expect(part).not.toMatch(/https?:\/\/|www\.evil|evil\.example|@evil|\u202e/u);
    }
    expect(subject).not.toMatch(/[\r\n]/u);
  });
});

describe('a letter to the account manager', () => {
  it('has her ticket, what we ask, whom to call, and that we cannot read mail', () => {
    const { subject, text } = letterTo(theEvent().until('12:35'), 'lynne');
    expect(subject).toBe('Contoso University needs you: ticket 2307310050000123');
    expect(spaces(text).split('\n').slice(0, 11)).toEqual([
      'Contoso University asks you: Get an engineer on this ticket within the hour.',
      '',
      'No real answer from Microsoft for 4 h, since Mon 31 Jul 08:35, Stockholm.',
      '',
      'Your ticket 2307310050000123 · severity A · contract EA-4711',
      'What is wrong: “outbound mail of the whole tenant blocked”',
      '',
      'Call: Alex Wilber, incident coordinator, +46 70 000 00 01, any time',
      'We cannot read or send e-mail at present: please call.',
      '',
      'To answer, say that you are on it and until when, or that you are the wrong person, on this page (looking at it changes nothing):',
    ]);
  });

  it('has nothing else of the case: no title, number, step, note, people, commands or other vendors’ tickets', () => {
    const vendors = { ...outside.vendors };
    vendors['carrier'] = { ...vendors['microsoft'], id: 'carrier', name: 'Canary Carrier' } as (typeof vendors)[string];
    const story = theEvent('Canary title', { ...outside, vendors });
    story.say('alex', { type: 'step.add', text: 'Canary step' });
    story.say('alex', { type: 'note', words: 'Canary note' });
    story.say('alex', { type: 'update', words: 'Canary news' });
    story.say('megan', { type: 'ticket.open', vendor: 'carrier', reference: 'CANARY-1', words: 'Canary ticket' });
    story.say('megan', { type: 'ticket.sent', ticket: 'T1', via: 'portal', words: 'Canary word' });
    for (const way of ['email', 'sms'] as const) {
      const { subject, text, short } = letterTo(story.until('12:35'), 'lynne', { way });
      const all = `${subject} ${text} ${short}`.replaceAll(link, '');
      expect(all).not.toMatch(/canary|INC-1|sev1|Megan|Patti|Adele|Isaiah|ticket heard|case show/iu);
    }
  });

  it('says which promise was broken', () => {
    const story = theEvent();
    story.at('09:00').say('megan', { type: 'ticket.promise', ticket: 'T1', by: story.instant('10:00') });
    const { text } = letterTo(story.until('14:35'), 'lynne');
    expect(text).toContain('What was promised by Mon 31 Jul 10:00, Stockholm did not come.');
  });
});

it('an SMS keeps letters that people need, and drops what only costs', () => {
  expect(forPhone('Åsa\u00a0· “nej” – 3\u00a0h…')).toBe('Åsa, "nej" - 3 h...');
});
