/** Facts about the case itself: what it is called, how grave it is, who owns it, how it ends. */
import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/events.ts';
import { SEVERITIES } from '../../domain/organisation.ts';
import type { Speech } from '../speech.ts';
import { type BodyOf, type Fact, said } from './eventParts.ts';
import { affected, role, severity } from './names.ts';
import { keys } from './obligations.ts';

export function caseOpened(e: BodyOf<'case-opened'>, event: CaseEvent, s: Speech): Fact {
  const name = s.language === 'sv' ? (e.playbook.name.sv ?? e.playbook.name.en) : e.playbook.name.en;
  return {
    mark: '•',
    head: `${s.text(e.caseId, 20)} opened: ${s.text(e.title, 80)}`,
    more: [
      severity(e.severity),
      affected(e.affects, s),
      `playbook ${s.text(name, 60)}`,
      e.owner === event.by ? '' : `owner ${s.name(e.owner)}`,
    ],
  };
}

export function severityChanged(e: BodyOf<'severity-changed'>): Fact {
  const raised = SEVERITIES.indexOf(e.to) < SEVERITIES.indexOf(e.from);
  const head = `Severity ${raised ? 'raised' : 'lowered'} from ${severity(e.from)} to ${severity(e.to)}`;
  return { mark: raised ? '▲' : '•', head, strong: raised };
}

export function controlLost(e: BodyOf<'control-lost'>, s: Speech): Fact {
  return { mark: '▲', head: `Only ${s.vendor(e.vendor)} can fix it now`, strong: true };
}

export function controlRegained(e: BodyOf<'control-regained'>, s: Speech): Fact {
  const ended = e.deadlinesEnded.map((id) => s.vendor(id));
  return {
    mark: '✓',
    head: 'Our own administrators can fix it again',
    more: [ended.length > 0 ? `the fixed deadline on ${s.list(ended)} ends` : ''],
  };
}

export function ownerChanged(e: BodyOf<'owner-changed'>, event: CaseEvent, s: Speech): Fact {
  const head = `${s.name(e.to)} owns the case`;
  const asked = e.asked === undefined ? '' : `${s.name(e.asked)} was asked and need not answer`;
  switch (e.why) {
    case 'taken':
      return { mark: '•', head, named: event.by === e.to, more: [`taken over from ${s.name(e.from)}`, asked] };
    case 'assigned':
      return {
        mark: '•',
        head: `${s.name(event.by)} gave the case to ${s.name(e.to)}`,
        named: true,
        more: [`${s.name(e.from)} owned it before`, asked],
      };
    case 'accepted':
      return { mark: '✓', head, named: event.by === e.to, more: [`hand-over from ${s.name(e.from)} accepted`, asked] };
    case 'absent':
      return { mark: '▲', head, strong: true, more: [`${s.name(e.from)} is no longer there`, asked] };
  }
}

export function handoverAsked(e: BodyOf<'handover-asked'>, event: CaseEvent, s: Speech): Fact {
  return {
    mark: '●',
    head: `${s.name(event.by)} asks ${s.name(e.to)} to take the case over${event.by === e.from ? '' : ` from ${s.name(e.from)}`}`,
    named: true,
    more: [
      said(e.words, s.quote),
      e.instead === undefined ? '' : `${s.name(e.instead)} is not asked any more`,
      `answer by ${s.at(e.due)}`,
      `${s.name(e.from)} stays owner until then`,
    ],
  };
}

/** Whoever was asked declines it; the owner, who asked or a coordinator may end it without an answer. */
export function handoverDeclined(e: BodyOf<'handover-declined'>, event: CaseEvent, state: Case, s: Speech): Fact {
  const named = event.by === e.by;
  const over = e.asked === undefined ? 'nobody is asked any more' : `${s.name(e.asked)} is not asked any more`;
  if (e.by === e.owner)
    return { mark: '•', head: `${s.name(e.by)} keeps the case`, named, more: [said(e.words, s.quote), over] };
  const stays = `${s.name(e.owner ?? state.owner)} still owns the case`;
  if (e.asked === undefined)
    return { mark: '✕', head: `${s.name(e.by)} declined the hand-over`, named, more: [said(e.words, s.quote), stays] };
  return { mark: '✕', head: `${s.name(e.by)} ended the hand-over`, named, more: [said(e.words, s.quote), over, stays] };
}

export function caseReopened(e: BodyOf<'case-reopened'>, s: Speech): Fact {
  const steps =
    e.steps.length === 0 ? '' : `${e.steps.length === 1 ? '1 step runs' : `${e.steps.length} steps run`} again`;
  return {
    mark: '▲',
    head: 'Case reopened',
    strong: true,
    more: [said(e.words, s.quote), steps, `next status update due ${s.at(e.updateDue)}`],
  };
}

export function peopleChanged(e: BodyOf<'people-changed'>, state: Case, s: Speech): Fact {
  const gone = e.presence.left.filter((id) => Object.hasOwn(state.directory.people, id));
  return {
    mark: '•',
    head: 'The people of the organisation file or of the team changed',
    more: [gone.length > 0 ? `no longer in the team: ${s.names(gone)}` : ''],
  };
}

export function roleAssigned(e: BodyOf<'role-assigned'>, event: CaseEvent, state: Case, s: Speech): Fact {
  const moved = e.moved ?? [];
  return {
    mark: '•',
    head: `${s.name(e.to)} comes first for ${role(e.role)}`,
    named: event.by === e.to,
    more: [moved.length === 0 ? '' : `and has now: ${keys(moved, state, s)}`],
  };
}
