/** How a card or a text message of a case speaks: its zone and names, the reader's language, the moment. */
import type { Case } from '../domain/case.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { type Names, namesOf, type Speech, speechOf } from '../words/speech.ts';
import { wordsOf } from '../words/words.ts';
import type { ViewContext } from './post.ts';

export interface Voice {
  /** Plain: the blocks of a card make it inert themselves. */
  s: Speech;
  words: Catalogue;
}

type Of = Pick<Case, 'policy' | 'directory'> | Names;

function names(of: Of): Names {
  return 'policy' in of ? namesOf(of) : of;
}

/** For what goes into the blocks of a card. */
export function cardVoice(of: Of, view: ViewContext): Voice {
  return { s: speechOf(names(of), { ...view, medium: 'plain' }), words: wordsOf(view.language) };
}

/** For text messages: Markdown, people's text escaped. */
export function textVoice(of: Of, view: ViewContext): Voice {
  return { s: speechOf(names(of), { ...view, medium: 'markdown' }), words: wordsOf(view.language) };
}
