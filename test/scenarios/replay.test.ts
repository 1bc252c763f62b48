// The event of 31 July 2023, row by row: typed lines, a clock moved by hand, and after each row exactly who was pinged.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import type { Case } from '../../src/domain/case.ts';
import { nextActions } from '../../src/domain/next.ts';
import { obligationOf } from '../../src/domain/obligations.ts';
import type { Owed } from '../../src/domain/refusal.ts';
import { liveRoutes } from '../../src/domain/routes.ts';
import { ladderView, timersOf } from '../../src/domain/timers.ts';
import { Day, doneLine, firstTicket, holderOf, mentionsOf, morning, opening } from '../support/day.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

let w: World;
let day: Day;

beforeAll(async () => {
  w = await openWorld({ start: morning, pollMs: 86_400_000 });
  day = new Day(w, ['09:10']);
});
afterAll(closeWorlds);

const codes = (state: Case) => state.tickets[0]?.sent.map(({ code }) => code) ?? [];
const ball = (state: Case) => {
  const [t] = state.tickets;
  return t && [t.fix && 'fixed', t.want && (t.want.blocked ? 'route-blocked' : 'with-us')].find(Boolean);
};

async function coming(key = 'ticket:T1'): Promise<string[]> {
  const state = await w.case();
  const ob = obligationOf(state, key);
  return ob
    ? ladderView(state, ob).map(
        ({ at, people, channel }) => `${w.local(at)} ${[...people, ...(channel ? ['#'] : [])].join(' ')}`,
      )
    : [];
}

const owedLine = ({ key, who, due }: Owed) => `${key} ${who}${due ? ` ${due}` : ''}`;

