/** The first words to somebody who is not in the organisation file: whom to tell instead. */
import { entry, type Organisation, type PersonId } from '../../domain/organisation.ts';
import { organisationNames } from '../../words/speech.ts';
import type { Post, ViewContext } from '../post.ts';
import { textVoice } from '../voice.ts';

/** `coordinator`: who is on duty by the file, or null where nobody is. */
export function strangerPost(organisation: Organisation, coordinator: PersonId | null, view: ViewContext): Post {
  const { words, s } = textVoice(organisationNames(organisation), view);
  const found = coordinator === null ? undefined : entry(organisation.people, coordinator);
  return { text: words.stranger(organisation.name, found ?? null, s) };
}
