// One of every fact and of every refusal; the types make a forgotten kind a compile error.
import type { CaseEvent, CaseEventBody, CaseEventType } from '../../src/domain/events.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { type Instant, instant } from '../../src/domain/time.ts';
import { replayAt } from '../support/exampleCases.ts';
import { everybody, example } from '../support/story.ts';

export const noon = replayAt('2023-07-31 11:47', ['10:10']);
const { organisation } = example;
const playbook = there(example.playbooks.get('mail-block'));
const clock = there(organisation.authorities['se-state-2020']);

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The example has no mail-block or no se-state-2020');
  return value;
}

const at: Instant = instant('2023-07-31T09:40:00Z');
const later: Instant = instant('2023-08-01T06:00:00Z');
const people = { organisation, presence: everybody };

const form = (body: string) => ({ body, sha256: 'ab'.repeat(32) });

/** `said`: what people wrote, wherever they can write. */
export function factsOf(said: string): CaseEventBody[] {
  const all: { [K in CaseEventType]: Extract<CaseEventBody, { type: K }>[] } = {
    'case-opened': [
      {
        type: 'case-opened',
        caseId: 'INC-1',
        number: 1,
        title: said,
        severity: 'sev1',
        affects: ['email'],
        owner: 'alex',
        awareAt: at,
        updateDue: later,
        ...people,
        playbook,
        steps: [],
        notices: [],
      },
    ],
    'severity-changed': [
      { type: 'severity-changed', from: 'sev2', to: 'sev1', positions: [] },
      { type: 'severity-changed', from: 'sev1', to: 'sev4', positions: [] },
    ],
    'title-changed': [{ type: 'title-changed', title: said }],
    'affects-changed': [
      { type: 'affects-changed', affects: ['email', 'sso'] },
      { type: 'affects-changed', affects: [] },
      { type: 'affects-changed', affects: ['email'], gone: ['sso'] },
    ],
    'aware-set': [{ type: 'aware-set', awareAt: at }],
    'control-lost': [{ type: 'control-lost', vendor: 'microsoft' }],
    'control-regained': [
      { type: 'control-regained', deadlinesEnded: ['microsoft'] },
      { type: 'control-regained', deadlinesEnded: [] },
    ],
    'owner-changed': (['taken', 'assigned', 'accepted', 'absent'] as const).flatMap((why) => [
      { type: 'owner-changed', from: 'alex', to: 'megan', why },
      { type: 'owner-changed', from: 'alex', to: 'megan', why, asked: 'adele' },
    ]),
    'handover-asked': [
      { type: 'handover-asked', from: 'alex', to: 'megan', words: said, due: later },
      { type: 'handover-asked', from: 'alex', to: 'megan', due: later },
      { type: 'handover-asked', from: 'alex', to: 'megan', due: later, instead: 'adele' },
    ],
    'handover-declined': [
      { type: 'handover-declined', by: 'megan', words: said },
      { type: 'handover-declined', by: 'megan', owner: 'alex' },
      { type: 'handover-declined', by: 'alex', owner: 'alex', asked: 'megan' },
      { type: 'handover-declined', by: 'patti', owner: 'alex', asked: 'megan', words: said },
    ],
    'role-assigned': [{ type: 'role-assigned', role: 'vendor-liaison', to: 'megan' }],
    'case-resolved': [{ type: 'case-resolved', words: said }],
    'case-closed': [{ type: 'case-closed' }],
    'case-reopened': [
      { type: 'case-reopened', words: said, updateDue: later, steps: [{ number: 1, due: later }] },
      { type: 'case-reopened', words: said, updateDue: later, steps: [] },
    ],
    'policy-adopted': [{ type: 'policy-adopted', organisation }],
    'steps-added': [
      { type: 'steps-added', steps: [{ number: 18, text: said, assignee: 'adele', due: later }], fromPlaybook: false },
      { type: 'steps-added', steps: [1, 2, 3, 4, 5].map((number) => ({ number, text: said })), fromPlaybook: true },
    ],
    'step-done': [
      { type: 'step-done', step: 2, words: said },
      { type: 'step-done', step: 99 },
    ],
    'step-not-applicable': [{ type: 'step-not-applicable', step: 2, reason: said }],
    'step-undone': [{ type: 'step-undone', step: 2 }],
    'step-assigned': [{ type: 'step-assigned', step: 2, to: 'adele' }],
    'step-redated': [{ type: 'step-redated', step: 2, due: later, later: true, reason: said }],
    'ticket-opened': [
      {
        type: 'ticket-opened',
        ticket: 'T1',
        vendor: 'microsoft',
        reference: said,
        severity: said,
        via: 'phone',
        owner: 'megan',
        words: said,
        code: 'K-7QM4X',
        mayNotOpen: true,
      },
      { type: 'ticket-opened', ticket: 'T9', vendor: 'nobody', words: said, code: 'K-7QM4X' },
    ],
    'ticket-referenced': [
      { type: 'ticket-referenced', ticket: 'T1', reference: said },
      { type: 'ticket-referenced', ticket: 'T1', reference: said, before: said },
    ],
    'ticket-owned': [{ type: 'ticket-owned', ticket: 'T1', to: 'adele' }],
    'ticket-sent': [
      ...[true, false].map((answered) => ({
        type: 'ticket-sent' as const,
        ticket: 'T1',
        via: 'portal',
        words: said,
        code: 'K-7QM4X',
        answered,
      })),
      {
        type: 'ticket-sent',
        ticket: 'T1',
        via: 'portal',
        words: 'pack 2',
        code: 'K-7QM4X',
        answered: false,
        pack: 2,
      },
    ],
    'ticket-heard': [
      { type: 'ticket-heard', ticket: 'T1', words: said, quoted: 'K-7QM4X' },
      { type: 'ticket-heard', ticket: 'T1', words: said, quoted: said, codeUnknown: true },
      { type: 'ticket-heard', ticket: 'T1', words: said, quoted: 'K-7QM4X', codeUnknown: true, codeOf: 'T2' },
    ],
    'ticket-auto': [{ type: 'ticket-auto', ticket: 'T1', words: said }],
    'ticket-wants': [true, false].map((blocked) => ({
      type: 'ticket-wants',
      ticket: 'T1',
      words: said,
      via: 'mail',
      due: later,
      blocked,
    })),
    'want-rerouted': [true, false].map((blocked) => ({ type: 'want-rerouted', ticket: 'T1', blocked, due: later })),
    'ticket-promised': [
      { type: 'ticket-promised', ticket: 'T1', promise: 1, by: later, holdsUntil: at, words: said },
      { type: 'ticket-promised', ticket: 'T1', promise: 1, by: later, holdsUntil: later },
    ],
    'promise-broken': [{ type: 'promise-broken', ticket: 'T1', promise: 1, count: 2 }],
    'ticket-called': (['acted', 'no-effect', 'voicemail', 'no-answer', 'wrong-number', 'refused'] as const).map(
      (result, i) => ({
        type: 'ticket-called',
        ticket: 'T1',
        result,
        words: said,
        ...(i > 1 && { whom: i % 2 === 0 ? 'lynne' : 'support', number: i === 4 ? said : '+46 8 000 00 00' }),
      }),
    ),
    'ticket-fixed': [{ type: 'ticket-fixed', ticket: 'T1', verifyDue: later, words: said }],
    'ticket-verified': (['ok', 'fail'] as const).map((result) => ({
      type: 'ticket-verified',
      ticket: 'T1',
      result,
      words: said,
    })),
    'ticket-closed': [
      { type: 'ticket-closed', ticket: 'T1', words: said, reason: 'mistake' },
      { type: 'ticket-closed', ticket: 'T1' },
    ],
    'ticket-reopened': [{ type: 'ticket-reopened', ticket: 'T1', words: said }],
    climbed: (['escalate', 'broken-promise', 'calls', 'wrong-number', 'verify-fail'] as const).flatMap((cause, i) => [
      { type: 'climbed', ticket: 'T1', cause, rung: i } as const,
      { type: 'climbed', ticket: 'T1', cause } as const,
    ]),
    held: [
      { type: 'held', keys: ['ticket:T1'], kind: 'ack', until: at, wished: later },
      {
        type: 'held',
        keys: ['step:10', 'step:11', 'update', 'ticket:T1', 'deadline:microsoft'],
        kind: 'snooze',
        until: later,
        wished: later,
        reason: said,
      },
    ],
    passed: [{ type: 'passed', key: 'step:10', epoch: 'x', from: 'adele', to: 'megan', words: said }],
    'notice-started': [{ type: 'notice-started', clock, startedAt: at }],
    'notice-sent': [{ type: 'notice-sent', clock: 'se-state-2020', stage: 'warning', reference: said, via: said }],
    'notice-undone': [{ type: 'notice-undone', clock: 'se-state-2020', stage: 'warning', reference: said }],
    'notice-waived': [{ type: 'notice-waived', clock: 'se-state-2020', reason: said, approvedBy: 'patti' }],
    'update-posted': [{ type: 'update-posted', words: said, due: later }],
    noted: [{ type: 'noted', words: said }],
    decided: [{ type: 'decided', decision: 'D1', words: said, because: said }],
    'retrospective-done': [{ type: 'retrospective-done', words: said }],
    pinged: (
      ['rung', 'climb', 'digest', 'deadline', 'reminder', 'passed', 'asked', 'undelivered', 'wrong-person'] as const
    ).map((reason, i) => ({
      type: 'pinged',
      ping: {
        key: ['ticket:T1', 'step:10', 'notice:se-state-2020:final', 'deadline:microsoft', 'promise:T1:1'][i % 5] ?? '',
        epoch: 'x',
        reason,
        due: at,
        targets: ['owner'],
        people: i === 1 ? [] : ['megan', 'alex'],
        channel: i === 2,
        ...(i === 3 && { callFor: 'lynne' }),
      },
    })),
    'pack-built': [true, false].map((withoutPeople) => ({
      type: 'pack-built',
      version: 2,
      ticket: 'T1',
      withoutPeople,
      personal: withoutPeople
        ? { people: [], emails: 0, phones: 0 }
        : { people: ['alex', 'megan'], emails: 1, phones: 2 },
      forms: { text: form(said), html: form(said), json: form(said) },
    })),
    'pack-linked': [{ type: 'pack-linked', version: 2, link: 'ab'.repeat(32), expires: later }],
    'pack-downloaded': (['html', 'text', 'json'] as const).map((name) => ({
      type: 'pack-downloaded',
      version: 2,
      link: 'ab'.repeat(32),
      form: name,
    })),
    'pack-revoked': [
      { type: 'pack-revoked', links: ['ab'.repeat(32)] },
      { type: 'pack-revoked', links: ['a', 'b'], version: 2 },
    ],
    'pack-receipt': [
      { type: 'pack-receipt', ticket: 'T1', code: 'K-7QM4X', words: said },
      { type: 'pack-receipt', ticket: 'T9', code: 'K-7QM4X', words: said },
    ],
    'was-away': [
      { type: 'was-away', from: at, to: later, fellDue: ['update', 'ticket:T1', 'step:99'] },
      { type: 'was-away', from: at, to: later, fellDue: [] },
    ],
    'clock-set-back': [{ type: 'clock-set-back', from: later }],
    'people-changed': [
      { type: 'people-changed', organisation, presence: { ...everybody, left: ['alex'] } },
      { type: 'people-changed', ...people },
      { type: 'people-changed', presence: everybody },
    ],
    'delivery-failed': [{ type: 'delivery-failed', person: 'alex', keys: ['update'], reason: said }],
    'ping-carried': [
      {
        type: 'ping-carried',
        person: 'megan',
        keys: ['ticket:T1'],
        way: 'sms',
        passedOver: [{ way: 'teams', reason: said }],
      },
      { type: 'ping-carried', person: 'lynne', keys: ['deadline:microsoft'], way: 'email', passedOver: [] },
    ],
    'reached-again': [{ type: 'reached-again', person: 'alex' }],
    'channel-shut': [{ type: 'channel-shut', keys: ['update'], reason: said }],
    'timers-mended': [
      { type: 'timers-mended', lost: ['update', 'ticket:T1', 'step:99'], moved: [], extra: 0 },
      { type: 'timers-mended', lost: [], moved: ['decide-next'], extra: 2 },
    ],
    'on-it-late': [{ type: 'on-it-late', keys: ['ticket:T1'], until: at }],
    'ticket-question': [{ type: 'ticket-question', ticket: 'T1', words: said }],
    'wrong-person': [
      { type: 'wrong-person', person: 'lynne', keys: ['ticket:T1'], words: said },
      { type: 'wrong-person', person: 'lynne', keys: [] },
      { type: 'wrong-person', person: 'lynne', keys: ['ticket:T1'], words: said, instead: true },
    ],
  };
  return Object.values(all).flat();
}

