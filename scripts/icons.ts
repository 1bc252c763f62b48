// `node scripts/icons.ts`: draws appPackage/color.png and outline.png again from their SVG, with Debian's chromium.
// Run it after changing an SVG, look at the result at 20, 32 and 192 pixels, and commit both.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const FOLDER = resolve(import.meta.dirname, '../appPackage');
/** Sizes in pixels that Teams wants: developer documentation, "App icons". */
const ICONS = { color: 192, outline: 32 };

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
for (const [name, size] of Object.entries(ICONS)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = readFileSync(join(FOLDER, `${name}.svg`), 'utf8');
  await page.setContent(`<style>* { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), omitBackground: true });
}
await browser.close();
