/** Every kind of thing that can go wrong in a life, so that a long run can say which of them never came. */

/** What one process over one database lives through, and several as well. */
const anywhere = [
  'crash',
  'crash with something under way',
  'could not start',
  'stop',
  'freeze',
  'clock jump',
  '72 h of downtime',
  'the clocks change',
  'database error',
  'database away',
  'commit then time-out',
  'conflict',
  'waits for the database',
  '429 storm',
  '429',
  'network down',
  'no network',
  '502, 503, 504',
  'time-out before delivery',
  'answer lost after delivery',
  '403 ConversationBlockedByUser',
  '403 BotNotInConversationRoster',
  '404 ConversationNotFound',
  'person blocks or unblocks',
  'person leaves',
  'person joins',
  'channel shut or opened',
  'thread deleted',
  'organisation file edited',
  'activity lost',
  'activity delayed',
  'activity doubled',
  'activity id changed',
] as const;

/** Where processes share a database they go by its clock. */
const shared = ['clock jump of the database'] as const;

/** Follows from others, in few lives; a run need not have it. */
const seldom = ['people not told', 'given back after a long time'] as const;

export type Kind = (typeof anywhere)[number] | (typeof shared)[number] | (typeof seldom)[number];

/** The kinds that these lives should have had and did not. `several`: processes shared a database in them. */
export function neverCame(faults: Readonly<Record<string, number>>, several: boolean): Kind[] {
  return [...anywhere, ...(several ? shared : [])].filter((kind) => !faults[kind]);
}
