// What people type and press in Teams, taken to the rules and answered, over a World and without the platform. Not here: expectations.
import type { Instant } from '../../src/domain/time.ts';
import type { Engine, Post } from '../../src/engine/index.ts';
import { clicked } from '../../src/teams/actions.ts';
import type { Inbound, Scope } from '../../src/teams/activity.ts';
import { clicks } from '../../src/teams/once.ts';
import type { Room } from '../../src/teams/room.ts';
import { hear } from '../../src/teams/routing.ts';
import { clicks as clicksOf } from './cardParts.ts';
import { example } from './story.ts';
import type { World } from './world.ts';

export interface Answered {
  /** Everything that was said back, in order. */
  posts: Post[];
  /** What took the place of the card that was pressed. */
  replaced: Post[];
  /** The sentence under the card. */
  toast: string;
}

export class TeamsRoom {
  private readonly world: World;
  private readonly ids = clicks();
  private readonly said: Post[] = [];
  /** What is being put into words. */
  private saying: Promise<void> = Promise.resolve();
  private readonly replaced: Post[] = [];
  private activities = 0;
  private readonly engine: Engine;
  /** What was typed and taken: Teams has its answer to the request. */
  heard = 0;

  /** `through`: the engine as the room sees it, for a fault on the way to it. */
  constructor(world: World, through: (engine: Engine) => Engine = (engine) => engine) {
    this.world = world;
    this.engine = through(world.engine);
  }

  /**
   * Somebody types; in the own chat unless said otherwise. Null: somebody who is not in the organisation file; undefined: Teams
   * does not say who.
   */
  async says(person: string | null | undefined, text: string, scope: Scope = 'personal'): Promise<Answered> {
    return this.hears(person, text, this.inbound(person, scope));
  }

  /** Somebody types in the thread of a case. */
  async saysUnder(caseId: string, person: string, text: string): Promise<Answered> {
    const thread = (await this.world.store.post(caseId, 'thread'))?.conversationId;
    if (thread === undefined) throw new Error(`${caseId} has no thread`);
    return this.hears(person, text, { ...this.inbound(person, 'channel'), conversationId: thread, threadId: thread });
  }

  private async hears(person: string | null | undefined, text: string, at: Inbound): Promise<Answered> {
    await hear(this.room(), at, { kind: 'text', text, mentionsUs: true, named: [] }, person);
    this.heard += 1;
    return this.taken('');
  }

  /** Somebody presses a button of a card; `data` as the card has it, or forged. */
  async presses(
    person: string | null | undefined,
    data: unknown,
    way: 'execute' | 'submit' = 'execute',
  ): Promise<Answered> {
    const at = this.inbound(person, 'personal');
    const answer = await clicked(this.room(), at, { kind: 'click', way, data }, person, this.ids);
    const toast = (answer?.body as { value?: unknown } | undefined)?.value;
    return this.taken(typeof toast === 'string' ? toast : '');
  }

  /** Somebody presses a button by its title on a card, with what was put into its fields. */
  async clicksOn(person: string, card: unknown, title: string, inputs: Record<string, string> = {}): Promise<Answered> {
    const found = clicksOf(card).filter((click) => click['title'] === title);
    const [button] = found;
    if (!button || found.length > 1) throw new Error(`${found.length} buttons “${title}” on ${JSON.stringify(card)}`);
    return this.presses(person, { ...(button['data'] as object), ...inputs });
  }

  /** The newest card in somebody's own chat. */
  cardOf(person: string): unknown {
    const card = this.world.arrivals(person).findLast(({ post }) => post.card !== undefined)?.post.card;
    if (card === undefined) throw new Error(`No card came to ${person}`);
    return card;
  }

  private async taken(toast: string): Promise<Answered> {
    await this.saying;
    this.world.engine.nudge();
    await this.world.engine.idle();
    return { posts: this.said.splice(0), replaced: this.replaced.splice(0), toast };
  }

  private room(): Room {
    const { world } = this;
    const never = () => Promise.resolve();
    return {
      engine: this.engine,
      organisation: () => world.organisation,
      playbooks: () => [...example.playbooks.values()],
      references: {} as Room['references'],
      roster: {
        identify: () => Promise.resolve(null),
        member: () => null,
        readFirst: never,
        refresh: never,
        changed: never,
        teamId: () => null,
      },
      speaker: {
        say: (_at, _person, posts) => {
          this.saying = this.saying.then(async () => {
            this.said.push(...(typeof posts === 'function' ? await posts() : posts));
          });
        },
        replace: (_at, _person, _id, post) => void this.replaced.push(post),
        idle: never,
      },
      now: (): Instant => world.now,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    };
  }

  private inbound(sender: string | null | undefined, scope: Scope): Inbound {
    const person = sender ?? 'nobody';
    const id = String(++this.activities);
    const conversationId = `a:chat-of-${person}`;
    return {
      key: `message:${id}@${conversationId}`,
      type: 'message',
      id,
      name: '',
      from: { id: `29:${person}`, name: person },
      bot: { id: '28:baton', name: 'Baton' },
      tenant: null,
      serviceUrl: 'http://localhost',
      scope,
      conversationId,
      threadId: conversationId,
      channelId: scope === 'channel' ? conversationId : null,
      teamId: null,
      targeted: false,
      locale: '',
      replyToId: 'the-card',
    };
  }
}
