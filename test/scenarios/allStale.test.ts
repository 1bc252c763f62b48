// Every card of the case, in every version in which it ever stood there, is clicked again in the evening: nothing happens twice.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { cardPost, renderer } from '../../src/cards/message.ts';
import type { Case } from '../../src/domain/case.ts';
import { evolve } from '../../src/domain/fold.ts';
import type { Outcome, Post } from '../../src/engine/index.ts';
import { Day, morning, opening } from '../support/day.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

type Data = { rev?: number; verb: string } & Record<string, unknown>;
interface Click {
  who: string;
  data: Data;
}

/** The day by forms and buttons: when, who, the verb, what its card sends. */
const clicks: [time: string, who: string, verb: string, inputs: Record<string, string>][] = [
  ['08:12', 'alex', 'case set', { control: 'vendor' }],
  ['08:20', 'alex', 'case set', { aware: '07:30' }],
  ['08:30', 'patti', 'notice reported', { clock: 'se-state-2020', ref: 'CERT-4711' }],
  ['08:35', 'megan', 'ticket open', { vendor: 'microsoft', ref: '2307310050000123', words: 'blocked since Saturday' }],
  ['09:05', 'megan', 'ticket auto', { ticket: 'T1', words: 'we have received your request' }],
  ['09:21', 'megan', 'ack', { by: '09:50', target: 'ticket:T1' }],
  ['09:40', 'megan', 'ticket sent', { ticket: 'T1', via: 'portal', words: 'full description' }],
  ['10:30', 'megan', 'ticket call', { ticket: 'T1', result: 'no-effect', words: 'told to wait' }],
  ['11:00', 'megan', 'ticket wants', { ticket: 'T1', words: 'in writing', via: 'mail', due: '12:00' }],
  ['11:10', 'megan', 'ticket sent', { ticket: 'T1', via: 'phone', words: 'read out' }],
  ['11:20', 'alex', 'note', { words: 'a neighbour had the same' }],
  ['11:50', 'megan', 'ticket escalate', { ticket: 'T1' }],
  ['12:00', 'alex', 'step add', { words: 'ask the neighbour', owner: 'megan' }],
  ['12:30', 'alex', 'role', { role: 'operations', to: 'isaiah' }],
  ['15:00', 'megan', 'ticket promise', { ticket: 'T1', by: '17:00' }],
  ['18:00', 'lynne', 'outsider answer', { ticket: 'T1', words: 'engineer assigned' }],
  ['19:20', 'megan', 'ticket fixed', { ticket: 'T1' }],
  ['19:40', 'megan', 'ticket verify', { ticket: 'T1', result: 'fail', words: 'still 5.7.705' }],
  ['20:00', 'adele', 'decide', { words: 'no relay', because: 'it would be blocked too' }],
];

let w: World;
const pressed: Click[] = [];

beforeAll(async () => {
  w = await openWorld({ start: morning, pollMs: 86_400_000, render: renderer });
  await w.say('alex', opening);
  const day = new Day(w);
  for (const [time, who, verb, inputs] of clicks) {
    await day.at(time);
    const data = { baton: 1, verb, case: 'INC-1', rev: (await w.case()).version, card: 'form', ...inputs };
    const outcome = await w.click(who, data);
    if (outcome?.kind !== 'done') throw new Error(`${time} ${verb}: ${JSON.stringify(outcome)}`);
    pressed.push({ who, data });
  }
  await day.until('20:15');
}, 60_000);
afterAll(closeWorlds);

/** Every data that the buttons of a card send, those that unfold and the older clients' included. */
function dataOf(of: unknown): Data[] {
  if (typeof of !== 'object' || of === null) return [];
  const { data, ...rest } = of as { data?: Data };
  const own = data && Object.hasOwn(data, 'baton') ? [data] : [];
  return [...own, ...Object.values(rest).flatMap(dataOf)];
}

/** Every button that ever stood there, with somebody who could press it. */
async function everyButton(): Promise<Click[]> {
  const found = new Map<string, Click>();
  const add = (who: string, post: Post | null) => {
    for (const data of dataOf(post?.card)) found.set(JSON.stringify(data), { who, data });
  };
  let state: Case | null = null;
  for (const event of await w.engine.events('INC-1')) {
    state = evolve(state, event);
    const view = { now: event.at, language: 'en' as const };
    for (const card of ['case', ...state.tickets.map(({ id }) => id)]) add('megan', cardPost(card, state, view));
  }
  for (const { to, post } of w.carrier.arrived) add(Object.hasOwn(w.organisation.people, to) ? to : 'megan', post);
  return [...found.values()];
}

const facts = (outcome: Outcome | null) =>
  outcome?.kind === 'done' ? outcome.events.map(({ body }) => body.type) : [];

function said(outcome: Outcome | null, person: string): string {
  if (outcome?.kind !== 'refused') return '';
  return answerTo(outcome, { now: w.now, language: 'en', person })
    .map(({ text }) => text)
    .join('\n');
}

describe('all stale', () => {
  it('everything that was pressed during the day, pressed again on every older card: no fact, and the answer says who and when', async () => {
    const { version } = await w.case();
    for (const { who, data } of pressed)
      for (const rev of new Set([0, Math.floor((data.rev ?? 0) / 2), data.rev ?? 0])) {
        const outcome = await w.click(who, { ...data, rev });
        expect([data.verb, rev, outcome?.kind]).toEqual([data.verb, rev, 'refused']);
        if (who === 'lynne') continue;
        // Who was first herself is told so as "you".
        expect([data.verb, said(outcome, who)]).toEqual([data.verb, expect.stringMatching(/\bYou\b/)]);
        expect(said(outcome, who)).toMatch(/\d\d:\d\d/);
      }
    expect((await w.case()).version).toBe(version);
  });

  it('somebody else who presses it on a card drawn before is told who did it', async () => {
    const { version } = await w.case();
    for (const { who, data } of pressed.filter(({ data }) => !['ticket call', 'ack'].includes(data.verb))) {
      const other = who === 'alex' ? 'megan' : 'alex';
      const outcome = await w.click(other, data);
      const by = w.organisation.people[who]?.name ?? '';
      expect([data.verb, said(outcome, other)]).toEqual([data.verb, expect.stringContaining(by)]);
    }
    expect((await w.case()).version).toBe(version);
  });

  it('every button of every card in each of its versions, pressed again and again: no button does anything twice', async () => {
    const buttons = await everyButton();
    expect(buttons.length).toBeGreaterThan(200);
    const did = new Map<Click, string[]>();
    const twice: unknown[] = [];
    // What waited for another button (a fix to verify) may happen in a later round; then there is nothing left.
    for (let round = 1, news = true; news && round <= 4; round++) {
      const { version } = await w.case();
      for (const click of buttons) {
        const happened = facts(await w.click(click.who, click.data));
        const before = did.get(click);
        if (happened.length > 0 && before) twice.push([click, before, happened]);
        if (happened.length > 0) did.set(click, happened);
      }
      news = (await w.case()).version > version;
      expect(news && round === 4).toBe(false);
    }
    expect(twice).toEqual([]);
  }, 120_000);
});
