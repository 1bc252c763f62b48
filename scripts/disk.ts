// `npm run disk`: a real bot on a small file system that is filled up under it, and one whose files may not grow, which SQLite meets as
// an I/O error. Both get their room back. Linux; the file system (a tmpfs) needs root. It ends with 1 where a word was acknowledged and
// not kept, or kept and not acknowledged, and where the file system was not tried.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Filled, fillDisk } from '../test/process/fillDisk.ts';
import { House } from '../test/process/house.ts';
import { argumentsOf } from './arguments.ts';
import { CannotDo, runScript } from './operator.ts';

await runScript(async () => {
  argumentsOf({ command: 'disk' });
  await files();
  if (process.getuid?.() !== 0)
    throw new CannotDo('SKIPPED: a full file system was not tried, because a tmpfs needs root. Say it again as root.');
  await fileSystem();
});

/** No file of the process may grow beyond what its log is now. */
async function files(): Promise<void> {
  await inHouse(async (house) => {
    const bot = await house.running();
    await house.installed();
    const limit = (bytes: string) => run('prlimit', '--pid', String(bot.pid), `--fsize=${bytes}:`);
    const take = () => limit(String(statSync(join(house.folder, 'baton.db-wal')).size));
    tell(
      'I/O errors (no file may grow)',
      await fillDisk(house, bot, house.folder, { take, give: () => limit('unlimited') }),
    );
  });
}

async function fileSystem(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-disk-'));
  run('mount', '-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', dataDir);
  try {
    await inHouse(async (house) => {
      const bot = await house.running({ dataDir });
      await house.installed();
      const filler = join(dataDir, 'filler');
      const take = () => {
        // Until nothing goes in any more: the bot writes meanwhile.
        const file = openSync(filler, 'w');
        try {
          for (;;) writeSync(file, Buffer.alloc(4096));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        } finally {
          closeSync(file);
        }
      };
      tell('a full file system', await fillDisk(house, bot, dataDir, { take, give: () => rmSync(filler) }));
    });
  } finally {
    run('umount', dataDir);
    rmSync(dataDir, { recursive: true });
  }
}

async function inHouse(work: (house: House) => Promise<void>): Promise<void> {
  const house = await House.open();
  try {
    await work(house);
  } finally {
    await house.close();
  }
}

function tell(what: string, { acknowledged, refused, kept, reasons, flaws }: Filled): void {
  const same = JSON.stringify(acknowledged) === JSON.stringify(kept);
  console.log(
    `${what}: ${acknowledged.length} words acknowledged, ${kept.length} kept, ${refused.length} refused with an apology.`,
  );
  console.log(`  Health said meanwhile: ${reasons}`);
  if (!same) throw new CannotDo('What was acknowledged is not what was kept.');
  if (refused.length === 0) throw new CannotDo('Nothing was refused: the trouble was none.');
  if (flaws > 0) throw new CannotDo('The record is not as it was written.');
}

function run(command: string, ...args: string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new CannotDo(`${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}
