/** Somebody's name in the words of a new step may be who is to do it, or be spoken of: said, with what to type if it is meant so. */
import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/events.ts';
import type { Person } from '../../domain/organisation.ts';
import { isInTeam } from '../../domain/people.ts';
import type { Voice } from '../voice.ts';

/** Empty: whose it is was said, or nobody is named. */
export function stepMeant({ body }: CaseEvent, state: Case, { words, s }: Voice): string[] {
  if (body.type !== 'steps-added' || body.fromPlaybook) return [];
  return body.steps.flatMap(({ number, text, assignee }) => {
    if (assignee !== undefined) return [];
    const isNamed = ({ id, name }: Person) => text.includes(name) || text.toLowerCase().includes(`@${id}`);
    const named = Object.values(state.directory.people).find((one) => isInTeam(state, one.id) && isNamed(one));
    return named === undefined ? [] : [words.answers.stepMeant(number, named.id, s)];
  });
}
