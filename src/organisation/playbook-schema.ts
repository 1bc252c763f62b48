/** A playbook file as it is written. `head` and `tail` are the steps that stand before and after those of every playbook. */
import * as z from 'zod/v4';
import { MEASURES } from '../domain/measure.ts';
import { ROLES, SEVERITIES } from '../domain/organisation.ts';
import { id, list, mapping, offset, oneOf, text } from './parts.ts';

const words = mapping({ en: text(), sv: text().nullish() });
const localText = z.union([text(), words], { error: 'a text, or { en: …, sv: … }' });
const services = list(text("a service's id"), "services' ids");

const step = mapping({
  text: localText,
  role: oneOf(ROLES),
  after: offset.nullish(),
  script: localText.nullish(),
  hint: localText.nullish(),
  when: mapping({
    severities: list(oneOf(SEVERITIES), 'severities').nullish(),
    services: services.nullish(),
    control: oneOf(['ours', 'vendor']).nullish(),
  }).nullish(),
  proof: z.boolean({ error: 'true or false' }).nullish(),
  proves: oneOf(MEASURES).nullish(),
});
const steps = list(step, 'steps');

export const playbookSchema = mapping({
  id,
  name: words,
  fits: mapping({ words: list(text('a word'), 'words').nullish(), services: services.nullish() }).nullish(),
  steps,
  authorities: list(text("an authority clock's id"), "authority clocks' ids").nullish(),
  ladder: text("a ladder's name").nullish(),
});

export const partSchema = mapping({ id: oneOf(['head', 'tail']), steps });

export type PlaybookFile = z.infer<typeof playbookSchema>;
export type StepFile = z.infer<typeof step>;
