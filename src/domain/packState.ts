/** What the state keeps of evidence packs: all that cards and rules need, and none of their bytes. */
import type { PersonId } from './organisation.ts';
import type { FormName, PersonalData } from './paperForms.ts';
import type { Instant } from './time.ts';

/** A link that works without signing in. Its token is known to nobody here: `id` is a hash of it. */
export interface PackLink {
  id: string;
  madeAt: Instant;
  by: PersonId;
  expires: Instant;
  revokedAt?: Instant;
  downloads: number;
}

export interface PackState {
  /** 1, 2, 3 … within the case. */
  version: number;
  /** `T1`, … */
  ticket: string;
  at: Instant;
  by: PersonId;
  /** Roles stand in it instead of names. */
  withoutPeople: boolean;
  personal: PersonalData;
  sha256: Record<FormName, string>;
  /** Characters of its text. */
  length: number;
  links: PackLink[];
  /** What it says to what the vendor asked for. */
  answer?: string;
}
