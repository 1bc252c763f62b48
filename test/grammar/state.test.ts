// Lines and forms that depend on the case: its only ticket, its routes, its steps, how long it may be held.
import { describe, expect, test } from 'vitest';
import { profileOf } from '../../src/domain/profile.ts';
import type { Instant } from '../../src/domain/time.ts';
import { formOf, parse } from '../../src/grammar/index.ts';
import { example, Story } from '../support/story.ts';
import { contextWith, inCase, storyWith } from './context.ts';

const none = inCase(storyWith(0));
const one = inCase(storyWith(1));
const two = inCase(storyWith(2));

describe('the ticket that is not named', () => {
  test('is the only open one', () => {
    expect(parse('ticket heard "releasing"', one)).toMatchObject({ intent: { type: 'ticket.heard', ticket: 'T1' } });
    expect(parse('ticket verify ok', one)).toMatchObject({ intent: { ticket: 'T1', result: 'ok' } });
    expect(parse('ticket show', one)).toMatchObject({ query: { ticket: 'T1' } });
    expect(parse('ticket ref 4711', one)).toMatchObject({ intent: { ticket: 'T1', reference: '4711' } });
  });

  test('is asked for when there are several, with a list', () => {
    const parsed = parse('ticket heard "releasing"', two);
    expect(parsed).toMatchObject({
      kind: 'form',
      filled: { words: 'releasing' },
      problems: [{ problem: 'which-ticket', tickets: [{ ticket: 'T1' }, { ticket: 'T2' }] }],
    });
    if (parsed.kind !== 'form') return;
    const form = formOf('ticket heard', 'INC-1', parsed.filled, two, parsed.problems);
    expect(form?.fields[0]).toMatchObject({ name: 'ticket', asked: true, kind: 'choice' });
    expect(form?.fields[0]?.choices?.map((c) => c.value)).toEqual(['T1', 'T2']);
  });

  test('may be named by the number that the vendor gave it', () => {
    const numbered = storyWith(2);
    numbered.say('megan', { type: 'ticket.ref', ticket: 'T2', reference: 'MS-4711' });
    const ctx = inCase(numbered);
    expect(parse('ticket heard #ms-4711 "releasing"', ctx)).toMatchObject({ intent: { ticket: 'T2' } });
    expect(parse('ticket ref T1 MS-4711', ctx)).toMatchObject({ intent: { ticket: 'T1', reference: 'MS-4711' } });
    expect(parse('ticket heard MS-4712 "releasing"', ctx)).toMatchObject({ problems: [{ heard: 'MS-4712' }] });
    numbered.say('megan', { type: 'ticket.ref', ticket: 'T1', reference: 'MS-4711' });
    expect(parse('ticket heard MS-4711 "releasing"', inCase(numbered))).toMatchObject({
      problems: [{ problem: 'which-ticket', tickets: [{ ticket: 'T1' }, { ticket: 'T2' }] }],
    });
  });

  test('does not exist: the line says how to open one', () => {
    expect(parse('ticket heard "releasing"', none)).toMatchObject({
      kind: 'form',
      problems: [{ problem: 'no-ticket', wanted: 'open' }],
    });
    expect(parse('ticket reopen "again"', one)).toMatchObject({ problems: [{ problem: 'no-ticket', wanted: 'over' }] });
  });

  test('another case has other tickets: the view of this one does not count', () => {
    expect(parse('ticket heard INC-9 "releasing"', one)).toMatchObject({
      kind: 'form',
      caseId: 'INC-9',
      problems: [{ problem: 'missing', arg: 'ticket' }],
    });
  });
});

