/** What each command does, with lines that can be typed as they are. The table itself is the grammar's; labels of the forms are in `forms.ts`. */
import type { CommandHelp } from './commandHelp.ts';
import { packHelp } from './packHelp.ts';
import { vendorHelp } from './vendorHelp.ts';

/** Every command that can be typed. The keys are the grammar's paths. */
export const commandHelp = {
  'case new': {
    does: 'Opens a case: card and checklist in the incident channel, roles from the organisation file. The title needs no quotation marks. Severity: 1 complete outage or an intrusion going on, 2 substantial degradation, 3 intermittent or degraded, 4 a component failed and nobody notices yet; unsure, take the higher.',
    examples: [
      'case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email',
      'case new Wi-Fi drops in the library',
    ],
    form: 'New case',
  },
  'case list': {
    does: 'Shows the open cases, only yours, those where something is late, or all.',
    examples: ['case list', 'case list mine', 'case list overdue'],
    form: 'Cases',
  },
  'case show': { does: 'Shows one case.', examples: ['case show INC-7', 'case show 7'], form: 'Show a case' },
  'case set': {
    does: 'Changes severity, services, title, the time when you became aware, or who can fix it. control:vendor says that our own administrators can no longer fix it; a vendor ticket is then owed.',
    examples: [
      'case set sev:1',
      'case set affects:+sso,-email',
      'case set control:vendor vendor:microsoft',
      'case set aware:08:00',
      'case set title:"Outgoing e-mail blocked for all"',
    ],
    form: 'Change the case',
  },
  'case own': {
    does: 'Makes somebody the owner. Taking it yourself is immediate; giving it away is a hand-over unless you are coordinator or management.',
    examples: ['case own meganb@example.com'],
    form: 'Owner of the case',
  },
  'case handover': {
    does: 'Asks somebody to take over; you stay the owner until they accept.',
    examples: ['case handover meganb@example.com "I am off at five; the vendor calls back at six"'],
    form: 'Hand over',
  },
  'case accept': {
    does: 'Accepts a hand-over that was offered to you.',
    examples: ['case accept'],
    form: 'Accept the hand-over',
  },
  'case decline': {
    does: 'Declines a hand-over; the case stays where it was.',
    examples: ['case decline', 'case decline "I am on leave"'],
    form: 'Decline the hand-over',
  },
  'case resolve': {
    does: 'Says that it works again. Refused while a ticket is not fixed; steps and updates stop, everything else goes on.',
    examples: ['case resolve "mail flows again, back-log sent"'],
    form: 'Resolve the case',
  },
  'case close': {
    does: 'Closes the case. Refused while anything is owed, and lists it. For coordinator and management.',
    examples: ['case close'],
    form: 'Close the case',
  },
  'case reopen': {
    does: 'Opens a resolved or closed case again, with what was open.',
    examples: ['case reopen "blocked again since 09:10"'],
    form: 'Reopen the case',
  },
  'case adopt': {
    does: "Takes over the organisation file's ladders and limits as they are now; without it a case keeps those it was opened with.",
    examples: ['case adopt'],
    form: 'Take over the present ladders',
  },
  role: {
    does: 'Puts somebody first in a role for this case.',
    examples: ['role operations adelev@example.com', 'role vendor-liaison meganb@example.com'],
    form: 'Give a role',
  },
  'step list': { does: 'Shows the checklist.', examples: ['step list'], form: 'Checklist' },
  'step form': { does: 'Posts a form for any step that is open.', examples: ['step form'], form: 'Another step' },
  'step done': {
    does: 'Ticks a step off, with a word on what was done.',
    examples: ['step 2 done "bridge is open, number in the channel"', 'step 2 done'],
    form: 'Step done',
  },
  'step assign': {
    does: 'Gives a step to somebody, with a due time if you like.',
    examples: ['step 2 assign adelev@example.com due:20m'],
    form: 'Assign a step',
  },
  'step due': {
    does: 'Moves the due time. Earlier: anyone. Later: coordinator and management, with a reason.',
    examples: ['step 2 due:40m "waiting for the network team"'],
    form: 'Due time of a step',
  },
  'step na': {
    does: 'Marks a step as not applicable, with the reason.',
    examples: ['step 2 na "no connectors in use"'],
    form: 'Step not applicable',
  },
  'step undo': {
    does: 'Opens a step again, its clock as it was.',
    examples: ['step 2 undo'],
    form: 'Open a step again',
  },
  'step add': {
    does: 'Adds a step.',
    examples: ['step add "tell the library" due:1h owner:isaiahl@example.com', 'step add "check the back-log"'],
    form: 'Add step',
  },
  'ticket open': {
    does: 'Opens a vendor ticket; from now on their silence is counted. Without a number the number is owed.',
    examples: [
      'ticket open microsoft ref:2307310050000123 sev:A via:phone "outbound mail of the whole tenant blocked since Saturday"',
      'ticket open microsoft "outbound mail blocked"',
    ],
    form: 'New vendor ticket',
  },
  'ticket ref': {
    does: "Writes down the vendor's own number.",
    examples: ['ticket ref T1 2307310050000123'],
    form: "The vendor's number",
  },
  'ticket list': { does: 'Shows the vendor tickets of the case.', examples: ['ticket list'], form: 'Tickets' },
  'ticket show': { does: 'Shows one vendor ticket.', examples: ['ticket show T1'], form: 'Show a ticket' },
  'ticket pressure': {
    does: 'The pressure sheet, for the account manager and for our management: how long, who is hit, what was promised and tried, the ask.',
    examples: ['ticket pressure T1'],
    form: 'Pressure sheet',
  },
  'ticket own': {
    does: 'Makes somebody the owner of a ticket.',
    examples: ['ticket own T1 meganb@example.com'],
    form: 'Owner of the ticket',
  },
  'ticket sent': {
    does: 'We told them something, with a new code to quote. Does not count as an answer of theirs.',
    examples: ['ticket sent T1 via:phone "full description read out"'],
    form: 'We contacted them',
  },
  'ticket heard': {
    does: 'A real answer from the vendor: the count of their silence starts anew. quoted: the code they quoted.',
    examples: ['ticket heard T1 "engineer assigned, releasing"', 'ticket heard T1 "they have read it" quoted:K-7QM4X'],
    form: 'Vendor replied',
  },
  'ticket auto': {
    does: 'An auto-reply or "we are looking into it": written down, resets nothing.',
    examples: ['ticket auto T1 "we have received your request"'],
    form: 'Only an auto-reply',
  },
  'ticket wants': {
    does: 'The vendor wants something of us: the ball is ours. If the way they ask for does not work, you are shown what does.',
    examples: ['ticket wants T1 "tenant details in writing" via:portal due:18:00'],
    form: 'Vendor wants',
  },
  'ticket promise': {
    does: 'The vendor promised something by a time: reminders wait until then, and only until then.',
    examples: ['ticket promise T1 by:14:00 "unblock done"'],
    form: 'Vendor promised',
  },
  'ticket call': {
    does: 'A call and its outcome: acted, no-effect, voicemail, no-answer, wrong-number, refused. whom: support, or somebody of the vendor; without it whom the last reminder meant.',
    examples: ['ticket call T1 result:no-effect "told to wait"', 'ticket call T1 result:wrong-number whom:support'],
    form: 'Contact attempt',
  },
  'ticket escalate': {
    does: 'Asks the next people on the ladder at once.',
    examples: ['ticket escalate T1 "nobody calls back"'],
    form: 'Escalate now',
  },
  'ticket fixed': {
    does: 'The vendor says it is fixed; it stays open until somebody has verified it.',
    examples: ['ticket fixed T1'],
    form: 'Fixed',
  },
  'ticket verify': {
    does: 'The fix was checked: ok, or fail, which escalates at once.',
    examples: ['ticket verify T1 ok', 'ticket verify T1 fail "still 5.7.705 to one provider"'],
    form: 'Is it fixed?',
  },
  'ticket close': {
    does: 'Closes a ticket that was verified; one opened by mistake only coordinator and management.',
    examples: ['ticket close T1', 'ticket close T1 "opened twice" reason:mistake'],
    form: 'Close the ticket',
  },
  'ticket reopen': {
    does: 'Opens a ticket again; the fixed deadline goes on where it was.',
    examples: ['ticket reopen T1 "blocked again"'],
    form: 'Reopen the ticket',
  },
  ack: {
    does: "I'm on it, until a time: reminders wait until then, the fixed deadline does not.",
    examples: ['ack by:15:00', 'ack 30m T1', 'ack by:15:00 step 2'],
    form: "I'm on it",
  },
  snooze: {
    does: 'Not now: a length of time and a reason. Then the ladder goes on where it was.',
    examples: ['snooze 45m "they call back at three" T1', 'snooze 30m "in a meeting with the dean"'],
    form: 'Snooze',
  },
  decline: {
    does: 'Not mine: passes it to the next deputy of the role. The clock runs on.',
    examples: ['decline step 2', 'decline'],
    form: 'Not mine',
  },
  ...packHelp,
  'notice list': { does: "Shows the authorities' clocks of the case.", examples: ['notice list'], form: 'Notices' },
  'notice start': {
    does: "Starts an authority's clock.",
    examples: ['notice start se-state-2020'],
    form: "Start an authority's clock",
  },
  'notice reported': {
    does: 'The earliest report not yet sent has been sent, with the reference you got. stage: another one, sent once more or because they asked.',
    examples: [
      'notice reported se-state-2020 ref:CERT-4711 via:phone',
      'notice reported dora ref:FI-4711-2 stage:intermediate',
    ],
    form: 'Notice sent',
  },
  'notice final': {
    does: 'The last report has been sent.',
    examples: ['notice final se-state-2020 ref:CERT-4711'],
    form: 'Final report sent',
  },
  'notice undo': {
    does: 'Takes back the report written down last, or that of stage: it is owed again. For a wrong number or a slip.',
    examples: ['notice undo se-state-2020', 'notice undo se-state-2020 stage:final'],
    form: 'Take back a report',
  },
  'notice waive': {
    does: 'Says why no notice is needed, and who decided that.',
    examples: ['notice waive se-state-2020 reason:"no serious incident by their definition" by:pattif@example.com'],
    form: 'No notice needed',
  },
  update: {
    does: "The status update, posted to the case's thread. next: when the one after it is due.",
    examples: [
      'update "mail still blocked; the vendor has the case; next news at ten"',
      'update "unblocked, draining the queue" next:30m',
    ],
    form: 'Status update',
  },
  note: {
    does: 'Writes a line into the timeline.',
    examples: ['note "second flood at 02:40, stopped by the filter"'],
    form: 'Note',
  },
  decide: {
    does: 'Writes down a decision and why.',
    examples: ['decide "send urgent mail through the other university" because:"the block may last days"'],
    form: 'Decision',
  },
  timeline: { does: 'Shows what happened, newest first.', examples: ['timeline', 'timeline INC-7'], form: 'Timeline' },
  report: {
    does: 'The report of the case so far, for the retrospective and for management: whom it waited for and how long, the times that count, what moved whom. With link: also as a page for those who are not in Teams, for seven days; revoke ends such links.',
    examples: ['report', 'report INC-7', 'report link', 'report revoke'],
    form: 'Report',
  },
  'retro done': {
    does: 'The retrospective was held; what came of it.',
    examples: ['retro done "minutes in the wiki, three actions"'],
    form: 'Retrospective held',
  },
  help: { does: 'Shows all commands, or one.', examples: ['help', 'help ticket heard'], form: 'Help' },
  ...vendorHelp,
} as const satisfies Record<string, CommandHelp>;

