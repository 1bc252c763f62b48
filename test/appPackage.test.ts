// The Teams app that `npm run package` builds: valid by the official schema (offline), icons as Teams wants them, three files.
// Not here: which commands are worth a place in the menus, which is the grammar's business.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { manifestFrom, PLACEHOLDER_ID, valuesFrom, zipOf } from '../scripts/package.ts';
import { commandLists } from '../src/grammar/index.ts';
import { decodePng } from './support/png.ts';
import { ROOT } from './support/sources.ts';

const BOT_ID = '11111111-2222-4333-8444-555555555555';

type Manifest = Parameters<typeof AppManifestUtils.validateAgainstSchema>[0];
type Schema = NonNullable<Parameters<typeof AppManifestUtils.validateAgainstSchema>[1]>;

/** What the official schema of the manifest's own version says, read from the package: no network. */
async function faultsOf(manifest: Record<string, unknown>): Promise<string[]> {
  const home = dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest'));
  const path = join(home, 'json-schemas/teams', `v${manifest['manifestVersion']}`, 'MicrosoftTeams.schema.json');
  const schema = JSON.parse(readFileSync(path, 'utf8')) as Schema;
  return AppManifestUtils.validateAgainstSchema(manifest as unknown as Manifest, schema);
}

const built = () =>
  manifestFrom(valuesFrom({ BOT_ID, APP_URL: 'https://it.example.edu/baton' }).values, commandLists());

/** The bot of a manifest, as far as these tests look at it. */
function botOf(manifest: Record<string, unknown>) {
  const [bot] = manifest['bots'] as {
    botId: string;
    scopes: string[];
    supportsTargetedMessages: boolean;
    commandLists: { triggers?: string[]; scopes: string[]; commands: { title: string; description: string }[] }[];
  }[];
  if (!bot) throw new Error('the manifest has no bot');
  return bot;
}

describe('the manifest', () => {
  test('is valid by the official schema of its version', async () => {
    expect(await faultsOf(built())).toEqual([]);
  });

  test('is valid with nothing set, too, and says what was made up', async () => {
    const { values, notes } = valuesFrom({});
    expect(await faultsOf(manifestFrom(values, commandLists()))).toEqual([]);
    expect(values.BOT_ID).toBe(PLACEHOLDER_ID);
    expect(notes.map((note) => note.split(' ')[0])).toEqual(['BOT_ID', 'APP_URL']);
  });

  test('a wrong one would be named: the schema is really applied', async () => {
    const faults = await faultsOf({ ...built(), accentColor: 'red', surprise: true });
    expect(faults.join('\n')).toMatch(/accentColor/);
    expect(faults.join('\n')).toMatch(/surprise/);
  });

  test('carries the ids of the registration; the app has its own when one is set', () => {
    const other = '99999999-2222-4333-8444-555555555555';
    const manifest = manifestFrom(valuesFrom({ BOT_ID, TEAMS_APP_ID: other }).values, []);
    expect(manifest['id']).toBe(other);
    expect(botOf(manifest).botId).toBe(BOT_ID);
    expect(built()['id']).toBe(BOT_ID);
    expect(manifest['webApplicationInfo']).toEqual({ id: BOT_ID, resource: `api://botid-${BOT_ID}` });
  });

  test('refuses an id that is none', () => {
    expect(() => valuesFrom({ BOT_ID: 'baton' })).toThrow('BOT_ID is "baton": expected a GUID.');
  });

  test('leaves no placeholder behind, and a value with a quote stays a value', () => {
    expect(JSON.stringify(built())).not.toContain('${{');
    const { values } = valuesFrom({ APP_URL: 'https://example.org/"' });
    expect(manifestFrom(values, [])['developer']).toMatchObject({ websiteUrl: 'https://example.org/"' });
  });

  test('asks to hear the channels of its teams, and for no other permission', () => {
    expect(built()['authorization']).toEqual({
      permissions: { resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }] },
    });
  });

  test('offers the commands where they can be typed, by mention and by slash', () => {
    const bot = botOf(built());
    expect(bot.scopes.toSorted()).toEqual(['groupChat', 'personal', 'team']);
    expect(bot.supportsTargetedMessages).toBe(true);
    const lists = bot.commandLists;
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.flatMap((list) => list.scopes).toSorted()).toEqual(['groupChat', 'personal', 'team']);
    for (const list of lists) {
      expect(list.commands.length).toBeLessThanOrEqual(12);
      expect(list.commands.map((command) => command.title)).toEqual(expect.arrayContaining(['case new', 'help']));
      expect(list.commands.every((command) => command.title !== '' && command.description !== '')).toBe(true);
      // A slash command is a targeted message, and there are none in a 1:1 chat.
      expect(list.triggers).toEqual(list.scopes.includes('personal') ? ['mention'] : ['mention', 'slash']);
    }
  });
});

describe('the icons', () => {
  const icon = (name: string) => decodePng(readFileSync(join(ROOT, 'appPackage', name)));

  test('color.png is 192 by 192 and filled to its edges', () => {
    const { width, height, pixels } = icon('color.png');
    expect([width, height]).toEqual([192, 192]);
    expect(alphas(pixels).every((alpha) => alpha === 255)).toBe(true);
  });

  test('outline.png is 32 by 32, white on transparent', () => {
    const { width, height, pixels } = icon('outline.png');
    expect([width, height]).toEqual([32, 32]);
    const seen = Array.from({ length: width * height }, (_, at) => pixels.subarray(at * 4, at * 4 + 4)).filter(
      (pixel) => pixel[3] !== 0,
    );
    expect(seen.length).toBeGreaterThan(50);
    expect(seen.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    expect(alphas(pixels).filter((alpha) => alpha === 0).length).toBeGreaterThan(width * height * 0.5);
  });
});

describe('the zip', () => {
  test('holds the manifest and the two icons that it names, and nothing else', () => {
    const manifest = built();
    const files = unzipSync(zipOf(manifest));
    const icons = manifest['icons'] as { color: string; outline: string };
    expect(Object.keys(files).toSorted()).toEqual([icons.color, 'manifest.json', icons.outline]);
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString('utf8'))).toEqual(manifest);
    expect(decodePng(files[icons.color] ?? new Uint8Array())).toMatchObject({ width: 192 });
    expect(decodePng(files[icons.outline] ?? new Uint8Array())).toMatchObject({ width: 32 });
  });

  test('has the same bytes for the same input', () => {
    expect(Buffer.from(zipOf(built())).equals(Buffer.from(zipOf(built())))).toBe(true);
  });
});

function alphas(pixels: Uint8Array): number[] {
  return Array.from({ length: pixels.length / 4 }, (_, at) => pixels[at * 4 + 3] ?? 0);
}
