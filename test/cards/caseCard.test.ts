import { describe, expect, it } from 'vitest';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { finishSteps, withTicket } from '../domain/sentences/support.ts';
import { buttons, inMenu, inView, type Node, nodes, read, titles } from '../support/cardParts.ts';
import { type Example, hugeCase, quietCase, replayAt } from '../support/exampleCases.ts';

const draw = ({ state, now }: Example) => caseCard(state, { now, language: 'en' });
const noon = replayAt('2023-07-31 11:47', ['10:10']);

describe('the case card', () => {
  it('has the step’s buttons in the band, Another step, and the six at the foot', () => {
    const sets = nodes(draw(noon)).filter((n) => n['type'] === 'ActionSet');
    const [band = [], another = [], foot = []] = sets.map((set) => set['actions'] as Node[]);
    expect(titles(band)).toEqual(['Done', 'Assign', 'Not applicable']);
    expect(titles(another)).toEqual(['Another step']);
    expect(titles(inView(foot))).toEqual(['Status update', 'Vendor ticket', 'Note']);
    expect(titles(inMenu(foot))).toEqual(['Add step', 'Hand over', 'Resolve']);
  });

  it('ends the step at one tap, and asks by a form for what needs words or a name', () => {
    const [done, assign] = buttons(draw(noon)).map((b) => b['data'] as Node);
    expect(done).toEqual({
      baton: 1,
      verb: 'step done',
      case: 'INC-1',
      rev: noon.state.version,
      card: 'case',
      args: { step: '10' },
    });
    expect(assign).toMatchObject({ verb: 'form', args: { command: 'step assign', step: '10' } });
  });

  it('says first what happens next, who does it and since when', () => {
    expect(read(draw(noon)).split('\n').slice(0, 5)).toEqual([
      'INC-1 · Outgoing e-mail blocked',
      'SEV1 · open 3 h 37 m · owner Alex Wilber · only Microsoft can fix it',
      '▲ Next · 1 h 37 m late',
      'Set up another way to send, for urgent mail only, and say who may use it',
      'Adele Vance · step 10 · was due 10:10',
    ]);
  });

  it('never lets a vendor that nobody has answered for look calm: who was asked last, and when', () => {
    expect(
      read(draw(replayAt('2023-07-31 17:05')))
        .split('\n')
        .slice(2, 5),
    ).toEqual([
      '▲ Next · idle 8 h 30 m',
      'Press Microsoft outside the ticket: call the account manager',
      'Patti Fernandez · T1 Microsoft · since 08:35 · asked at 17:00',
    ]);
  });

  it('says that the fixed deadline has passed when only words came since', () => {
    const s = finishSteps(withTicket());
    s.say('patti', { type: 'notice.waive', clock: 'se-state-2020', reason: 'none', approvedBy: 'patti' });
    for (const time of ['09:10', '09:50', '10:30', '11:10', '11:50', '12:30', '13:10', '13:50', '14:30']) {
      s.at(time).say('megan', { type: 'ticket.heard', ticket: 'T1', words: 'we look at it' });
      s.say('alex', { type: 'update', words: 'they look at it' });
    }
    s.until('14:36');
    expect(
      read(caseCard(s.case, { now: s.now, language: 'en' }))
        .split('\n')
        .slice(2, 5),
    ).toEqual([
      '▲ Next · fixed deadline 14:35 has passed',
      'Make Microsoft act',
      'Lynne Robbins, Megan Bowen and Alex Wilber · fixed deadline Microsoft · asked at 14:35',
    ]);
  });

  it('names the account manager and the fixed deadline as soon as control is lost', () => {
    const text = read(draw(replayAt('2023-07-31 08:12')));
    expect(text).toContain('Microsoft: fixed deadline 14:12');
    expect(text).toContain('Lynne Robbins is asked then');
    expect(text).toContain('Open a ticket with Microsoft');
  });

  it('folds and cuts long lists, and says where the rest is', () => {
    const text = read(draw(hugeCase()));
    expect(text).toContain('and 23 more: step list INC-1');
    expect(text).toContain('and 9 more: ticket list INC-1');
    expect(text).toContain('12 done ▾');
  });

  it('names the retrospective and the authorities on a resolved case, however much else is owed', () => {
    const huge = hugeCase();
    const retrospective = { since: huge.now, due: huge.now, epoch: 'r1' };
    const state = { ...huge.state, status: 'resolved' as const, resolvedAt: huge.now, retrospective };
    const text = read(draw({ ...huge, state }));
    expect(text).toMatch(/Hold the retrospective\n.*Alex Wilber/u);
    expect(text).toMatch(/Report to .*\n.*Patti Fernandez/u);
  });

  it('says who could not be reached, and how to reach them', () => {
    const noon = replayAt('2023-07-31 11:47');
    noon.story.say('baton', { type: 'undelivered', person: 'patti', keys: ['update'], reason: 'blocked' });
    expect(read(draw({ ...noon, state: noon.story.case }))).toMatch(
      /Could not be reached\n✕\nPatti Fernandez\nNot delivered 11:47 · .* · call \+46 70 000 00 05/,
    );
    // There our telephones are down.
    expect(read(draw(hugeCase()))).toMatch(/Patti Fernandez\nNot delivered 08:10(?!.*call)/);
  });

  it('does without tickets', () => {
    const text = read(draw(quietCase()));
    expect(text).not.toContain('Vendor tickets');
    expect(text).toContain('Checklist');
  });

  it('offers Close instead of Resolve once resolved, and nothing at all when closed', () => {
    const resolved = buttons(draw(replayAt('2023-07-31 20:35')));
    expect(titles(inMenu(resolved))).toEqual(['Add step', 'Hand over', 'Close']);
    const closed = draw(replayAt('2023-08-28 09:00'));
    expect(buttons(closed)).toEqual([]);
    expect(read(closed)).toContain('Nothing is owed any more');
  });
});
