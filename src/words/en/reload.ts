/** What the coordinators are told when the organisation file was changed. */
import { markdown } from '../escape.ts';

/** More faults than this are seen better in the log. */
const MOST = 10;

/** `faults`: one line each, as the log has them. */
export function reloadFaulty(faults: readonly string[]): string {
  const more = faults.length > MOST ? [`… and ${faults.length - MOST} more, in the log.`] : [];
  return [
    `The organisation file was changed, but it has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}. I go on with the one from before, but would not start again with this one: mend it now.`,
    ...faults.slice(0, MOST).map((fault) => `• ${markdown(fault)}`),
    ...more,
  ].join('\n\n');
}

export function reloadMended(): string {
  return 'The organisation file has no faults any more: it is again the one with which I have worked all the time.';
}

/** `onOldPolicy`: open cases that keep the ladders and limits with which they were opened. */
export function reloadTaken(onOldPolicy: readonly string[]): string {
  const taken =
    'The organisation file was changed, and I work with the new one: people, roles, vendors and routes count at once.';
  if (onOldPolicy.length === 0) return taken;
  const cases = onOldPolicy.slice(0, MOST).join(', ') + (onOldPolicy.length > MOST ? ' and more' : '');
  return `${taken}\n\nStill on the ladders and limits of before: ${cases}. To change that, type **case adopt** in the case's thread, or **case adopt ${onOldPolicy[0]}** anywhere.`;
}
