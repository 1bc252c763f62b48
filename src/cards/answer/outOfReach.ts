/** Something was given to somebody whom Baton could not reach the last time: said at once, with who else could take it. */
import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/events.ts';
import type { PersonId } from '../../domain/organisation.ts';
import { roleHolders } from '../../domain/people.ts';
import { canReach } from '../../domain/reach.ts';
import { liveNumber } from '../reach/routes.ts';
import type { Voice } from '../voice.ts';

/** More names nobody chooses from in a sentence. */
const mostNames = 3;

/** Empty: everybody who was given something can be told. Reminders go on whatever stands here. */
export function outOfReach({ body, by }: CaseEvent, state: Case, { words, s }: Voice): string[] {
  const given = givenTo(body);
  const failed =
    given === null || given === by ? undefined : Object.entries(state.undelivered).find(([id]) => id === given)?.[1];
  if (given === null || failed === undefined || canReach(state, given)) return [];
  const others = roleHolders(state, s.now).filter((id) => id !== given && id !== state.owner && canReach(state, id));
  const offer = body.type === 'handover-asked';
  const phone = liveNumber({ state, s }, given);
  return [words.answers.outOfReach({ person: given, ...failed, phone, others: others.slice(0, mostNames), offer }, s)];
}

function givenTo(body: CaseEvent['body']): PersonId | null {
  switch (body.type) {
    case 'handover-asked':
    case 'role-assigned':
    case 'step-assigned':
    case 'ticket-owned':
      return body.to;
    case 'owner-changed':
      return body.why === 'assigned' ? body.to : null;
    default:
      return null;
  }
}
