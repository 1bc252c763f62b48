import { StoreError } from './errors.ts';
import type { StoredEvent } from './types.ts';

/** Raises an event's body by one version. */
export type Upcaster = (event: StoredEvent) => StoredEvent['body'];

/**
 * From version → how to raise it to the next. When the shape of events changes: write new events with the next
 * version, add one line here, and keep a database of the old shape in test/store/fixtures/.
 */
export const upcasters: ReadonlyMap<number, Upcaster> = new Map();

/** The version that new events are written with. */
export const EVENT_VERSION = 1;

/** Raises an event to the newest shape. Throws `newer` when it was written by a Baton that knows more. */
export function upcast(
  event: StoredEvent,
  steps: ReadonlyMap<number, Upcaster> = upcasters,
  newest: number = EVENT_VERSION,
): StoredEvent {
  let raised = event;
  while (raised.version < newest) {
    const step = steps.get(raised.version);
    if (!step) {
      throw new StoreError(
        'failed',
        `Event ${event.seq} of ${event.caseId} has version ${raised.version}, which nothing can read any more.`,
      );
    }
    raised = { ...raised, version: raised.version + 1, body: step(raised) };
  }
  if (raised.version > newest) {
    throw new StoreError(
      'newer',
      `Event ${event.seq} of ${event.caseId} was written by a newer Baton (version ${event.version}, this one knows ${newest}).`,
    );
  }
  return raised;
}
