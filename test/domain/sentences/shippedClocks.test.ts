// The seven clocks of authorities of domain.md section 4, row by row: what starts them, and when each report is due.
import { describe, expect, it } from 'vitest';
import { noticeListPost } from '../../../src/cards/case/noticeListCard.ts';
import type { Intent } from '../../../src/domain/commands.ts';
import { obligationOf } from '../../../src/domain/obligations.ts';
import { formOf, parse } from '../../../src/grammar/index.ts';
import { inCase } from '../../grammar/context.ts';
import { broken, loaded } from '../../organisation/support.ts';
import { read } from '../../support/cardParts.ts';
import type { Story } from '../../support/story.ts';
import { opened } from './support.ts';

const ids = ['se-csl', 'se-state', 'se-state-2020', 'gdpr-33', 'nis2', 'dora', 'uk-ico'];
/** The example has one of them already. */
const others = ids
  .filter((id) => id !== 'se-state-2020')
  .map((id) => `  ${id}: { recipient: { name: Who, phone: "1" } }`);
const { organisation } = loaded(broken(['\n  se-state-2020:', `\n${others.join('\n')}\n  se-state-2020:`]));

/** Opened on Monday 31 July 2023 at 08:10; we knew at 07:00. */
function story(): Story {
  const s = opened({ organisation });
  s.say('adele', { type: 'case.set', aware: s.instant('07:00') });
  return s;
}

const start = (clock: string): Intent => ({ type: 'notice.start', clock });
let reports = 0;
/** Each has a number of its own: the same once more would be the same report. */
const report = (clock: string, stage?: string): Intent => ({
  type: 'notice.reported',
  clock,
  reference: `R${++reports}`,
  ...(stage !== undefined && { stage }),
});

/** What is owed to an authority, and when, in local time: `warning 2023-08-01 07:00`. */
function owed(s: Story, clock: string): string[] {
  const notice = s.case.notices.find((n) => n.clock.id === clock);
  const ids = notice?.clock.stages.flatMap(({ id, ongoing }) => [id, ...(ongoing ? [ongoing.id] : [])]) ?? [];
  return ids.flatMap((id) => {
    const due = obligationOf(s.case, `notice:${clock}:${id}`)?.due;
    if (due === undefined) return [];
    const local = Temporal.Instant.from(due).toZonedDateTimeISO(s.organisation.timeZone).toPlainDateTime();
    return [`${id} ${local.toString({ smallestUnit: 'minute' }).replace('T', ' ')}`];
  });
}

const sent = (s: Story, clock: string) =>
  s.case.notices.find((n) => n.clock.id === clock)?.sent.map(({ stage }) => stage);

