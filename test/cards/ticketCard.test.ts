import { describe, expect, it } from 'vitest';
import { ticketCard } from '../../src/cards/ticketCard.ts';
import { buttons, inMenu, inView, type Node, nodes, read, titles } from '../support/cardParts.ts';
import { type Example, hugeCase, replayAt } from '../support/exampleCases.ts';

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

  it('shows no route as working where none does', () => {
    const card = draw(hugeCase());
    expect(read(card)).toContain('No way to reach them works');
    expect(read(card)).not.toMatch(/^Works/m);
    expect(struck(card)).toHaveLength(3);
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
