import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../src/domain/report/report.ts';
import type { Story } from '../../support/story.ts';
import { changed, opened } from './support.ts';

const clock = 'se-state-2020';
const key = `notice:${clock}`;
const report = (reference: string, stage?: string) =>
  ({ type: 'notice.reported', clock, reference, ...(stage !== undefined && { stage }) }) as const;
const undo = { type: 'notice.undo', clock } as const;
const undoStage = (stage: string) => ({ ...undo, stage }) as const;
const sent = (s: Story) => s.case.notices[0]?.sent.map(({ stage, reference }) => `${stage} ${reference}`);

describe('notice undo', () => {
  it('makes the stage owed again at its own time, and what counts from it waits again', () => {
    const s = opened();
    s.at('08:30').say('patti', report('CERT-77'));
    const [fact] = s.at('08:40').say('adele', undo);
    expect(fact?.body).toEqual({ type: 'notice-undone', clock, stage: 'warning', reference: 'CERT-77' });
    expect([s.due(`${key}:warning`), s.due(`${key}:final`), sent(s)]).toEqual(['14:10', undefined, []]);
    s.at('08:45').say('patti', report('CERT-78'));
    expect(s.due(`${key}:final`, (at) => at)).toBe('2023-08-28T06:45:00.000Z');
  });

  it('its reminders come as if it had never been reported', () => {
    const s = opened().until('14:12');
    s.say('patti', report('CERT-77'));
    s.at('14:14').say('patti', undo);
    s.until('14:25');
    expect(s.pings(`${key}:warning`)).toEqual(['14:10 rung patti', '14:25 rung patti alex']);
  });

  it('what counts from the report in its place begins its ladder anew', () => {
    const s = opened();
    s.at('08:30').say('patti', report('CERT-77'));
    s.until('2023-08-28 08:50');
    const asked = s.pings(`${key}:final`, (at) => s.day(at)).length;
    expect(asked).toBeGreaterThan(1);
    s.say('patti', undo);
    s.say('patti', report('CERT-78'));
    s.until('2023-09-25 08:50');
    expect(s.pings(`${key}:final`, (at) => s.day(at))[asked]).toBe('Mon 08:50 rung patti');
  });

  it('takes the last one back first, also when the notice was over through it', () => {
    const s = opened();
    s.at('08:30').say('patti', report('CERT-77'));
    s.at('08:40').say('patti', { type: 'notice.final', clock, reference: 'CERT-78' });
    const refusal = { no: 'undo-later-first', clock, stage: 'warning', later: 'final', by: 'patti' };
    expect(s.refused('adele', undoStage('warning'))).toMatchObject(refusal);
    s.at('08:50').say('adele', undo);
    expect([sent(s), s.due(`${key}:final`, (at) => at)]).toEqual([['warning CERT-77'], '2023-08-28T06:30:00.000Z']);
    s.say('adele', undoStage('warning'));
    expect(sent(s)).toEqual([]);
  });

  it('takes a named one back while a later one stands that did not count from it', () => {
    const organisation = changed((o) => {
      for (const stage of o.authorities[clock]?.stages ?? []) stage.from = 'start';
    });
    const s = opened({ organisation });
    s.at('08:30').say('patti', report('CERT-77'));
    s.at('10:30').say('patti', report('CERT-78'));
    s.say('patti', undoStage('warning'));
    expect([sent(s), s.due(`${key}:warning`)]).toEqual([['final CERT-78'], '14:10']);
  });

  it('of one that was sent again the newest goes, and what counts from it counts from the one before', () => {
    const organisation = changed((o) => {
      const [first] = o.authorities[clock]?.stages ?? [];
      if (first) first.again = true;
    });
    const s = opened({ organisation });
    s.at('08:30').say('patti', report('CERT-77'));
    s.at('09:30').say('patti', report('CERT-78', 'warning'));
    s.say('patti', undo);
    expect([sent(s), s.due(`${key}:final`, (at) => at)]).toEqual([['warning CERT-77'], '2023-08-28T06:30:00.000Z']);
  });

  it('how things stand in between goes back only after what counted from it', () => {
    const organisation = changed((o) => {
      const last = o.authorities[clock]?.stages.at(-1);
      if (last) last.ongoing = { id: 'situation', within: last.within };
    });
    const s = opened({ organisation });
    s.at('08:30').say('patti', report('CERT-77'));
    s.at('09:40').say('patti', report('CERT-78', 'situation'));
    expect(s.refused('patti', undoStage('warning'))).toMatchObject({ no: 'undo-later-first', later: 'situation' });
    s.say('patti', { type: 'notice.final', clock, reference: 'CERT-79' });
    expect(s.refused('patti', undoStage('situation'))).toMatchObject({ no: 'undo-later-first', later: 'final' });
  });

  it('is refused where nothing stands to take back', () => {
    const s = opened();
    expect(s.refused('patti', undo)).toEqual({ no: 'undo-unsent', clock });
    expect(s.refused('patti', undoStage('final'))).toEqual({ no: 'undo-unsent', clock, stage: 'final' });
    expect(s.refused('patti', undoStage('third'))).toMatchObject({ no: 'unknown-stage', known: ['warning', 'final'] });
    expect(s.refused('patti', { ...undo, clock: 'insurer' })).toMatchObject({ no: 'notice-not-started' });
    expect(s.refused('patti', { ...undo, clock: 'x' })).toMatchObject({ no: 'unknown-clock' });
    s.say('patti', report('CERT-77'));
    s.say('adele', { type: 'notice.waive', clock, reason: 'no', approvedBy: 'patti' });
    expect(s.refused('patti', undo)).toMatchObject({ no: 'undo-waived', by: 'adele', approvedBy: 'patti' });
  });

  it('works when the case is resolved, and is nobody’s outside', () => {
    const s = opened();
    s.say('patti', report('CERT-77'));
    s.say('alex', { type: 'case.resolve', words: 'x' });
    expect(s.refused('lynne', undo)).toEqual({ no: 'outsider-only-own-ticket' });
    s.say('patti', undo);
    expect(s.due(`${key}:warning`)).toBe('14:10');
  });

  it('a form that is sent twice takes one back, and says who was first', () => {
    const s = opened();
    s.say('patti', report('CERT-77'));
    s.say('patti', { type: 'notice.final', clock, reference: 'CERT-78' });
    const seen = s.case.version;
    s.say('patti', undo, { seen });
    expect(s.refused('alex', undo, { seen })).toMatchObject({ no: 'already', by: 'patti' });
    expect(sent(s)).toEqual(['warning CERT-77']);
  });

  it('the report tells what stands, not what was taken back', () => {
    const s = opened();
    s.at('08:30').say('patti', report('CERT-77'));
    s.at('08:40').say('patti', undo);
    const told = () => reportOf(s.events, s.now);
    const reported = () =>
      told()
        ?.milestones.filter(({ what }) => what === 'reported')
        .map(({ at }) => s.clock(at));
    expect([reported(), told()?.duties.filter((duty) => duty.sent)]).toEqual([[], []]);
    s.at('08:45').say('patti', report('CERT-78'));
    const references = told()?.duties.flatMap((duty) => duty.sent?.reference ?? []);
    expect([reported(), references]).toEqual([['08:45'], ['CERT-78']]);
  });
});
