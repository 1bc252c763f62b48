/** Which authorities' clocks a case like this arms. */
import type { AuthorityClock, AuthorityId, ServiceId, Severity } from './organisation.ts';

/** All the keys of a clock's `when` must fit; a clock without `when` starts only by `notice start`. */
export function fittingClocks(
  clocks: Readonly<Record<AuthorityId, AuthorityClock>>,
  facts: { severity: Severity; affects: readonly ServiceId[]; playbook: string },
): AuthorityClock[] {
  return Object.values(clocks).filter(({ when, startsWith }) => {
    if (!when || startsWith !== 'aware') return false;
    if (when.severities && !when.severities.includes(facts.severity)) return false;
    if (when.services && !when.services.some((s) => facts.affects.includes(s))) return false;
    return !when.playbooks || when.playbooks.includes(facts.playbook);
  });
}
