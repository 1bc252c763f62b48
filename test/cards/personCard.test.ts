import { describe, expect, it } from 'vitest';
import { answeredPost } from '../../src/cards/answer/answeredCard.ts';
import { personCard } from '../../src/cards/personCard.ts';
import { callAgain } from '../../src/cards/ping/callCard.ts';
import type { Element } from '../../src/cards/render.ts';
import { changed, openTicket, withTicket } from '../domain/sentences/support.ts';
import { buttons, clicks, inMenu, inView, type Node, nodes, read, titles } from '../support/cardParts.ts';
import { type Example, pingOf, quietCase, replayAt } from '../support/exampleCases.ts';
import { profilesWith } from '../support/vendorExamples.ts';

function draw({ state, story, now }: Example, person: string, at?: string): Element {
  const card = personCard(pingOf(story, person, at), state, { now, language: 'en' });
  if (!card) throw new Error('nothing to say');
  return card;
}
const noon = replayAt('2023-07-31 11:47', ['10:10']);
const input = (card: unknown, id: string) =>
  nodes(card).find((n) => n['id'] === id && String(n['type']).startsWith('Input'));

describe('the ping card', () => {
  const card = draw(noon, 'adele');

  it('has its four buttons, of which one tap is enough', () => {
    expect(titles(buttons(card))).toEqual(["I'm on it", 'Done', 'Snooze', 'Not mine']);
    expect(buttons(card)[0]?.['style']).toBe('positive');
  });

  it('offers times that are allowed, and sends the one that is shown even when inputs are lost', () => {
    const list = input(card, 'by') as Node;
    expect(list['choices']).toEqual([
      { title: '12:02 (15\u00a0min)', value: 'PT15M' },
      { title: '12:17 (30\u00a0min)', value: 'PT30M' },
      { title: '12:47 (1\u00a0h)', value: 'PT1H' },
    ]);
    expect(list['value']).toBe('PT30M');
    expect(buttons(card)[0]?.['data']).toMatchObject({ verb: 'ack', args: { by: 'PT30M', target: 'step:10' } });
  });

  it('wants a reason for a snooze, in place', () => {
    const snooze = buttons(card).find((b) => b['title'] === 'Snooze');
    expect(snooze?.['type']).toBe('Action.ShowCard');
    expect(input(snooze, 'reason')).toMatchObject({ isRequired: true });
    expect(clicks(snooze)[0]?.['data']).toMatchObject({ verb: 'snooze', args: { by: 'PT30M', target: 'step:10' } });
  });

  it('says what is late, since when, which attempt, and what happens next', () => {
    const text = read(card);
    expect(text).toContain('SEV1 · step 10 · reminder 2');
    expect(text).toContain('▲ 1 h 37 m late');
    expect(text).toContain('If nobody answers: 12:10 Patti Fernandez and the channel');
  });

  it('that asks for words shows the ways that work, the best first, with what is known of each', () => {
    const ask = replayAt('2023-07-31 09:21');
    const view = { now: ask.now, language: 'en' as const, profiles: profilesWith() };
    const text = read(personCard(pingOf(ask.story, 'megan'), ask.state, view));
    expect(text).toMatch(
      /Phone \+46 8 000 00 00\nWorks · all hours · helped in 1 of 4, median 6 h 50 m · quote K-\w{5}\n✓\nPortal https:.*\nWorks · read in 1 of 4, median 9 h/,
    );
    expect(text).not.toContain('support@vendor.example');
    // One that asks for a step has nothing to do with any vendor.
    expect(read(card)).not.toContain('Works ·');
  });

  it('lists several things, and its answers mean all of them', () => {
    const both = draw(noon, 'patti');
    expect(read(both)).toContain('2 things wait for you');
    expect(buttons(both)[1]?.['data']).toMatchObject({ verb: 'ping done', args: { keys: 'step:10,step:11' } });
  });

  it('says who is on it when somebody answered, and takes no second answer', () => {
    const held = replayAt('2023-07-31 11:47', ['10:10']);
    held.story.say('patti', { type: 'ack', until: held.story.instant('12:17') });
    const after = personCard(pingOf(held.story, 'patti'), held.story.case, { now: held.now, language: 'en' });
    expect(read(after)).toContain('Patti Fernandez is on it until 12:17');
    expect(buttons(after)).toEqual([]);
    expect(input(after, 'by')).toBeUndefined();
  });

  it('a case that is offered is accepted or declined: who asks, whose it is until then, what they should know', () => {
    const quiet = quietCase();
    const { story } = quiet;
    story.say('megan', { type: 'case.handover', to: 'adele', words: 'printers only, vendor calls at six' });
    const message = pingOf(story, 'adele');
    const card = personCard(message, story.case, { now: story.now, language: 'en' });
    expect(titles(buttons(card))).toEqual(['Accept', 'Decline', 'Not mine']);
    expect(read(card)).toContain('Megan Bowen asks; Alex Wilber owns the case until then');
    expect(read(card)).toContain('“printers only, vendor calls at six”');
    expect(read(card)).not.toContain('reminder');
    story.until('2023-08-01 13:00');
    const later = personCard(pingOf(story, 'adele'), story.case, { now: story.now, language: 'en' });
    expect(titles(buttons(later))).toEqual(["I'm on it", 'Accept', 'Decline', 'Snooze', 'Not mine']);
  });

  it('is not said at all once everything in it is settled', () => {
    const quiet = quietCase();
    const message = pingOf(quiet.story, 'alex');
    quiet.story.say('alex', { type: 'step.done', step: 1 });
    quiet.story.say('alex', { type: 'step.done', step: 2 });
    expect(personCard(message, quiet.story.case, { now: quiet.now, language: 'en' })).toBeNull();
  });
});