export function eventOf(body: CaseEventBody, by = 'alex'): CaseEvent {
  return { seq: 1, at, by, body };
}

export function refusalsOf(said: string): Refusal[] {
  const all: { [K in Refusal['no']]: Extract<Refusal, { no: K }>[] } = {
    'no-such-case': [{ no: 'no-such-case', caseId: said }],
    'case-closed': [{ no: 'case-closed', caseId: 'INC-1', closedAt: at }],
    'case-resolved': [{ no: 'case-resolved', caseId: 'INC-1' }],
    'case-not-open': [{ no: 'case-not-open', caseId: 'INC-1' }],
    'nothing-changes': ['case reopen', 'case set', 'step 2 assign', said].map((what) => ({
      no: 'nothing-changes',
      what,
    })),
    'unknown-playbook': [{ no: 'unknown-playbook', playbook: said, known: ['blank', 'mail-block'] }],
    'unknown-service': [{ no: 'unknown-service', service: said, known: [] }],
    'unknown-vendor': [{ no: 'unknown-vendor', vendor: said, known: ['microsoft'] }],
    'vendor-needed': [
      { no: 'vendor-needed', known: ['microsoft'] },
      { no: 'vendor-needed', known: [] },
    ],
    'unknown-person': [{ no: 'unknown-person', person: said }],
    'person-absent': [{ no: 'person-absent', person: 'alex' }],
    outsider: [{ no: 'outsider', person: 'lynne' }],
    'unknown-step': [
      { no: 'unknown-step', step: 99, highest: 17 },
      { no: 'unknown-step', step: 99, highest: 0 },
    ],
    'unknown-ticket': [
      { no: 'unknown-ticket', ticket: said, known: ['T1'] },
      { no: 'unknown-ticket', ticket: 'T9', known: [] },
      { no: 'unknown-ticket', ticket: 'T9', known: [], elsewhere: { caseId: 'INC-1', command: said } },
    ],
    'unknown-route': [{ no: 'unknown-route', route: said, known: ['phone'] }],
    'ambiguous-route': [{ no: 'ambiguous-route', route: said, known: ['phone', 'mobile'] }],
    'dead-route': [
      { no: 'dead-route', route: 'mail', because: 'email', alive: ['phone', 'portal'] },
      { no: 'dead-route', route: 'mail', because: 'email', alive: ['phone', 'portal'], vendor: 'microsoft' },
      { no: 'dead-route', route: 'mail', because: 'email', alive: [] },
    ],
    'unknown-clock': [
      { no: 'unknown-clock', clock: said, known: ['se-state-2020'] },
      { no: 'unknown-clock', clock: said, known: [] },
    ],
    'unknown-whom': [
      { no: 'unknown-whom', whom: said, vendor: 'microsoft', known: ['support', 'lynne'] },
      { no: 'unknown-whom', whom: 'x', vendor: 'microsoft', known: [] },
    ],
    'not-allowed': (['close', 'lower-severity', 'later-due', 'close-mistake', 'adopt', 'later-aware'] as const).map(
      (what) => ({ no: 'not-allowed', needs: ['coordinator', 'management'], what }),
    ),
    'outsider-only-own-ticket': [{ no: 'outsider-only-own-ticket' }],
    'not-in-the-past': [{ no: 'not-in-the-past', what: 'due', at }],
    'not-in-the-future': [{ no: 'not-in-the-future', what: 'aware', at: later }],
    'reason-needed': ['step 2 done', 'step 2 due', said].map((what) => ({ no: 'reason-needed', what })),
    'too-long': ['title', 'words', 'reference'].map((what) => ({ no: 'too-long', what, longest: 200, found: 999 })),
    already: ['step.done', 'ticket.heard', 'something.else'].map((act) => ({ no: 'already', act, by: 'adele', at })),
    'form-used': [
      ...['case.new', 'note', 'something.else'].map((act) => ({
        no: 'form-used' as const,
        act,
        by: 'adele',
        at,
        caseId: 'INC-1',
      })),
      { no: 'form-used', act: 'ticket.open', by: 'adele', at, caseId: 'INC-1', ticket: 'T1' },
    ],
    overtaken: ['step.done', 'case.accept', 'hold', 'decline', 'something.else'].map((act, i) => ({
      no: 'overtaken',
      act,
      by: 'adele',
      at,
      sinceDrawn: i % 2 === 0,
      but: { no: 'ticket-over', ticket: 'T1', status: 'verified' },
    })),
    'step-settled': (['done', 'not-applicable'] as const).map((status) => ({
      no: 'step-settled',
      step: 2,
      status,
      by: 'adele',
      at,
    })),
    'step-open': [{ no: 'step-open', step: 2 }],
    'ticket-over': (['verified', 'closed', 'mistake'] as const).map((status) => ({
      no: 'ticket-over',
      ticket: 'T1',
      status,
    })),
    'ticket-not-over': [{ no: 'ticket-not-over', ticket: 'T1' }],
    'ticket-not-fixed': [{ no: 'ticket-not-fixed', ticket: 'T1', ball: 'with-vendor' }],
    'ticket-unverified': [{ no: 'ticket-unverified', ticket: 'T1', ball: 'fixed-unverified' }],
    'cannot-climb': [
      { no: 'cannot-climb', ticket: 'T1', ball: 'with-us', until: later },
      { no: 'cannot-climb', ticket: 'T1', ball: 'fixed-unverified' },
    ],
    'climbed-already': [{ no: 'climbed-already', ticket: 'T1', at, again: later }],
    'code-mistyped': [
      { no: 'code-mistyped', code: said, near: ['K-7QM4X'] },
      { no: 'code-mistyped', code: said, near: [] },
    ],
    'code-unknown': [
      { no: 'code-unknown', code: 'K-7QM4X', ticket: 'T1', known: ['K-22222', 'K-33333'] },
      { no: 'code-unknown', code: 'K-7QM4X', ticket: 'T1', known: [] },
    ],
    'code-of-other': [{ no: 'code-of-other', code: 'K-7QM4X', ticket: 'T2' }],
    'code-quoted-before': [{ no: 'code-quoted-before', code: 'K-7QM4X', at }],
    'code-needed': [
      { no: 'code-needed', ticket: 'T1', known: ['K-22222'] },
      { no: 'code-needed', ticket: 'T1', known: [] },
    ],
    'no-pack': [{ no: 'no-pack' }, { no: 'no-pack', ticket: 'T1' }],
    'unknown-pack': [
      { no: 'unknown-pack', pack: 9, newest: 3 },
      { no: 'unknown-pack', pack: 9, newest: 1 },
    ],
    'pack-of-other': [{ no: 'pack-of-other', pack: 1, of: 'T1', ticket: 'T2' }],
    'links-off': [{ no: 'links-off' }],
    'no-link': [{ no: 'no-link' }, { no: 'no-link', pack: 2 }],
    'nothing-to-hold': [{ no: 'nothing-to-hold' }],
    'hold-running': [{ no: 'hold-running', key: 'ticket:T1', by: 'megan', until: later }],
    'held-already': [{ no: 'held-already', key: 'step:10', by: 'megan', at }],
    'cannot-hold': (['reminder', 'deadline', 'not-yours', 'no-ping-yet'] as const).flatMap((why) => [
      { no: 'cannot-hold', key: 'deadline:microsoft', why } as const,
      { no: 'cannot-hold', key: 'step:99', why, next: later } as const,
    ]),
    'nothing-to-decline': [
      { no: 'nothing-to-decline' },
      ...['handover', 'step:2', 'ticket:T1'].map((key) => ({
        no: 'nothing-to-decline' as const,
        of: { key, holder: 'adele' },
      })),
    ],
    'passed-already': [{ no: 'passed-already', key: 'step:10', from: 'alex', to: 'adele', at }],
    'last-deputy': [
      { no: 'last-deputy', key: 'step:10', role: 'operations', hold: 'PT20M' as never },
      { no: 'last-deputy', key: 'notice:se-state-2020:notification', role: 'legal' },
    ],
    'no-handover': [{ no: 'no-handover' }],
    'handover-asked': [{ no: 'handover-asked', to: 'megan', by: 'alex', at, due: later }],
    'handover-not-yours': [{ no: 'handover-not-yours', to: 'megan' }],
    'handover-newer': [{ no: 'handover-newer', to: 'megan' }],
    'handover-waits': [{ no: 'handover-waits', to: 'megan', at, due: later }],
    'handover-to-owner': [{ no: 'handover-to-owner', owner: 'alex' }],
    'notice-not-started': [{ no: 'notice-not-started', clock: 'insurer' }],
    'notice-started': [{ no: 'notice-started', clock: 'se-state-2020', at }],
    'notice-over': [{ no: 'notice-over', clock: 'se-state-2020', at, by: 'patti' }],
    'notice-repeated': [true, false].map((last) => ({
      no: 'notice-repeated',
      clock: 'se-state-2020',
      reference: said,
      stage: 'warning',
      by: 'patti',
      at,
      next: 'final',
      due: last ? later : null,
      last,
    })),
    'notice-too-early': [{ no: 'notice-too-early', clock: 'se-state-2020', first: 'warning' }],
    'unknown-stage': [{ no: 'unknown-stage', clock: 'se-state-2020', stage: said, known: ['warning', 'final'] }],
    'undo-waived': [{ no: 'undo-waived', clock: 'se-state-2020', at, by: 'patti', approvedBy: 'adele' }],
    'undo-unsent': [
      { no: 'undo-unsent', clock: 'se-state-2020' },
      { no: 'undo-unsent', clock: 'se-state-2020', stage: 'final' },
    ],
    'undo-later-first': [
      { no: 'undo-later-first', clock: 'se-state-2020', stage: 'warning', later: 'final', by: 'patti', at },
    ],
    'stage-sent': [{ no: 'stage-sent', clock: 'se-state-2020', stage: 'warning', by: 'patti', at }],
    'retro-done': [{ no: 'retro-done', at }],
    'retro-too-early': [{ no: 'retro-too-early' }],
    'still-owed': (['resolve', 'close'] as const).map((what) => ({
      no: 'still-owed',
      what,
      owed: [
        { key: 'ticket:T1', who: 'megan', ticket: 'T1' },
        { key: 'step:13', step: 13, who: null },
        { key: 'notice:se-state-2020:final', who: 'patti', due: later },
        ...Array.from({ length: 12 }, (_, i) => ({ key: `step:${i + 1}`, step: i + 1, who: 'adele', due: at })),
      ],
    })),
  };
  return Object.values(all).flat();
}
