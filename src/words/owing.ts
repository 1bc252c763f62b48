/** What sentences about an obligation are made from. */
import type { Obligation } from '../domain/obligation.ts';

/** What an obligation's words need of it; an `Obligation` and the `about` of a ping item both fit. */
export type Owing = Pick<Obligation, 'key' | 'kind' | 'about' | 'due' | 'since' | 'holder'>;
