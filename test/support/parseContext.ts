import type { Case } from '../../src/domain/case.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { ParseContext } from '../../src/grammar/types.ts';
import { example } from './story.ts';

export interface Spoken {
  now: Instant;
  organisation: Organisation;
  /** The case in whose thread it is said; null: there is none. */
  state: Case | null;
  sender: string;
  /** `@megan` in it is a mention. */
  line: string;
}

/** What the grammar is told beside a line that somebody types in a case's thread. */
export function parseContextOf({ now, organisation, state, sender, line }: Spoken): ParseContext {
  const { people, vendors, services, timeZone: zone, casePrefix } = organisation;
  const mentions = [...line.matchAll(/@([\w-]+)/g)].map(([text, id = '']) => ({
    text,
    person: Object.hasOwn(people, id) ? id : null,
    name: people[id]?.name ?? id,
  }));
  return {
    now,
    zone,
    people,
    vendors,
    services,
    playbooks: [...example.playbooks.values()],
    casePrefix,
    threadCase: state?.id ?? null,
    mentions,
    sender,
    ...(state !== null && { caseView: state }),
  };
}
