// The core alone, in memory: people speak in intents, time is moved by hand, every tick fires on the way. For laws and domain tests.

import type { Case } from '../../src/domain/case.ts';
import { codeFrom } from '../../src/domain/code.ts';
import type { Command, Intent } from '../../src/domain/commands.ts';
import { type Decision, decide } from '../../src/domain/decide.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/fold.ts';
import type { Message } from '../../src/domain/message.ts';
import { messagesOf } from '../../src/domain/messages.ts';
import { obligationOf, obligationsOf } from '../../src/domain/obligations.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import { linkExpires } from '../../src/domain/packs.ts';
import type { Presence } from '../../src/domain/people.ts';
import type { Playbook } from '../../src/domain/playbook.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { type Instant, instant } from '../../src/domain/time.ts';
import { timersOf } from '../../src/domain/timers.ts';
import { withPaper } from '../../src/engine/packs.ts';
import { loadOrganisation } from '../../src/organisation/index.ts';

const loaded = loadOrganisation('env/organisation.example.yaml', 2023);
if (!('organisation' in loaded)) throw new Error('The example organisation file has faults');
export const example: { organisation: Organisation; playbooks: ReadonlyMap<string, Playbook> } = {
  organisation: loaded.organisation,
  playbooks: new Map(Object.entries(loaded.playbooks)),
};

/** Everybody of the example is on the roster; Lynne, of the vendor's, has once been in a chat with the bot. */
export const everybody: Presence = {
  rosterKnown: true,
  roster: ['alex', 'megan', 'adele', 'isaiah', 'patti'],
  chatted: ['lynne'],
  left: [],
};

export interface Sent {
  at: Instant;
  message: Message;
}

export class Story {
  now: Instant;
  state: Case | null = null;
  readonly events: CaseEvent[] = [];
  readonly sent: Sent[] = [];
  private commands = 0;
  organisation: Organisation;
  presence: Presence;

  constructor(start: string, organisation = example.organisation, presence = everybody) {
    this.now = instant(start);
    this.organisation = organisation;
    this.presence = presence;
  }

  get case(): Case {
    if (!this.state) throw new Error('No case has been opened');
    return this.state;
  }

  /** Decides and applies one command now; the decision comes back, refusals too. */
  command(by: string, intent: Intent, extra: Partial<Command> = {}): Decision {
    const decision = this.would(by, intent, extra);
    if ('events' in decision) this.apply(decision.events);
    return decision;
  }

  /** What would be decided now; nothing is applied. */
  would(by: string, intent: Intent, extra: Partial<Command> = {}): Decision {
    const n = ++this.commands;
    const playbook = example.playbooks.get((intent.type === 'case.new' && intent.playbook) || 'blank');
    if (!playbook) throw new Error('No such playbook');
    const command: Command = {
      id: `c${n}`,
      caseId: 'INC-1',
      at: this.now,
      by: by === 'baton' ? { kind: 'system' } : { kind: 'person', id: by },
      supplies: {
        code: codeFrom(new Uint8Array([n, n * 7, n * 13, n * 29])),
        organisation: this.organisation,
        link: { id: `link-${n}`, expires: linkExpires(this.now) },
        opening: { number: 1, organisation: this.organisation, playbook, presence: this.presence },
      },
      intent,
      ...extra,
    };
    return decide(withPaper(command, this.state), this.state);
  }

  /** A command that must not be refused; what is due because of it fires at once. */
  say(by: string, intent: Intent, extra: Partial<Command> = {}): CaseEvent[] {
    const decision = this.command(by, intent, extra);
    if ('refusal' in decision) throw new Error(`Refused: ${JSON.stringify(decision.refusal)}`);
    this.tickAll(this.now);
    return decision.events;
  }

  /** Why a command is refused; throws when it is not. */
  refused(by: string, intent: Intent, extra: Partial<Command> = {}): Refusal {
    const decision = this.command(by, intent, extra);
    if ('events' in decision) throw new Error(`Allowed: ${JSON.stringify(intent)}`);
    return decision.refusal;
  }

  /** The installation tells the case who there is now; what is due because of it fires. */
  people(change: Partial<Presence>, organisation = this.organisation): CaseEvent[] {
    this.organisation = organisation;
    this.presence = { ...this.presence, ...change };
    return this.say('baton', { type: 'people', organisation, presence: this.presence });
  }

