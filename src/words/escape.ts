/**
 * People's text made safe. In a Markdown TextBlock or a text message nothing of it may become a mention, a link, an
 * image, a heading or markup; in a TextRun, where Markdown is dead, only invisible tricks and date macros are left.
 */

/** Joins without a gap and cannot be seen: it breaks what a renderer would recognise, not what a person reads. */
const JOINER = '\u2060';

/** Control characters, and those that turn the direction of the text or hide in it; what emoji are joined with stays. */
const INVISIBLE = /[[\p{Cc}\p{Cf}]--[\u200c\u200d\u{e0020}-\u{e007f}]]/gv;

/** One line, no invisible tricks; `{{DATE(…)}}` stays words (Adaptive Cards would rewrite it even in a TextRun). */
export function plain(text: string): string {
  return text
    .replace(/[\r\n\t\v\f\u2028\u2029\u0085]+/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(/[ \u00a0]{2,}/gu, ' ')
    .trim()
    .replace(/\{(?=\{)/gu, `{${JOINER}`);
}

/** What starts a heading, quote, list, rule or table when it stands first. */
const LINE_START = /^(?:([#>=|:]|[+-](?=\s|[+-]|$))|(\d{1,9})([.)]))/u;

/** Addresses lose their power to become links; what people see stays the same. */
function unlinked(text: string): string {
  return text
    .replace(/(:?)\/(?=\/)/gu, (_, colon: string) => (colon ? `:${JOINER}/${JOINER}` : `/${JOINER}`))
    .replace(/(?<=[\p{L}\p{N}_-])@(?=[\p{L}\p{N}])/gu, `${JOINER}@${JOINER}`)
    .replace(/(?<=[\p{L}\p{N}_-])\.(?=[\p{L}]{2})|(?<=www)\.(?=\S)/giu, `${JOINER}.${JOINER}`);
}

/** Safe in a plain mail or an SMS, whose readers make links of everything that looks like one. */
export function letter(text: string): string {
  return unlinked(plain(text));
}

/**
 * Safe in Markdown: a TextBlock of an Adaptive Card and a Teams text message alike. Punctuation that can open markup
 * gets a backslash (CommonMark), `<` becomes an entity, addresses lose their power to become links.
 */
export function markdown(text: string): string {
  return unlinked(
    plain(text)
      .replace(/&(?=#?\w+;)/gu, '&amp;')
      .replace(/[\\`*_[\]~|]/gu, '\\$&')
      .replace(/<(?=\S)/gu, '&lt;')
      .replace(LINE_START, (_, mark: string | undefined, number: string, dot: string) =>
        mark === undefined ? `${number}\\${dot}` : mark === '>' ? '&gt;' : `\\${mark}`,
      ),
  );
}

/** Marks that make text bold, struck or code, each with a letter that looks like it. */
const LIKE: readonly (readonly [RegExp, string])[] = [
  [/\*/gu, '\u2217'],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\u02cd'],
  [/~/gu, '\u223c'],
  [/`/gu, '\u02cb'],
  [/\|/gu, '\u2223'],
];

/**
 * Safe where nobody knows whether Markdown is live: the titles of radio buttons and check boxes, which Teams reads as Markdown
 * on a desktop and in a browser (`useMarkdownInRadioButtonAndCheckbox` of the renderer) and shows letter by letter on a telephone.
 * A backslash would be seen there, so what opens markup is held apart by what cannot be seen.
 */
export function choiceTitle(text: string): string {
  const apart = plain(text)
    .replace(/[<&\\](?=\S)|\](?=[([:])/gu, `$&${JOINER}`)
    .replace(/^(?=[#>=|:+-]|\d{1,9}[.)])/u, JOINER);
  return unlinked(LIKE.reduce((left, [from, to]) => left.replace(from, to), apart));
}

/** Safe between the tags of `<at>…</at>`; Teams compares the text with that of the mention's entity. */
export function mentionName(name: string): string {
  return plain(name).replace(/[<>&]/gu, ' ').replace(/ {2,}/gu, ' ').trim();
}