describe('Monday, 31 July 2023', () => {
  it('08:10 the case stands in the incident channel, with an owner, steps, and what is next', async () => {
    const state = await w.say('alex', opening);
    expect([state.id, state.owner]).toEqual(['INC-1', 'alex']);
    expect(w.inChannel()).toEqual(['08:10 root']);
    expect(state.steps.slice(0, 5).map((s) => [s.role, s.due && w.local(s.due)])).toEqual([
      ['coordinator', '08:15'],
      ['coordinator', '08:20'],
      ['communications', '08:40'],
      ['legal', '09:10'],
      ['operations', '08:20'],
    ]);
    expect(state.steps.map((s) => s.role)).toContain('management');
    expect(nextActions(state, w.now)[0]).toMatchObject({
      kind: 'step',
      about: { step: 1 },
      holder: { person: 'alex' },
    });
    expect([await w.due('notice:se-state-2020:warning'), await w.due('update')]).toEqual(['14:10', '09:10']);
  });

  it('08:12 control is lost: a ticket is owed, and the deadline is armed', async () => {
    const before = await w.case();
    const after = await day.say('08:12', 'alex', 'case set control:vendor');
    expect(after.control).toMatchObject({ by: 'vendor', vendor: 'microsoft' });
    const events = (await w.engine.events('INC-1')).filter(({ seq }) => seq > before.version);
    const [answer] = answerTo({ kind: 'done', before, after, events }, { now: w.now, language: 'en', person: 'alex' });
    expect(answer?.text).toContain('Lynne Robbins');
    expect([await w.due('owed-ticket:microsoft'), await w.due('deadline:microsoft')]).toEqual(['08:42', '14:12']);
  });

  it('08:30 the authority is told: one line in the thread, and the final report lives on', async () => {
    await day.at('08:30');
    await w.say('patti', 'notice reported se-state-2020 ref:CERT-4711 via:phone', { inThread: false });
    expect((await w.inThread()).filter((line) => line.includes('notice'))).toEqual(['08:30 notice-sent']);
    expect(obligationOf(await w.case(), 'notice:se-state-2020:final')?.due).toBe(w.instant('2023-08-28 08:30'));
  });

  it('08:35 the ticket: every rung and the account manager, with times', async () => {
    const state = await day.say('08:35', 'megan', firstTicket);
    expect(state.tickets[0]).toMatchObject({ id: 'T1', reference: '2307310050000123', severity: 'A' });
    expect(codes(state)).toEqual([expect.stringMatching(/^K-[2-9A-Z]{5}$/)]);
    expect(await coming()).toEqual([
      '09:20 megan',
      '10:05 megan',
      '11:35 megan alex',
      '12:35 lynne megan',
      '16:35 patti',
      '20:35 patti #',
    ]);
    expect(await w.due('deadline:microsoft')).toBe('14:12');
    expect(day.rang()).toEqual([]);
  });

  it('09:05 an auto-reply resets nothing', async () => {
    await day.say('09:05', 'megan', 'ticket auto T1 "we have received your request"');
    expect(await w.due('ticket:T1')).toBe('09:20');
  });

  it('09:10 nobody posts the update: Alex is pinged; posted at 09:12 the next is due at 10:12', async () => {
    await day.at('09:12');
    expect(day.rang()).toEqual(['09:10 alex: update rung']);
    await w.say('alex', 'update "Reported to Microsoft, waiting for their support"');
    expect(await w.due('update')).toBe('10:12');
  });

  it('09:20 rung 1: Megan is to ask, by a route that lives', async () => {
    await day.until('09:20');
    expect(day.rang()).toEqual(['09:20 megan: ticket:T1 rung ask']);
    expect(mentionsOf(w).at(-1)).toBe('09:20 @megan: ticket:T1 rung ask');
    const state = await w.case();
    expect(liveRoutes(state, 'microsoft').map(({ id }) => id)).toEqual(['phone', 'portal']);
  });

  it('09:40 our own words get a new code, and idle still counts from 08:35', async () => {
    const before = codes(await w.case());
    const state = await day.say('09:40', 'megan', 'ticket sent T1 via:portal "full description"');
    expect(new Set(codes(state)).size).toBe(before.length + 1);
    expect(state.tickets[0]?.sent.at(-1)?.read).toBe(false);
    expect(state.tickets[0]?.heardAt).toBe(w.instant('08:35'));
  });

  it('10:05 rung 2: owner and liaison are one person, one message', async () => {
    await day.until('10:05');
    expect(day.rang()).toEqual(['10:05 megan: ticket:T1 rung phone']);
  });

  it('10:30 the second call without effect climbs at once', async () => {
    await day.say('10:10', 'megan', 'ticket call T1 result:no-effect "told to wait"');
    expect(day.rang()).toEqual([]);
    await day.say('10:30', 'megan', 'ticket call T1 result:no-effect "told to wait"');
    expect(day.rang()).toEqual([
      '10:30 megan: ticket:T1 climb duty-manager',
      '10:30 alex: ticket:T1 climb duty-manager',
    ]);
    expect(await w.due('ticket:T1')).toBe('11:30');
  });

  it('10:40 and 10:55 an hour unread: Megan changes the route, then Alex hears of it', async () => {
    await day.until('10:40');
    expect(day.rang()).toEqual(['10:40 megan: unread:T1 rung']);
    await day.until('10:55');
    expect(day.rang()).toEqual(['10:55 megan: unread:T1 rung', '10:55 alex: unread:T1 rung']);
  });

  it('11:00 wanted through a dead route: red, and the ladder goes on', async () => {
    const state = await day.say('11:00', 'megan', 'ticket wants T1 "tenant details in writing" via:mail due:12:00');
    expect(ball(state)).toBe('route-blocked');
    expect(day.rang()).toEqual(['11:00 megan: choose-route:T1 rung']);
    expect(await w.due('ticket:T1')).toBe('11:30');
  });

  it('11:10 sent by portal and read out on the phone: the ball is theirs, nothing is unread', async () => {
    await day.at('11:10');
    // Both within the same moment: what falls due at it comes after them.
    await Promise.all([
      w.say('megan', 'ticket sent T1 via:portal "tenant details"'),
      w.say('megan', 'ticket sent T1 via:phone "tenant details, read out"'),
    ]);
    const state = await w.case();
    expect(state.tickets[0]?.sent.slice(-2).map(({ via, read }) => [via, read])).toEqual([
      ['portal', true],
      ['phone', true],
    ]);
    expect(ball(state)).toBeUndefined();
    expect([await w.due('ticket:T1'), await w.due('unread:T1'), await w.due('choose-route:T1')]).toEqual([
      '11:30',
      undefined,
      undefined,
    ]);
  });

  it('11:30 Lynne is pinged in her own chat on the first day, 3 h 20 min after the case opened; Megan has to call', async () => {
    await day.until('11:30');
    expect(day.rang()).toEqual(['11:30 lynne: ticket:T1 rung call', '11:30 megan: ticket:T1 rung call']);
    expect((await w.case()).openedAt).toBe(w.instant('08:10'));
    // Lynne is the vendor's: no thread of ours mentions her.
    expect(mentionsOf(w).at(-1)).toBe('11:30 @megan: ticket:T1 rung call');
    expect(await w.due('ticket:T1')).toBe('15:30');
  });

  it('11:50 Lynne is on it until 12:50: the deadline stays', async () => {
    await day.at('11:50');
    const { version } = await w.case();
    const button = { baton: 1, verb: 'outsider on-it', case: 'INC-1', rev: version, card: 'outsider', by: '12:50' };
    expect(await w.click('lynne', button)).toMatchObject({ kind: 'done' });
    expect([await w.due('ticket:T1'), await w.due('deadline:microsoft')]).toEqual(['12:50', '14:12']);
  });

  it('12:50 nothing came: both are reminded, the position is unchanged', async () => {
    await day.until('12:50');
    expect(day.rang()).toEqual(['12:50 lynne: ticket:T1 reminder', '12:50 megan: ticket:T1 reminder']);
    expect(await w.due('ticket:T1')).toBe('15:30');
  });

  it('14:12 the deadline pings, whatever was said', async () => {
    await day.until('14:12');
    expect(day.rang()).toEqual([
      '14:12 lynne: deadline:microsoft deadline call',
      '14:12 megan: deadline:microsoft deadline call',
      '14:12 alex: deadline:microsoft deadline call',
    ]);
  });

  it('15:00 a promise for 17:00 holds the rungs, not the deadline', async () => {
    await day.say('15:00', 'megan', 'ticket promise T1 by:17:00 "unblock done"');
    expect([await w.due('ticket:T1'), await w.due('deadline:microsoft')]).toEqual(['17:00', '20:12']);
  });

  it('17:00 no word: a broken promise climbs at once to superior and management', async () => {
    await day.until('17:00');
    expect(day.rang()).toEqual(['17:00 patti: ticket:T1 climb call']);
    expect((await w.case()).tickets[0]?.promises.map(({ status }) => status)).toEqual(['broken']);
    expect(await w.due('ticket:T1')).toBe('21:00');
  });

  it('18:00 a substantive word with the code: idle begins anew', async () => {
    await day.at('18:00');
    const code = codes(await w.case()).at(-1);
    const state = await w.say('megan', `ticket heard T1 "engineer assigned, releasing" quoted:${code}`);
    expect(state.tickets[0]?.sent.at(-1)).toMatchObject({ read: true });
    expect(await w.due('ticket:T1')).toBe('18:45');
  });

  it('18:45 rung 1 again', async () => {
    await day.until('18:45');
    expect(day.rang()).toEqual(['18:45 megan: ticket:T1 rung ask']);
  });

  it('19:20 fixed is not closed: verification is owed by 21:20', async () => {
    await day.say('19:20', 'megan', 'ticket fixed T1');
    expect(await w.due('verify:T1')).toBe('21:20');
  });

  it('19:40 the test fails: climbs at once to the account manager', async () => {
    await day.say('19:40', 'megan', 'ticket verify T1 fail "still 5.7.705 to one provider"');
    expect(day.rang()).toEqual(['19:40 lynne: ticket:T1 climb call', '19:40 megan: ticket:T1 climb call']);
    expect(await w.due('ticket:T1')).toBe('23:40');
  });

  it('20:12 the second deadline', async () => {
    await day.until('20:12');
    expect(day.rang()).toEqual([
      '20:12 lynne: deadline:microsoft deadline call',
      '20:12 megan: deadline:microsoft deadline call',
      '20:12 alex: deadline:microsoft deadline call',
    ]);
  });

  it('20:20 fixed again: verification is owed by 22:20', async () => {
    await day.say('20:20', 'megan', 'ticket fixed T1');
    expect(await w.due('verify:T1')).toBe('22:20');
  });

  it('20:30 verified, closed, resolved; closing the case is refused with what is owed, by whom and when', async () => {
    await day.say('20:30', 'megan', 'ticket verify T1 ok');
    await w.say('megan', 'ticket close T1');
    const state = await w.say('alex', 'case resolve "Block released, test sends arrive everywhere"');
    expect([state.status, await w.due('deadline:microsoft')]).toEqual(['resolved', undefined]);
    const no = await w.refused('alex', 'case close');
    const undone = state.steps.filter((s) => s.status === 'open');
    expect(undone.map((s) => s.due)).toEqual(undone.map(() => undefined));
    expect(no.no === 'still-owed' && no.owed.map(owedLine)).toEqual([
      'notice:se-state-2020:final patti 2023-08-28T06:30:00.000Z',
      'retrospective alex 2023-08-05T18:30:00.000Z',
      ...undone.map((s) => `step:${s.number} ${holderOf(state, s)}`),
    ]);
    expect(undone.length).toBeGreaterThan(0);
  });
});

describe('the days after', () => {
  it('3 Aug: with the retrospective and the last steps done, only the final report is left', async () => {
    const state = await day.say('2023-08-03 09:00', 'alex', 'retro done "Account manager first, next time"');
    for (const step of state.steps.filter((s) => s.status === 'open'))
      await w.say(holderOf(state, step), doneLine(step));
    const no = await w.refused('alex', 'case close');
    expect(no.no === 'still-owed' && no.owed.map(owedLine)).toEqual([
      'notice:se-state-2020:final patti 2023-08-28T06:30:00.000Z',
    ]);
    expect(timersOf(await w.case()).map(({ key }) => key)).toEqual(['notice:se-state-2020:final']);
  });

  it('28 Aug 08:00: the final report is sent, the case is closed, nothing is armed, and nobody was pinged since', async () => {
    await day.say('2023-08-28 08:00', 'patti', 'notice final se-state-2020 ref:CERT-4711-F');
    expect((await w.say('alex', 'case close')).status).toBe('closed');
    expect(timersOf(await w.case())).toEqual([]);
    await day.until('2023-09-30 08:00');
    expect(day.rang()).toEqual([]);
    expect(w.log).toEqual([]);
  });
});