describe('routes', () => {
  test('go by id, or by kind where only one has it', () => {
    expect(parse('ticket sent via:e-mail "x"', one)).toMatchObject({ intent: { via: 'mail' } });
    expect(parse('ticket sent via:PORTAL "x"', one)).toMatchObject({ intent: { via: 'portal' } });
    expect(parse('ticket sent via:fax "x"', one)).toMatchObject({
      problems: [{ problem: 'unknown-route', known: ['portal', 'phone'] }],
    });
  });

  test('of one kind must be told apart', () => {
    const microsoft = example.organisation.vendors['microsoft']!;
    const second = { id: 'night', kind: 'phone' as const, address: '+46 8 1', dependsOn: [] };
    const vendors = { microsoft: { ...microsoft, routes: [...microsoft.routes, second] } };
    expect(parse('ticket sent via:phone "x"', { ...one, vendors })).toMatchObject({ intent: { via: 'phone' } });
    const renamed = { microsoft: { ...microsoft, routes: [second, { ...second, id: 'day' }] } };
    expect(parse('ticket sent via:phone "x"', { ...one, vendors: renamed })).toMatchObject({
      problems: [{ problem: 'ambiguous-route', known: ['night', 'day'] }],
    });
  });

  test('that are dead are not offered for our words, and marked among the vendor’s wishes', () => {
    const routes = (command: string) =>
      formOf(command, 'INC-1', { ticket: 'T1' }, one)?.fields.find((f) => f.name === 'via')?.choices;
    expect(routes('ticket sent')?.map((c) => c.value)).toEqual(['phone', 'portal']);
    expect(routes('pack send')?.map((c) => c.value)).toEqual(['portal', 'phone']);
    expect(routes('ticket wants')).toContainEqual({ value: 'mail', is: 'route', name: 'email', dead: 'email' });
  });

  test('are offered in order of what has worked before, each with what is known of it', () => {
    const portal = { tried: 4, worked: 3, read: 3, medianMs: 60_000 };
    const profiles = { microsoft: { ...profileOf('microsoft', []), routes: { portal } } };
    const form = formOf('ticket sent', 'INC-1', { ticket: 'T1' }, { ...one, profiles });
    expect(form?.fields.find((f) => f.name === 'via')?.choices).toEqual([
      { value: 'portal', is: 'route', name: 'portal', record: portal },
      { value: 'phone', is: 'route', name: 'phone' },
    ]);
    expect(form?.typed).toBe('ticket sent T1 via:portal "…"');
    const wanted = formOf('ticket wants', 'INC-1', { ticket: 'T1' }, { ...one, profiles });
    expect(wanted?.fields.find((f) => f.name === 'via')?.choices?.map((c) => c.value)).toEqual([
      'portal',
      'phone',
      'mail',
    ]);
  });

  test('that are dead leave a form into which somebody has typed them', () => {
    const form = formOf('ticket sent', 'INC-1', { ticket: 'T1', via: 'mail', words: 'x' }, one);
    expect(form?.fields.find((f) => f.name === 'via')).not.toHaveProperty('value');
    expect(JSON.stringify(form)).not.toContain('mail');
    const dead = storyWith(1);
    dead.say('alex', { type: 'case.set', affects: { add: ['phones', 'network'], remove: [] } });
    const none = formOf('ticket sent', 'INC-1', { ticket: 'T1', via: 'mail', words: 'x' }, inCase(dead));
    expect(none?.typed).toBe('ticket sent T1 via:… "x"');
  });

  test('of a kind of which only one works need no more words', () => {
    const microsoft = example.organisation.vendors['microsoft']!;
    const routes = [...microsoft.routes, { id: 'night', kind: 'phone' as const, address: '+46 8 1', dependsOn: [] }];
    const renamed = { ...microsoft, routes: routes.map((r) => (r.id === 'phone' ? { ...r, id: 'day' } : r)) };
    const organisation = { ...example.organisation, vendors: { microsoft: renamed } };
    const story = new Story('2023-07-31T06:10:00Z', organisation);
    story.say('alex', { type: 'case.new', title: 'Mail', affects: ['phones'] });
    story.say('megan', { type: 'ticket.open', vendor: 'microsoft', words: 'blocked' });
    const ctx = inCase(story, { vendors: organisation.vendors });
    expect(parse('ticket sent via:phone "x"', ctx)).toMatchObject({ intent: { via: 'night' } });
    expect(story.say('megan', { type: 'ticket.sent', ticket: 'T1', via: 'phone', words: 'x' })).toMatchObject([
      { body: { type: 'ticket-sent', via: 'night' } },
    ]);
  });

  test('in the form of a new ticket follow the vendor that is filled in', () => {
    const fields = (filled: Record<string, string>) => formOf('ticket open', 'INC-1', filled, one)?.fields ?? [];
    expect(fields({ vendor: 'microsoft' }).find((f) => f.name === 'via')?.kind).toBe('choice');
    expect(
      fields({ vendor: 'microsoft' })
        .find((f) => f.name === 'sev')
        ?.choices?.map((c) => c.value),
    ).toEqual(['A', 'B', 'C']);
    expect(fields({}).find((f) => f.name === 'via')?.kind).toBe('line');
  });
});

