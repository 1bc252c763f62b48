// `npm run power-cut [-- --commits 600 --cuts 60 --seed 1]`: what a power cut would leave of the store, under strace (Linux only).
// A process commits; every write, sync and acknowledgement of it is traced. Then the power is cut on paper, after so many of the
// acknowledgements: of each file there is what was synced, and of the rest nothing, or any half of it. Each time the store must open,
// hold every acknowledged commit whole, and its record be as it was written. It ends with 1 where it does not, and where nothing was cut.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { openStore } from '../src/store/index.ts';
import { mulberry32 } from '../test/support/mulberry32.ts';
import { argumentsOf, whole } from './arguments.ts';
import { CannotDo, runScript } from './operator.ts';

const CALLS = 'openat,pwrite64,write,fdatasync,fsync,ftruncate,unlink';

await runScript(async () => {
  const { values } = argumentsOf({
    command: 'power-cut',
    options: {
      commits: { type: 'string', default: '600' },
      cuts: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (spawnSync('strace', ['-V']).status !== 0) throw new CannotDo('This needs strace (Debian: apt install strace).');
  const commits = whole(values.commits, 'commits');
  const every = Math.max(1, Math.floor(commits / whole(values.cuts, 'cuts')));
  const seed = whole(values.seed, 'seed');
  const folder = mkdtempSync(join(tmpdir(), 'baton-power-'));
  try {
    const trace = await traced(folder, commits);
    const seen = await replay(trace, folder, every, mulberry32(seed));
    if (seen.cuts === 0 || seen.checked === 0 || seen.syncs === 0)
      throw new CannotDo(
        `NOTHING SEEN: of ${commits} commits the trace shows ${seen.acknowledged} acknowledged, ${seen.writes} writes and ${seen.syncs} syncs, so the power was cut ${seen.cuts} times. Does this strace write its lines in another way?`,
      );
    console.log(
      `${seen.acknowledged} commits acknowledged, ${seen.syncs} syncs, ${seen.writes} writes; the power was cut ${seen.cuts} times: none of ${seen.checked} acknowledged commits was lost, ${seen.more} that nobody had been told of were there too.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Lets the store's committer run under strace until it has acknowledged so many commits; the trace's path. */
async function traced(folder: string, commits: number): Promise<string> {
  const root = join(import.meta.dirname, '..');
  const path = join(folder, 'trace');
  const options = ['-f', '-y', '-qq', '-xx', '-s', '1000000', '-e', `trace=${CALLS}`, '-o', path];
  const command = [process.execPath, join(root, 'test/store/committer.ts'), join(folder, 'data')];
  const child: ChildProcess = spawn('strace', [...options, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let left = commits;
  if (child.stdout === null) throw new Error('strace has no output');
  for await (const _ of createInterface({ input: child.stdout })) {
    left -= 1;
    // The tracer and what it traces are one group of their own.
    if (left === 0 && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  if (left > 0)
    throw new CannotDo('The traced process ended by itself: may strace trace here (ptrace_scope, seccomp)?');
  return path;
}

/** One file: its synced bytes, and what was written since. */
interface File {
  durable: Buffer;
  pending: { at: number; bytes: Buffer | null }[];
  /** Its name is on the disk. */
  named: boolean;
}

interface Seen {
  acknowledged: number;
  syncs: number;
  writes: number;
  cuts: number;
  checked: number;
  more: number;
}

async function replay(trace: string, folder: string, every: number, random: () => number): Promise<Seen> {
  const seen: Seen = { acknowledged: 0, syncs: 0, writes: 0, cuts: 0, checked: 0, more: 0 };
  const files = new Map<string, File>();
  const told = new Map<string, number>();
  const data = join(folder, 'data');
  const of = (path: string): File => {
    const file = files.get(path) ?? { durable: Buffer.alloc(0), pending: [], named: false };
    files.set(path, file);
    return file;
  };
  for await (const line of createInterface({ input: createReadStream(trace) })) {
    const call = callIn(line);
    if (call === null) continue;
    const { name, path, text, rest } = call;
    const ours = path.startsWith(join(data, 'baton.db'));
    if (name === 'pwrite64' && ours) {
      of(path).pending.push({ at: Number(rest.at(-1)), bytes: bytesOf(text) });
      seen.writes += 1;
    } else if (name === 'ftruncate' && ours) of(path).pending.push({ at: Number(rest.at(-1)), bytes: null });
    else if (name === 'unlink' && textOf(text).startsWith(data)) files.delete(textOf(text));
    else if (/^f(data)?sync$/.test(name)) {
      seen.syncs += 1;
      if (path === data) for (const file of files.values()) file.named = true;
      if (!ours) continue;
      const file = of(path);
      for (const { at, bytes } of file.pending) file.durable = applied(file.durable, at, bytes);
      file.pending = [];
    } else if (name === 'write' && /^case-\d+ \d+\n$/.test(textOf(text))) {
      const [caseId = '', seq] = textOf(text).trim().split(' ');
      told.set(caseId, Number(seq));
      seen.acknowledged += 1;
      if (seen.acknowledged % every !== 0) continue;
      // Once with nothing of what was not synced, once with any half of it.
      for (const share of [0, 0.5])
        await cut(files, told, join(folder, `cut-${seen.cuts}`), () => random() < share, seen);
    }
  }
  return seen;
}

async function cut(
  files: ReadonlyMap<string, File>,
  told: ReadonlyMap<string, number>,
  dataDir: string,
  survives: () => boolean,
  seen: Seen,
): Promise<void> {
  mkdirSync(dataDir);
  for (const [path, { durable, pending, named }] of files) {
    if (!named && !survives()) continue;
    let bytes = durable;
    for (const one of pending) if (survives()) bytes = applied(bytes, one.at, one.bytes);
    writeFileSync(join(dataDir, basename(path)), bytes);
  }
  const store = await openStore({ dataDir });
  for (const [caseId, seq] of told) {
    const facts = await store.load(caseId);
    if (facts.length < seq)
      throw new CannotDo(`LOST: ${caseId} was acknowledged up to ${seq} and has ${facts.length}.`);
    seen.checked += seq;
    seen.more += facts.length - seq;
  }
  const { flaws } = await store.verify();
  if (flaws.length > 0) throw new CannotDo(`DAMAGED: ${JSON.stringify(flaws)}`);
  await store.close();
  seen.cuts += 1;
  rmSync(dataDir, { recursive: true });
}

function applied(file: Buffer, at: number, bytes: Buffer | null): Buffer {
  if (bytes === null) {
    const cutTo = Buffer.alloc(at);
    file.copy(cutTo);
    return cutTo;
  }
  // Grown by doubling would be wrong: the length of a log says where it ends.
  const grown =
    file.length >= at + bytes.length ? file : Buffer.concat([file, Buffer.alloc(at + bytes.length - file.length)]);
  bytes.copy(grown, at);
  return grown;
}

/** A line of strace: the call, the path of its descriptor (or none), its first text in hex, its other arguments. */
function callIn(line: string): { name: string; path: string; text: string; rest: string[] } | null {
  const found = /^\d+ +(\w+)\((?:\d+<([^>]*)>)?(.*?)\)? *(?:= .*|<unfinished \.\.\.>)?$/.exec(line);
  if (!found) return null;
  const [, name = '', hex = '', args = ''] = found;
  const text = /"((?:\\x[0-9a-f]{2})*)"/.exec(args)?.[1] ?? '';
  const rest = args
    .replace(/"[^"]*"/, '')
    .split(',')
    .map((one) => one.trim());
  return { name, path: hex.includes('\\x') ? textOf(hex) : hex, text, rest };
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}

function textOf(hex: string): string {
  return bytesOf(hex).toString('utf8');
}
