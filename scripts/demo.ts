// `npm run demo`: the bot and two Agents Playgrounds, the coordinator's and the account manager's, all on this machine.
// `PORT=4978 PLAYGROUND_PORT=57150 npm run demo`: on other ports (the second Playground takes the next one), with data of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { argumentsOf } from './arguments.ts';

argumentsOf({ command: 'demo' });
const root = resolve(import.meta.dirname, '..');
const bot = { name: 'the bot', port: portIn('PORT', 3978) };
const firstPlayground = portIn('PLAYGROUND_PORT', 56150);
const playgrounds = [
  { name: 'alex', who: 'Alex Wilber, incident coordinator', port: firstPlayground },
  { name: 'lynne', who: 'Lynne Robbins, account manager at the vendor', port: firstPlayground + 1 },
] as const;
const work = join(root, bot.port === 3978 ? 'data/demo' : `data/demo-${bot.port}`);
/** Both start within some three seconds; a slow machine takes longer. */
const PATIENCE_MS = 60_000;

const children: ChildProcess[] = [];
let stopping = false;

/**
 * If this process is killed without a chance to clean up, its end of the pipe closes, and the guard ends the others. It
 * learns their ids over that pipe as they start.
 */
const guard = spawn(
  process.execPath,
  [
    '-e',
    `let ids = ''; const end = () => { for (const id of ids.split(' ')) try { if (id) process.kill(Number(id)) } catch {} process.exit() };
     process.stdin.on('data', (more) => { ids += more }).on('end', end).on('error', end)`,
  ],
  { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
);

function portIn(variable: string, otherwise: number): number {
  const text = process.env[variable] || String(otherwise);
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_535) return port;
  console.error(`${variable} is “${text}”, which is no port: write a number from 1 to 65534, or leave it out.`);
  process.exit(1);
}

/** Whether something listens there, on either kind of loopback address. */
async function taken(port: number): Promise<boolean> {
  const tries = ['127.0.0.1', '::1'].map(
    (host) =>
      new Promise<boolean>((done) => {
        const socket = createConnection({ host, port, timeout: 1_000 });
        const end = (is: boolean) => {
          socket.destroy();
          done(is);
        };
        socket.once('connect', () => end(true));
        socket.once('error', () => end(false));
        socket.once('timeout', () => end(false));
      }),
  );
  return (await Promise.all(tries)).includes(true);
}

function start(name: string, args: string[], environment: NodeJS.ProcessEnv, quiet: boolean): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', quiet ? 'ignore' : 'inherit'],
  });
  child.once('exit', (code, signal) => {
    if (!stopping)
      void stop(
        1,
        `${name} ended (${signal === null ? `exit code ${code}` : `killed by ${signal}`}), so the demo ends, too.`,
      );
  });
  children.push(child);
  guard.stdin?.write(`${child.pid} `);
  return child;
}

async function stop(code: number, why?: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (why) console.error(`\n${why}`);
  const ends = children.map((child) => child.exitCode ?? new Promise((done) => child.once('exit', done)));
  for (const child of children) child.kill('SIGTERM');
  await Promise.race([Promise.all(ends), new Promise((done) => setTimeout(done, 8_000))]);
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  process.exit(code);
}

async function until(what: string, isThere: () => Promise<boolean>): Promise<void> {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; ) {
    if (stopping || (await isThere())) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  await stop(1, `${what} did not start within a minute.`);
}

for (const { name, port } of [bot, ...playgrounds])
  if (await taken(port)) {
    console.error(
      `Port ${port} is taken by another program (the demo needs ${bot.port} for the bot, ${firstPlayground} and ${firstPlayground + 1} for the two Playgrounds; ${name} cannot start). Stop that program, or choose other ports: PORT=4978 PLAYGROUND_PORT=57150 npm run demo`,
    );
    process.exit(1);
  }

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
// Whatever ends this process takes the others along: nothing may be left listening.
process.on('exit', () => {
  for (const child of [...children, guard]) child.kill('SIGKILL');
});

// Every demo begins with INC-1.
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
start(
  bot.name,
  ['src/index.ts'],
  {
    PORT: String(bot.port),
    HOST: '127.0.0.1',
    DATA_DIR: work,
    ORGANISATION_FILE: 'env/organisation.demo.yaml',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    BOT_ID: '',
    BOT_PASSWORD: '',
    BOT_TYPE: '',
    BOT_TENANT_ID: '',
    DATABASE_URL: '',
  },
  false,
);
await until('The bot', () =>
  fetch(`http://127.0.0.1:${bot.port}/healthz`).then(
    (res) => res.ok,
    () => false,
  ),
);

const playground = join(root, 'node_modules/@microsoft/m365agentsplayground');
const { bin } = JSON.parse(readFileSync(join(playground, 'package.json'), 'utf8')) as { bin: Record<string, string> };
const cli = join(playground, bin['agentsplayground'] ?? 'cli.js');
for (const { name, port } of playgrounds)
  start(
    `The Playground on port ${port}`,
    [cli, '-e', `http://127.0.0.1:${bot.port}/api/messages`, '-c', 'msteams', '-p', String(port), '--dt', 'true'],
    {
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(root, 'env/playground', name, '.m365agentsplayground.yml'),
      M365_AGENTS_PLAYGROUND_LOGFILE: join(work, `playground-${name}.log`),
      // Nothing leaves this machine, and no browser opens by itself.
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
      TEAMSAPPTESTER_BROWSER: 'none',
    },
    true,
  );
for (const { port } of playgrounds) await until(`The Playground on port ${port}`, () => taken(port));

console.log(`
Baton runs. Open both pages, side by side, and keep them open (the Playground keeps no history):

  http://localhost:${playgrounds[0].port}   Alex Wilber, incident coordinator
  http://localhost:${playgrounds[1].port}   Lynne Robbins, the account manager at the vendor

In Alex's page open the channel "General" first (there the case will stand), then "Personal Chat", and type:

  case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email

then, to start the clock on the vendor:

  ticket open microsoft "outbound mail of the whole tenant blocked"

and wait: the clocks of the demo run in seconds. After 100 seconds of silence Lynne is asked in her own chat.
In General, begin with @ and pick Baton from the list. Ctrl-C stops everything.
`);
