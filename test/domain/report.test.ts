// Where the time of a case went, what came late, who held it: told from the facts alone.
import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import { type Report, reportOf } from '../../src/domain/report/report.ts';
import { lengthOf, partyOf, type Share } from '../../src/domain/report/waits.ts';
import { plusMs } from '../../src/domain/time.ts';
import { span } from '../../src/words/format.ts';
import { deskOrganisation, deskPresence } from '../support/deskOrganisation.ts';
import { fiveDays } from '../support/fiveDays.ts';
import { Story } from '../support/story.ts';

const told = ({ events, now }: Pick<Story, 'events' | 'now'>): Report => {
  const report = reportOf(events, now);
  if (report === null) throw new Error('There is no case');
  return report;
};
const plain = (ms: number) => span(ms).replaceAll('\u00a0', ' ');
const shares = (all: readonly Share[]) => all.map((one) => `${one.parties.map(partyOf).join(' ')} ${plain(one.ms)}`);
const reasons = (all: readonly Share[], party: string) =>
  all.find(({ parties }) => parties.map(partyOf).join(' ') === party)?.why.map(({ why, ms }) => `${why} ${plain(ms)}`);

const ticket = (vendor: string): Intent => ({ type: 'ticket.open', vendor, words: 'down' });

/** A case at 08:00 of a Monday, out of nobody's hands. */
function begun(severity: 'sev1' | 'sev3' = 'sev3'): Story {
  const story = new Story('2023-07-31T06:00:00Z', deskOrganisation, deskPresence);
  story.say('alex', { type: 'case.new', title: 'Mail is down', severity, affects: ['email'] });
  return story;
}

describe('where the time went', () => {
  it('over five days: the vendor by what it was, us, and the check', () => {
    const { down, downMs } = told(fiveDays());
    expect(plain(downMs)).toBe('4 d 5 h');
    expect(shares(down)).toEqual(['vendor:microsoft 4 d 2 h', 'us 1 h 30 m', 'verification 1 h']);
    expect(reasons(down, 'vendor:microsoft')).toEqual(['silent 3 d 18 h', 'route-blocked 4 h', 'promised 4 h']);
    expect(reasons(down, 'us')).toEqual(['unopened 30 min', 'unticketed 30 min', 'answer 30 min']);
  });

  it('with two vendors who both have the ball it is theirs at once, and counted once', () => {
    const story = begun();
    story.at('09:00').say('megan', ticket('microsoft'));
    story.at('10:00').say('megan', ticket('telia'));
    story.at('12:00').say('megan', { type: 'ticket.fixed', ticket: 'T1' });
    story.say('megan', { type: 'ticket.verify', ticket: 'T1', result: 'ok' });
    story.at('13:00');
    const { down, downMs } = told(story);
    expect(shares(down)).toEqual([
      'vendor:microsoft vendor:telia 2 h',
      'us 1 h',
      'vendor:microsoft 1 h',
      'vendor:telia 1 h',
    ]);
    expect(down.reduce((sum, { ms }) => sum + ms, 0)).toBe(downMs);
  });

  it('a ticket opened by mistake made nobody wait', () => {
    const story = begun();
    story.at('09:00').say('megan', ticket('telia'));
    story.at('10:00').say('alex', { type: 'ticket.close', ticket: 'T1', reason: 'mistake', words: 'not theirs' });
    const report = told(story.at('11:00') && story);
    expect(shares(report.down)).toEqual(['us 3 h']);
    expect([report.tickets, report.milestones.map(({ what }) => what)]).toEqual([[], ['aware', 'opened']]);
  });

  it('after it works again: the retrospective, the authority, the closing; a closed case ages no more', () => {
    const story = fiveDays();
    story.at('2023-08-07 13:10').say('isaiah', { type: 'retro.done', words: 'account manager first' });
    story.at('2023-08-09 13:10').say('patti', { type: 'notice.reported', clock: 'se-state-2020', reference: 'C-1' });
    story.at('2023-08-10 13:10').say('patti', { type: 'notice.final', clock: 'se-state-2020', reference: 'C-2' });
    for (const step of story.case.steps.filter(({ status }) => status === 'open'))
      story.say('alex', { type: 'step.na', step: step.number, reason: 'not here' });
    story.at('2023-08-10 14:10').say('alex', { type: 'case.close' });
    const then = told(story);
    expect(shares(then.after)).toEqual(['us 3 d 1 h', 'authority:se-state-2020 3 d']);
    story.now = story.instant('2023-12-24 12:00');
    expect({ ...told(story), at: then.at }).toEqual(then);
  });

  it('a case that was closed and opened again says how long nobody had it', () => {
    const story = new Story('2023-07-31T06:00:00Z');
    story.say('alex', { type: 'case.new', title: 'Printers', severity: 'sev4' });
    for (const { clock } of story.case.notices)
      story.say('patti', { type: 'notice.waive', clock: clock.id, reason: 'none', approvedBy: 'patti' });
    for (const { number } of story.case.steps) story.say('alex', { type: 'step.na', step: number, reason: 'none' });
    story.at('09:00').say('alex', { type: 'case.resolve', words: 'works' });
    story.say('alex', { type: 'retro.done', words: 'nothing to learn' });
    story.say('alex', { type: 'case.close' });
    story.at('10:00').say('alex', { type: 'case.reopen', words: 'again' });
    story.at('10:30');
    const report = told(story);
    expect(report.stretches.map(({ phase, from, to }) => `${phase} ${story.clock(from)} ${story.clock(to)}`)).toEqual([
      'down 08:00 09:00',
      'closed 09:00 10:00',
      'down 10:00 10:30',
    ]);
    expect(report.stretches[1]?.waited).toEqual([{ who: 'nobody', why: 'closed' }]);
    expect(lengthOf(report.stretches)).toBe(2.5 * 3_600_000);
    expect(report.milestones.map(({ what }) => what)).toEqual([
      'aware',
      'opened',
      'resolved-before',
      'closed-before',
      'reopened',
    ]);
    expect(report.closedMs).toBe(3_600_000);
    expect(report.held.map(({ person, from, to, why }) => [person, story.clock(from), story.clock(to), why])).toEqual([
      ['alex', '08:00', '09:00', undefined],
      ['alex', '10:00', '10:30', 'reopened'],
    ]);
  });
});

