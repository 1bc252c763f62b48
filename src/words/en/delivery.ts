/** Why a message reached nobody, in words for people: the carrier's own code says nothing at night. */
import type { Speech } from '../speech.ts';

const WHY: readonly [RegExp, string][] = [
  [/ConversationBlockedByUser/u, 'Baton is blocked there'],
  [/BotDisabledByAdmin/u, 'an administrator has switched Baton off there'],
  [/MessageWritesBlocked/u, 'Teams lets nobody write there now'],
  [/BotNotInConversationRoster/u, 'Baton is not installed there'],
  [/never met in Teams/u, 'never in a chat with Baton'],
];

/** What the carrier said; a code that nobody here knows is shown as it came. */
export function undelivered(reason: string, s: Speech, longest = 120): string {
  const known = WHY.find(([code]) => code.test(reason))?.[1];
  if (known !== undefined) return known;
  const tries = /^given up after (\d+) tries/u.exec(reason)?.[1];
  if (tries !== undefined) return `no answer after ${tries} tries`;
  const http = /^HTTP (\d{3})(?: (\S+))?$/u.exec(reason);
  if (http) return `Teams says ${s.text(http[2] ?? `error ${http[1]}`, longest)}`;
  return s.text(reason, longest);
}
