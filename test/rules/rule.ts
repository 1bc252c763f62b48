/** One rule that answers to a sentence, what is taken out of the source to break it, and the test that must then fail. */
import type { Defect } from '../support/plant.ts';
import type { sentences } from './sentences.ts';

export interface Rule extends Defect {
  of: keyof typeof sentences;
  /** What Baton does, in one sentence. */
  rule: string;
  /** What is taken out, in words. */
  out: string;
  /** The file of the test and its title as it stands there, `%s` and all. */
  test: string;
  title: string;
}
