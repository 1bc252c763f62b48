/** What people say that is no command and no mistake: it is answered kindly, or not at all. */

/** A line that begins with one of these wants to be greeted back. */
export const greetings: ReadonlySet<string> = new Set(
  'hi hello hey hiya yo howdy moin hej hejsan hallå tja tjena hola ciao salut bonjour'.split(' '),
);

/** Among the words of a command they mean nothing. */
export const polite: ReadonlySet<string> = new Set('please pls thanks thx tack snälla'.split(' '));

/** Before the name of something, and no part of it. */
export const articles: ReadonlySet<string> = new Set('the our'.split(' '));

/** That a service does not work. */
export const brokenWords: ReadonlySet<string> = new Set(
  'down dead broken offline out gone failing unreachable'.split(' '),
);
