/** Answers by SMS, handed in by the gateway: `POST /hooks/sms` with `{from, text, id}` and the bearer token. The number finds the person. */
import { answeredText, languageOf } from '../../cards/outsider/askedOf.ts';
import type { Case } from '../../domain/case.ts';
import type { Organisation, PersonId } from '../../domain/organisation.ts';
import { peopleWith } from '../../domain/phoneNumbers.ts';
import { type Duration, type Instant, plusMs } from '../../domain/time.ts';
import { type Engine, faultFields, type Log } from '../../engine/index.ts';
import { readShortAnswer, type ShortAnswer } from '../../grammar/shortAnswer.ts';
import { cut } from '../../words/format.ts';
import { forPhone } from '../../words/gsm.ts';
import { wordsOf } from '../../words/words.ts';
import type { Page, PageReply, PageRequest } from '../page.ts';
import { isToken } from '../watcher.ts';
import { commandOf, untilOf } from './answering.ts';
import { type LastAsked, lastAskedOf } from './lastAsked.ts';

export interface SmsHookOptions {
  engine: Pick<Engine, 'handle' | 'heardOf' | 'board' | 'read'>;
  organisation(): Organisation;
  /** Null: answers by SMS are not taken. */
  token: string | null;
  /** Sends an SMS back, in its own time; `key` is the same for the same one. */
  reply(to: string, text: string, key: string): void;
  now(): Instant;
  log: Log;
}

export const smsHookPath = '/hooks/sms';

const LONGEST = { from: 40, text: 2_000, id: 200 } as const;
/** Ids remembered; the answers themselves are kept under theirs for good. */
const MOST_IDS = 2_000;
/** Two SMS are enough for any sentence. */
const LONGEST_REPLY = 300;
/** Without a time: half an hour, as the card has it. */
const PRESET = 'PT30M' as Duration;

interface Inbound {
  from: string;
  text: string;
  id: string;
}

export function smsHook(of: SmsHookOptions): Page {
  const seen = new Map<string, Promise<PageReply>>();

  /** One after the other for each id: the gateway asks again when it has no answer. */
  function once(sms: Inbound): Promise<PageReply> {
    const known = seen.get(sms.id);
    if (known !== undefined) return known;
    const answer = heard(of, sms).catch((error) => {
      seen.delete(sms.id);
      of.log.error(faultFields(error), 'an SMS could not be taken');
      return json(503, { error: 'The message could not be taken now. Send it again under the same id.' });
    });
    seen.set(sms.id, answer);
    if (seen.size > MOST_IDS) seen.delete(seen.keys().next().value as string);
    return answer;
  }

  return {
    method: 'POST',
    path: smsHookPath,
    async answer({ headers, body }: PageRequest) {
      if (of.token === null) return json(503, { error: 'Answers by SMS are switched off: SMS_TOKEN is not set.' });
      if (!isToken(headers.authorization, of.token))
        return json(
          401,
          { error: 'The bearer token is missing or not the right one.' },
          { 'WWW-Authenticate': 'Bearer' },
        );
      const read = inboundIn(body);
      return 'error' in read ? json(400, read) : once(read);
    },
  };
}

async function heard(of: SmsHookOptions, sms: Inbound): Promise<PageReply> {
  const { engine, organisation, log, now } = of;
  const people = peopleWith(sms.from, organisation());
  if (people.length === 0) {
    log.warn({ smsId: sms.id }, 'an SMS came from a number that nobody has');
    return json(404, { error: 'Nobody in the organisation file has this number.' });
  }
  const { casePrefix, timeZone } = organisation();
  const read = readShortAnswer(sms.text, { now: now(), zone: timeZone, casePrefix });
  const asked = await lastAskedOf(engine, people, read.caseId);
  const person = asked?.person ?? (people[0] as PersonId);
  await engine.heardOf(person);
  const text = await answered(of, sms, person, asked, read.answer);
  of.reply(sms.from, cut(forPhone(text), LONGEST_REPLY), `reply:${sms.id}`);
  return json(200, { ok: true });
}

async function answered(
  { engine, organisation, now }: SmsHookOptions,
  { id }: Inbound,
  person: PersonId,
  asked: LastAsked | null,
  answer: ShortAnswer | null,
): Promise<string> {
  const language = asked
    ? languageOf(asked.state, person)
    : (organisation().people[person]?.language ?? organisation().language);
  const { sms } = wordsOf(language).outside;
  if (answer === null) return sms.help;
  if (asked === null) return sms.nothingOpen;
  const { state, keys } = asked;
  const until = answer.kind === 'on-it' ? (answer.until ?? presetEnd(state, now())) : null;
  const meant = until === null ? ({ kind: 'not-mine' } as const) : ({ kind: 'on-it', until } as const);
  const outcome = await engine.handle(commandOf(`sms:${id}`, state, { person, keys }, meant, now()));
  return answeredText(outcome, outcome.kind === 'done' ? outcome.after : (outcome.state ?? state), person, now());
}

/** A longer one than the severity allows is cut, and the answer says so. */
function presetEnd(state: Case, now: Instant): Instant {
  return untilOf(state, PRESET, now) ?? plusMs(now, 1_800_000);
}

function inboundIn(body: string): Inbound | { error: string } {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { error: 'The body is not JSON. Expected {"from": "+46700000002", "text": "OK", "id": "…"}.' };
  }
  const of = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  for (const key of ['from', 'text', 'id'] as const) {
    const found = of[key];
    if (typeof found !== 'string' || (key !== 'text' && found.trim() === ''))
      return { error: `Expected {"from", "text", "id"}, each a text: "${key}" is missing.` };
    if (found.length > LONGEST[key]) return { error: `"${key}" is longer than ${LONGEST[key]} characters.` };
  }
  return { from: String(of['from']), text: String(of['text']), id: String(of['id']) };
}

function json(status: number, body: object, headers: Record<string, string> = {}): PageReply {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(body)}\n`, headers };
}
