/** What was done about the cause, in the order in which a mail provider's support asks for it (domain.md section 5). */
import type { Case, Step } from './case.ts';
import { MEASURES, type Measure } from './measure.ts';
import { hasRole } from './people.ts';

/** For steps that name none: added by hand, or of a playbook that does not say. The first that fits counts. */
const WORDS: readonly (readonly [Measure, RegExp])[] = [
  ['symptom', /\bbounces?\b|\bndr\b|felkod|studs/iu],
  ['account', /\b(?:disable|block|reset|lock)\w*\b.*\b(?:account|password|user)|stäng av.*konto|byt.*lösenord/iu],
  ['sessions', /\bsessions?\b|\btokens?\b|\bsign(?:ed)? out\b|sessioner/iu],
  ['devices', /\bmfa\b|multi-?factor|två ?faktor/iu],
  ['consents', /\bconsents?\b|\boauth\b|app-?medgivande/iu],
  ['admins', /\badmin(?:istrator)?s?\b.*\broles?\b|\badmin roles?\b|administratörsroll/iu],
  ['forwarding', /\bforward(?:ing|s)?\b|\binbox rules?\b|\bdelegates?\b|vidarebefordran|inkorgsregl/iu],
  ['policy', /\boutbound\b.*\b(?:policy|limit)|\bspam policy\b/iu],
  ['connectors', /\bconnectors?\b|\brelays?\b|koppling/iu],
  ['traces', /\bmessage traces?\b|\b(?:sign-?in|audit) logs?\b|\bloggar?\b/iu],
];

/** Null: nothing that a vendor has to know. */
export function measureOf(state: Case, step: Step): Measure | null {
  if (step.proves) return step.proves;
  const named = WORDS.find(([, pattern]) => pattern.test(step.text));
  if (named) return named[0];
  const technical: Step['role'][] = ['operations', 'security'];
  const by = step.settled?.by;
  const ours =
    step.role === undefined
      ? by !== undefined && hasRole(state, by, ['operations', 'security'])
      : technical.includes(step.role);
  return ours ? 'other' : null;
}

/** The steps that are done and that a vendor has to know of, in that order; of one measure the earlier first. */
export function measuresDone(state: Case): { step: Step; measure: Measure }[] {
  return state.steps
    .flatMap((step) => {
      const measure = step.status === 'done' && step.settled ? measureOf(state, step) : null;
      return measure === null ? [] : [{ step, measure }];
    })
    .sort(
      (a, b) =>
        MEASURES.indexOf(a.measure) - MEASURES.indexOf(b.measure) ||
        compare(a.step.settled?.at ?? '', b.step.settled?.at ?? '') ||
        a.step.number - b.step.number,
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