  private apply(events: CaseEvent[]): void {
    const before = this.state;
    for (const event of events) this.state = evolve(this.state, event);
    this.events.push(...events);
    if (this.state)
      for (const message of messagesOf(before, events, this.state)) this.sent.push({ at: this.now, message });
  }

  /** The next armed instant; null when nothing is armed. */
  next(): Instant | null {
    const all = this.state ? timersOf(this.state).map((t) => t.at) : [];
    return all.reduce<Instant | null>((a, b) => (a === null || b < a ? b : a), null);
  }

  private tickAll(until: Instant): void {
    for (let guard = 0; guard < 20_000; guard++) {
      const at = this.next();
      if (at === null || at > until) return;
      if (at > this.now) this.now = at;
      const fired = this.command('baton', { type: 'tick' });
      if ('events' in fired && fired.events.length === 0) throw new Error(`Nothing fired at ${this.now}, armed ${at}`);
    }
    throw new Error('The clock does not stop firing');
  }

  /** Moves to an instant. What is due before it fires at its time; what is due at it comes after the command of that instant. */
  at(time: string): this {
    const to = this.instant(time);
    this.tickAll(instant(Date.parse(to) - 1));
    this.now = to;
    return this;
  }

  /** Moves to an instant and fires what is due at it. */
  until(time: string): this {
    this.at(time);
    this.tickAll(this.now);
    return this;
  }

  /** The process is away until then: nothing ticks on the way; the first tick says so. */
  away(until: string): this {
    const from = this.now;
    this.now = this.instant(until);
    this.command('baton', { type: 'tick', away: { from, to: this.now } });
    this.tickAll(this.now);
    return this;
  }

  /** "09:20" is that time on the story's present day in the organisation's zone; "2023-08-03 08:00" names the day. */
  instant(time: string): Instant {
    if (time.includes('T')) return instant(time);
    const zone = this.organisation.timeZone;
    const [day, clock] = time.includes(' ') ? time.split(' ') : [null, time];
    const today = Temporal.Instant.from(this.now).toZonedDateTimeISO(zone).toPlainDate();
    const date = day ? Temporal.PlainDate.from(day) : today;
    return instant(
      date
        .toZonedDateTime({ timeZone: zone, plainTime: clock ?? '00:00' })
        .toInstant()
        .toString(),
    );
  }

  clock(at: Instant): string {
    return Temporal.Instant.from(at)
      .toZonedDateTimeISO(this.organisation.timeZone)
      .toPlainTime()
      .toString({ smallestUnit: 'minute' });
  }

  /** `Mon 11:30`: for stories that last longer than a day. */
  day(at: Instant): string {
    const date = Temporal.Instant.from(at).toZonedDateTimeISO(this.organisation.timeZone);
    return `${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][date.dayOfWeek - 1]} ${this.clock(at)}`;
  }

  /** When obligations whose key starts so pinged, whom, and why: `11:30 climb lynne megan`. */
  pings(key: string, time: (at: Instant) => string = (at) => this.clock(at)): string[] {
    return this.events.flatMap((e) =>
      e.body.type === 'pinged' && e.body.ping.key.startsWith(key)
        ? [
            `${time(e.at)} ${e.body.ping.reason} ${[...e.body.ping.people, ...(e.body.ping.channel ? ['#'] : [])].join(' ')}`,
          ]
        : [],
    );
  }

  /** The instant at which an obligation asks next. */
  due(key: string, time: (at: Instant) => string = (at) => this.clock(at)): string | undefined {
    const timer = this.state ? timersOf(this.state).find((t) => t.key === key) : undefined;
    return timer && time(timer.at);
  }

  /** Who holds an obligation: a person, `#` for the channel; undefined when nothing such is owed. */
  holder(key: string): string | undefined {
    const ob = this.state && obligationOf(this.state, key);
    return ob ? ('person' in ob.holder ? ob.holder.person : '#') : undefined;
  }

  /** What is owed now, without the deadlines and duties named. */
  owed(...except: string[]): string[] {
    const keys = obligationsOf(this.case).map((ob) => ob.key);
    return keys.filter((key) => !except.some((start) => key.startsWith(start))).sort();
  }

  /** The messages of one instant, of one kind. */
  messages<K extends Message['kind']>(kind: K, at: Instant = this.now): Extract<Message, { kind: K }>[] {
    return this.sent.flatMap((m) =>
      m.at === at && m.message.kind === kind ? [m.message as Extract<Message, { kind: K }>] : [],
    );
  }
}
