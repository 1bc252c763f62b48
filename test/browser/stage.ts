// The real bot process, two real Agents Playgrounds (the coordinator's and the account manager's) and Chromium with a page for each.
// Not here: what is expected of them.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openChromium } from '../support/chromium.ts';

const root = resolve(import.meta.dirname, '../..');
const ports = { bot: 3988, alex: 56160, lynne: 56161 };

type Changes = readonly (readonly [string, string])[];

/** The demo's clocks, faster still: the coordinator after 15 s, the account manager after 45 s. */
const quick: Changes = [
  ['after: PT20S', 'after: PT6S'],
  ['after: PT40S', 'after: PT10S'],
  ['after: PT70S', 'after: PT15S'],
  ['after: PT100S', 'after: PT45S'],
  ['acknowledgeAtMost: PT2M', 'acknowledgeAtMost: PT12S'],
];

function organisationWith(changes: Changes): string {
  const demo = readFileSync(join(root, 'env/organisation.demo.yaml'), 'utf8');
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The demo's organisation file no longer says ${from}`);
    return text.replaceAll(from, to);
  }, demo);
}

export class Stage {
  private readonly folder = mkdtempSync(join(tmpdir(), 'baton-browser-'));
  private readonly children: ChildProcess[] = [];
  private bot: ChildProcess | undefined;
  private browser: Browser | undefined;
  private readonly changes: Changes;
  alex!: Page;
  lynne!: Page;

  /** `changes`: what the demo's organisation file says, and what it says here. */
  constructor(changes: Changes = quick) {
    this.changes = changes;
  }

  async open(): Promise<void> {
    writeFileSync(join(this.folder, 'organisation.yaml'), organisationWith(this.changes));
    await this.startBot();
    for (const who of ['alex', 'lynne'] as const) this.startPlayground(who);
    for (const port of [ports.alex, ports.lynne]) await answers(`http://localhost:${port}/`);
    this.browser = await openChromium();
    this.alex = await this.page(ports.alex);
    this.lynne = await this.page(ports.lynne);
  }

  /** Starts the bot, again after `killBot`, on the same data. */
  async startBot(): Promise<void> {
    this.bot = this.spawn(['src/index.ts'], {
      PORT: String(ports.bot),
      DATA_DIR: join(this.folder, 'data'),
      ORGANISATION_FILE: join(this.folder, 'organisation.yaml'),
      LOG_LEVEL: 'warn',
      // Where download links lead: this machine is all the outside there is here.
      PUBLIC_URL: `http://127.0.0.1:${ports.bot}`,
      BOT_ID: '',
      BOT_PASSWORD: '',
      DATABASE_URL: '',
    });
    await answers(`http://127.0.0.1:${ports.bot}/healthz`);
  }

  /** Ends the bot as a power cut would. */
  async killBot(): Promise<void> {
    const gone = new Promise((done) => this.bot?.once('exit', done));
    this.bot?.kill('SIGKILL');
    await gone;
  }

  /** A page that somebody outside opens, who is signed in nowhere. */
  async visit(url: string): Promise<Page> {
    const page = await (this.browser as Browser).newPage();
    await page.goto(url);
    return page;
  }

  /** Two pictures to look at, for instance after a failure. */
  async pictures(folder: string, prefix = ''): Promise<void> {
    await this.alex.screenshot({ path: join(folder, `${prefix}alex.png`) });
    await this.lynne.screenshot({ path: join(folder, `${prefix}lynne.png`) });
  }

  async close(): Promise<void> {
    await this.browser?.close();
    for (const child of this.children) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private startPlayground(who: 'alex' | 'lynne'): void {
    const home = join(root, 'node_modules/@microsoft/m365agentsplayground');
    const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { bin: Record<string, string> };
    const args = [
      '-e',
      `http://127.0.0.1:${ports.bot}/api/messages`,
      '-c',
      'msteams',
      '-p',
      String(ports[who]),
      '--dt',
      'true',
    ];
    this.spawn([join(home, bin['agentsplayground'] ?? 'cli.js'), ...args], {
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(root, 'env/playground', who, '.m365agentsplayground.yml'),
      M365_AGENTS_PLAYGROUND_LOGFILE: join(this.folder, `${who}.log`),
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
      TEAMSAPPTESTER_BROWSER: 'none',
    });
  }

  private spawn(args: string[], environment: NodeJS.ProcessEnv): ChildProcess {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: 'ignore',
    });
    this.children.push(child);
    return child;
  }

  private async page(port: number): Promise<Page> {
    const page = await (this.browser as Browser).newPage({ viewport: { width: 1400, height: 1100 } });
    page.setDefaultTimeout(60_000);
    await page.goto(`http://localhost:${port}`);
    await page.getByText('Personal Chat').first().waitFor();
    return page;
  }
}

async function answers(url: string): Promise<void> {
  for (const begun = Date.now(); Date.now() - begun < 60_000; ) {
    if (
      await fetch(url).then(
        (res) => res.ok,
        () => false,
      )
    )
      return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${url} did not answer within a minute`);
}

/** Opens one of the page's chats or channels by its name in the list. */
export async function goTo(page: Page, name: 'Personal Chat' | 'General'): Promise<void> {
  await page.getByText(name, { exact: true }).first().click();
}

/** Types a line into the personal chat and sends it. */
export async function type(page: Page, line: string): Promise<void> {
  const box = page.locator('[contenteditable=true][role=textbox]').last();
  await box.click();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** The newest button of that title. */
export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true }).last();
}

export async function sees(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).last().waitFor();
}
