// The day of the event, played in a World: who does the playbook's steps and posts the updates when nobody writes about it, and
// every ping as a line. For scenarios.
import type { Case, Step } from '../../src/domain/case.ts';
import type { Message, PingItem } from '../../src/domain/message.ts';
import { firstOf } from '../../src/domain/people.ts';
import { type Instant, plusMs } from '../../src/domain/time.ts';
import { deskOrganisation, deskPresence } from './deskOrganisation.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** Monday, 31 July 2023, 08:10 in Stockholm. */
export const morning = '2023-07-31T06:10:00Z';
export const opening = 'case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email';
export const firstTicket =
  'ticket open microsoft ref:2307310050000123 sev:A via:phone "outbound mail of the whole tenant blocked since Saturday"';

/** Everything that is about the supplier's ticket and its clocks. */
export const aboutTheTicket =
  /^(ticket|deadline|unread|choose-route|cut-off|verify|answer|auto-close|reference|owed-ticket)\b/;

export class Day {
  readonly world: World;
  /** Times of updates that nobody posts in time. */
  private readonly forgotten: readonly string[];
  private read = 0;

  constructor(world: World, forgotten: readonly string[] = []) {
    this.world = world;
    this.forgotten = forgotten;
  }

  /** Goes on to a time; on the way every step is done by its holder, and every update posted by Alex, a minute before it is due. */
  async at(time: string): Promise<this> {
    await this.keepUp(this.world.instant(time));
    await this.world.at(time);
    return this;
  }

  /** Like `at`, and what is due at that time happens too. */
  async until(time: string): Promise<this> {
    await this.keepUp(this.world.instant(time));
    await this.world.until(time);
    return this;
  }

  /** Goes to the time, says it in the case's thread; it must not be refused. */
  async say(time: string, person: string, line: string): Promise<Case> {
    await this.at(time);
    return this.world.say(person, line);
  }

  /** The pings of own chats that came since this was last asked: `09:20 megan: ticket:T1 rung ask`. */
  rang(): string[] {
    const all = pingsOf(this.world);
    const fresh = all.slice(this.read);
    this.read = all.length;
    return fresh;
  }

  private async keepUp(until: Instant): Promise<void> {
    for (;;) {
      const state = await this.world.engine.read('INC-1');
      const next = state && nextChore(state, (at) => this.forgotten.includes(this.world.local(at)));
      if (!next || plusMs(next.due, -60_000) >= until) return;
      const at = plusMs(next.due, -60_000);
      if (at > this.world.now) await this.world.at(at);
      await this.world.say(next.who, next.line);
    }
  }
}

/** A world with the case opened at 08:10 and, unless told otherwise, control lost at 08:12. */
export async function openDay({
  lost = true,
  forgotten = [],
  ...options
}: Partial<WorldOptions> & { lost?: boolean; forgotten?: readonly string[] } = {}): Promise<Day> {
  const world = await openWorld({ start: morning, pollMs: 86_400_000, ...options });
  await world.say('alex', opening);
  const day = new Day(world, forgotten);
  if (lost) await day.say('08:12', 'alex', 'case set control:vendor');
  return day;
}

/** The same with more people at more vendors, all of whom have been in a chat with the bot, and T1 opened at 08:35. */
export async function openDesk(options: Parameters<typeof openDay>[0] = {}): Promise<Day> {
  const day = await openDay({ organisation: deskOrganisation, ...options });
  for (const person of deskPresence.chatted) await day.world.engine.people.chatted(person);
  await day.say('08:35', 'megan', firstTicket);
  return day;
}

interface Chore {
  due: Instant;
  who: string;
  line: string;
}

function nextChore(state: Case, isForgotten: (due: Instant) => boolean): Chore | null {
  if (state.status !== 'open') return null;
  const steps = state.steps.flatMap((step) => (step.status === 'open' && step.due ? [{ step, due: step.due }] : []));
  const chores = steps.map(({ step, due }) => ({ due, who: holderOf(state, step), line: doneLine(step) }));
  const { due } = state.update;
  if (!isForgotten(due)) chores.push({ due, who: 'alex', line: 'update "Still waiting for Microsoft"' });
  return chores.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))[0] ?? null;
}

/** Whose step it is. */
export function holderOf(state: Case, step: Step): string {
  return step.assignee ?? firstOf(state, step.role ?? 'coordinator', state.lastAt) ?? 'alex';
}

export function doneLine({ number }: Step): string {
  return `step ${number} done "done, see the evidence pack"`;
}

/** One line per card in an own chat, in order: `14:12 lynne: deadline:microsoft deadline`. */
export function pingsOf(world: World): string[] {
  return world
    .everything()
    .flatMap(({ at, message }) =>
      message.kind === 'ping'
        ? [`${world.local(at)} ${message.person}: ${itemLine(message.items)}${awayLine(message)}`]
        : [],
    );
}

/** The lines in the case's thread that mention people: `09:20 @megan: ticket:T1 rung ask`. */
export function mentionsOf(world: World): string[] {
  return world
    .everything()
    .flatMap(({ at, message }) =>
      message.kind === 'thread-ping'
        ? [
            `${world.local(at)} ${message.people.map((id) => `@${id}`).join(' ')}: ${itemLine(message.items)}${awayLine(message)}`,
          ]
        : [],
    );
}

/** The root posts of their own in the incident channel that ping: `20:35 @alex @megan: ticket:T1 rung executives`. */
export function channelPingsOf(world: World): string[] {
  return world
    .everything()
    .flatMap(({ at, message }) =>
      message.kind === 'channel-ping'
        ? [
            `${world.local(at)} ${message.people.map((id) => `@${id}`).join(' ')}: ${itemLine(message.items)}${awayLine(message)}`,
          ]
        : [],
    );
}

function itemLine(items: readonly PingItem[]): string {
  return items.map(({ ping }) => [ping.key, ping.reason, ping.do].filter(Boolean).join(' ')).join(', ');
}

function awayLine(message: Extract<Message, { kind: 'ping' | 'thread-ping' | 'channel-ping' }>): string {
  return message.away ? ` (away: ${message.away.fellDue.map(({ key }) => key).join(', ') || 'nothing fell due'})` : '';
}
