// `npm run golden`: writes every card of the gallery to test/golden as JSON, and as pictures drawn by the real renderer in Chromium.
// `-- --json` leaves the pictures alone; `-- --all <folder>` draws both themes at both widths there; further words choose cards by name.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openChromium } from '../test/support/chromium.ts';
import { type Face, gallery } from '../test/support/gallery.ts';
import { argumentsOf } from './arguments.ts';
import type { Theme } from './golden/hostConfig.ts';
import { page } from './golden/page.ts';
import { withPalette } from './golden/palette.ts';

const folder = new URL('../test/golden/', import.meta.url).pathname;
const { values, positionals: wanted } = argumentsOf({
  command: 'golden',
  words: '[<card> …]',
  options: { json: { type: 'boolean' }, all: { type: 'string' } },
});
const jsonOnly = values.json === true;
const target = values.all;

/** What is kept in git: a desktop by day and a phone at night. The other two are for looking at. */
const kept: [string, Theme, number][] = [
  ['desktop-light', 'light', 720],
  ['phone-dark', 'dark', 320],
];
const others: [string, Theme, number][] = [
  ['desktop-dark', 'dark', 720],
  ['phone-light', 'light', 320],
];

const faces = gallery().filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
mkdirSync(folder, { recursive: true });
if (wanted.length === 0 && target === undefined) sweep(faces);
for (const { name, card } of faces) writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(card, null, 2)}\n`);
if (!jsonOnly) await draw(faces, target);
console.log(`${faces.length} cards in ${folder}`);

/** A card that is gone takes its files with it. */
function sweep(faces: readonly Face[]): void {
  const names = new Set(faces.map(({ name }) => name));
  for (const file of readdirSync(folder)) {
    const name = file.replace(/(-(desktop|phone)-(light|dark))?\.(json|png)$/, '');
    if (!names.has(name)) rmSync(join(folder, file));
  }
}

async function draw(faces: readonly Face[], elsewhere: string | undefined): Promise<void> {
  const to = elsewhere ?? folder;
  mkdirSync(to, { recursive: true });
  const browser = await openChromium([
    // Grey edges of letters instead of coloured ones: the same picture on any screen, and a small file.
    '--disable-lcd-text',
  ]);
  try {
    for (const { name, card } of faces) {
      for (const [suffix, theme, width] of elsewhere === undefined ? kept : [...kept, ...others]) {
        const tab = await browser.newPage({ viewport: { width: width + 24, height: 200 } });
        await tab.setContent(page(card, theme, width + 24));
        const problems = (await tab.evaluate('window.problems')) as string[];
        // The renderer counts what stands under `…` as well, though it shows all of it.
        const real = problems.filter((problem) => !problem.startsWith('Maximum number of actions'));
        if (real.length > 0) console.warn(`${name}: ${real.join('; ')}`);
        const picture = await tab.screenshot({ fullPage: true });
        writeFileSync(join(to, `${name}-${suffix}.png`), withPalette(picture));
        await tab.close();
      }
    }
  } finally {
    await browser.close();
  }
}
