/** The fields of a form as inputs; two short lists stand side by side. */

import type { Case } from '../../domain/case.ts';
import type { FormField } from '../../grammar/form.ts';
import { choiceTitle } from '../../words/en/forms.ts';
import { upper } from '../../words/format.ts';
import { type Choice, choiceInput, textInput } from '../blocks/input.ts';
import { type Element, render } from '../render.ts';
import type { Voice } from '../voice.ts';

/** Longer titles than this are cut in half a phone's width (320 px). */
const HALF_WIDTH = 16;
/** The choices of what is done are read, not remembered: radio buttons. */
const MOST_RADIO = 8;

export function fieldRows(fields: readonly FormField[], voice: Voice, state: Case | null): Element[] {
  const rows: Element[] = [];
  for (let i = 0; i < fields.length; i++) {
    const [field, next] = [fields[i], fields[i + 1]];
    if (field === undefined) continue;
    if (next !== undefined && isShort(field, voice, state) && isShort(next, voice, state)) {
      rows.push(render('halves', { left: input(field, voice, state), right: input(next, voice, state) }));
      i++;
    } else rows.push(input(field, voice, state));
  }
  return rows;
}

function choices(field: FormField, { words, s }: Voice, state: Case | null): Choice[] {
  return (field.choices ?? []).map((one) => {
    const isItem = one.is === 'item' && state !== null;
    const title = isItem ? words.keyAction(one.value, state, s) : choiceTitle(one, field.name, s, state);
    return { value: one.value, title: upper(title) };
  });
}

function isShort(field: FormField, voice: Voice, state: Case | null): boolean {
  if (field.kind !== 'choice' || field.label.length > HALF_WIDTH) return false;
  const all = choices(field, voice, state);
  return !isRead(field) && all.every(({ title }) => title.length <= HALF_WIDTH);
}

/** Steps, the items of a ping, codes that were nearly said. */
function isRead({ choices: all = [] }: FormField): boolean {
  return all.length <= MOST_RADIO && all.some(({ is }) => is === 'item' || is === 'step' || is === 'code');
}

function input(field: FormField, voice: Voice, state: Case | null): Element {
  const { words } = voice;
  const { name, label, value } = field;
  const base = {
    id: name,
    label,
    ...(value !== undefined && { value }),
    ...(field.required && { required: words.cards.fillIn(label) }),
  };
  const longest = field.longest === undefined ? {} : { longest: field.longest };
  switch (field.kind) {
    case 'line':
      return textInput({ ...base, ...longest });
    case 'lines':
      return textInput({ ...base, ...longest, multiline: true });
    case 'choice':
      return choiceInput({
        ...base,
        placeholder: field.required ? words.cards.choose : words.cards.optional,
        choices: choices(field, voice, state),
        expanded: isRead(field),
      });
    case 'choices':
      return choiceInput({ ...base, choices: choices(field, voice, state), expanded: true, several: true });
  }
}
