// `npm run fuzz -- --bodies 1000000 --seed 42`: sends so many requests of every kind to a bot in a process of its own, over HTTP; reads as
// many lines and clicks with the parser alone as `--lines` says, and so many mangled organisation files and playbooks as `--files` says;
// measures the longest lines that can be sent and files that grow when they are read. Prints what was answered, memory before and
// after, and the slowest (processor time, so that a busy machine is no slow parser); exits with 1 when something broke.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseOrganisation } from '../src/organisation/load.ts';
import { environmentOf, freePort } from '../test/process/botProcess.ts';
import { inChat, installed } from '../test/support/activities.ts';
import { fakeConnector } from '../test/support/fakeConnector.ts';
import { fuzzPerson, fuzzRequests, MANY, OPENING, withMany } from '../test/support/fuzzBodies.ts';
import { slowestLine } from '../test/support/fuzzLines.ts';
import { fuzzRun } from '../test/support/fuzzRun.ts';
import { mangled } from '../test/support/mangledFiles.ts';
import { bombs } from '../test/support/yamlBombs.ts';
import { argumentsOf, whole } from './arguments.ts';

const { values } = argumentsOf({
  command: 'fuzz',
  options: {
    bodies: { type: 'string', default: '20000' },
    lines: { type: 'string', default: '20000' },
    files: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '32' },
    /** Of the requests: ends then, and says how many were sent. */
    seconds: { type: 'string' },
  },
});
const bodies = whole(values.bodies, 'bodies', 0);
const lines = whole(values.lines, 'lines', 0);
const files = whole(values.files, 'files', 0);
const seed = whole(values.seed, 'seed', 0);
const atOnce = whole(values['at-once'], 'at-once');
const seconds = values.seconds === undefined ? {} : { seconds: whole(values.seconds, 'seconds') };
/** What a bot needs until it has met everything once: compiled code, full caches. */
const WARM = 20_000;
const MOST_GROWTH_MB = 20;
const MOST_PARSE_MS = 10;
const MOST_BOMB_MS = 100;
/** Of a file as large as is read at all, which no bomb is. */
const MOST_FILE_MS = 2_000;
const broken: string[] = [];

await sendBodies();
readLines();
readFiles();
readBombs();
for (const one of broken) console.log(`BROKEN  ${one}`);
console.log(broken.length === 0 ? 'nothing broke' : `${broken.length} broke`);
process.exit(broken.length === 0 ? 0 : 1);

