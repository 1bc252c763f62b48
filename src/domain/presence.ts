/** Who there is in Teams, as far as the installation knows. */
import type { PersonId } from './organisation.ts';

/** What the installation knows of people in Teams. While the roster is unknown, everybody of our own counts as present. */
export interface Presence {
  rosterKnown: boolean;
  roster: PersonId[];
  /** Has ever been in a chat with the bot. */
  chatted: PersonId[];
  /** Was removed from the team. */
  left: PersonId[];
}
