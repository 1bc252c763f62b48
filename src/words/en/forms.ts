/** What stands in the forms: labels, what to say when something is missing, the lines of lists. Which fields there are is the grammar's. */
import type { Case } from '../../domain/case.ts';
import type { CallResult, CaseId } from '../../domain/commands.ts';
import type { RoleName, RouteKind, ServiceId, Severity } from '../../domain/organisation.ts';
import type { RouteRecord } from '../../domain/profile.ts';
import type { Duration, Instant } from '../../domain/time.ts';
import { length } from '../format.ts';
import type { Speech } from '../speech.ts';
import { stepText } from '../stepText.ts';
import { callResult, role, routeKind, severity, severityMeaning, stageName } from './names.ts';
import { keyName } from './obligations.ts';
import { vendors } from './vendors.ts';
import { codeTitle } from './ways.ts';

/** What stands before a field, by argument; a command's own label goes first. */
const LABELS: Readonly<Record<string, string>> = {
  affects: 'Affected services',
  aware: 'When did you become aware?',
  because: 'Because',
  by: 'Until when?',
  case: 'Which case?',
  clock: 'Which notice?',
  command: 'Command',
  contact: 'Whose contact?',
  control: 'Who can fix it?',
  due: 'Due',
  email: 'E-mail address now',
  filter: 'Which cases?',
  for: 'For how long?',
  keys: 'Which one?',
  link: 'Download link?',
  next: 'Next update in',
  owner: 'Owner',
  pack: 'Which version?',
  page: 'Page',
  phone: 'Telephone number now',
  playbook: 'Playbook',
  quoted: 'The code that they quoted',
  reason: 'Why?',
  ref: 'Reference number',
  result: 'Outcome',
  role: 'Role',
  sev: 'Severity',
  stage: 'Which report?',
  step: 'Which step?',
  target: 'What?',
  ticket: 'Which ticket?',
  title: 'Title',
  to: 'Who?',
  vendor: 'Vendor',
  via: 'By which way?',
  whom: 'Whom did you call?',
  without: 'Leave out people?',
  words: 'What happened?',
};

const OWN_LABELS: Readonly<Record<string, string>> = {
  'case new.title': 'What is wrong, in one line',
  'case handover.words': 'What must they know?',
  'case decline.words': 'Why not?',
  'case resolve.words': 'What made it work again?',
  'case reopen.words': 'What happened?',
  'step done.words': 'What was done?',
  'step add.words': 'What has to be done?',
  'ticket open.sev': 'Their severity',
  'ticket open.ref': 'Which reference number did they give you?',
  'ticket open.words': 'What is wrong, in one sentence',
  'ticket open.via': 'Told them by',
  'ticket sent.words': 'What did we tell them?',
  'ticket sent.via': 'Told them by',
  'ticket heard.words': 'What did they say?',
  'ticket auto.words': 'What did it say?',
  'pack send.via': 'Sent by',
  'pack send.words': 'A word with it',
  'pack receipt.words': 'Who read it, and which code was quoted?',
  'ticket wants.words': 'What do they want?',
  'ticket wants.via': 'How do they want it?',
  'ticket wants.due': 'By when do we answer?',
  'ticket promise.by': 'By when?',
  'ticket promise.words': 'What did they promise?',
  'ticket call.words': 'What was said?',
  'ticket escalate.words': 'Why now?',
  'ticket fixed.words': 'What did they fix?',
  'ticket verify.words': 'What did you see?',
  'ticket verify.result': 'Does it work?',
  'ticket close.words': 'A last word',
  'ticket close.reason': 'Opened by mistake?',
  'decline.words': 'Who, then, or why not?',
  'notice waive.by': 'Who decided that?',
  'notice waive.reason': 'Why is none needed?',
  'update.words': 'What is the news?',
  'note.words': 'What should be written down?',
  'decide.words': 'What was decided?',
  'retro done.words': 'What came of it?',
  'outsider answer.words': 'Your answer',
  'outsider question.words': 'Your question',
  'outsider wrong.words': 'Who is the right person?',
};

function named(of: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}

/** The label of a field. */
export function argumentLabel(command: string, arg: string): string {
  return named(OWN_LABELS, `${command}.${arg}`) ?? named(LABELS, arg) ?? arg;
}

const ASKS: Readonly<Record<string, string>> = {
  by: 'until when, for example 30m or 15:00',
  because: 'why it was decided, because:"…"',
  clock: "which authority's clock",
  due: 'by when',
  for: 'for how long, for example 45m',
  reason: 'the reason, in quotation marks',
  ref: 'the reference number; choose “No number yet” if there is none',
  result: 'the outcome',
  role: 'the role',
  step: 'the number of the step',
  ticket: 'which ticket',
  title: 'what is wrong, in one line',
  to: 'who: an @mention or an e-mail address',
  vendor: 'which vendor',
  via: 'by which way, via:…',
  whom: 'whom you called: support, or a name',
  words: 'the words, in quotation marks',
};

