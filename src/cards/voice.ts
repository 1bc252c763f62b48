/** How a card or a text message of a case speaks: its zone and names, the reader's language, the moment. */
import type { Case } from '../domain/case.ts';
import { withCase } from '../grammar/withCase.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { type Medium, type Names, namesOf, type Speech, speechOf } from '../words/speech.ts';
import { wordsOf } from '../words/words.ts';
import type { ViewContext } from './post.ts';

export interface Voice {
  /** Plain: the blocks of a card make it inert themselves. */
  s: Speech;
  words: Catalogue;
}

type Of = Pick<Case, 'policy' | 'directory'> | Names;

/** The speech for a reader; what is offered to be typed names the case where the reader is not in its thread. */
export function speechFor(of: Of, view: ViewContext, medium: Medium): Speech {
  const { numbered } = view;
  return speechOf('policy' in of ? namesOf(of) : of, {
    ...view,
    medium,
    ...(numbered !== undefined && { command: (line) => withCase(line, numbered) }),
  });
}

/** For what goes into the blocks of a card. */
export function cardVoice(of: Of, view: ViewContext): Voice {
  return { s: speechFor(of, view, 'plain'), words: wordsOf(view.language) };
}

/** For text messages: Markdown, people's text escaped. */
export function textVoice(of: Of, view: ViewContext): Voice {
  return { s: speechFor(of, view, 'markdown'), words: wordsOf(view.language) };
}
