/** Where the grab bags lie: two files a day in a folder of `DATA_DIR`, so that they are there when the bot is not. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shelf } from './engine/index.ts';

/** Two weeks: somebody may be looking for what the file said before it was changed. */
const kept = 14;
const name = /^grab-bag-(\d{4}-\d\d-\d\d)\.(html|txt)$/;

export function grabBagFolder(dataDir: string): string {
  return join(dataDir, 'grab-bag');
}

/** Where reports lie that somebody at the machine has asked for. */
export function reportFolder(dataDir: string): string {
  return join(dataDir, 'reports');
}

export function shelfIn(dataDir: string): Shelf {
  const folder = grabBagFolder(dataDir);
  return {
    async wanted() {
      const asked = existsSync(wish(folder));
      if (asked) rmSync(wish(folder), { force: true });
      return asked;
    },
    async put(day, { html, text }) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `grab-bag-${day}.html`), html);
      writeFileSync(join(folder, `grab-bag-${day}.txt`), text);
      for (const old of days(folder).slice(kept))
        for (const ending of ['html', 'txt']) rmSync(join(folder, `grab-bag-${old}.${ending}`), { force: true });
    },
  };
}

/** The bot finds this at its next look, half a minute later at the most, and lays down a fresh one. */
export function askForOne(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(wish(folder), '');
}

const wish = (folder: string) => join(folder, 'wanted');

/** The newest first. */
export function days(folder: string): string[] {
  const found = readdirSync(folder).flatMap((file) => name.exec(file)?.[1] ?? []);
  return [...new Set(found)].sort().reverse();
}
