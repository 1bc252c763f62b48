import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { button, goTo, Stage, sees, type } from './stage.ts';

/** The account manager after 12 s; Alex is the vendor liaison too, so that the call card comes where it can be seen. */
const stage = new Stage([
  ['after: PT20S', 'after: PT3S'],
  ['after: PT40S', 'after: PT5S'],
  ['after: PT70S', 'after: PT7S'],
  ['after: PT100S', 'after: PT12S'],
  ['vendor-liaison: [megan, alex]', 'vendor-liaison: [alex, megan]'],
]);
const folder = 'test-results';
beforeAll(() => stage.open());
afterAll(async () => {
  mkdirSync(folder, { recursive: true });
  await stage.pictures(folder, 'manager-').catch(() => undefined);
  await stage.close();
});

it('the account manager is pinged in her own chat and answers by each of her buttons, and by typing', async () => {
  const { alex, lynne } = stage;
  mkdirSync(folder, { recursive: true });
  await goTo(lynne, 'Personal Chat');
  // The bot knows her chat once she has opened it and said something.
  await type(lynne, 'hello');
  await sees(lynne, /no open ticket/);
  await goTo(alex, 'Personal Chat');
  await type(alex, 'case new Outgoing e-mail blocked sev:1 affects:email');
  await sees(alex, /INC-1/);
  await type(alex, 'ticket open microsoft ref:4711 "outbound mail blocked"');

  await sees(lynne, 'Lynne, please');
  await stage.pictures(folder, 'asked-');
  await button(lynne, "I'm on it").click();
  await sees(lynne, /You are on it until/);

  await button(lynne, 'Here is the answer').click();
  await lynne
    .getByRole('textbox', { name: /what is the answer/i })
    .last()
    .fill('Tom releases the queue');
  await button(lynne, 'Send').click();
  await sees(lynne, /Your answer is written down/);
  await type(alex, 'timeline INC-1');
  await sees(alex, /Tom releases the queue/);

  await type(lynne, 'All mail flows in an hour');
  await sees(lynne, 'Is this your answer?');
  await stage.pictures(folder, 'offered-');
  await button(lynne, 'Here is the answer').click();
  await sees(lynne, /Your answer is written down/);
  await type(alex, 'timeline INC-1');
  await sees(alex, /All mail flows in an hour/);

  // Silent again: she is asked anew, and says that it is not hers.
  await sees(lynne, /I'm on it until/);
  await button(lynne, 'Wrong person').click();
  await sees(lynne, /I know of nobody else with you/);
  await sees(alex, /Lynne Robbins told us that it is not theirs/);
  await stage.pictures(folder, 'wrong-');
  expect(await lynne.getByText(/INC-1|undefined|TypeError/).count()).toBe(0);
});