export type CommandPath = keyof typeof commandHelp;

/** Forms that only buttons lead to. */
const buttonForms: Readonly<Record<string, string>> = {
  'ping done': 'What is done?',
  'outsider answer': 'Here is the answer',
  'outsider question': 'This is a question',
  'outsider on-it': "I'm on it",
  'outsider wrong': 'Wrong person',
};

export function formTitle(command: string): string {
  if (Object.hasOwn(commandHelp, command)) return commandHelp[command as CommandPath].form;
  return Object.hasOwn(buttonForms, command) ? (buttonForms[command] ?? command) : command;
}

/** Headings of the overview, by the first word of the commands below them. */
export const helpGroups: Readonly<Record<string, string>> = {
  case: 'The case',
  step: 'The checklist',
  ticket: 'Vendor tickets',
  vendor: 'The vendors',
  pack: 'The evidence pack',
  hold: 'When you are pinged',
  notice: 'Notices to authorities',
  news: 'News and the record',
};

/** Before the list, and after it. */
export const helpIntro =
  'Type a command after mentioning me, after a slash, or plainly in our own chat. In a thread it means that case; elsewhere add its number, for example INC-7. Forms help with whatever is missing.';
export const helpTimes = 'Times: 30m, 2h, 1d, 14:00, fri 09:00, 2026-12-24 09:00. People: @mention or e-mail address.';
export const helpMore = 'Type help and a command for examples: help ticket heard.';
