/** What somebody was asked outside Teams, as it stands now; and what became of the answer, in plain sentences. */
import type { Case } from '../../domain/case.ts';
import type { ObligationKey } from '../../domain/commands.ts';
import { clockOf } from '../../domain/ladder.ts';
import type { PingItem } from '../../domain/message.ts';
import { obligationOf } from '../../domain/obligations.ts';
import type { Language, PersonId } from '../../domain/organisation.ts';
import { isOutsider, personOf } from '../../domain/people.ts';
import type { Duration, Instant } from '../../domain/time.ts';
import { namesOf, type Speech, speechOf } from '../../words/speech.ts';
import { wordsOf } from '../../words/words.ts';
import type { Outcome } from '../answer/answers.ts';
import { outsiderAnswer, outsiderRefusal } from '../answer/outsiderAnswers.ts';
import { letterOf } from '../letter.ts';
import { holdChoices } from '../ping/holdChoices.ts';
import { canHold, openOf } from '../ping/pingItems.ts';
import { holdOf, type Scene } from '../scene.ts';
import { letterScene } from './letterParts.ts';

export interface AskedNow {
  /** Lines; an empty one between paragraphs. Null: everything is settled. */
  text: string | null;
  /** How long it can be put off, the preset first; empty: it cannot. */
  holds: { title: string; value: Duration }[];
  /** Why it cannot be put off: somebody holds it already; absent: it is too late for that. */
  held?: string;
  outsider: boolean;
}

/** The person's own language, else the organisation's. */
export function languageOf(state: Case, person: PersonId): Language {
  return personOf(state, person)?.language ?? state.directory.language;
}

/** `epochs`: in which life of each thing it was asked. */
export function askedOf(
  state: Case,
  person: PersonId,
  epochs: Readonly<Record<ObligationKey, string>>,
  now: Instant,
): AskedNow {
  const language = languageOf(state, person);
  const view = { now, language, person, way: 'page', link: null, smsAnswers: false, mayRepeat: false } as const;
  const items = Object.entries(epochs).flatMap(([key, epoch]) => itemOf(state, person, key, epoch, now));
  const letter = items.length === 0 ? null : letterOf({ kind: 'ping', person, items }, state, view);
  const scene = letterScene(state, view);
  const { choices, value } = holdChoices(scene);
  const able = letter !== null && items.some((item) => canHold(scene, item));
  const holds = able ? choices.map((choice) => ({ title: choice.title, value: choice.value as Duration })) : [];
  const preset = holds.filter((hold) => hold.value === value);
  return {
    text: letter?.text ?? null,
    holds: [...preset, ...holds.filter((hold) => hold.value !== value)],
    ...heldBy(scene, items),
    outsider: isOutsider(state, person),
  };
}

/** People of ours are told who it is. */
function heldBy(scene: Scene, items: readonly PingItem[]): { held?: string } {
  const hold = items
    .flatMap((item) => openOf(scene, item) ?? [])
    .map((ob) => holdOf(scene, ob))
    .find((one) => one);
  if (!hold || (scene.view.person !== undefined && isOutsider(scene.state, scene.view.person))) return {};
  return { held: `${scene.c.isOnIt(scene.s.name(hold.by), scene.s.at(hold.until))}.` };
}

/** As the newest ping had it: what that could not put off, the answer cannot either. */
function itemOf(state: Case, person: PersonId, key: ObligationKey, epoch: string, now: Instant): PingItem[] {
  const about = obligationOf(state, key, now);
  if (!about) return [];
  const { due } = about;
  const reason = clockOf(state, about).last?.reason ?? 'asked';
  return [{ ping: { key, epoch, due, reason, targets: [], people: [person], channel: false }, about, attempt: 1 }];
}

/** Plain text in the person's language, for a page or an SMS. */
export function letterSpeech(state: Case, person: PersonId, now: Instant): Speech {
  return speechOf(namesOf(state), { now, language: languageOf(state, person), medium: 'letter' });
}

/** What became of an answer. */
export function answeredText(outcome: Outcome, state: Case, person: PersonId, now: Instant): string {
  const s = letterSpeech(state, person, now);
  const words = wordsOf(languageOf(state, person));
  const outsider = isOutsider(state, person);
  if (outcome.kind === 'refused')
    return outsider ? outsiderRefusal(outcome.refusal, { words, s }) : words.refusal(outcome.refusal, state, s);
  const held = outcome.events.map(({ body }) => body).find(({ type }) => type === 'held');
  if (outsider && held?.type !== 'held') return outsiderAnswer(outcome.events, state, { words, s });
  if (held?.type !== 'held') return words.outside.answer.passed();
  const about = outsider ? [] : held.keys.slice(0, 3).map((key) => words.keyName(key, state, s));
  return words.outside.answer.onIt(
    outsider ? '' : [state.id, ...about].join(', '),
    held.until,
    held.until < held.wished,
    s,
  );
}
