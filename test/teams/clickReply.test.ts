// What a click changes for whoever sees it: the clicked card, the conversation, the toast. Nothing is said twice in one place.
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { formPost } from '../../src/cards/commands/formCard.ts';
import { personCard } from '../../src/cards/personCard.ts';
import { pingAgain } from '../../src/cards/ping/pingAgain.ts';
import type { Post } from '../../src/cards/post.ts';
import { readClick, readSubmit } from '../../src/grammar/submit.ts';
import type { Inbound } from '../../src/teams/activity.ts';
import { type Reply, replyTo } from '../../src/teams/clickReply.ts';
import { finishSteps, withTicket } from '../domain/sentences/support.ts';
import { buttons, clicks, inputs, type Node, read } from '../support/cardParts.ts';
import { pingOf } from '../support/exampleCases.ts';
import { contextIn } from '../support/formGallery.ts';
import type { Story } from '../support/story.ts';

const PING = 'message-of-the-ping';
const FORM = 'message-of-the-form';

/** A click in somebody's own chat, or in the thread, on the message that is named. */
function press(
  story: Story,
  person: string,
  data: object,
  more: { on?: string | null; scope?: Inbound['scope'] } = {},
): Reply {
  const { on = PING, scope = 'personal' } = more;
  const at = { scope, replyToId: on } as Inbound;
  const view = { now: story.now, language: 'en' as const, person };
  const ctx = contextIn({ state: story.case, now: story.now, story }, person);
  const click = readClick(data);
  const parsed = readSubmit(data, ctx);
  const from = click?.card === 'ping' && on ? { message: on, keys: click.text('keys') ?? '' } : click?.from;
  const speaking = { at, person, outsider: false };
  const of = { click, parsed, ctx, execute: true };
  if (parsed.kind === 'form')
    return replyTo(speaking, view, {
      ...of,
      done: { posts: [formPost(parsed, ctx, view, from && { from })], outcome: null },
    });
  if (parsed.kind !== 'intent') throw new Error(`That asks for nothing: ${JSON.stringify(parsed)}`);
  const before = story.state;
  const decision = story.command(person, parsed.intent, { ...(click?.rev !== undefined && { seen: click.rev }) });
  const outcome =
    'events' in decision
      ? { kind: 'done' as const, before, after: story.case, events: decision.events }
      : { kind: 'refused' as const, refusal: decision.refusal, state: story.case };
  return replyTo(speaking, view, { ...of, done: { posts: answerTo(outcome, view), outcome } });
}

const pingFor = (story: Story, person: string) =>
  personCard(pingOf(story, person), story.case, { now: story.now, language: 'en', person });
/** What stands in the fields before anybody types. */
const shown = (card: unknown) =>
  Object.fromEntries(inputs(card).flatMap((one) => (one['value'] === undefined ? [] : [[one['id'], one['value']]])));
const titled = (card: unknown, title: string): object => {
  const found = clicks(card).find((one) => one['title'] === title);
  if (!found) throw new Error(`No button ${title}`);
  return found['data'] as object;
};
const textOf = (posts: readonly Post[]) => posts.map(({ text, card }) => text ?? read(card)).join('\n');
const only = (reply: Reply) => {
  expect(reply.instead).toHaveLength(1);
  return reply.instead[0] as Reply['instead'][number];
};

/** At 09:20 Megan was asked about T1, and nothing else was in that message. */
const asked = () => finishSteps(withTicket()).until('09:20');

