/** A house for bots in processes of their own: a folder with a fast organisation file, a fake connector, a port, people who talk. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  alex,
  CHANNEL,
  type Fields,
  inChannel,
  inChat,
  installed,
  lynne,
  megan,
  teamsUser,
} from '../support/activities.ts';
import { type FakeConnector, fakeConnector } from '../support/fakeConnector.ts';
import { type BotProcess, botProcess, freePort } from './botProcess.ts';
import { operatorScript, type Ran } from './operatorScript.ts';

const root = join(import.meta.dirname, '../..');
const roster = [
  alex,
  megan,
  teamsUser('Adele Vance', 2),
  teamsUser('Isaiah Langer', 3),
  teamsUser('Patti Fernandez', 4),
  lynne,
];
const mails = ['alexw', 'meganb', 'adelev', 'isaiahl', 'pattif', 'lynner'].map((name) => `${name}@example.com`);

export class House {
  readonly folder = mkdtempSync(join(tmpdir(), 'baton-process-'));
  readonly fake: FakeConnector;
  readonly port: number;
  private readonly alive = new Set<BotProcess>();

  private constructor(fake: FakeConnector, port: number) {
    this.fake = fake;
    this.port = port;
    // The demo's clocks of seconds, ten times as fast.
    const demo = readFileSync(join(root, 'env/organisation.demo.yaml'), 'utf8');
    const fast = demo
      .replace(
        /\bPT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?/g,
        (_, h = 0, m = 0, s = 0) => `PT${Math.ceil((+h * 3600 + +m * 60 + +s) / 10)}S`,
      )
      .replace(/\{\s*team: team-id.*|team: team-id/, 'team: "19:team@thread.tacv2"')
      .replace('channel: team-id', `channel: "${CHANNEL}"`);
    writeFileSync(join(this.folder, 'organisation.yaml'), fast);
  }

  static async open(): Promise<House> {
    const fake = await fakeConnector(roster.map((person, index) => ({ ...person, email: mails[index] })));
    return new House(fake, await freePort());
  }

  /** Ends every bot that is still there, and leaves nothing behind. */
  async close(): Promise<void> {
    for (const bot of this.alive) bot.kill('SIGKILL');
    await Promise.all([...this.alive].map((bot) => bot.ended));
    await this.fake.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A bot that waits for its `go()`. `imports`: modules that are loaded before its first line; `env`: more environment for them. */
  bot(over: { dataDir?: string; port?: number; imports?: string[]; env?: Record<string, string> } = {}): BotProcess {
    const bot = botProcess({
      port: over.port ?? this.port,
      dataDir: over.dataDir ?? this.folder,
      organisationFile: join(this.folder, 'organisation.yaml'),
      ...(over.imports && { imports: over.imports }),
      ...(over.env && { env: over.env }),
    });
    this.alive.add(bot);
    void bot.ended.then(() => this.alive.delete(bot));
    return bot;
  }

  /** A bot that listens. */
  async running(over: Parameters<House['bot']>[0] = {}): Promise<BotProcess> {
    const bot = this.bot(over);
    await bot.go();
    await bot.listening;
    return bot;
  }

  /** Runs one of the scripts that operators run, with the settings of the bot. */
  script(name: string, ...args: string[]): Promise<Ran> {
    const organisationFile = join(this.folder, 'organisation.yaml');
    return operatorScript(name, args, { port: this.port, dataDir: this.folder, organisationFile });
  }

  /** The status of the answer; null: there was none. */
  async post(activity: Fields): Promise<number | null> {
    try {
      const reply = await fetch(`http://127.0.0.1:${this.port}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Connection: 'close' },
        body: JSON.stringify(activity),
      });
      await reply.arrayBuffer();
      return reply.status;
    } catch {
      return null;
    }
  }

  /** Throws when the answer is not 200. */
  async answered(activity: Fields): Promise<void> {
    const status = await this.post(activity);
    if (status !== 200) throw new Error(`the bot answered with ${status}`);
  }

  async installed(): Promise<void> {
    await this.answered(installed(this.fake.url));
  }

  /** Opens a case from the chat with Alex, and resolves with the id of its thread. */
  async newCase(words: string, caseId: string): Promise<string> {
    await this.answered(inChat(words, this.fake.url));
    return this.rootOf(caseId);
  }

  /** Alex says it in the thread of a case; the status of the answer. */
  say(words: string, thread: string, from?: Fields): Promise<number | null> {
    return this.post(inChannel(words, this.fake.url, thread, from));
  }

  /** Waits until the health page says so. */
  async healthIs(status: number): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await this.health()).status === status) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`health never was ${status}: ${JSON.stringify(await this.health())}`);
  }

  async health(): Promise<{ status: number; body: { reasons: string[] } }> {
    const reply = await fetch(`http://127.0.0.1:${this.port}/healthz`, { headers: { Connection: 'close' } });
    return { status: reply.status, body: (await reply.json()) as { reasons: string[] } };
  }

  /** Where the thread of a case began. */
  private async rootOf(caseId: string): Promise<string> {
    const isRoot = () =>
      this.fake.posts.find(
        (post) =>
          post.method === 'POST' &&
          post.conversationId.startsWith(CHANNEL) &&
          JSON.stringify(post.activity).replaceAll('\u2011', '-').includes(`${caseId} `),
      );
    for (;;) {
      const found = isRoot();
      if (found) return found.conversationId.split('messageid=')[1] ?? found.activityId;
      await this.fake.until(this.fake.posts.length + 1, 30_000);
    }
  }
}
