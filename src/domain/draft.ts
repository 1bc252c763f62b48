/** What a decision writes on: each fact is applied at once, so that the next line of the decision sees the state that it made. */
import type { Case } from './case.ts';
import type { Command } from './commands.ts';
import type { CaseEvent, CaseEventBody } from './events.ts';
import { evolve } from './fold.ts';
import type { PersonId } from './organisation.ts';
import { system } from './people.ts';
import type { Refusal } from './refusal.ts';
import { actOf } from './stale.ts';
import type { Instant } from './time.ts';

export interface Draft {
  readonly state: Case;
  readonly command: Command;
  readonly at: Instant;
  /** A person's id, or `baton`. */
  readonly by: PersonId;
  readonly events: readonly CaseEvent[];
  add(body: CaseEventBody): void;
}

/** A decision either adds facts or returns why not; a refusal after facts discards them. */
export type Decide = (draft: Draft) => Refusal | undefined;

export function draftOn(state: Case | null, command: Command): Draft {
  const by = command.by.kind === 'person' ? command.by.id : system;
  const act = actOf(command.intent, by);
  const events: CaseEvent[] = [];
  let current = state;
  return {
    get state() {
      if (!current) throw new Error(`No case yet for ${command.intent.type}`);
      return current;
    },
    command,
    at: command.at,
    by,
    events,
    add(body) {
      const seq = (current?.version ?? 0) + 1;
      const event: CaseEvent = { seq, at: command.at, by, ...(act !== null && { act }), body };
      events.push(event);
      current = evolve(current, event);
    },
  };
}