async function sendBodies(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-fuzz-'));
  const connector = await fakeConnector(Array.from({ length: MANY }, (_, number) => fuzzPerson(number)));
  const organisationFile = join(folder, 'organisation.yaml');
  writeFileSync(organisationFile, withMany(readFileSync('env/organisation.example.yaml', 'utf8')));
  const port = await freePort();
  const env = { PUBLIC_URL: `http://127.0.0.1:${port}`, SMS_TOKEN: 'fuzz-token-of-the-gateway', LOG_LEVEL: 'warn' };
  const bot = spawn(process.execPath, ['--expose-gc', '--import', './test/process/collect.mjs', 'src/index.ts'], {
    env: environmentOf({ port, dataDir: folder, organisationFile, env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logFile = join(folder, 'log');
  const log = createWriteStream(logFile);
  bot.stdout.pipe(log);
  bot.stderr.pipe(log);
  let ended: number | null | undefined;
  bot.on('exit', (code) => {
    ended = code;
  });
  try {
    await listening(port);
    const post = (activity: object) =>
      fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(activity),
      });
    await post(installed(connector.url));
    await post(inChat('case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email', connector.url));
    const requests = fuzzRequests(seed, connector.url);
    // More is posted in a second than Teams lets anybody post in a minute, so that messages are late; nothing else may be wrong.
    const reasons = new Set<string>();
    const forget = async () => {
      connector.posts.splice(0);
      const said = (await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()) as { reasons: string[] };
      for (const reason of said.reasons) if (!reason.startsWith('overdue: ')) reasons.add(reason);
    };
    const warm = await fuzzRun(port, requests, {
      bodies: Math.min(WARM, bodies),
      atOnce,
      ...seconds,
      every: [1_000, forget],
    });
    const before = await heldBy(bot, port);
    const began = performance.now();
    // As many cases as there are now: what is measured is what requests leave behind, not what cases need.
    const count = await fuzzRun(port, fuzzRequests(seed + 1, connector.url, OPENING), {
      bodies,
      atOnce,
      ...seconds,
      every: [
        10_000,
        async ({ sent }) => {
          await forget();
          if (sent % 100_000 === 0)
            console.log(
              `  ${sent} sent, ${Math.round((performance.now() - began) / 1_000)} s, ${rss(bot.pid)} MB of the system`,
            );
        },
      ],
    });
    const took = (performance.now() - began) / 1_000;
    const after = await heldBy(bot, port);
    const statuses = [...count.statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
    const families = [...count.families].map(([family, n]) => `${family} ${n}`);
    const fives = warm.fives + count.fives;
    const unwell = warm.unwell + count.unwell;
    console.log(
      `${count.sent} requests with seed ${seed} after ${warm.sent} to warm up, ${Math.round(took)} s, ${Math.round(count.sent / took)} a second`,
    );
    console.log(`  ${families.join(', ')}`);
    console.log(
      `  answered ${statuses.join(', ')}; 5xx or no answer, while warming up too: ${fives}; /healthz said ${unwell} times that it was late; slowest ${Math.round(count.slowestMs)} ms: ${count.slowest.slice(0, 300)}`,
    );
    console.log(
      `  holds ${before} MB before, ${after} MB after: ${after - before} MB more (the process has ${rss(bot.pid)} MB)`,
    );
    if (ended !== undefined) broken.push(`the bot ended with ${ended}: ${readFileSync(logFile, 'utf8').slice(-2_000)}`);
    if (fives > 0) broken.push(...[...warm.bad, ...count.bad].map((one) => one.slice(0, 1_000)));
    if (reasons.size > 0) broken.push(`/healthz said ${[...reasons].join(', ')}`);
    if (!(after - before <= MOST_GROWTH_MB)) broken.push(`memory that is held grew by ${after - before} MB`);
    const faults = readFileSync(logFile, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"level":50') || line.includes('"level":60'));
    if (faults.length > 0) broken.push(`${faults.length} faults in the log, the first: ${faults[0]?.slice(0, 1_000)}`);
    const alive = await post(inChat('case list', connector.url));
    if (alive.status !== 200) broken.push(`afterwards a command was answered with ${alive.status}`);
  } finally {
    if (ended === undefined) {
      bot.kill('SIGKILL');
      await once(bot, 'exit');
    }
    await connector.close();
    rmSync(folder, { recursive: true });
  }
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const there = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The bot did not begin to listen within a minute');
}

/** Megabytes that a process holds; Linux tells it in a file. */
function rss(pid: number | undefined): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}

/**
 * Megabytes that a bot holds when its garbage is collected, by its own figures: the least of ten seconds. What the process has of the
 * system besides goes up and down by more than what is looked for, so it is printed, and not judged.
 */
async function heldBy(bot: ChildProcess, port: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let second = 0; second < 10; second += 1) {
    bot.kill('SIGUSR2');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const said = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const bytes = ['nodejs_heap_size_used_bytes', 'nodejs_external_memory_bytes'].map((name) =>
      Number(new RegExp(`^${name} (\\S+)$`, 'mu').exec(said)?.[1]),
    );
    least = Math.min(
      least,
      bytes.reduce((sum, one) => sum + one, 0),
    );
  }
  return Math.round(least / 1_000_000);
}

function readLines(): void {
  const { count, slowest, name } = slowestLine(seed, lines);
  console.log(
    `${count} lines and clicks by the parser alone; of lines of 30 KB and of 10,000 quotation marks the slowest (${name}) took ${slowest.toFixed(1)} ms`,
  );
  if (slowest > MOST_PARSE_MS)
    broken.push(`the line "${name}" took ${slowest.toFixed(1)} ms; at most ${MOST_PARSE_MS} are wanted`);
}

/** Nothing may be thrown, and what is refused is refused in sentences. */
function readFiles(): void {
  const [organisation, playbook] = [
    readFileSync('env/organisation.example.yaml', 'utf8'),
    readFileSync('src/organisation/playbooks/mail-block.yaml', 'utf8'),
  ];
  const good = { organisation: { file: 'organisation.yaml', text: organisation }, playbooks: [] };
  const written = [
    ...fc.sample(mangled(organisation), { numRuns: files, seed }).map((text) => ({
      ...good,
      organisation: { ...good.organisation, text },
    })),
    ...fc.sample(mangled(playbook), { numRuns: files, seed }).map((text) => ({
      ...good,
      playbooks: [{ file: 'playbooks/own.yaml', text }],
    })),
  ];
  let [refused, slowest] = [0, 0];
  for (const one of written) {
    const began = process.threadCpuUsage();
    try {
      const read = parseOrganisation(one, 2026);
      const faults = 'faults' in read ? read.faults : [];
      if (faults.length > 0) refused += 1;
      const isOurs = (found: RegExpExecArray | null) => found !== null && !JSON.stringify(one).includes(found[0]);
      const odd = faults.find(({ sentence }) => isOurs(/undefined|\[object|at .*\.ts:/u.exec(sentence)));
      if (odd) broken.push(`a file was refused with "${odd.sentence}"`);
    } catch (error) {
      broken.push(`a file was not read: ${String(error)}: ${JSON.stringify(one).slice(0, 500)}`);
    }
    const { user, system } = process.threadCpuUsage(began);
    slowest = Math.max(slowest, (user + system) / 1_000);
  }
  console.log(
    `${written.length} mangled organisation files and playbooks: ${refused} refused, the rest read; the slowest took ${slowest.toFixed(0)} ms`,
  );
  if (slowest > MOST_FILE_MS) broken.push(`a mangled file took ${slowest.toFixed(0)} ms; at most ${MOST_FILE_MS}`);
}

function readBombs(): void {
  for (const { name, text, large } of bombs()) {
    const began = process.threadCpuUsage();
    const read = parseOrganisation({ organisation: { file: 'organisation.yaml', text }, playbooks: [] }, 2026);
    const { user, system } = process.threadCpuUsage(began);
    const ms = (user + system) / 1_000;
    const most = large ? MOST_FILE_MS : MOST_BOMB_MS;
    const said = 'faults' in read ? read.faults[0]?.sentence : undefined;
    console.log(`${large ? 'a large file' : 'a YAML bomb'}, ${name}: ${ms.toFixed(0)} ms, ${said ?? 'NOT REFUSED'}`);
    if (said === undefined) broken.push(`"${name}" was not refused`);
    if (ms > most) broken.push(`"${name}" took ${ms.toFixed(0)} ms; at most ${most} are wanted`);
  }
}
