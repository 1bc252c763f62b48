/** What takes the place of a ping, a call card or a form once it is answered: who answered what and when, and nothing left to press. */
import type { Case } from '../domain/case.ts';
import type { PersonId } from '../domain/organisation.ts';
import { isOutsider } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import { DOT } from '../words/format.ts';
import { band } from './blocks/band.ts';
import { foot } from './blocks/foot.ts';
import { frame } from './blocks/frame.ts';
import { header } from './blocks/header.ts';
import { facts } from './blocks/line.ts';
import { MARK } from './blocks/marks.ts';
import type { CardName, ViewContext } from './post.ts';
import type { Element } from './render.ts';
import { sceneOf } from './scene.ts';

export interface Answered {
  card: CardName;
  by: PersonId;
  at: Instant;
  /** The sentence of what was done, in plain text. */
  said: string;
  /** What it was about: "step 6", "T1 Microsoft". */
  about?: string;
}

/** An outsider's card does not name the case's title. */
export function answeredCard(of: Answered, state: Case, view: ViewContext): Element {
  const scene = sceneOf(state, view, of.card);
  const { s, w, c } = scene;
  const outside = of.card === 'outsider' || isOutsider(state, of.by);
  const title = outside ? s.text(state.directory.name, 60) : `${state.id} · ${s.text(state.title, 80)}`;
  const who = [s.name(of.by), s.short(of.at)].join(DOT);
  return frame('answered', `${c.answered}: ${of.said}, ${who}`, {
    header: header(title, facts(of.about && s.text(of.about, 80))),
    band: band({
      style: 'emphasis',
      caption: `${MARK.done} ${c.answered}`,
      action: s.text(of.said),
      line: [{ text: s.name(of.by), bold: true }, DOT + s.short(of.at)],
    }),
    foot: foot(c.upper(w.asOf(view.now, s))),
  });
}