describe('the shipped clocks', () => {
  it('are all there, each with its rule, the date of the rule and what is asked', () => {
    for (const id of ids) {
      const clock = organisation.authorities[id];
      expect([id, clock?.startsWith]).toEqual([id, id === 'dora' ? 'classified' : 'aware']);
      expect(clock?.rule).toMatch(/2025:1506|MCFFS 2026:7|MSBFS 2020:8|GDPR|2022\/2555|2025\/301/u);
      expect(clock?.ruleDate).toMatch(/^\d{4}-\d\d-\d\d$/u);
      for (const { questions = [] } of clock?.stages ?? []) expect(questions.length).toBeGreaterThan(0);
    }
  });

  it('se-csl: warning 24 h, notification 72 h, final one month after the notification', () => {
    const s = story();
    s.say('patti', start('se-csl'));
    expect(owed(s, 'se-csl')).toEqual(['warning 2023-08-01 07:00', 'notification 2023-08-03 07:00']);
    s.say('patti', report('se-csl'));
    s.at('2023-08-02 09:00').say('patti', report('se-csl'));
    s.say('alex', { type: 'case.resolve', words: 'over' });
    expect(owed(s, 'se-csl')).toEqual(['final 2023-09-02 09:00']);
  });

  it('se-csl, still going on: a situation report then, the final one a month after it was handled; interim on request', () => {
    const s = story();
    s.say('patti', start('se-csl'));
    s.say('patti', report('se-csl', 'interim'));
    s.say('patti', report('se-csl'));
    s.at('2023-08-02 09:00').say('patti', report('se-csl'));
    expect(owed(s, 'se-csl')).toEqual(['situation 2023-09-02 09:00']);
    s.at('2023-09-01 10:00').say('patti', report('se-csl'));
    s.say('patti', report('se-csl', 'interim'));
    expect([owed(s, 'se-csl'), sent(s, 'se-csl')]).toEqual([
      [],
      ['interim', 'warning', 'notification', 'situation', 'interim'],
    ]);
    s.at('2023-09-15 12:00').say('alex', { type: 'case.resolve', words: 'over' });
    expect(owed(s, 'se-csl')).toEqual(['final 2023-10-15 12:00']);
    s.say('patti', { type: 'notice.final', clock: 'se-csl', reference: 'F' });
    expect(owed(s, 'se-csl')).toEqual([]);
  });

  it('se-state: warning 6 h by phone, notification 72 h, final one month', () => {
    const s = story();
    s.say('patti', start('se-state'));
    expect(owed(s, 'se-state')).toEqual([
      'warning 2023-07-31 13:00',
      'notification 2023-08-03 07:00',
      'final 2023-08-31 07:00',
    ]);
    expect(organisation.authorities['se-state']?.stages[0]?.by).toBe('phone');
  });

  it('se-state-2020: 6 h by phone, final four weeks after the first was sent', () => {
    const s = story();
    expect(owed(s, 'se-state-2020')).toEqual(['warning 2023-07-31 13:00']);
    s.at('08:30').say('patti', report('se-state-2020'));
    expect(owed(s, 'se-state-2020')).toEqual(['final 2023-08-28 08:30']);
    expect(organisation.authorities['se-state-2020']?.stages[0]?.by).toBe('phone');
  });

  it('gdpr-33: 72 h, in phases allowed, reasons asked for when late', () => {
    const s = story();
    s.say('patti', start('gdpr-33'));
    expect(owed(s, 'gdpr-33')).toEqual(['notification 2023-08-03 07:00']);
    s.say('patti', report('gdpr-33'));
    s.say('patti', report('gdpr-33', 'notification'));
    expect([owed(s, 'gdpr-33'), sent(s, 'gdpr-33')]).toEqual([[], ['notification', 'notification']]);
    expect(organisation.authorities['gdpr-33']?.stages[0]?.questions?.join()).toMatch(/later than 72 hours/u);
  });

  it('nis2: 24 h, 72 h, one month after the notification', () => {
    const s = story();
    s.say('patti', start('nis2'));
    expect(owed(s, 'nis2')).toEqual(['warning 2023-08-01 07:00', 'notification 2023-08-03 07:00']);
    s.say('patti', report('nis2'));
    s.at('2023-08-02 09:00').say('patti', report('nis2'));
    expect(owed(s, 'nis2')).toEqual(['final 2023-09-02 09:00']);
  });

  it('uk-ico: 72 h', () => {
    const s = story();
    s.say('patti', start('uk-ico'));
    expect(owed(s, 'uk-ico')).toEqual(['notification 2023-08-03 07:00']);
  });
});

describe('what can be sent more than once', () => {
  const dora = () => {
    const s = story().at('10:00');
    s.say('patti', start('dora'));
    s.say('patti', report('dora'));
    return s;
  };
  const formFor = (s: Story) => formOf('notice reported', 'INC-1', { clock: 'dora' }, inCase(s));

  it('is asked for by the form, preset to the next one, so that no update ends the clock', () => {
    const s = dora();
    expect(formFor(s)?.fields.map(({ name }) => name)).not.toContain('stage');
    s.say('patti', report('dora'));
    const field = formFor(s)?.fields.find(({ name }) => name === 'stage');
    expect(field).toMatchObject({ required: false, choices: [{ value: 'final' }, { value: 'intermediate' }] });
    const parsed = parse('notice reported dora ref:FI-2 stage:intermediate', inCase(s));
    expect(parsed).toMatchObject({ intent: { stage: 'intermediate', reference: 'FI-2' } });
  });

  it('stands in the list of notices with its newest', () => {
    const s = dora();
    s.say('patti', report('dora'));
    s.at('11:00').say('patti', report('dora', 'intermediate'));
    const { card } = noticeListPost(s.case, { page: 1 }, { now: s.now, language: 'en' });
    expect(read(card)).toMatch(/Intermediate report\nSent 11:00 [\s\S]*Final report\nDue Thu 31 Aug 11:00/u);
  });
});

