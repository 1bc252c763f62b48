/** The whole bot in this process: real server, real SDK, real store; only the Bot Connector is a fake one on this machine. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Baton, startBaton } from '../../src/baton.ts';
import type { Config } from '../../src/config.ts';
import type { Clock } from '../../src/engine/index.ts';
import { alex, CHANNEL, type Fields, inChat, installed, lynne, megan, TENANT, teamsUser } from './activities.ts';
import { type FakeConnector, fakeConnector, type Posted } from './fakeConnector.ts';
import { BOT_ID, type OpenId } from './openId.ts';

export const patti = teamsUser('Patti Fernandez', 4);
export const stranger = teamsUser('Nobody Known', 9);

/** Who is in the team. */
const roster = [
  { ...alex, email: 'alexw@example.com' },
  { ...megan, email: 'meganb@example.com' },
  { ...patti, email: 'pattif@example.com' },
  { ...lynne, email: 'lynner@example.com' },
  { ...stranger, email: 'nobody@example.com' },
];

const newCase = 'case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email';

/** Neither may ever stand in a log or go anywhere but to the connector. */
export const OUR_PASSWORD = 'canary-password-of-the-bot';
export const OUR_TOKEN = 'canary-token-of-the-bot';

export interface WholeBotOptions {
  /** Where the bot is reached from outside. */
  publicUrl?: string | null;
  secrets?: Partial<Config['secrets']>;
  /** It has credentials, and takes what this one signs. */
  signedBy?: OpenId;
  watch?: Partial<Config['watch']>;
  /** Instead of the machine's. */
  clock?: Clock;
  /** Milliseconds between two beats of the outside heartbeat. */
  beatMs?: number;
  /** The example's organisation file, changed. */
  organisation?(text: string): string;
}

export class WholeBot {
  readonly folder = mkdtempSync(join(tmpdir(), 'baton-bot-'));
  readonly logged: { level: string; about: object; message: string }[] = [];
  readonly fake: FakeConnector;
  private running: Baton | null = null;

  private readonly options: WholeBotOptions;

  private constructor(fake: FakeConnector, options: WholeBotOptions) {
    this.fake = fake;
    this.options = options;
    const example = readFileSync(join(import.meta.dirname, '../../env/organisation.example.yaml'), 'utf8');
    writeFileSync(join(this.folder, 'organisation.yaml'), options.organisation?.(example) ?? example);
  }

  static async open(options: WholeBotOptions = {}): Promise<WholeBot> {
    const bot = new WholeBot(await fakeConnector(roster), options);
    try {
      await bot.start();
    } catch (error) {
      await bot.fake.close();
      rmSync(bot.folder, { recursive: true });
      throw error;
    }
    return bot;
  }

  get baton(): Baton {
    if (this.running === null) throw new Error('The bot is down');
    return this.running;
  }

  async start(): Promise<Baton> {
    const { signedBy, clock, beatMs } = this.options;
    const config: Config = {
      port: 0,
      host: '127.0.0.1',
      dataDir: this.folder,
      databaseUrl: null,
      organisationFile: join(this.folder, 'organisation.yaml'),
      logLevel: 'info',
      credentials: signedBy ? { type: 'SingleTenant', id: BOT_ID, password: OUR_PASSWORD, tenant: TENANT } : null,
      publicUrl: this.options.publicUrl ?? null,
      secrets: { smtp: null, smsToken: null, webhookSecret: null, ...this.options.secrets },
      watch: { metricsToken: null, heartbeatUrl: null, dailyLine: null, ...this.options.watch },
    };
    const at = (level: string) => (about: object, message: string) => void this.logged.push({ level, about, message });
    const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    const mayCall = (url: string) => url === this.fake.url;
    const trust = signedBy && { metadata: signedBy.metadata, mayCall, token: async () => OUR_TOKEN };
    this.running = await startBaton(config, log, {
      reloadMs: 50,
      ...(trust && { trust }),
      ...(clock && { clock }),
      ...(beatMs !== undefined && { beatMs }),
    });
    return this.running;
  }

  async close(): Promise<void> {
    await this.baton.stop();
    await this.fake.close();
    rmSync(this.folder, { recursive: true });
  }

  send(activity: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.baton.port}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...this.authorization(), ...headers },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
  }

  private authorization(): Record<string, string> {
    const { signedBy } = this.options;
    return signedBy ? { Authorization: signedBy.bearer(this.fake.url) } : {};
  }

  /** Sends and waits until everything that follows has been said. */
  async tell(...activities: Fields[]): Promise<Posted[]> {
    const before = this.fake.posts.length;
    for (const activity of activities) {
      const { status } = await this.send(activity);
      if (status !== 200) throw new Error(`An activity was answered with ${status}`);
    }
    await this.settled();
    return this.fake.posts.slice(before);
  }

  async settled(): Promise<void> {
    await this.baton.teams.idle();
    await this.baton.engine.idle();
  }

  /** INC-1 in its thread, by Alex. */
  async opened(): Promise<{ thread: string; root: string }> {
    const { fake } = this;
    await this.tell(installed(fake.url), inChat(newCase, fake.url));
    const post = fake.posts.find((one) => one.method === 'POST' && one.conversationId.startsWith(CHANNEL));
    if (!post) throw new Error(`no root post: ${texts(fake.posts).join(' | ')}`);
    return { thread: post.conversationId, root: post.activityId };
  }
}

/** What the posts say, cards by their summary. */
export const texts = (posts: Posted[]) =>
  posts.map(({ activity }) => String(activity['text'] ?? activity['summary'] ?? ''));
