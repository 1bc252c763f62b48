/** Every rule that is taken out to see its test fail, in the order of the sentences. */
import { inputRules } from './input.ts';
import { lawRules } from './laws.ts';
import { pressureRules } from './pressure.ts';
import type { Rule } from './rule.ts';
import { silenceRules } from './silence.ts';
import { supplierRules } from './supplier.ts';
import { wordsRules } from './words.ts';

export const rules: readonly Rule[] = [
  ...supplierRules,
  ...wordsRules,
  ...pressureRules,
  ...silenceRules,
  ...lawRules,
  ...inputRules,
];
