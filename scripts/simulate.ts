// `npm run simulate -- <playbook> [--severity sev1] [--days 2]`: what would be pinged, when and to whom, if nobody ever answered.
// The core alone: nothing is stored or sent.
import type { Case } from '../src/domain/case.ts';
import { codeFrom } from '../src/domain/code.ts';
import type { Intent } from '../src/domain/commands.ts';
import { decide } from '../src/domain/decide.ts';
import type { CaseEvent } from '../src/domain/events.ts';
import { evolve } from '../src/domain/fold.ts';
import { messagesOf } from '../src/domain/messages.ts';
import { entry, type Organisation, SEVERITIES, type Severity } from '../src/domain/organisation.ts';
import type { Playbook } from '../src/domain/playbook.ts';
import { type Instant, instant, plusMs } from '../src/domain/time.ts';
import { timersOf } from '../src/domain/timers.ts';
import { faultText, loadOrganisation } from '../src/organisation/index.ts';
import { namesOf, speechOf } from '../src/words/speech.ts';
import { obligationLine } from '../src/words/words.ts';
import { argumentsOf } from './arguments.ts';

const day = 86_400_000;

/** A refusal of the command line, in one sentence. */
class Usage extends Error {}

/** One command on the case; what it says follows from the facts. */
function step(
  state: Case | null,
  at: Instant,
  intent: Intent,
  org: Organisation,
  playbook: Playbook,
): { state: Case | null; events: CaseEvent[] } {
  const opener = org.roles.coordinator[0] ?? '';
  const presence = { rosterKnown: true, roster: Object.keys(org.people), chatted: [], left: [] };
  const decision = decide(
    {
      id: at,
      caseId: `${org.casePrefix}-1`,
      at,
      by: intent.type === 'tick' ? { kind: 'system' } : { kind: 'person', id: opener },
      supplies: {
        code: codeFrom(new Uint8Array([1, 2, 3, 4])),
        opening: { number: 1, organisation: org, playbook, presence },
      },
      intent,
    },
    state,
  );
  if (!('events' in decision)) return { state, events: [] };
  return { state: decision.events.reduce<Case | null>((s, e) => evolve(s, e), state), events: decision.events };
}

/** The whole silence, line by line. */
function* simulate(
  org: Organisation,
  playbook: Playbook,
  severity: Severity,
  from: Instant,
  until: Instant,
): Generator<string> {
  const affects = playbook.fits.services.filter((s) => entry(org.services, s));
  let { state } = step(null, from, { type: 'case.new', title: playbook.name.en, severity, affects }, org, playbook);
  const vendor = affects.map((s) => entry(org.services, s)?.vendor).find((v) => v !== undefined);
  if (vendor !== undefined) {
    for (const intent of [
      { type: 'case.set', control: 'vendor', vendor },
      { type: 'ticket.open', vendor, words: playbook.name.en },
    ] satisfies Intent[])
      state = step(state, from, intent, org, playbook).state;
  }
  if (!state) return;
  yield `${playbook.name.en}, ${severity}, opened ${local(org, from)} (${org.timeZone})${vendor ? `; ${entry(org.vendors, vendor)?.name} has control and ticket T1` : ''}`;
  for (let at = next(state); at !== null && at <= until; at = next(state)) {
    const before: Case = state;
    const done = step(state, at, { type: 'tick' }, org, playbook);
    if (!done.state || done.events.length === 0) return;
    state = done.state;
    yield* told(before, done.events, state, at, org);
  }
}

function* told(before: Case, events: CaseEvent[], after: Case, at: Instant, org: Organisation): Generator<string> {
  const speech = speechOf(namesOf(after), { language: 'en', medium: 'plain', now: at });
  for (const message of messagesOf(before, events, after)) {
    if (message.kind !== 'ping' && message.kind !== 'channel-ping') continue;
    const to = message.kind === 'ping' ? speech.name(message.person) : 'the incident channel';
    const what = message.items.map(
      (i) => `${obligationLine(i.about, after, speech)} [${i.ping.reason}${i.ping.do ? `: ${i.ping.do}` : ''}]`,
    );
    yield `${local(org, at)}  ${to}: ${what.join('; ')}`;
  }
}

function next(state: Case): Instant | null {
  return timersOf(state).reduce<Instant | null>((a, t) => (a === null || t.at < a ? t.at : a), null);
}

function local(org: Organisation, at: Instant): string {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(org.timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
}

/** In the text, or now. */
function momentOf(text: string | undefined): Instant {
  try {
    return instant(text ?? Temporal.Now.instant().epochMilliseconds);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Usage(`--at is a moment like 2023-07-31T06:10:00Z, not ${text}.`);
  }
}

function main(): void {
  const { values, positionals } = argumentsOf({
    command: 'simulate',
    words: '<playbook>',
    options: {
      severity: { type: 'string', default: 'sev1' },
      days: { type: 'string', default: '2' },
      organisation: { type: 'string', default: 'env/organisation.example.yaml' },
      at: { type: 'string' },
    },
  });
  const loaded = loadOrganisation(values.organisation, Temporal.Now.plainDateISO().year);
  if ('faults' in loaded) throw new Usage(loaded.faults.map(faultText).join('\n'));
  const known = Object.keys(loaded.playbooks).join(', ');
  const playbook = entry(loaded.playbooks, positionals[0] ?? '');
  if (!playbook) throw new Usage(`Name one of the playbooks: npm run simulate -- <playbook>. There are ${known}.`);
  const severity = SEVERITIES.find((s) => s === values.severity || s === `sev${values.severity}`);
  if (!severity) throw new Usage(`--severity is one of ${SEVERITIES.join(', ')}, not ${values.severity}.`);
  const days = Number(values.days);
  if (!(days > 0 && days <= 366)) throw new Usage(`--days is a number from 1 to 366, not ${values.days}.`);
  const from = momentOf(values.at);
  for (const line of simulate(loaded.organisation, playbook, severity, from, plusMs(from, days * day)))
    console.log(line);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Usage ? error.message : error);
  process.exitCode = 1;
}