it('a fact that seems older than the one before it, by the clock of another machine, takes no time back', () => {
  const { events, now } = fiveDays();
  const back = events.findIndex(({ body }) => body.type === 'ticket-wants');
  const skewed = events.map((event, i) => (i === back ? { ...event, at: plusMs(event.at, -7_200_000) } : event));
  const report = reportOf(skewed, now);
  expect([report?.from, ...(report?.stretches ?? []).map(({ to }) => to)]).toEqual([
    ...(report?.stretches ?? []).map(({ from }) => from),
    report?.to,
  ]);
});

describe('a ticket', () => {
  it('tells what was asked by a dead way, what was promised and broken, and what moved them', () => {
    const [story] = told(fiveDays()).tickets;
    expect(story?.movedBy?.mover).toBe('their-person');
    expect(story?.wait.promises).toEqual({ kept: 0, broken: 1 });
    const contacts = story?.passed.flatMap((one) => (one.kind === 'contact' ? [one] : []));
    expect(contacts?.filter(({ contact }) => contact.what === 'wants').map(({ blocked }) => blocked)).toEqual([
      true,
      undefined,
    ]);
    expect(story?.beforeFix).toMatchObject({ kind: 'contact', contact: { what: 'sent', via: 'phone' } });
  });

  it('its balls last from its opening to its end, whatever came after', () => {
    const story = fiveDays();
    story.until('2023-08-08 08:00');
    const [one] = told(story).tickets;
    const sum = Object.values(one?.balls ?? {}).reduce((all, ms) => all + ms, 0);
    expect(plain(sum)).toBe('4 d 4 h');
    expect(story.clock(one?.until ?? story.now)).toBe('13:10');
  });
});

describe('who and what', () => {
  it('the owners follow each other without a gap', () => {
    const { held } = told(fiveDays());
    expect(held.map(({ person, why }) => [person, why])).toEqual([
      ['alex', undefined],
      ['isaiah', 'assigned'],
    ]);
    expect(held[0]?.to).toBe(held[1]?.from);
  });

  it('what came late, the longest first, and whether it is late still', () => {
    const story = fiveDays();
    const late = new Map(told(story).late.map((one) => [one.key, one]));
    expect(plain(late.get('step:1')?.ms ?? 0)).toBe('1 h 25 m');
    // Steps stand still once it works again; the authority's hour does not.
    expect(late.get('step:2')?.running).toBe(false);
    expect(late.get('notice:se-state-2020:warning')?.running).toBe(true);
    expect(told(story).late.map(({ ms }) => ms)).toEqual(
      told(story)
        .late.map(({ ms }) => ms)
        .toSorted((a, b) => b - a),
    );
  });

  it('another route that was owed at once is late from then on, as it was told', () => {
    const story = begun('sev1');
    story.at('08:30').say('megan', ticket('microsoft'));
    story.at('09:00').say('megan', { type: 'ticket.wants', ticket: 'T1', words: 'logs', via: 'mail' });
    story.until('09:02').say('megan', { type: 'ticket.sent', ticket: 'T1', via: 'portal', words: 'logs' });
    const late = told(story).late.find(({ key }) => key === 'choose-route:T1');
    expect(plain(late?.ms ?? 0)).toBe('2 min');
  });

  it('a status update that is late again and again is one line, with how often', () => {
    const story = new Story('2023-07-31T06:00:00Z');
    story.say('alex', { type: 'case.new', title: 'Mail is down', severity: 'sev1' });
    for (const time of ['09:10', '10:30']) story.at(time).say('alex', { type: 'update', words: 'still' });
    const update = told(story).late.find(({ key }) => key === 'update');
    expect([update?.times, plain(update?.ms ?? 0), plain(update?.longestMs ?? 0), update?.running]).toEqual([
      2,
      '30 min',
      '20 min',
      false,
    ]);
  });

  it('a report to an authority is judged by the time that stood when it was sent', () => {
    const story = begun('sev1');
    story.at('15:00').say('patti', { type: 'notice.reported', clock: 'se-state-2020', reference: 'C-1' });
    const [first] = told(story).duties;
    expect([first?.stage, first?.due && story.clock(first.due), first?.sent?.reference]).toEqual([
      'warning',
      '14:00',
      'C-1',
    ]);
  });

  it('a service that was marked, taken off and marked again was hit twice', () => {
    const story = begun();
    story.at('10:00').say('alex', { type: 'case.set', affects: { add: [], remove: ['email'] } });
    story.at('12:00').say('alex', { type: 'case.set', affects: { add: ['email'], remove: [] } });
    const clock = (at?: Parameters<Story['clock']>[0]) => at && story.clock(at);
    expect(told(story).outages.map(({ since, until }) => [clock(since), clock(until)])).toEqual([
      ['08:00', '10:00'],
      ['12:00', undefined],
    ]);
  });
});

it('no facts are no case', () => {
  expect(reportOf([], new Story('2023-07-31T06:00:00Z').now)).toBeNull();
});
