import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { button, goTo, Stage, sees, type } from './stage.ts';

/** Nobody is pinged while the pack is looked at. */
const stage = new Stage([
  ['after: PT20S', 'after: PT50M'],
  ['after: PT40S', 'after: PT51M'],
  ['after: PT70S', 'after: PT52M'],
  ['after: PT100S', 'after: PT53M'],
  ['after: PT150S', 'after: PT54M'],
  ['after: PT180S', 'after: PT55M'],
  ['after: PT2M30S', 'after: PT56M'],
]);
const folder = 'test-results';
beforeAll(() => stage.open());
afterAll(async () => {
  mkdirSync(folder, { recursive: true });
  await stage.pictures(folder, 'pack-').catch(() => undefined);
  await stage.close();
});

it('an evidence pack is built, shown, sent, fetched without signing in, read out, and proven read by its code', async () => {
  const { alex } = stage;
  mkdirSync(folder, { recursive: true });
  await goTo(alex, 'Personal Chat');
  await type(alex, 'case new Outgoing e-mail blocked sev:1 affects:email');
  await sees(alex, /INC-1/);
  await type(alex, 'ticket open microsoft ref:4711 via:phone "outbound mail blocked"');
  await sees(alex, /K-[2-9A-Z]{5}/);
  await type(alex, 'ticket wants T1 "the tenant id" via:mail');
  await sees(alex, /pack build INC-1 T1/);

  // Without the answer whoever builds it is told; with it the pack says it.
  await type(alex, 'pack build T1');
  await sees(alex, /They asked for “the tenant id”, and this pack does not say it/);
  await type(alex, 'pack build T1 "our tenant is 4711-77"');
  await sees(alex, /Evidence pack 2/);
  await sees(alex, 'Send it by a way that works');
  await type(alex, 'pack show');
  const text = () => alex.getByRole('textbox', { name: /Text to paste/ }).last();
  await text().waitFor();
  expect(await text().inputValue()).toMatch(/Our\s+answer:\s+Our\s+tenant\s+is\s+4711-77/);
  await stage.pictures(folder, 'pack-shown-');

  await button(alex, 'Send pack').click();
  await alex.getByRole('combobox').last().waitFor();
  await type(alex, 'pack send T1 via:portal');
  await sees(alex, /Sent by portal/);
  await sees(alex, /works without signing in until/);
  const code = /K-[2-9A-Z]{5}/.exec(await text().inputValue())?.[0] ?? '';
  expect(code).not.toBe('');

  // The link leads anybody to the document.
  const link = alex.getByRole('link', { name: /Evidence pack 2/ }).last();
  const href = (await link.getAttribute('href')) ?? '';
  const page = await stage.visit(href);
  await page
    .getByText(/Our tenant is 4711-77/)
    .first()
    .waitFor();
  await page.screenshot({ path: `${folder}/pack-page.png`, fullPage: true });
  await page.close();
  expect(await (await fetch(`${href}/text`)).text()).toContain('4711');
  await type(alex, 'timeline INC-1');
  await sees(alex, /fetched|downloaded/);

  await type(alex, 'pack speak');
  await sees(alex, /Read this out/);
  await sees(alex, /Whiskey|Kilo|plus four six/i);
  await stage.pictures(folder, 'pack-spoken-');

  await type(alex, `pack receipt T1 "read by Tom, quoted ${code}"`);
  await sees(alex, new RegExp(`${code}.*(read|quoted)`));
  await type(alex, 'pack show');
  await sees(alex, /Read; sent by portal/);
  await type(alex, 'pack revoke');
  await sees(alex, /Revoked: 1 download link/);
  expect((await fetch(href)).status).toBe(404);
  expect(await alex.getByText(/undefined|TypeError/).count()).toBe(0);
});