describe('an answer to a ping', () => {
  it('a hold: the card says who, what, until when and what comes then; the chat is told nothing more', () => {
    const story = asked();
    const reply = press(story, 'megan', { ...titled(pingFor(story, 'megan'), "I'm on it"), by: 'PT30M' });
    const { message, post } = only(reply);
    const text = read(post.card);
    expect(message).toBe(PING);
    expect(text).toContain('On it until 09:50: T1 Microsoft\nMegan Bowen · 09:20');
    expect(text).toMatch(/If nothing has come by then: Megan Bowen, Mon 31 Jul 09:50, Stockholm\./u);
    expect(buttons(post.card)).toEqual([]);
    expect(reply.posts).toEqual([]);
    expect(reply.toast).toMatch(/^● Megan Bowen is on it until Mon 31 Jul 09:50, Stockholm/u);
  });

  it('a hold that is cut says so on the card', () => {
    const story = asked();
    const reply = press(story, 'megan', { ...titled(pingFor(story, 'megan'), "I'm on it"), by: 'PT9H' });
    expect(read(only(reply).post.card)).toContain('the longest allowed is Mon 31 Jul 10:20');
  });

  it('is said in words where the card cannot be replaced', () => {
    const story = asked();
    const data = { ...titled(pingFor(story, 'megan'), "I'm on it"), by: 'PT30M' };
    expect(textOf(only(press(story, 'megan', data)).orElse)).toContain('Megan Bowen is on it until');
    const other = asked();
    expect(textOf(press(other, 'megan', data, { on: null }).posts)).toContain('Megan Bowen is on it until');
  });

  it('Done that needs words leads to a form, in which nothing is wrong yet; the ping ends with the form', () => {
    const story = asked();
    const led = press(story, 'megan', titled(pingFor(story, 'megan'), 'Done'));
    const form = led.posts[0]?.card;
    expect([led.instead, led.toast]).toEqual([[], 'Please fill in below: Vendor replied']);
    expect(read(form)).not.toMatch(/missing|▲/u);
    const sent = press(
      story,
      'megan',
      { ...(buttons(form)[0]?.['data'] as object), words: 'an engineer has it' },
      { on: FORM },
    );
    expect(sent.posts).toEqual([]);
    expect(sent.instead.map(({ message }) => message)).toEqual([FORM, PING]);
    const [told, ping] = sent.instead.map(({ post }) => read(post.card));
    expect(told).toContain('T1: a real answer from Microsoft\nMegan Bowen · 09:20');
    expect(told).toContain('Next:');
    expect(ping).toContain('T1: a real answer from Microsoft\nMegan Bowen · 09:20');
    expect(ping).not.toContain('Next:');
  });

  it('the vendor’s word ends a ping about the fixed deadline, whose clock goes on', () => {
    const story = asked().until('14:36');
    const view = { now: story.now, language: 'en' as const, person: 'megan' };
    const card = pingAgain(['deadline:microsoft'], 'megan', story.case, view)?.card;
    const led = press(story, 'megan', titled(card, 'Done'));
    const sent = { ...(buttons(led.posts[0]?.card)[0]?.['data'] as object), words: 'an engineer has it' };
    const reply = press(story, 'megan', sent, { on: FORM });
    expect(story.due('deadline:microsoft')).toBe('20:35');
    expect(buttons(reply.instead.find(({ message }) => message === PING)?.post.card)).toEqual([]);
  });

  it('of several things leaves those that still wait', () => {
    const story = withTicket().until('09:25');
    const card = pingFor(story, 'alex');
    expect((titled(card, 'Done') as { args: Node }).args['keys']).toBe('step:4,update');
    const led = press(story, 'alex', titled(card, 'Done'));
    expect(led.toast).toBe('That ping listed 2 things. Choose the one that is done.');
    const choose = { ...(buttons(led.posts[0]?.card)[0]?.['data'] as object), keys: 'step:4' };
    const next = press(story, 'alex', choose, { on: FORM });
    const { message, post: form } = only(next);
    expect([message, next.posts, next.toast]).toEqual([FORM, [], 'Please fill in below: Step done']);
    const sent = { ...(buttons(form.card)[0]?.['data'] as object), ...shown(form.card), words: 'yes, within 6 h' };
    const reply = press(story, 'alex', sent, { on: FORM });
    expect([reply.posts, reply.instead.map((one) => one.message)]).toEqual([[], [FORM, PING]]);
    const [told, ping] = reply.instead.map((one) => one.post) as [Post, Post];
    expect(read(told.card)).toContain('Step 4 done');
    expect(read(ping.card)).toContain('Post a status update');
    expect((titled(ping.card, 'Done') as { args: Node }).args['keys']).toBe('update');
  });
});

