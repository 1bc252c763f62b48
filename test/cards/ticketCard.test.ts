import { describe, expect, it } from 'vitest';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import { buttons, inMenu, inView, type Node, nodes, read, titles } from '../support/cardParts.ts';
import { type Example, hugeCase, replayAt } from '../support/exampleCases.ts';
import { profilesWith } from '../support/vendorExamples.ts';

const draw = ({ state, now }: Example, id = 'T1') => ticketCard(state, id, { now, language: 'en' });
const struck = (card: unknown) =>
  nodes(card)
    .filter((n) => n['strikethrough'] === true)
    .map((n) => String(n['text']));

describe('the ticket card', () => {
  const noon = draw(replayAt('2023-07-31 11:47'));

  it('has the seven buttons, the two that are easily confused side by side', () => {
    expect(titles(inView(buttons(noon)))).toEqual([
      'Vendor replied',
      'Only an auto-reply',
      'We contacted them',
      'Escalate now',
    ]);
    expect(titles(inMenu(buttons(noon)))).toEqual(['Vendor promised', 'Vendor wants', 'Fixed']);
  });

  it('says how long there was no real answer, and what does not count as one', () => {
    expect(read(noon)).toContain('No real answer since 08:35 · the auto-reply at 09:05 does not count');
  });

  it('says who is asked next and when, and that nobody can move the deadline', () => {
    expect(read(noon)).toContain('If no real answer comes: 15:30 Patti Fernandez');
    expect(read(noon)).toContain('Fixed deadline 14:12\nLynne Robbins · nobody can move it');
  });

  it('strikes the dead route through and says why, after those that work', () => {
    expect(struck(noon)).toEqual(['E-mail support@vendor.example']);
    const text = read(noon);
    expect(text).toContain('Do not use · it needs our e-mail, which is down');
    expect(text.indexOf('Phone +46 8 000 00 00\nWorks')).toBeLessThan(text.indexOf('Do not use'));
  });

  it('says of each way how it has done before, the best first', () => {
    const { state, now } = replayAt('2023-07-31 11:47');
    const text = read(ticketCard(state, 'T1', { now, language: 'en', profiles: profilesWith(state) }));
    expect(text).toContain('Works · all hours · helped in 1 of 7, median 6 h 50 m · quote');
    expect(text).toContain('Works · read in 1 of 5, median 9 h · 2023: comments here');
  });

  it('names the deputy who can be called where the account manager cannot, else strikes her number through', () => {
    const { state, now } = replayAt('2023-07-31 11:47');
    const down = { ...state, affects: ['email', 'phones'] };
    expect(read(ticketCard(down, 'T1', { now, language: 'en' }))).toContain(
      'Lynne Robbins +46 70 000 00 06\nDo not use · it needs our telephones, which is down · Account manager, Microsoft',
    );
    expect(struck(ticketCard(down, 'T1', { now, language: 'en' }))).toContain('Lynne Robbins +46 70 000 00 06');
    const { people, vendors } = state.directory;
    const { lynne } = people;
    const { microsoft } = vendors;
    if (!lynne || !microsoft) throw new Error('The example has both');
    const deputy = { ...lynne, id: 'dan', name: 'Dan Deputy' };
    const routes = [{ id: 'desk', kind: 'phone' as const, address: '+46 8 1', dependsOn: [] }];
    const directory = {
      ...state.directory,
      people: { ...people, dan: { ...deputy, routes } },
      vendors: { microsoft: { ...microsoft, accountManager: ['lynne', 'dan'] } },
    };
    const text = read(ticketCard({ ...down, directory }, 'T1', { now, language: 'en' }));
    expect(text).toContain('Dan Deputy +46 8 1\nDeputy account manager, Microsoft');
    expect(text).not.toContain('Lynne Robbins +46');
  });

  it('shows no route as working where none does', () => {
    const card = draw(hugeCase());
    expect(read(card)).toContain('No way to reach them works');
    expect(read(card)).not.toMatch(/^Works/m);
    expect(struck(card)).toHaveLength(4);
    expect(nodes(card).some((n) => n['type'] === 'Action.OpenUrl')).toBe(false);
  });

  it('counts a promise down and names who is pinged if it is not kept', () => {
    expect(read(draw(replayAt('2023-07-31 16:18')))).toContain(
      '● Next · promised by 17:00\n42 min left\nNot kept? Patti Fernandez is pinged at 17:00',
    );
  });

  it('turns red when they want it by a way that is dead', () => {
    const card = draw(replayAt('2023-07-31 11:02'));
    expect(read(card)).toContain('✕ Next · the way they ask for does not work');
    expect(nodes(card).find((n) => n['bleed'])?.['style']).toBe('attention');
  });

  it('asks for the verification of a fix', () => {
    const set = nodes(draw(replayAt('2023-07-31 19:25'))).find((n) => n['type'] === 'ActionSet');
    expect(((set?.['actions'] ?? []) as Node[]).map((a) => (a['data'] as Node)['args'])).toEqual([
      { ticket: 'T1', result: 'ok' },
      { command: 'ticket verify', ticket: 'T1', result: 'fail' },
    ]);
  });

  it('has nothing to press once it is over, and does not exist for an unknown number', () => {
    expect(buttons(draw(replayAt('2023-07-31 20:35')))).toEqual([]);
    expect(draw(replayAt('2023-07-31 08:40'), 'T9')).toBeNull();
  });
});
