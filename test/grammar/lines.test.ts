// What people type and what it means: one line each, in the thread of INC-1, Monday 31 July 2023 at 08:10 in Stockholm.
// Not here: lines that depend on the state of the case (state.test.ts), and times of all kinds (times.test.ts).
import { describe, expect, test } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import { parse } from '../../src/grammar/index.ts';
import type { Query } from '../../src/grammar/types.ts';
import { at, chat, thread } from './context.ts';

const NBSP = '\u00a0';

/** Line, what it means, and the case when it is not the thread's. */
const intents: [string, Intent, string?][] = [
  // case new
  ['case new Mail down', { type: 'case.new', title: 'Mail down' }, ''],
  [
    'case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email',
    {
      type: 'case.new',
      title: 'Outgoing e-mail blocked',
      severity: 'sev1',
      playbook: 'mail-block',
      affects: ['email'],
    },
    '',
  ],
  ['case new sev:1 Mail down', { type: 'case.new', title: 'Mail down', severity: 'sev1' }, ''],
  ['case new Mail sev:1 down', { type: 'case.new', title: 'Mail down', severity: 'sev1' }, ''],
  ['case new Mail down sev1', { type: 'case.new', title: 'Mail down', severity: 'sev1' }, ''],
  ['case new Mail down SEV-2', { type: 'case.new', title: 'Mail down', severity: 'sev2' }, ''],
  ['case new Mail down sev:sev3', { type: 'case.new', title: 'Mail down', severity: 'sev3' }, ''],
  ['case new Mail down severity:4', { type: 'case.new', title: 'Mail down', severity: 'sev4' }, ''],
  ['case new "Mail down"', { type: 'case.new', title: 'Mail down' }, ''],
  ['case new “Mail down” sev:2', { type: 'case.new', title: 'Mail down', severity: 'sev2' }, ''],
  ['case new 3 servers down', { type: 'case.new', title: '3 servers down' }, ''],
  ['case new Same as INC-3 again', { type: 'case.new', title: 'Same as INC-3 again' }, ''],
  ['case new Mail down affects:email,sso', { type: 'case.new', title: 'Mail down', affects: ['email', 'sso'] }, ''],
  ['case new Mail down affects:email, sso', { type: 'case.new', title: 'Mail down', affects: ['email', 'sso'] }, ''],
  ['case new affects:E-mail Mail down', { type: 'case.new', title: 'Mail down', affects: ['email'] }, ''],
  ['case new Mail   down\nagain', { type: 'case.new', title: 'Mail down again' }, ''],
  ["case new Students can't log in", { type: 'case.new', title: "Students can't log in" }, ''],
  ['case new Error: 5.7.705 for all', { type: 'case.new', title: 'Error: 5.7.705 for all' }, ''],
  ['case new 📧 is down', { type: 'case.new', title: '📧 is down' }, ''],
  ['case new 👩‍💻 portal down', { type: 'case.new', title: '👩‍💻 portal down' }, ''],
  ['CASE NEW Mail down', { type: 'case.new', title: 'Mail down' }, ''],
  ['/case new Mail down', { type: 'case.new', title: 'Mail down' }, ''],
  ['  /  case   new   Mail down  ', { type: 'case.new', title: 'Mail down' }, ''],
  ['<at>Baton</at> case new Mail down', { type: 'case.new', title: 'Mail down' }, ''],
  [`<at>Baton</at>${NBSP}case${NBSP}new Mail down`, { type: 'case.new', title: 'Mail down' }, ''],
  ['@Baton case new Mail down', { type: 'case.new', title: 'Mail down' }, ''],
  ['\u200bcase\u200b new\ufeff Mail down', { type: 'case.new', title: 'Mail down' }, ''],
  // case set
  ['case set sev:1', { type: 'case.set', severity: 'sev1' }],
  ['case set sev1', { type: 'case.set', severity: 'sev1' }],
  ['case set sev:sev1', { type: 'case.set', severity: 'sev1' }],
  ['case set affects:+sso', { type: 'case.set', affects: { add: ['sso'], remove: [] } }],
  ['case set affects:-sso', { type: 'case.set', affects: { add: [], remove: ['sso'] } }],
  ['case set affects:−sso', { type: 'case.set', affects: { add: [], remove: ['sso'] } }],
  ['case set affects:+sso,-email', { type: 'case.set', affects: { add: ['sso'], remove: ['email'] } }],
  ['case set affects:+sso affects:-email', { type: 'case.set', affects: { add: ['sso'], remove: ['email'] } }],
  ['case set affects:email,sso', { type: 'case.set', affects: { add: [], remove: [], only: ['email', 'sso'] } }],
  ['case set affects:none', { type: 'case.set', affects: { add: [], remove: [], only: [] } }],
  ['case set title:"Mail blocked for all"', { type: 'case.set', title: 'Mail blocked for all' }],
  ['case set title:“Mail blocked for all”', { type: 'case.set', title: 'Mail blocked for all' }],
  ['case set title:Mail blocked for all sev:1', { type: 'case.set', title: 'Mail blocked for all', severity: 'sev1' }],
  ['case set aware:08:00', { type: 'case.set', aware: at('2023-07-31T06:00:00Z') }],
  ['case set aware:09:00', { type: 'case.set', aware: at('2023-07-30T07:00:00Z') }],
  ['case set aware:sat 02:00', { type: 'case.set', aware: at('2023-07-29T00:00:00Z') }],
  ['case set control:vendor', { type: 'case.set', control: 'vendor' }],
  ['case set control:vendor vendor:microsoft', { type: 'case.set', control: 'vendor', vendor: 'microsoft' }],
  ['case set vendor:Microsoft', { type: 'case.set', control: 'vendor', vendor: 'microsoft' }],
  ['case set control:ours', { type: 'case.set', control: 'ours' }],
  ['case set 7 sev:1', { type: 'case.set', severity: 'sev1' }, 'INC-7'],
  ['case set sev:1 INC-7', { type: 'case.set', severity: 'sev1' }, 'INC-7'],
  // owner and roles
  ['case own <at>Megan Bowen</at>', { type: 'case.own', to: 'megan' }],
  ['case own meganb@example.com', { type: 'case.own', to: 'megan' }],
  ['case own MeganB@Example.com', { type: 'case.own', to: 'megan' }],
  ['case own isaiah@example.com', { type: 'case.own', to: 'isaiah' }],
  ['case own @megan', { type: 'case.own', to: 'megan' }],
  ['case own @Megan Bowen', { type: 'case.own', to: 'megan' }],
  ['case own to:<at>Megan Bowen</at>', { type: 'case.own', to: 'megan' }],
  ['case own to: <at>Megan Bowen</at>', { type: 'case.own', to: 'megan' }],
  ['case own me', { type: 'case.own', to: 'alex' }],
  ['case own 7 <at>Megan Bowen</at>', { type: 'case.own', to: 'megan' }, 'INC-7'],
  ['case handover <at>Megan Bowen</at> "I am off"', { type: 'case.handover', to: 'megan', words: 'I am off' }],
  ['case handover <at>Megan Bowen</at> I am off', { type: 'case.handover', to: 'megan', words: 'I am off' }],
  ['case handover meganb@example.com', { type: 'case.handover', to: 'megan' }],
  ['case accept', { type: 'case.accept' }],
  ['case accept INC-7', { type: 'case.accept' }, 'INC-7'],
  ['case decline', { type: 'case.decline' }],
  ['case decline "on leave"', { type: 'case.decline', words: 'on leave' }],
  ['role coordinator <at>Megan Bowen</at>', { type: 'role.assign', role: 'coordinator', to: 'megan' }],
  ['role vendor-liaison meganb@example.com', { type: 'role.assign', role: 'vendor-liaison', to: 'megan' }],
  ['role Vendor liaison meganb@example.com', { type: 'role.assign', role: 'vendor-liaison', to: 'megan' }],
  ['role meganb@example.com legal', { type: 'role.assign', role: 'legal', to: 'megan' }],
  // ending and beginning again
  ['case resolve "mail flows"', { type: 'case.resolve', words: 'mail flows' }],
  ['case resolve mail flows', { type: 'case.resolve', words: 'mail flows' }],
  ['case resolve 7 "mail flows"', { type: 'case.resolve', words: 'mail flows' }, 'INC-7'],
  ['case close', { type: 'case.close' }],
  ['case close 7', { type: 'case.close' }, 'INC-7'],
  ['case 7 close', { type: 'case.close' }, 'INC-7'],
  ['case close #7', { type: 'case.close' }, 'INC-7'],
  ['case close inc-7', { type: 'case.close' }, 'INC-7'],
  ['case close INC‑7.', { type: 'case.close' }, 'INC-7'],
  ['case reopen "blocked again"', { type: 'case.reopen', words: 'blocked again' }],
  ['case adopt', { type: 'case.adopt' }],
  // steps
  ['step 2 done "bridge open"', { type: 'step.done', step: 2, words: 'bridge open' }],
  ['step 2 done', { type: 'step.done', step: 2 }],
  ['step done 2', { type: 'step.done', step: 2 }],
  ['step done 2 "bridge open"', { type: 'step.done', step: 2, words: 'bridge open' }],
  ['step 2 done INC-7 "bridge open"', { type: 'step.done', step: 2, words: 'bridge open' }, 'INC-7'],
  ['step INC-7 2 done', { type: 'step.done', step: 2 }, 'INC-7'],
  ['step 2 done bridge open, 3 people', { type: 'step.done', step: 2, words: 'bridge open, 3 people' }],
  ['Step 2 Done ”bridge open”', { type: 'step.done', step: 2, words: 'bridge open' }],
  ['step 12 done „Brücke offen“', { type: 'step.done', step: 12, words: 'Brücke offen' }],
  ['step 2 done «pont ouvert»', { type: 'step.done', step: 2, words: 'pont ouvert' }],
  ['step 2 done »bron öppen»', { type: 'step.done', step: 2, words: 'bron öppen' }],
  ["step 2 done 'bridge open'", { type: 'step.done', step: 2, words: 'bridge open' }],
  ['step 2 done ‘bridge’s open’', { type: 'step.done', step: 2, words: 'bridge’s open' }],
  ['step 2 done "missing mark', { type: 'step.done', step: 2, words: 'missing mark' }],
  ['step 2 done "the "big" one"', { type: 'step.done', step: 2, words: 'the "big" one' }],
  ['step 2 done "he said “stop” twice"', { type: 'step.done', step: 2, words: 'he said “stop” twice' }],
  ['step 2 done "first line\nsecond line"', { type: 'step.done', step: 2, words: 'first line\nsecond line' }],
  ['step 2 done "tested" twice', { type: 'step.done', step: 2, words: 'tested twice' }],
  ['step 2 assign <at>Megan Bowen</at>', { type: 'step.assign', step: 2, to: 'megan' }],
  ['step 2 assign @megan due:20m', { type: 'step.assign', step: 2, to: 'megan', due: at('2023-07-31T06:30:00Z') }],
  [
    'step 2 assign due:14:00 @megan "she knows"',
    { type: 'step.assign', step: 2, to: 'megan', due: at('2023-07-31T12:00:00Z'), reason: 'she knows' },
  ],
  [
    'step 2 due:40m "network team"',
    { type: 'step.redate', step: 2, due: at('2023-07-31T06:50:00Z'), reason: 'network team' },
  ],
  ['step 2 due:40m', { type: 'step.redate', step: 2, due: at('2023-07-31T06:50:00Z') }],
  ['step 2 due 40m', { type: 'step.redate', step: 2, due: at('2023-07-31T06:50:00Z') }],
  ['step due 2 fri 09:00', { type: 'step.redate', step: 2, due: at('2023-08-04T07:00:00Z') }],
  ['step 2 na "no connectors"', { type: 'step.na', step: 2, reason: 'no connectors' }],
  ['step 2 na no connectors', { type: 'step.na', step: 2, reason: 'no connectors' }],
  ['step 2 undo', { type: 'step.undo', step: 2 }],
  ['step add "tell the library"', { type: 'step.add', text: 'tell the library' }],
  [
    'step add "tell the library" due:1h owner:<at>Megan Bowen</at>',
    { type: 'step.add', text: 'tell the library', due: at('2023-07-31T07:10:00Z'), owner: 'megan' },
  ],
  [
    'step add tell the library owner: @isaiah due: 1h',
    { type: 'step.add', text: 'tell the library', due: at('2023-07-31T07:10:00Z'), owner: 'isaiah' },
  ],
  // tickets
  [
    'ticket open microsoft ref:2307310050000123 sev:A via:phone "mail blocked"',
    {
      type: 'ticket.open',
      vendor: 'microsoft',
      reference: '2307310050000123',
      severity: 'A',
      via: 'phone',
      words: 'mail blocked',
    },
  ],
  ['ticket open Microsoft "mail blocked"', { type: 'ticket.open', vendor: 'microsoft', words: 'mail blocked' }],
  ['ticket open microsoft mail is blocked', { type: 'ticket.open', vendor: 'microsoft', words: 'mail is blocked' }],
  [
    'ticket open "mail blocked" vendor:microsoft owner:@megan via:email',
    { type: 'ticket.open', vendor: 'microsoft', words: 'mail blocked', owner: 'megan', via: 'mail' },
  ],
  [
    'ticket open microsoft ref:"AB 12 34" "mail blocked"',
    { type: 'ticket.open', vendor: 'microsoft', words: 'mail blocked', reference: 'AB 12 34' },
  ],
  ['ticket ref T1 2307310050000123', { type: 'ticket.ref', ticket: 'T1', reference: '2307310050000123' }],
  ['ticket ref t1 23 07 31', { type: 'ticket.ref', ticket: 'T1', reference: '23 07 31' }],
  ['ticket ref T1 ref:4711', { type: 'ticket.ref', ticket: 'T1', reference: '4711' }],
  ['ticket own T1 @megan', { type: 'ticket.own', ticket: 'T1', to: 'megan' }],
  ['ticket sent T1 via:phone "read out"', { type: 'ticket.sent', ticket: 'T1', via: 'phone', words: 'read out' }],
  ['ticket sent T1 "read out" via:Phone', { type: 'ticket.sent', ticket: 'T1', via: 'phone', words: 'read out' }],
  ['ticket T1 sent via:phone read out', { type: 'ticket.sent', ticket: 'T1', via: 'phone', words: 'read out' }],
  ['ticket heard T1 "releasing"', { type: 'ticket.heard', ticket: 'T1', words: 'releasing' }],
  ['ticket heard "releasing" T1', { type: 'ticket.heard', ticket: 'T1', words: 'releasing' }],
  [
    'ticket heard T1 "releasing" quoted:K-7QM4X',
    { type: 'ticket.heard', ticket: 'T1', words: 'releasing', quoted: 'K-7QM4X' },
  ],
  ['ticket heard INC-7 T1 "releasing"', { type: 'ticket.heard', ticket: 'T1', words: 'releasing' }, 'INC-7'],
  ['ticket auto T1 "we have received it"', { type: 'ticket.auto', ticket: 'T1', words: 'we have received it' }],
  ['ticket wants T1 "details" via:mail', { type: 'ticket.wants', ticket: 'T1', words: 'details', via: 'mail' }],
  [
    'ticket wants T1 "details" via:mail due:18:00',
    { type: 'ticket.wants', ticket: 'T1', words: 'details', via: 'mail', due: at('2023-07-31T16:00:00Z') },
  ],
  [
    'ticket promise T1 by:14:00 "unblock done"',
    { type: 'ticket.promise', ticket: 'T1', by: at('2023-07-31T12:00:00Z'), words: 'unblock done' },
  ],
  ['ticket promise T1 by:fri 09:00', { type: 'ticket.promise', ticket: 'T1', by: at('2023-08-04T07:00:00Z') }],
  ['ticket promise T1 by:"fri 09:00"', { type: 'ticket.promise', ticket: 'T1', by: at('2023-08-04T07:00:00Z') }],
  [
    'ticket promise T1 by:fri 09:00 unblock done',
    { type: 'ticket.promise', ticket: 'T1', by: at('2023-08-04T07:00:00Z'), words: 'unblock done' },
  ],
  ['ticket promise T1 by:2h', { type: 'ticket.promise', ticket: 'T1', by: at('2023-07-31T08:10:00Z') }],
  [
    'ticket call T1 result:no-effect "told to wait"',
    { type: 'ticket.call', ticket: 'T1', result: 'no-effect', words: 'told to wait' },
  ],
  ['ticket call T1 no-answer', { type: 'ticket.call', ticket: 'T1', result: 'no-answer' }],
  ['ticket call T1 result:no‑answer', { type: 'ticket.call', ticket: 'T1', result: 'no-answer' }],
  [
    'ticket call T1 Acted they will do it',
    { type: 'ticket.call', ticket: 'T1', result: 'acted', words: 'they will do it' },
  ],
  ['ticket escalate T1 "no word"', { type: 'ticket.escalate', ticket: 'T1', words: 'no word' }],
  ['ticket escalate T1', { type: 'ticket.escalate', ticket: 'T1' }],
  ['ticket fixed T1', { type: 'ticket.fixed', ticket: 'T1' }],
  ['ticket verify T1 ok', { type: 'ticket.verify', ticket: 'T1', result: 'ok' }],
  [
    'ticket verify T1 fail "still 5.7.705"',
    { type: 'ticket.verify', ticket: 'T1', result: 'fail', words: 'still 5.7.705' },
  ],
  ['ticket close T1', { type: 'ticket.close', ticket: 'T1' }],
  ['ticket close T1 "opened twice"', { type: 'ticket.close', ticket: 'T1', words: 'opened twice' }],
  [
    'ticket close T1 "opened twice" reason:mistake',
    { type: 'ticket.close', ticket: 'T1', words: 'opened twice', reason: 'mistake' },
  ],
  ['ticket reopen T1 "blocked again"', { type: 'ticket.reopen', ticket: 'T1', words: 'blocked again' }],
  // answers to pings
  ['ack by:15:00', { type: 'ack', until: at('2023-07-31T13:00:00Z') }],
  ['ack by:15:00 T1', { type: 'ack', until: at('2023-07-31T13:00:00Z'), target: 'T1' }],
  ['ack by:15:00 step 2', { type: 'ack', until: at('2023-07-31T13:00:00Z'), target: 'step 2' }],
  ['ack 30m', { type: 'ack', until: at('2023-07-31T06:40:00Z') }],
  ['ack 1h 30m t1', { type: 'ack', until: at('2023-07-31T07:40:00Z'), target: 'T1' }],
  ['ack T1 until:9:30', { type: 'ack', until: at('2023-07-31T07:30:00Z'), target: 'T1' }],
  ['ack "tomorrow 09:00"', { type: 'ack', until: at('2023-08-01T07:00:00Z') }],
  ['ack 30m INC-7', { type: 'ack', until: at('2023-07-31T06:40:00Z') }, 'INC-7'],
  ['snooze 45m "they call back"', { type: 'snooze', for: 'PT45M' as never, reason: 'they call back' }],
  ['snooze 45m "they call back" T1', { type: 'snooze', for: 'PT45M' as never, reason: 'they call back', target: 'T1' }],
  ['snooze 45m they call back T1', { type: 'snooze', for: 'PT45M' as never, reason: 'they call back', target: 'T1' }],
  ['snooze 1h step 2 "meeting"', { type: 'snooze', for: 'PT1H' as never, reason: 'meeting', target: 'step 2' }],
  ['snooze by:09:10 "meeting"', { type: 'snooze', for: 'PT1H' as never, reason: 'meeting' }],
  ['decline', { type: 'decline' }],
  ['decline T1', { type: 'decline', target: 'T1' }],
  ['decline step 2', { type: 'decline', target: 'step 2' }],
  ['decline step 2 "ask Adele"', { type: 'decline', target: 'step 2', words: 'ask Adele' }],
  // authorities
  ['notice start se-state-2020', { type: 'notice.start', clock: 'se-state-2020' }],
  [
    'notice reported se-state-2020 ref:CERT-4711 via:phone',
    { type: 'notice.reported', clock: 'se-state-2020', reference: 'CERT-4711', via: 'phone' },
  ],
  ['notice reported SE-State-2020 ref:1', { type: 'notice.reported', clock: 'se-state-2020', reference: '1' }],
  ['notice undo se-state-2020', { type: 'notice.undo', clock: 'se-state-2020' }],
  ['notice undo se-state-2020 stage:Final', { type: 'notice.undo', clock: 'se-state-2020', stage: 'final' }],
  ['notice final se-state-2020 ref:4711', { type: 'notice.final', clock: 'se-state-2020', reference: '4711' }],
  [
    'notice waive gdpr-33 reason:"no personal data" by:<at>Megan Bowen</at>',
    { type: 'notice.waive', clock: 'gdpr-33', reason: 'no personal data', approvedBy: 'megan' },
  ],
  [
    'notice waive gdpr-33 "no personal data" by:pattif@example.com',
    { type: 'notice.waive', clock: 'gdpr-33', reason: 'no personal data', approvedBy: 'patti' },
  ],
  // news and the record
  ['update "still blocked"', { type: 'update', words: 'still blocked' }],
  ['update "still blocked" next:30m', { type: 'update', words: 'still blocked', next: 'PT30M' as never }],
  ['update still blocked next:30m', { type: 'update', words: 'still blocked', next: 'PT30M' as never }],
  ['update we wait, next: a reboot', { type: 'update', words: 'we wait, next: a reboot' }],
  ['note "second flood"', { type: 'note', words: 'second flood' }],
  ['note second flood at 02:40', { type: 'note', words: 'second flood at 02:40' }],
  ['note: second flood', { type: 'note', words: 'second flood' }],
  ['note "second flood" INC-7', { type: 'note', words: 'second flood' }, 'INC-7'],
  ['note INC-7 second flood', { type: 'note', words: 'second flood' }, 'INC-7'],
  // In a thread a number in a sentence is part of the sentence.
  ['note same trouble as INC-3', { type: 'note', words: 'same trouble as INC-3' }],
  ['note <at>Megan Bowen</at> phoned', { type: 'note', words: 'Megan Bowen phoned' }],
  ['note "<at>Megan Bowen</at> phoned"', { type: 'note', words: 'Megan Bowen phoned' }],
  ['note a  b', { type: 'note', words: 'a  b' }],
  ['note 1 < 2 && 3 > 2', { type: 'note', words: '1 < 2 && 3 > 2' }],
  ["note don't panic", { type: 'note', words: "don't panic" }],
  ['note 5" disk broken', { type: 'note', words: '5" disk broken' }],
  ['note see https://status.example/a?b=c', { type: 'note', words: 'see https://status.example/a?b=c' }],
  [
    'decide "use the other relay" because:"the block may last"',
    { type: 'decide', words: 'use the other relay', because: 'the block may last' },
  ],
  [
    'decide “use the other relay” because:“the block may last”',
    { type: 'decide', words: 'use the other relay', because: 'the block may last' },
  ],
  [
    'decide use the other relay because:the block may last',
    { type: 'decide', words: 'use the other relay', because: 'the block may last' },
  ],
  ['retro done "minutes in the wiki"', { type: 'retro.done', words: 'minutes in the wiki' }],
];

