/** What letters to people of ours and to others have in common. */
import type { Case } from '../../domain/case.ts';
import { isOutsider } from '../../domain/people.ts';
import { waysTo } from '../../domain/reach.ts';
import { namesOf, speechOf } from '../../words/speech.ts';
import type { LetterView } from '../post.ts';
import { coordinatorNumber } from '../reach/routes.ts';
import { type Scene, sceneOf } from '../scene.ts';

/** People's words in a letter must not become links. */
export function letterScene(state: Case, view: LetterView): Scene {
  const { now, language, profiles = {}, elsewhere = {} } = view;
  const scene = sceneOf(state, view, 'ping');
  return { ...scene, s: speechOf(namesOf(state), { now, language, profiles, elsewhere, medium: 'letter' }) };
}

/** The coordinator's number, if it works and is not the reader's own. */
export function coordinatorPhone(scene: Scene, reader: string): { name: string; number: string } | null {
  const found = coordinatorNumber(scene);
  if (found === null || found.id === reader) return null;
  return { name: scene.s.name(found.id), number: scene.s.text(found.number, 40) };
}

/** How to answer; an SMS can be answered as it is, everything else by the link. */
export function answering(
  { w }: Scene,
  { way, link, smsAnswers }: LetterView,
  of: { hold: boolean; outsider: boolean },
  phone: string | null,
): string {
  const { letter } = w.outside;
  if (way === 'page') return '';
  if (link !== null) return letter.answerByLink(of, link);
  return way === 'sms' && smsAnswers ? letter.answerBySms(of) : letter.answerOtherwise(phone);
}

/** Why by this way, and as of when. */
export function foot(scene: Scene, { way, now }: LetterView, person: string): string[] {
  const { state, s, w, c } = scene;
  if (way === 'page') return [c.upper(w.asOf(now, s))];
  const teams = waysTo(state, person).find(({ kind }) => kind === 'teams');
  const ours = !isOutsider(state, person);
  const why = !ours || !teams ? null : teams.deadBecause === null ? 'refused' : 'down';
  const { letter } = w.outside;
  const notes = [letter.nobodyReads, letter.why(way, why)].filter((note) => note !== '');
  return [notes.join(' '), c.upper(w.asOf(now, s))];
}

/** Empty lines fall out, and paragraphs without any line. */
export function paragraphs(all: readonly (readonly string[])[]): string {
  const full = all.map((lines) => lines.filter((line) => line !== '').join('\n'));
  return `${full.filter((lines) => lines !== '').join('\n\n')}\n`;
}