describe('a form', () => {
  const form = (story: Story, command: string, args: Record<string, string>) => {
    const led = press(story, 'alex', {
      baton: 1,
      verb: 'form',
      case: 'INC-1',
      card: 'case',
      args: { command, ...args },
    });
    return led.posts[0]?.card;
  };
  const send = (story: Story, card: unknown, typed: Record<string, string>, scope: Inbound['scope'] = 'channel') =>
    press(story, 'alex', { ...(buttons(card)[0]?.['data'] as object), ...shown(card), ...typed }, { on: FORM, scope });

  it('in a thread: the card says that it was sent and by whom, the thread is told once what it says', () => {
    const story = withTicket().at('08:40');
    const reply = send(story, form(story, 'ticket heard', { ticket: 'T1' }), { words: 'an engineer has it' });
    const { message, post, orElse } = only(reply);
    expect([message, orElse]).toEqual([FORM, []]);
    expect(read(post.card)).toContain('Vendor replied · T1 Microsoft\nAlex Wilber · 08:40');
    expect(read(post.card)).not.toContain('engineer');
    expect(textOf(reply.posts).match(/an engineer has it/gu)).toHaveLength(1);
  });

  it('that lacks something comes back in its own place, filled, with the problem under its field; the toast is a no', () => {
    const story = withTicket().at('08:40');
    const reply = send(story, form(story, 'ticket wants', { ticket: 'T1' }), {
      words: 'logs',
      via: 'portal',
      due: 'soonish',
    });
    const { message, post } = only(reply);
    expect([message, reply.posts]).toEqual([FORM, []]);
    expect(read(post.card)).toMatch(
      /▲ One thing is not right yet\nBy when do we answer\?\nBy when do we answer: “soonish” is not a time/u,
    );
    expect(inputs(post.card).find((one) => one['id'] === 'words')?.['value']).toBe('logs');
    expect(reply.toast).toMatch(/^✕ Not done\. By when do we answer: “soonish” is not a time/u);
  });

  it('that the rules refuse comes back the same way', () => {
    const story = withTicket({ playbook: 'mail-block' }).at('08:40');
    const typed = { to: 'megan', due: '23:00' };
    const reply = send(story, form(story, 'step assign', { step: '6' }), typed);
    const { message, post } = only(reply);
    expect([message, reply.posts]).toEqual([FORM, []]);
    expect(read(post.card)).toMatch(/▲ Not done\nWhy.*\nA reason is missing\./u);
    const values = Object.fromEntries(inputs(post.card).map((one) => [one['id'], one['value']]));
    expect(values).toMatchObject({ to: 'megan', step: '6', due: '2023-07-31 23:00' });
    expect(reply.toast).toMatch(/^✕ Not done\. A reason is missing\./u);
    const again = send(story, post.card, { ...typed, reason: 'the desk is closed' });
    expect(textOf(again.posts)).toContain('Step 6 goes to Megan Bowen');
  });

  it('that cannot be taken yet comes back beside the list of what stands in the way', () => {
    const story = withTicket().at('08:40');
    const reply = send(story, form(story, 'case resolve', {}), { words: 'mail flows again' });
    expect(read(only(reply).post.card)).toContain('Not resolved yet: one ticket is not fixed');
    expect(inputs(only(reply).post.card)[0]?.['value']).toBe('mail flows again');
    expect(textOf(reply.posts)).toContain('T1');
  });
});

it('a button of a live card changes no card by itself: the thread is told, and a "no" is for whoever clicked', () => {
  const story = withTicket().at('08:40');
  const data = {
    baton: 1,
    verb: 'step done',
    case: 'INC-1',
    rev: story.case.version,
    card: 'case',
    args: { step: '1' },
  };
  const done = press(story, 'alex', data, { scope: 'channel' });
  expect([done.instead, textOf(done.posts)]).toEqual([[], expect.stringContaining('Step 1 done')]);
  const again = press(story, 'megan', data, { scope: 'channel' });
  expect([again.instead, again.posts]).toEqual([[], []]);
  expect(again.toast).toMatch(/^✕ Not done\. Alex Wilber was first/u);
});
