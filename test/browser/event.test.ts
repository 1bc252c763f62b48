import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { button, goTo, Stage, sees, type } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(async () => {
  mkdirSync('test-results', { recursive: true });
  await stage.pictures('test-results').catch(() => undefined);
  await stage.close();
});

it('plays the event by typing and clicking, on both sides, and through a SIGKILL', async () => {
  const { alex, lynne } = stage;

  // The Playground's bot hears of a channel only once it was opened.
  await goTo(alex, 'General');
  await goTo(lynne, 'Personal Chat');
  await goTo(alex, 'Personal Chat');
  await type(alex, 'case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email');
  await sees(alex, /INC-1/);

  // The live card stands in the channel; a click ticks the step in its band, and the card says so.
  await goTo(alex, 'General');
  await sees(alex, '0 of 17 done');
  await button(alex, 'Done').click();
  await sees(alex, '1 of 17 done');

  // The ticket is opened with the form behind the card's button.
  await button(alex, 'Vendor ticket').click();
  await sees(alex, 'No number yet');
  await alex
    .getByRole('textbox', { name: /what|words|wrong/i })
    .last()
    .fill('outbound mail of the whole tenant blocked');
  await button(alex, 'No number yet').click();
  await sees(alex, 'T1 Microsoft');

  // Pings come into Alex's own chat and are answered there by their buttons.
  await goTo(alex, 'Personal Chat');
  await sees(alex, 'Alex, call Microsoft now');
  await button(alex, 'No effect').click();
  await sees(alex, /Alex Wilber.*no effect|no effect.*Alex Wilber/i);
  await type(alex, 'step add "Ring the dean" due:4s owner:alexw@example.com INC-1');
  await button(alex, "I'm on it").click();
  await sees(alex, /until Tue|until Mon|until \d|until Wed|until Thu|until Fri|until Sat|until Sun/);

  // The account manager is pinged in her own chat.
  await sees(lynne, 'Lynne, please');
  await button(lynne, "I'm on it").waitFor();

  // A power cut in the middle: the same case, and the chain goes on by itself.
  await stage.killBot();
  await stage.startBot();
  await type(alex, 'case show INC-1');
  await sees(alex, '1 of 18 done');

  await button(lynne, "I'm on it").click();
  await sees(lynne, /until/i);
  await type(alex, 'ticket show T1 INC-1');
  await sees(alex, /Lynne Robbins/);
  expect(await alex.getByText(/stack|TypeError|undefined/).count()).toBe(0);
});
