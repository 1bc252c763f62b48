/** `case new`: from the first line on there is an owner, a checklist and an armed clock. */

import { fittingClocks } from '../authorities.ts';
import { addTime } from '../calendar.ts';
import type { Command, IntentOf } from '../commands.ts';
import type { CaseEvent } from '../events.ts';
import { entry, type PersonId } from '../organisation.ts';
import { isOutsider, personOf, roleOrder, system } from '../people.ts';
import type { Refusal } from '../refusal.ts';
import { stepFits, stepOf } from '../steps.ts';
import { tooLong } from './limits.ts';

/** Severity 2 unless said otherwise; the owner is the first present coordinator, else whoever opens it. */
export function open(command: Command, intent: IntentOf<'case.new'>): { events: CaseEvent[] } | { refusal: Refusal } {
  const opening = command.supplies?.opening;
  if (!opening) return { refusal: { no: 'no-such-case', caseId: command.caseId } };
  const { organisation, playbook, presence, number } = opening;
  const by: PersonId = command.by.kind === 'person' ? command.by.id : system;
  const of = { directory: organisation, presence };
  if (command.by.kind === 'person') {
    if (!personOf(of, by)) return { refusal: { no: 'unknown-person', person: by } };
    if (isOutsider(of, by)) return { refusal: { no: 'outsider-only-own-ticket' } };
  }
  const long = tooLong('title', intent.title);
  if (long) return { refusal: long };
  const affects = [...new Set(intent.affects ?? [])];
  const unknown = affects.find((s) => !entry(organisation.services, s));
  if (unknown !== undefined)
    return { refusal: { no: 'unknown-service', service: unknown, known: Object.keys(organisation.services) } };

  const at = command.at;
  const severity = intent.severity ?? 'sev2';
  const { clock, updateEvery } = organisation.severities[severity];
  const { calendar, language } = organisation;
  const fitting = playbook.steps.filter((s) => stepFits(s, { severity, affects, control: 'ours' }));
  const event: CaseEvent = {
    seq: 1,
    at,
    by,
    body: {
      type: 'case-opened',
      caseId: command.caseId,
      number,
      title: intent.title,
      severity,
      affects,
      owner:
        roleOrder(of, 'coordinator', at)[0] ??
        (command.by.kind === 'person' ? by : (organisation.roles.coordinator[0] ?? by)),
      awareAt: at,
      updateDue: addTime(at, updateEvery, clock, calendar),
      organisation,
      presence,
      playbook,
      steps: fitting.map((s, i) => stepOf(s, i + 1, language, { openedAt: at, notBefore: at, clock, calendar })),
      notices: fittingClocks(organisation.authorities, { severity, affects, playbook: playbook.id }),
    },
  };
  return { events: [event] };
}