const OWN_ASKS: Readonly<Record<string, string>> = {
  'case resolve.words': 'what made it work again, in quotation marks',
  'case reopen.words': 'what happened, in quotation marks',
  'step add.words': 'what has to be done, in quotation marks',
  'ticket open.words': 'what is wrong, in one sentence',
  'ticket ref.ref': "the vendor's number",
  'ticket sent.words': 'what we told them, in quotation marks',
  'ticket heard.words': 'what they said, in quotation marks',
  'ticket auto.words': 'what it said, in quotation marks',
  'pack send.via': 'by which way, for example via:portal',
  'pack receipt.words': 'who read it and which code was quoted, in quotation marks',
  'ticket wants.words': 'what they want, in quotation marks',
  'ticket wants.via': 'how they want it, via:…',
  'ticket promise.by': 'by when, for example by:14:00',
  'ticket call.result': 'the outcome: acted, no-effect, voicemail, no-answer, wrong-number or refused',
  'ticket verify.result': 'ok or fail',
  'notice waive.by': 'who decided that: an @mention or an e-mail address',
  'notice reported.ref': 'the reference that you got, ref:…',
  'notice final.ref': 'the reference that you got, ref:…',
  'update.words': 'the news, in quotation marks',
  'decide.words': 'what was decided, in quotation marks',
  'retro done.words': 'what came of it, in quotation marks',
  'outsider answer.words': 'your answer',
};

/** What is missing, as it stands after "Still missing:". */
export function argumentAsk(command: string, arg: string): string {
  return named(OWN_ASKS, `${command}.${arg}`) ?? named(ASKS, arg) ?? argumentLabel(command, arg).toLowerCase();
}

/** One line of a list: its value, and of what kind it is. `name` is people's text (a name, a step's text, a route's kind). */
export interface FormChoice {
  readonly value: string;
  readonly is:
    | 'none'
    | 'name'
    | 'route'
    | 'step'
    | 'ticket'
    | 'time'
    | 'duration'
    | 'severity'
    | 'role'
    | 'result'
    | 'report'
    | 'item'
    | 'code'
    | 'pack'
    | 'word';
  readonly name?: string;
  /** A time, or when a step is due. */
  readonly at?: Instant;
  /** The service that is down, so that this route does not work. */
  readonly dead?: ServiceId;
  /** A call found its number to be wrong: when, and in which case, if it was another. */
  readonly wrong?: { readonly at: Instant; readonly caseId?: CaseId };
  /** Another open case says that this service is down, which the route needs. */
  readonly downIn?: { readonly service: ServiceId; readonly caseId: CaseId };
  /** How this route has done before. */
  readonly record?: RouteRecord;
}

const WORDS: Readonly<Record<string, string>> = {
  'control=ours': 'Our own administrators',
  'control=vendor': 'Only the vendor',
  'result=ok': 'Yes, it works',
  'result=fail': 'No, not fixed',
  'reason=mistake': 'Opened by mistake',
  'whom=support': 'Support',
  'without=people': 'Roles instead of names',
  'link=link': 'Make a new one',
  'link=revoke': 'End those that work',
  'filter=open': 'Open',
  'filter=mine': 'Mine',
  'filter=overdue': 'Late',
  'filter=all': 'All',
};

const inCase = (time: string, caseId: CaseId | undefined) => (caseId === undefined ? time : `${time} in ${caseId}`);

/** The title of a line; `arg` is the field it stands in. Without the case an item is named by its key. */
export function choiceTitle(of: FormChoice, arg: string, s: Speech, state: Case | null): string {
  const name = of.name === undefined ? of.value : s.text(of.name, of.is === 'step' ? 200 : 80);
  switch (of.is) {
    case 'none':
      return 'None of these';
    case 'name':
      return name;
    case 'route': {
      const kind = of.name === undefined ? of.value : routeKind(of.name as RouteKind);
      const title = kind === of.value ? kind : `${kind} (${s.text(of.value, 40)})`;
      if (of.dead !== undefined) return `${title}: do not use, it needs ${s.service(of.dead)}`;
      if (of.wrong !== undefined)
        return `${title}: this number was wrong ${inCase(s.short(of.wrong.at), of.wrong.caseId)}`;
      if (of.downIn !== undefined)
        return `${title}: ${of.downIn.caseId} says that ${s.service(of.downIn.service)} is down`;
      const record = of.record === undefined ? '' : vendors.record(of.name as RouteKind, of.record);
      return record === '' ? title : `${title} (${record})`;
    }
    case 'step':
      return `${of.value} ${stepText(name).head}${of.at === undefined ? '' : ` (due ${s.short(of.at)})`}`;
    case 'pack': {
      const about = [of.name === undefined ? '' : `for ${name}`, of.at === undefined ? '' : s.short(of.at)];
      const more = about.filter((part) => part !== '').join(', ');
      return more === '' ? `Pack ${of.value}` : `Pack ${of.value} (${more})`;
    }
    case 'ticket':
      return of.name === undefined ? of.value : `${of.value} ${name}`;
    case 'time':
      return of.at === undefined ? of.value : s.short(of.at);
    case 'duration':
      return length(of.name as Duration);
    case 'severity':
      return `${severity(of.value as Severity)}: ${severityMeaning(of.value as Severity)}`;
    case 'role':
      return role(of.value as RoleName);
    case 'report':
      return stageName(of.value, s);
    case 'result':
      return callResult(of.value as CallResult);
    case 'item':
      return state === null ? of.value : keyName(of.value, state, s);
    case 'code':
      return state === null ? of.value : codeTitle(of.value, state, s);
    case 'word':
      return named(WORDS, `${arg}=${of.value}`) ?? of.value;
  }
}