const queries: [string, Query, string?][] = [
  ['case list', { type: 'case.list', filter: 'open', page: 1 }, ''],
  ['case list mine', { type: 'case.list', filter: 'mine', page: 1 }, ''],
  ['case list Overdue', { type: 'case.list', filter: 'overdue', page: 1 }, ''],
  ['case list all page:2', { type: 'case.list', filter: 'all', page: 2 }, ''],
  ['case show', { type: 'case.show' }],
  ['case', { type: 'case.show' }],
  ['case show 7', { type: 'case.show' }, 'INC-7'],
  ['case show INC-7', { type: 'case.show' }, 'INC-7'],
  ['case show, please', { type: 'case.show' }],
  ['case 7', { type: 'case.show' }, 'INC-7'],
  ['INC-7', { type: 'case.show' }, 'INC-7'],
  ['#7', { type: 'case.show' }, 'INC-7'],
  ['step list', { type: 'step.list', page: 1 }],
  ['step', { type: 'step.list', page: 1 }],
  ['step list page:3', { type: 'step.list', page: 3 }],
  ['step form', { type: 'step.form' }],
  ['ticket list', { type: 'ticket.list', page: 1 }],
  ['ticket', { type: 'ticket.list', page: 1 }],
  ['ticket show T2', { type: 'ticket.show', ticket: 'T2' }],
  ['ticket T2', { type: 'ticket.show', ticket: 'T2' }],
  ['notice list', { type: 'notice.list', page: 1 }],
  ['report', { type: 'report' }],
  ['report #7', { type: 'report' }, 'INC-7'],
  ['report INC-7 link', { type: 'report', link: 'link' }, 'INC-7'],
  ['report revoke', { type: 'report', link: 'revoke' }],
  ['timeline', { type: 'timeline', page: 1 }],
  ['timeline #7 page:2', { type: 'timeline', page: 2 }, 'INC-7'],
  ['help', { type: 'help' }, ''],
  ['Help!', { type: 'help' }, ''],
  ['help ticket heard', { type: 'help', command: 'ticket heard' }, ''],
];

