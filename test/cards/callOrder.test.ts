// In which order the numbers of one desk stand on a call card: by what came of calls in all cases before this one.
import { describe, expect, it } from 'vitest';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { personCard } from '../../src/cards/personCard.ts';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import type { CallResult } from '../../src/domain/commands.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import { type Profiles, profilesOf } from '../../src/domain/profile.ts';
import { parse } from '../../src/grammar/parse.ts';
import { buttons, read } from '../support/cardParts.ts';
import { deskOrganisation, deskPresence } from '../support/deskOrganisation.ts';
import { pingOf } from '../support/exampleCases.ts';
import { contextIn } from '../support/formGallery.ts';
import { Story } from '../support/story.ts';
import { waitsIn } from '../support/vendorExamples.ts';

/** Two numbers of support and two of Lynne's, each answered at all hours. */
function twoNumbers(verified = '2023-01-09'): Organisation {
  const { people, vendors } = deskOrganisation;
  const { lynne } = people;
  const { microsoft } = vendors;
  if (!lynne || !microsoft) throw new Error('The example has Lynne of Microsoft');
  const routes = microsoft.routes.map((route) => (route.id === 'night' ? { ...route, hours: '24x7' as const } : route));
  const office = { id: 'office', kind: 'phone' as const, address: '+46 8 123 45 67', dependsOn: ['phones'] };
  return {
    ...deskOrganisation,
    people: { ...people, lynne: { ...lynne, verified, routes: [...(lynne.routes ?? []), office] } },
    vendors: { ...vendors, microsoft: { ...microsoft, routes } },
  };
}

function withTicket(start: string, organisation: Organisation): Story {
  const s = new Story(start, organisation, deskPresence);
  s.say('alex', { type: 'case.new', title: 'Mail', severity: 'sev1', playbook: 'blank', affects: ['email'] });
  s.say('megan', { type: 'ticket.open', vendor: 'microsoft', reference: '1', words: 'blocked', owner: 'megan' });
  return s;
}

type Call = [whom: string, via: string, result: CallResult];

/** What is remembered of a case in May. */
function remembering(...calls: Call[]): Profiles {
  const s = withTicket('2023-05-02T06:10:00Z', twoNumbers());
  for (const [whom, via, result] of calls) s.say('megan', { type: 'ticket.call', ticket: 'T1', result, whom, via });
  return profilesOf(waitsIn(s.case).map((wait) => ({ ...wait, caseId: 'INC-90' })));
}

/** Megan's call card at the rung of that many minutes after the opening. */
function cardAt(minutes: number, profiles: Profiles, organisation = twoNumbers()) {
  const s = withTicket('2023-07-31T06:10:00Z', organisation);
  s.until(new Date(Date.parse('2023-07-31T06:10:00Z') + minutes * 60_000).toISOString());
  const card = personCard(pingOf(s, 'megan'), s.case, { now: s.now, language: 'en', profiles });
  if (!card) throw new Error('nothing to say');
  return { card, s };
}
const numbers = (card: unknown) => [...read(card).matchAll(/\]\(tel:(\+\d+)\)/g)].map(([, number]) => number);
const [day, night, mobile, office] = ['+4680000000', '+4680000099', '+46700000006', '+4681234567'];

describe('the numbers of support', () => {
  it('stand in the order of the file while nothing is known', () => {
    expect(numbers(cardAt(91, {}).card).slice(0, 2)).toEqual([day, night]);
  });

  it('stand in the order of what calls have brought', () => {
    const known = remembering(['support', 'phone', 'no-answer'], ['support', 'night', 'acted']);
    const { card } = cardAt(91, known);
    expect(numbers(card).slice(0, 2)).toEqual([night, day]);
    expect(buttons(card)[0]?.['data']).toMatchObject({ args: { whom: 'support', via: 'night' } });
  });

  it('come last, and say so, when one was wrong in another case', () => {
    const known = remembering(['support', 'phone', 'acted'], ['support', 'phone', 'wrong-number']);
    expect(numbers(cardAt(91, known).card).slice(0, 2)).toEqual([night, day]);
    const again = remembering(['support', 'phone', 'wrong-number'], ['support', 'night', 'wrong-number']);
    expect(read(cardAt(91, again).card)).toMatch(
      /Was a wrong number Tue 2 May 08:10 in INC-90: ask for the name first/u,
    );
  });

  it('are the ones that a typed call means, too', () => {
    const profiles = remembering(['support', 'phone', 'no-answer'], ['support', 'night', 'acted']);
    const { s } = cardAt(91, profiles);
    const ctx = { ...contextIn({ state: s.case, now: s.now, story: s }), profiles };
    expect(parse('ticket call T1 result:no-answer', ctx)).toMatchObject({
      intent: { type: 'ticket.call', whom: 'support', via: 'night' },
    });
  });
});

describe('the numbers of one person', () => {
  it('stand in the order of what calls have brought', () => {
    const known = remembering(['lynne', 'mobile', 'no-answer'], ['lynne', 'office', 'acted']);
    expect(numbers(cardAt(241, known).card).slice(0, 2)).toEqual([office, mobile]);
    expect(numbers(cardAt(241, {}).card).slice(0, 2)).toEqual([mobile, office]);
  });

  it('are right again when somebody has checked her since', () => {
    const known = remembering(['lynne', 'mobile', 'wrong-number']);
    expect(numbers(cardAt(241, known).card)[0]).toBe(office);
    expect(numbers(cardAt(241, known, twoNumbers('2023-06-01')).card)[0]).toBe(mobile);
  });
});

describe('what is next', () => {
  it('names no number that was wrong in this case', () => {
    const { s } = cardAt(91, {});
    s.say('megan', { type: 'ticket.call', ticket: 'T1', result: 'wrong-number', whom: 'support', via: 'phone' });
    const view = { now: s.now, language: 'en' as const };
    const text = read(ticketCard(s.case, 'T1', view));
    expect(text).toContain('Phone Microsoft on +46 8 000 00 99');
    expect(text).not.toContain('Phone Microsoft on +46 8 000 00 00');
  });

  it('names at the deadline who is asked in the place of account managers who are the wrong persons', () => {
    const { s } = cardAt(241, {});
    const view = { now: s.now, language: 'en' as const };
    expect(read(caseCard(s.case, view))).toContain('Lynne Robbins is asked then');
    s.say('lynne', { type: 'decline' });
    expect(read(caseCard(s.case, view))).toContain('Nestor Wilke is asked then');
  });
});