describe('dora', () => {
  it('counts four hours from the classification', () => {
    const s = story().at('10:00');
    s.say('patti', start('dora'));
    expect(owed(s, 'dora')).toEqual(['initial 2023-07-31 14:00']);
  });

  it('but never more than 24 hours from when we became aware, whichever comes first', () => {
    const s = story().at('2023-08-01 05:00');
    s.say('patti', start('dora'));
    expect(owed(s, 'dora')).toEqual(['initial 2023-08-01 07:00']);
    s.say('adele', { type: 'case.set', aware: s.instant('2023-07-31 06:30') });
    expect(owed(s, 'dora')).toEqual(['initial 2023-08-01 06:30']);
  });

  it('begins its ladder anew when coordinator or management move that limit later', () => {
    const s = story().at('2023-08-01 05:00');
    s.say('patti', start('dora'));
    s.until('2023-08-01 07:15');
    s.say('alex', { type: 'case.set', aware: s.instant('2023-07-31 07:30') });
    expect(owed(s, 'dora')).toEqual(['initial 2023-08-01 07:30']);
    s.until('2023-08-01 07:45');
    const day = (at: Parameters<Story['day']>[0]) => s.day(at);
    expect(s.pings('notice:dora:initial', day)).toEqual([
      'Tue 07:00 rung patti',
      'Tue 07:15 rung patti alex',
      'Tue 07:30 rung patti',
      'Tue 07:45 rung patti alex',
    ]);
  });

  it('the intermediate report 72 hours after the first was sent, the final one a month after the last intermediate', () => {
    const s = story().at('10:00');
    s.say('patti', start('dora'));
    expect(s.refused('patti', report('dora', 'intermediate'))).toMatchObject({
      no: 'notice-too-early',
      first: 'initial',
    });
    s.at('11:00').say('patti', report('dora'));
    expect(owed(s, 'dora')).toEqual(['intermediate 2023-08-03 11:00']);
    s.at('2023-08-02 15:00').say('patti', report('dora'));
    expect(owed(s, 'dora')).toEqual(['final 2023-09-02 15:00']);
    // Brought up to date when regular activity is restored: the month counts from that one.
    s.at('2023-08-10 09:00').say('patti', report('dora', 'intermediate'));
    expect(owed(s, 'dora')).toEqual(['final 2023-09-10 09:00']);
    s.say('patti', report('dora'));
    expect([owed(s, 'dora'), sent(s, 'dora')]).toEqual([[], ['initial', 'intermediate', 'intermediate', 'final']]);
  });

  it('an intermediate report sent while the final one is late gives that its month, and its ladder begins anew', () => {
    const s = story().at('10:00');
    s.say('patti', start('dora'));
    for (const _ of [1, 2]) s.say('patti', report('dora'));
    s.until('2023-08-31 10:15');
    s.say('patti', report('dora', 'intermediate'));
    s.until('2023-09-30 10:15');
    const day = (at: Parameters<Story['day']>[0]) => `${at.slice(5, 10)} ${s.clock(at)}`;
    expect(s.pings('notice:dora:final', day)).toEqual([
      '08-31 10:00 rung patti',
      '08-31 10:15 rung patti alex',
      '09-30 10:15 rung patti',
    ]);
  });

  it('says which reports there are, and who sent one that is sent once', () => {
    const s = story().at('10:00');
    s.say('patti', start('dora'));
    s.say('patti', report('dora'));
    expect(s.refused('alex', report('dora', 'weekly'))).toEqual({
      no: 'unknown-stage',
      clock: 'dora',
      stage: 'weekly',
      known: ['initial', 'intermediate', 'final'],
    });
    expect(s.refused('alex', report('dora', 'initial'))).toMatchObject({ no: 'stage-sent', by: 'patti', at: s.now });
    expect(s.refused('alex', report('se-csl', 'warning'))).toMatchObject({ no: 'notice-not-started' });
  });
});