describe('the call card', () => {
  const card = draw(noon, 'megan', '2023-07-31 11:31');

  it('has the outcomes as buttons', () => {
    expect(titles(inView(buttons(card)))).toEqual(['Acted', 'No effect', 'No answer']);
    expect(titles(inMenu(buttons(card)))).toEqual(['Voicemail', 'Wrong number', 'Refused']);
    expect(buttons(card).map((b) => ((b['data'] as Node)['args'] as Node)['result'])).toEqual([
      'acted',
      'no-effect',
      'no-answer',
      'voicemail',
      'wrong-number',
      'refused',
    ]);
    expect(input(card, 'words')).toMatchObject({ label: 'How did it go?' });
  });

  it('has the number as text and as a link, the ask, the references and what was tried', () => {
    expect(JSON.stringify(card)).toContain('[+46\u00a070\u00a0000\u00a000\u00a006](tel:+46700000006)');
    const text = read(card);
    expect(text).toContain('Megan, call Lynne Robbins now');
    expect(text).toContain('Ticket 2307310050000123 has had no real answer since 08:35.');
    expect(text).toMatch(/Reference 2307310050000123\nContract EA-4711\nOur code K-/);
    expect(text).toMatch(/10:30\nCall to support: told to wait/);
  });

  it('while they wait for what cannot come the way they want it, says that, and not that they are silent', () => {
    const of = replayAt('2023-07-31 11:47');
    of.story.say('megan', { type: 'ticket.wants', ticket: 'T1', words: 'a list', via: 'mail' });
    const now = { ...of, state: of.story.case };
    const text = read(draw(now, 'megan', '2023-07-31 11:30'));
    expect(text).toContain('Ticket 2307310050000123: you asked for “a list” by e-mail. It cannot come that way');
    expect(text).not.toContain('has had no real answer');
  });

  it('asks for the vendor’s own desk where the rung says so', () => {
    const desk = draw(replayAt('2023-07-31 10:35'), 'megan', '2023-07-31 10:31');
    expect(read(desk)).toContain('Megan, call Microsoft now');
    expect(read(desk)).toContain('Please put me through to the duty manager.');
  });
});

