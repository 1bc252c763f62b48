import { describe, expect, it } from 'vitest';
import { everybody, Story } from '../../support/story.ts';
import { changed, opened } from './support.ts';

const bare = (by: string, presence = everybody, organisation?: Story['organisation']) => {
  const s = organisation
    ? new Story('2023-07-31T06:10:00Z', organisation, presence)
    : new Story('2023-07-31T06:10:00Z', undefined, presence);
  s.say(by, { type: 'case.new', title: 'Printers' });
  return s;
};

describe('defaults', () => {
  it('severity 2, playbook blank', () => {
    const s = bare('adele');
    expect([s.case.severity, s.case.playbook.id]).toEqual(['sev2', 'blank']);
  });

  it('owner the first present coordinator', () => {
    expect(bare('adele').case.owner).toBe('alex');
    expect(bare('adele', { ...everybody, left: ['alex'] }).case.owner).toBe('megan');
  });

  it('by rota', () => {
    const organisation = changed((o) => {
      o.rotas.coordinator = {
        from: '2023-07-01T00:00:00.000Z' as never,
        every: 'P7D' as never,
        people: ['alex', 'megan'],
        overrides: [
          { from: '2023-07-31T00:00:00.000Z' as never, to: '2023-08-01T00:00:00.000Z' as never, person: 'megan' },
        ],
      };
    });
    expect(bare('adele', everybody, organisation).case.owner).toBe('megan');
  });

  it('else the opener', () => {
    expect(bare('adele', { ...everybody, roster: ['adele'] }).case.owner).toBe('adele');
  });

  it('a case always has its root post', () => {
    expect(bare('adele').messages('root')).toHaveLength(1);
  });

  it('something is owed, by somebody, from the first instant', () => {
    const s = bare('adele');
    expect([s.holder('update'), s.next()]).not.toContain(null);
    expect(s.holder('update')).toBe('alex');
  });

  it('mayOpen violated: a warning, never a block', () => {
    const s = opened();
    const by = (who: string) =>
      s.say(who, { type: 'ticket.open', vendor: 'microsoft', words: 'x' }).map((e) => 'mayNotOpen' in e.body);
    expect([by('adele'), by('megan')]).toEqual([[true], [false]]);
  });

  it("a ticket's severity there is what the contract says for the case's", () => {
    const s = opened({ severity: 'sev2' });
    s.say('megan', { type: 'ticket.open', vendor: 'microsoft', words: 'x' });
    s.say('megan', { type: 'ticket.open', vendor: 'microsoft', words: 'x', severity: 'A' });
    expect(s.case.tickets.map((t) => t.severity)).toEqual(['B', 'A']);
  });
});
