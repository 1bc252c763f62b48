// Hostile text in every place where people write, drawn by the real renderer in Chromium: nothing is fetched, nothing runs, no link, image
// or mention is there that nobody meant.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { drawnIn } from '../support/drawn.ts';
import { hostileSurfaces } from '../support/hostileSurfaces.ts';
import type { Surface } from '../support/surfaces.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

// Strings from all over the table, each of the four examples three times.
it.each(Array.from({ length: 12 }, (_, n) => n * 271))('round %i', async (round) => {
  const { requests, ran, foreign, elements } = await drawnIn(browser, hostileSurfaces(round));
  expect({ requests, ran, foreign }).toEqual({ requests: [], ran: 0, foreign: [] });
  expect(elements).toBeGreaterThan(20_000);
});

it('would be seen: text that nobody made safe is fetched, run and linked by the same page', async () => {
  const raw =
    '[x](https://evil.example) ![i](https://evil.example/x.png) <img src=x onerror="window.__ran=1"> <at>Alex</at>';
  const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: raw }] };
  const unsafe: Surface[] = [
    { name: 'a text', post: { text: raw } },
    { name: 'a card', post: { card } },
    { name: 'a page', html: `<p>${raw}</p><script>window.__ran=1</script>` },
  ];
  const { requests, ran, foreign } = await drawnIn(browser, unsafe);
  expect(requests.length).toBeGreaterThan(0);
  expect(ran).toBeGreaterThan(0);
  expect(foreign.join('\n')).toMatch(/<a [\s\S]*<img [\s\S]*<at>/);
});
