// `npm run package`: builds the Teams app, appPackage/build/baton.zip, from the template, the icons, the environment
// and the grammar's commands. Not here: uploading it, which the organisation's Teams administrator does.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { type Environment, readEnvironment } from '../src/config.ts';
import { type CommandList, commandLists } from '../src/grammar/index.ts';
import { argumentsOf } from './arguments.ts';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'appPackage');

/** Stands in for the app id until the bot is registered. Teams refuses it, so nobody installs it by mistake. */
export const PLACEHOLDER_ID = '00000000-0000-0000-0000-000000000000';
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const PLACEHOLDER_URL = 'https://example.org/baton';

export interface Values {
  APP_VERSION: string;
  TEAMS_APP_ID: string;
  BOT_ID: string;
  APP_URL: string;
}

/** What the template's placeholders become, and one sentence for each value that had to be made up. */
export function valuesFrom(environment: Environment): { values: Values; notes: string[] } {
  const value = (name: string) => environment[name]?.trim() || undefined;
  const botId = value('BOT_ID');
  const url = value('APP_URL');
  const notes: string[] = [];
  if (!botId)
    notes.push(`BOT_ID is not set: the package has the placeholder ${PLACEHOLDER_ID}, which Teams does not accept.`);
  if (!url) notes.push(`APP_URL is not set: Teams will show ${PLACEHOLDER_URL} as the page about the bot.`);
  for (const name of ['BOT_ID', 'TEAMS_APP_ID'])
    if (!GUID.test(value(name) ?? PLACEHOLDER_ID)) throw new Error(`${name} is "${value(name)}": expected a GUID.`);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return {
    values: {
      APP_VERSION: version,
      BOT_ID: botId ?? PLACEHOLDER_ID,
      TEAMS_APP_ID: value('TEAMS_APP_ID') ?? botId ?? PLACEHOLDER_ID,
      APP_URL: url ?? PLACEHOLDER_URL,
    },
    notes,
  };
}

/** The manifest: the template with its placeholders filled and the bot's command lists put in. A placeholder nobody knows is a fault. */
export function manifestFrom(values: Values, lists: CommandList[]): Record<string, unknown> {
  const template = readFileSync(join(FOLDER, 'manifest.json'), 'utf8');
  const filled = template.replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = (values as unknown as Environment)[name];
    if (value === undefined) throw new Error(`appPackage/manifest.json: nothing is known for ${placeholder}`);
    return JSON.stringify(value).slice(1, -1);
  });
  const manifest = JSON.parse(filled) as { bots: Record<string, unknown>[] };
  return { ...manifest, bots: manifest.bots.map((bot) => ({ ...bot, commandLists: lists })) };
}

/** The zip that Teams takes: three files, none in a folder. The same input gives the same bytes. */
export function zipOf(manifest: Record<string, unknown>): Uint8Array {
  const files = {
    'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    'color.png': new Uint8Array(readFileSync(join(FOLDER, 'color.png'))),
    'outline.png': new Uint8Array(readFileSync(join(FOLDER, 'outline.png'))),
  };
  return zipSync(files, { level: 9, mtime: new Date(2000, 0, 1) });
}

function main(): void {
  argumentsOf({ command: 'package' });
  const { values, notes } = valuesFrom(readEnvironment(ROOT));
  const zip = zipOf(manifestFrom(values, commandLists()));
  const target = join(FOLDER, 'build', 'baton.zip');
  mkdirSync(join(FOLDER, 'build'), { recursive: true });
  writeFileSync(target, zip);
  for (const note of notes) console.warn(note);
  console.log(`Wrote ${target} (${zip.length} bytes). Upload it in Teams: Apps, Manage your apps, Upload an app.`);
}

if (import.meta.main) main();
