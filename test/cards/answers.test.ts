// What is said back: the facts, what they mean for whoever spoke, and what comes next.
import { beforeEach, describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { owedAgain, owedPost } from '../../src/cards/case/owedCard.ts';
import type { Post } from '../../src/cards/post.ts';
import type { Intent } from '../../src/domain/commands.ts';
import { stillOwed } from '../../src/domain/decisions/ending.ts';
import type { Duration } from '../../src/domain/time.ts';
import { parse } from '../../src/grammar/parse.ts';
import { contextWith } from '../grammar/context.ts';
import { buttons, inMenu, inView, read, titles } from '../support/cardParts.ts';
import { Story } from '../support/story.ts';

let story: Story;

beforeEach(() => {
  story = new Story('2023-07-31T06:10:00Z');
});

/** Says it and gives back the posts, with ordinary spaces. */
function answer(by: string, intent: Intent): Post[] {
  const before = story.state;
  const decision = story.command(by, intent);
  const view = { now: story.now, language: 'en' as const, person: by };
  return 'events' in decision
    ? answerTo({ kind: 'done', before, after: story.case, events: decision.events }, view)
    : answerTo({ kind: 'refused', refusal: decision.refusal, state: story.state }, view);
}

const textOf = (posts: Post[]): string =>
  posts
    .map((post) => post.text ?? '')
    .join('\n\n')
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u2060', '');

function open(): string {
  return textOf(
    answer('alex', {
      type: 'case.new',
      title: 'Outgoing e-mail blocked',
      severity: 'sev1',
      playbook: 'mail-block',
      affects: ['email'],
    }),
  );
}

function ticket(more: Partial<Extract<Intent, { type: 'ticket.open' }>> = {}): string {
  story.at('08:35');
  return textOf(
    answer('megan', { type: 'ticket.open', vendor: 'microsoft', via: 'phone', words: 'mail blocked', ...more }),
  );
}

describe('an opened case', () => {
  it('says what it is, what the authority wants by when, and what comes next with who and when', () => {
    const said = open();
    expect(said).toContain('INC-1 opened: Outgoing e-mail blocked');
    expect(said).toContain('Report to CERT-SE: early warning, due Mon 31 Jul 14:10, Stockholm');
    expect(said).toMatch(/\*\*Next:\*\* step 1, Set severity.* · Alex Wilber · by Mon 31 Jul 08:15, Stockholm$/u);
  });
});

describe('control lost', () => {
  it('names the fixed deadline, the account manager, and the ticket that is owed', () => {
    open();
    story.at('08:12');
    const said = textOf(answer('alex', { type: 'case.set', control: 'vendor' }));
    expect(said).toContain('fixed deadline on Microsoft is Mon 31 Jul 14:12, Stockholm');
    expect(said).toContain('Lynne Robbins');
    expect(said).toContain('owed by Mon 31 Jul 08:42, Stockholm: **ticket open microsoft "…"**');
  });
});

describe('an opened ticket', () => {
  beforeEach(() => {
    open();
    answer('alex', { type: 'case.set', control: 'vendor' });
  });

  it('gives the code to quote and every coming rung with its people', () => {
    const said = ticket({ reference: '42' });
    expect(said).toContain(`Quote **${story.case.tickets[0]?.sent[0]?.code}** to them by phone`);
    expect(said).toContain(
      '(Mon 31 Jul, Stockholm):\n- 09:20 Megan Bowen: ask again\n- 10:05 Megan Bowen: phone them\n',
    );
    expect(said).toContain('- 12:35 Lynne Robbins and Megan Bowen');
    expect(said).toContain('- 20:35 Patti Fernandez and the channel');
    expect(said).not.toContain('still owed');
  });

  it('says until when the number is owed', () => {
    expect(ticket()).toContain('number is still owed, by Mon 31 Jul 09:05, Stockholm: **ticket ref T1 …**');
  });

  it('warns, and does not block, when the contract names others', () => {
    story.at('08:35');
    const said = textOf(answer('adele', { type: 'ticket.open', vendor: 'microsoft', words: 'mail blocked' }));
    expect(said).toContain(
      'You are not among those whom the contract with Microsoft allows to open tickets (Alex Wilber and Megan Bowen)',
    );
    expect(story.case.tickets).toHaveLength(1);
  });
});

describe('about a ticket', () => {
  beforeEach(() => {
    open();
    ticket({ reference: '2307310050000123' });
  });

  it('an auto-reply leaves the silence counting, and says since when', () => {
    story.at('09:05');
    const said = textOf(answer('megan', { type: 'ticket.auto', ticket: 'T1', words: 'we have received it' }));
    expect(said).toContain('Microsoft has been silent for 30 min, since Mon 31 Jul 08:35, Stockholm');
  });

  it('a wish through a dead route gets what works instead and a sentence to say', () => {
    story.at('11:00');
    const said = textOf(
      answer('megan', { type: 'ticket.wants', ticket: 'T1', words: 'details in writing', via: 'mail' }),
    );
    expect(said).toContain(
      '**Do not use e-mail:** it needs our e-mail, which is down. These work: phone +46 8 000 00 00 and portal.',
    );
    expect(said).toMatch(
      /“Contoso University cannot use e-mail at present.*Ticket 2307310050000123: please take it by phone or by portal.*Please quote K-\w{5} back to me\.”/u,
    );
  });

  it('a promise beyond the next deadline says what it does not hold', () => {
    story.at('13:00');
    const said = textOf(
      answer('megan', { type: 'ticket.promise', ticket: 'T1', by: story.instant('17:00'), words: 'unblock done' }),
    );
    expect(said).toContain('promises it by Mon 31 Jul 17:00, Stockholm');
    expect(said).toContain('Reminders rest only until Mon 31 Jul 14:35, Stockholm');
  });

  it('a hold that was longer than allowed says so', () => {
    story.until('09:21');
    const said = textOf(answer('megan', { type: 'ack', until: story.instant('13:00') }));
    expect(said).toContain('Megan Bowen is on it until Mon 31 Jul 10:21, Stockholm');
    expect(said).toContain(
      'You asked for Mon 31 Jul 13:00, Stockholm; the longest allowed is Mon 31 Jul 10:21, Stockholm',
    );
  });

  it('so does an update whose next one was wanted later than is allowed, and an answer to the vendor', () => {
    story.at('09:00');
    const update = textOf(answer('alex', { type: 'update', words: 'still blocked', next: 'PT3H' as Duration }));
    expect(update).toContain('next update due Mon 31 Jul 10:00, Stockholm');
    expect(update).toContain(
      'You asked for Mon 31 Jul 12:00, Stockholm; the longest allowed is Mon 31 Jul 10:00, Stockholm',
    );
    const shorter = textOf(answer('alex', { type: 'update', words: 'still blocked', next: 'PT30M' as Duration }));
    expect(shorter).not.toContain('longest allowed');
    const wish = { type: 'ticket.wants', ticket: 'T1', words: 'logs', via: 'portal' } as const;
    const wants = textOf(answer('megan', { ...wish, due: story.instant('18:00') }));
    expect(wants).toMatch(/You asked for Mon 31 Jul 18:00, Stockholm; the longest allowed is Mon 31 Jul \d\d:\d\d/u);
  });

  it('the second call in vain says who is asked at once', () => {
    story.at('09:30');
    answer('megan', { type: 'ticket.call', ticket: 'T1', result: 'no-effect', words: 'wait' });
    const said = textOf(answer('megan', { type: 'ticket.call', ticket: 'T1', result: 'no-answer' }));
    expect(said).toContain('↑ T1 Microsoft escalated to a phone call · after a second call without effect');
    expect(said).toContain('↑ Megan Bowen pinged');
  });

  it('resolving too early is answered with what is not fixed, and the buttons to say so', () => {
    const [post, ...more] = answer('alex', { type: 'case.resolve', words: 'done' });
    expect(more).toEqual([]);
    expect(read(post?.card)).toContain('Not resolved yet: one ticket is not fixed');
    expect(titles(buttons(post?.card))).toEqual(['Fixed: T1', 'Show case']);
  });

  it('closing too early lists what is owed, with who and when', () => {
    const [post] = answer('alex', { type: 'case.close' });
    expect(read(post?.card)).toMatch(/Not closed yet: \d+ things are still owed/u);
    expect(read(post?.card)).toMatch(/20 min late · Alex Wilber · due 08:15/u);
    expect(titles(buttons(post?.card))).toContain('Another step');
  });
});

describe('what stands in the way', () => {
  beforeEach(() => {
    open();
    ticket({ reference: '42' });
  });

  const list = (by: string, intent: Intent) => read(answer(by, intent)[0]?.card);
  const card = () => read(caseCard(story.case, { now: story.now, language: 'en' }));
  /** The row of a list or a card that begins so, with its second line. */
  const row = (text: string, start: string) => new RegExp(`^${start}[^\n]*\n[^\n]*`, 'mu').exec(text)?.[0];

  it('says of a ticket and of the fixed deadline what their cards say', () => {
    story.at('09:00').say('megan', { type: 'ticket.heard', ticket: 'T1', words: 'looking' });
    story.at('09:05');
    const said = list('alex', { type: 'case.resolve', words: 'done' });
    expect(row(said, 'T1')).toBe('T1 Microsoft\nIdle 5 min since 09:00 · if nobody answers: 09:45 Megan Bowen');
    expect(row(said, 'T1')).toBe(row(card(), 'T1'));
    const closing = list('alex', { type: 'case.close' });
    expect(row(closing, 'T1')).toBe(row(card(), 'T1'));
    expect(row(closing, 'Microsoft: fixed deadline')).toBe(row(card(), 'Microsoft: fixed deadline'));
  });

  it('says when a step is due as it stands now, and of one whose clock has stopped that it waits for the closing', () => {
    const due = story.instant('11:00');
    story.say('alex', { type: 'step.redate', step: 1, due, reason: 'the bridge comes first' });
    expect(row(list('alex', { type: 'case.close' }), '1 Set severity')).toMatch(/\nDue 11:00 · Alex Wilber$/u);
    story.say('megan', { type: 'ticket.fixed', ticket: 'T1' });
    story.say('alex', { type: 'case.resolve', words: 'done' });
    const keys = stillOwed(story.case).map(({ key }) => key);
    expect(keys).toContain('step:1');
    const stopped = owedPost({ what: 'close', owed: stillOwed(story.case).slice(-17) }, story.case, {
      now: story.now,
      language: 'en',
    });
    expect(row(read(stopped.card), '1 Set severity')).toMatch(/\nBefore closing · Alex Wilber$/u);
  });

  it('names on each button what it is about, and says what to type for the rest', () => {
    const closing = answer('alex', { type: 'case.close' })[0]?.card;
    const all = titles(buttons(closing)).map(String);
    expect(new Set(all).size).toBe(all.length);
    expect(titles(inView(buttons(closing)))).toEqual([
      'Done: early warning to CERT-SE',
      'Vendor replied: T1',
      'Status update',
      'Done: step 1',
      'Another step',
      'Show case',
    ]);
    expect(titles(inMenu(buttons(closing)))).toContain('Not applicable: step 1');
    // One line to type under every row that has no button.
    expect(read(closing)).toContain('Once Microsoft has fixed it, type: ticket fixed T1');
    const typed = [...read(closing).matchAll(/^(?:Type|Once .*, type): (.*)$/gmu)].map(([, line = '']) => line);
    expect(typed).toEqual(['ticket fixed T1', ...[2, 3, 4, 5, 6].map((step) => `step ${step} done "…"`)]);
    for (const line of typed) {
      const parsed = parse(line, contextWith({ caseView: story.case, now: story.now }));
      // A step that counts only with proof asks for the words.
      expect(line.includes('…') ? ['intent', 'form'] : ['intent'], line).toContain(parsed.kind);
    }
  });

  it('is drawn anew after each of its buttons, and leads on when nothing is left', () => {
    const view = { now: story.now, language: 'en' as const };
    expect(read(owedAgain('owed-resolve', story.case, view)?.card)).toContain('one ticket is not fixed');
    story.say('megan', { type: 'ticket.fixed', ticket: 'T1' });
    const free = owedAgain('owed-resolve', story.case, view)?.card;
    expect(read(free)).toContain('Nothing stands in the way of resolving any more');
    expect(titles(buttons(free))).toEqual(['Resolve', 'Show case']);
    expect(owedAgain('case', story.case, view)).toBeNull();
  });
});

describe('the account manager', () => {
  it('is thanked, and told nothing of the case', () => {
    open();
    answer('alex', { type: 'case.set', control: 'vendor' });
    ticket({ reference: '42' });
    story.until('12:36');
    const held = textOf(answer('lynne', { type: 'ack', until: story.instant('13:00') }));
    expect(held).toBe(
      'Thank you. You are not asked again before Mon 31 Jul 13:00, Stockholm; then I come back to you here.',
    );
    const again = textOf(answer('lynne', { type: 'ack', until: story.instant('13:00') }));
    expect(again).toBe('Thank you, I have that already: nobody is asked again before Mon 31 Jul 13:00, Stockholm.');
    const heard = textOf(answer('lynne', { type: 'ticket.heard', ticket: 'T1', words: 'an engineer has it' }));
    const refused = textOf(answer('lynne', { type: 'note', words: 'hello' }));
    for (const said of [held, again, heard, refused]) {
      expect(said).toMatch(/^Thank you/u);
      expect(said).not.toMatch(/INC-1|Outgoing|step|T1|Alex|Megan|\*\*/u);
    }
  });
});

it('a refusal says who was first, and what to type', () => {
  open();
  answer('alex', { type: 'step.done', step: 2 });
  expect(textOf(answer('adele', { type: 'step.done', step: 2 }))).toBe(
    'Step 2 is done already: Alex Wilber, Mon 31 Jul 08:10, Stockholm. To open it again: **step 2 undo**',
  );
});