describe('holds', () => {
  test('are offered only as long as they may be; sev1 allows an hour', () => {
    const form = formOf('ack', 'INC-1', { by: '2023-07-31 08:40' }, one);
    const by = form?.fields.find((f) => f.name === 'by');
    expect(by?.value).toBe('2023-07-31 08:40');
    expect(by?.choices?.map((c) => c.value)).toEqual(['2023-07-31 08:25', '2023-07-31 08:40', '2023-07-31 09:10']);
    const snooze = formOf('snooze', 'INC-1', {}, one)?.fields.find((f) => f.name === 'for');
    expect(snooze?.choices?.map((c) => c.value)).toEqual(['15m', '30m', '1h']);
  });

  test('a longer wish that was typed stays in the list', () => {
    const by = formOf('ack', 'INC-1', { by: '2023-07-31 15:00' }, one)?.fields.find((f) => f.name === 'by');
    expect(by).toMatchObject({ value: '2023-07-31 15:00' });
    expect(by?.choices?.at(-1)).toMatchObject({ value: '2023-07-31 15:00', at: '2023-07-31T13:00:00.000Z' });
  });

  test('count by the clock of the severity: a day of a slow case is a working day', () => {
    const story = storyWith(0);
    story.say('alex', { type: 'case.set', severity: 'sev4' });
    story.at('2023-08-04 12:00');
    // Friday noon: the next working day is Monday.
    expect(parse('ack 1d', inCase(story))).toMatchObject({ intent: { until: '2023-08-07T10:00:00.000Z' } });
    expect(parse('ack 1d', contextWith({ now: story.now }))).toMatchObject({
      intent: { until: '2023-08-05T10:00:00.000Z' },
    });
  });

  test('the default is never longer than allowed', () => {
    const story = storyWith(0);
    const { severities } = story.case.policy;
    const short = { ...severities, sev1: { ...severities.sev1, acknowledgeAtMost: 'PT20S' as never } };
    const caseView = { ...story.case, policy: { ...story.case.policy, severities: short } };
    const parsed = parse('ack', contextWith({ caseView, now: story.now }));
    expect(parsed).toMatchObject({ kind: 'form', filled: { by: '2023-07-31 08:10:20' } });
  });
});

describe('steps', () => {
  test('are offered by what the command can do with them', () => {
    const story = storyWith(0);
    story.say('alex', { type: 'step.na', step: 1, reason: 'done already' });
    const steps = (command: string) =>
      formOf(command, 'INC-1', {}, inCase(story))
        ?.fields.find((f) => f.name === 'step')
        ?.choices?.map((c) => c.value);
    expect(steps('step done')).not.toContain('1');
    expect(steps('step undo')).toEqual(['1']);
  });

  test('that want a proof are not done without a word', () => {
    const story = storyWith(0);
    const [first, ...rest] = story.case.steps;
    const caseView = { ...story.case, steps: [{ ...first!, proof: true }, ...rest] };
    const ctx = contextWith({ caseView });
    expect(parse('step 1 done', ctx)).toMatchObject({ kind: 'form', problems: [{ problem: 'proof-needed', step: 1 }] });
    expect(parse('step 1 done "photo in the wiki"', ctx)).toMatchObject({ kind: 'intent' });
  });
});

describe("an authority's clock", () => {
  test('that is not named is the only one that runs', () => {
    expect(one.caseView?.notices.map((n) => n.clock.id)).toEqual(['se-state-2020']);
    expect(parse('notice reported ref:4711', one)).toMatchObject({
      intent: { clock: 'se-state-2020', reference: '4711' },
    });
    expect(parse('notice reported se-state ref:4711', one)).toMatchObject({
      kind: 'form',
      problems: [{ problem: 'unknown-clock', known: expect.arrayContaining(['se-state-2020', 'insurer']) }],
    });
    expect(parse('notice start Insurer', one)).toMatchObject({ intent: { clock: 'insurer' } });
  });
});

describe('the vendor that is not named', () => {
  test('is never guessed from a line; the form offers who has the fix', () => {
    expect(parse('ticket open "mail blocked"', one)).toMatchObject({
      kind: 'form',
      filled: { vendor: 'microsoft', words: 'mail blocked' },
    });
  });
});

test('times are said back', () => {
  expect(parse('ticket promise by:17:00 "unblock"', one)).toMatchObject({
    echo: ['2023-07-31T15:00:00.000Z' as Instant],
  });
  expect(parse('ticket fixed', one)).not.toHaveProperty('echo');
});
