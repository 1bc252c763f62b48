/** Inputs. Never on a card that is edited in place: an edit deletes what was typed. Labels, not placeholders, name them. */

import { choiceTitle, plain } from '../../words/escape.ts';
import type { Element } from '../render.ts';

export interface Field {
  /** The argument's name in the grammar's table. */
  id: string;
  label: string;
  value?: string;
  placeholder?: string;
  /** The error under the field when it is empty; absent: the field may be empty. */
  required?: string;
}

/** A text field; `lines` more than one for sentences. */
export function textInput(of: Field & { multiline?: boolean; longest?: number }): Element {
  return {
    type: 'Input.Text',
    ...common(of),
    ...(of.placeholder ? { placeholder: of.placeholder } : {}),
    ...(of.multiline ? { isMultiline: true } : {}),
    ...(of.longest ? { maxLength: of.longest } : {}),
  };
}

export interface Choice {
  title: string;
  value: string;
}

/** A drop-down list, or with `expanded` a list of radio buttons that wrap. */
export function choiceInput(
  of: Field & { choices: readonly Choice[]; expanded?: boolean; several?: boolean },
): Element {
  return {
    type: 'Input.ChoiceSet',
    ...common(of),
    ...(of.placeholder ? { placeholder: of.placeholder } : {}),
    style: of.expanded ? 'expanded' : 'compact',
    wrap: true,
    ...(of.several ? { isMultiSelect: true } : {}),
    choices: of.choices.map(({ title, value }) => ({ title: of.expanded ? choiceTitle(title) : plain(title), value })),
  };
}

function common(of: Field): Element {
  return {
    id: of.id,
    label: plain(of.label),
    ...(of.value === undefined ? {} : { value: of.value }),
    ...(of.required ? { isRequired: true, errorMessage: of.required } : {}),
  };
}