describe('the call card, with more than one to call', () => {
  const at = (time: string) => replayAt(time, [], true);
  const again = ({ story, now }: Example) => {
    const post = callAgain('T1', story.case, { now, language: 'en', person: 'megan' });
    return read(post?.card);
  };

  it.each([
    ['10:06', 'phone', 'call Microsoft now', 'connect me to somebody who may say yes'],
    ['10:31', 'duty-manager', 'call Microsoft now', 'whoever is on duty above you'],
    ['11:31', 'call', 'call Lynne Robbins now', 'who can decide this'],
  ])('at %s (%s) says whom to call and what to say when they refuse', (time, _, whom, no) => {
    const text = read(draw(at(`2023-07-31 ${time}`), 'megan'));
    expect(text).toContain(whom);
    expect(text).toMatch(new RegExp(`If they refuse: “Then .*${no}`));
  });

  it('the management is told what to say, too', () => {
    const story = at('2023-07-31 11:31').story.until('2023-07-31 19:35');
    const text = read(draw({ story, state: story.case, now: story.now }, 'patti'));
    expect(text).toContain('Patti, call Grady Archie now');
    expect(text).toContain('our management puts it in writing to yours today');
  });

  it('says in which language, and when somebody last made sure that the number is right', () => {
    const { story } = at('2023-07-31 10:31');
    story.say('megan', { type: 'ticket.call', ticket: 'T1', result: 'wrong-number', whom: 'lynne' });
    story.until('2023-07-31 11:31');
    const text = read(draw({ story, state: story.case, now: story.now }, 'megan'));
    expect(text).toContain('Megan, call Nestor Wilke now');
    // Nestor was checked in January; contacts are to be checked every 90 days.
    expect(text).toContain('Speaks Swedish · last checked Mon 9 Jan: ask for the name first');
    expect(read(draw(at('2023-07-31 10:06'), 'megan'))).toContain('Last checked Tue 1 Sep 2026');
  });

  it('after a wrong number it leads with who answers now, and shows the next one of support small with when it opens', () => {
    const of = at('2023-07-31 10:06');
    expect(read(draw(of, 'megan'))).toContain('Next in line · Lynne Robbins');
    of.story.say('megan', { type: 'ticket.call', ticket: 'T1', result: 'wrong-number', words: 'a bakery' });
    const second = again(of);
    expect(second).toContain('Megan, call Lynne Robbins now');
    expect(second).toContain('Next in line · Nestor Wilke');
    expect(second).toMatch(
      /\[\+46 8 000 00 99\]\(tel:\+4680000099\)\nMicrosoft · support · 18:00–08:00, closed now, opens 18:00/,
    );
    expect(second).toContain('Call to support: wrong number, a bakery');
    of.story.say('megan', { type: 'ticket.call', ticket: 'T1', result: 'wrong-number', whom: 'support', via: 'night' });
    expect(again(of)).toContain('Megan, call Lynne Robbins now');
  });

  it('its buttons say whom they are about and by which number', () => {
    const card = draw(at('2023-07-31 10:06'), 'megan');
    for (const one of buttons(card))
      expect((one['data'] as Node)['args']).toMatchObject({ ticket: 'T1', whom: 'support', via: 'phone' });
  });

  it('with every number wrong it shows which and when, and does not say to dial it', () => {
    const of = replayAt('2023-07-31 10:06');
    for (const whom of ['support', 'lynne'])
      of.story.say('megan', { type: 'ticket.call', ticket: 'T1', result: 'wrong-number', whom });
    const text = again(of);
    expect(text).toContain('Megan, find another way to');
    expect(text).toContain('✕ This number was wrong 10:06');
    expect(text).not.toContain('tel:');
  });

  it('when all say that it is not theirs, that is what the others are told', () => {
    const { story } = at('2023-07-31 11:31');
    story.say('lynne', { type: 'decline' });
    story.say('nestor', { type: 'decline' });
    const text = read(draw({ story, state: story.case, now: story.now }, 'megan'));
    expect(text).toContain('Megan, call Grady Archie now');
    expect(text).toContain('Lynne Robbins and Nestor Wilke told us that it is not theirs.');
  });

  it('a reminder after a hold asks for the call again', () => {
    const { story } = at('2023-07-31 11:31');
    story.say('megan', { type: 'ack', until: story.instant('12:00'), target: 'T1' });
    story.until('2023-07-31 12:00');
    expect(read(draw({ story, state: story.case, now: story.now }, 'megan'))).toContain(
      'Megan, call Lynne Robbins now',
    );
  });
});