const caseOf = (named: string | undefined) => (named === '' ? null : (named ?? 'INC-1'));

describe('what people type', () => {
  test('the table is long enough to mean something', () => {
    expect(intents.length + queries.length).toBeGreaterThanOrEqual(150);
  });

  test.each(intents)('%s', (line, intent, named) => {
    expect(parse(line, thread)).toMatchObject({ kind: 'intent', caseId: caseOf(named) });
    const parsed = parse(line, thread);
    expect(parsed.kind === 'intent' && parsed.intent).toEqual(intent);
  });

  test.each(queries)('%s', (line, query, named) => {
    expect(parse(line, thread)).toEqual({ kind: 'query', caseId: caseOf(named), query });
  });
});

describe('the case that is meant', () => {
  test('outside a thread it must be named', () => {
    expect(parse('note "second flood"', chat)).toMatchObject({
      kind: 'form',
      command: 'note',
      caseId: null,
      filled: { words: 'second flood' },
      problems: [{ problem: 'no-case' }],
    });
    expect(parse('note "second flood" #3', chat)).toMatchObject({ kind: 'intent', caseId: 'INC-3' });
  });

  test('outside a thread a number at the end of a sentence names it, in the middle it names it and stays', () => {
    expect(parse('note second flood INC-3', chat)).toMatchObject({
      caseId: 'INC-3',
      intent: { words: 'second flood' },
    });
    expect(parse('note as in INC-3 yesterday', chat)).toMatchObject({
      caseId: 'INC-3',
      intent: { words: 'as in INC-3 yesterday' },
    });
  });

  test('without a thread `case` alone is the board', () => {
    expect(parse('case', chat)).toMatchObject({ kind: 'query', query: { type: 'case.list' } });
  });

  test('another prefix is another number', () => {
    const ops = { ...thread, casePrefix: 'OPS', threadCase: 'OPS-1' };
    expect(parse('case show ops-12', ops)).toMatchObject({ caseId: 'OPS-12' });
    expect(parse('note INC-7 is theirs', ops)).toMatchObject({ caseId: 'OPS-1', intent: { words: 'INC-7 is theirs' } });
  });
});