describe('the account manager’s card', () => {
  const card = draw(noon, 'lynne');

  it('has her three buttons and the words for an answer', () => {
    expect(titles(buttons(card))).toEqual(["I'm on it", 'Here is the answer', 'Wrong person']);
    expect(clicks(card).map((c) => (c['data'] as Node)['verb'])).toEqual([
      'outsider on-it',
      'outsider answer',
      'outsider wrong',
    ]);
    expect(input(card, 'words')).toMatchObject({ isRequired: true });
  });

  it('tells her own ticket and nothing else of the case', () => {
    const text = read(card);
    expect(text).toContain('Your ticket 2307310050000123 · severity A · contract EA-4711');
    expect(text).toContain('outbound mail of the whole tenant blocked since Saturday');
    for (const secret of [
      'INC-1',
      'Outgoing e-mail blocked',
      'step',
      'SEV1',
      'Adele',
      'Patti',
      'Megan',
      'CERT',
      'case',
    ])
      expect(text).not.toContain(secret);
    expect(`${card['speak']}`).not.toContain('INC-1');
  });

  it('offers times that are allowed, the longest of them too, and sends the one that is shown when inputs are lost', () => {
    const list = input(card, 'by') as Node;
    expect(list).toMatchObject({ type: 'Input.ChoiceSet', style: 'compact', value: 'PT30M', isRequired: true });
    expect((list['choices'] as Node[]).map((one) => one['value'])).toEqual(['PT15M', 'PT30M', 'PT1H']);
    expect(buttons(card)[0]?.['data']).toMatchObject({ verb: 'outsider on-it', args: { ticket: 'T1', by: 'PT30M' } });
  });

  it('says that we called her and by which number, and nothing of what we wrote down about it', () => {
    const { story } = replayAt('2023-07-31 11:31');
    story.say('megan', {
      type: 'ticket.call',
      ticket: 'T1',
      result: 'wrong-number',
      whom: 'lynne',
      words: 'a rude dentist',
    });
    story.until('2023-07-31 14:12');
    const text = read(draw({ story, state: story.case, now: story.now }, 'lynne'));
    expect(text).toContain('We called you on +46 70 000 00 06: wrong number');
    expect(text).not.toContain('dentist');
    expect(read(draw({ story, state: story.case, now: story.now }, 'megan'))).toContain(
      'Call to Lynne Robbins: wrong number, a rude dentist',
    );
  });

  it('says whom it hurts, since when, and what was promised and broken', () => {
    expect(read(card)).toContain('E-mail does not work for us\nSince 08:10');
    const later = replayAt('2023-07-31 19:41');
    expect(read(draw(later, 'lynne'))).toContain('Promised by 17:00: “unblock done by 17:00”\nBroken: nothing came');
  });

  it('is not drawn for what we owe ourselves, even where a ladder of ours names her', () => {
    const organisation = changed((o) => {
      for (const { rungs } of Object.values(o.ladders.own)) rungs[0]?.ping.push('lynne');
    });
    const story = withTicket({ organisation }).until('09:10');
    const message = pingOf(story, 'lynne');
    expect(message.items.map(({ ping }) => ping.key)).toContain('update');
    expect(personCard(message, story.case, { now: story.now, language: 'en' })).toBeNull();
  });

  it('does not tell of services that another vendor has to mend', () => {
    const { story } = replayAt('2023-07-31 11:31', [], true);
    story.say('alex', { type: 'case.set', affects: { add: ['uplink', 'sso'], remove: [] } });
    const text = read(draw({ story, state: story.case, now: story.now }, 'lynne'));
    expect(text).toContain('Single sign-on does not work for us');
    expect(text).not.toContain('uplink');
  });

  it('asks for another way where their support wants something by one that is dead', () => {
    const { story } = replayAt('2023-07-31 11:02');
    story.until('2023-07-31 11:30');
    const text = read(draw({ story, state: story.case, now: story.now }, 'lynne'));
    expect(text).toContain('Your support wants “tenant details in writing” by e-mail');
    expect(text).toContain('We cannot use e-mail now; please have it taken by phone or by portal');
  });

  it('once she is on it says until when, and still takes an answer', () => {
    const { story } = replayAt('2023-07-31 11:31');
    story.say('lynne', { type: 'ack', until: story.instant('12:15'), target: 'T1' });
    const held = draw({ story, state: story.case, now: story.now }, 'lynne');
    expect(titles(buttons(held))).toEqual(['Here is the answer', 'Wrong person']);
    expect(read(held)).toContain('You are on it until 12:15, then we ask again.');
  });

  it('does not name who of ours has put it off', () => {
    const { story } = replayAt('2023-07-31 11:31');
    story.say('megan', { type: 'ack', until: story.instant('12:15'), target: 'T1' });
    const held = read(draw({ story, state: story.case, now: story.now }, 'lynne'));
    expect(held).toContain('Our reminders rest until 12:15.');
    expect(held).not.toContain('Megan');
  });

  it('with several tickets names the others, and being on it means all of them', () => {
    const story = openTicket(withTicket(), { words: 'sign-in is slow', reference: 'REF-2' }).until('12:35');
    const several = draw({ story, state: story.case, now: story.now }, 'lynne');
    expect(read(several)).toContain(
      'Your other tickets\n•\nYour ticket REF-2\nIdle 4 h since 08:35 · “sign-in is slow”',
    );
    const args = Object.fromEntries(
      buttons(several).map((b) => [b['title'], (b['data'] as Node | undefined)?.['args']]),
    );
    expect(args["I'm on it"]).toMatchObject({ target: 'ticket:T1,ticket:T2' });
    expect(args['Wrong person']).toMatchObject({ target: 'ticket:T1,ticket:T2' });
  });

  it('says whom to call, that e-mail does not reach us, and what her answer holds', () => {
    const text = read(card);
    expect(text).toContain('Alex Wilber, incident coordinator');
    expect(text).toContain('We cannot read or send e-mail');
    expect(text).toContain("“I'm on it” holds our reminders until then; after that we ask again.");
  });

  it('offers no hold at the fixed deadline, which cannot be held', () => {
    const late = draw(replayAt('2023-07-31 14:15'), 'lynne');
    expect(titles(buttons(late))).toEqual(['Here is the answer', 'Wrong person']);
  });

  it('keeps to it once answered', () => {
    const of = { after: noon.state, events: noon.story.events, by: 'lynne' };
    const text = read(answeredPost(of, { now: noon.now, language: 'en', person: 'lynne' }).card);
    expect(text).toContain('Thank you');
    expect(text).not.toMatch(/INC-1|Outgoing|step|Next/u);
  });
});
