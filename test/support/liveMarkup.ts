// What a reader's client would make of a text: every power that is left in it, as words. Stricter than any one client.

/** The mentions that are meant, and the addresses that may be links. */
export interface Meant {
  mentions?: readonly string[];
  links?: readonly string[];
}

const TELEPHONE = /\[[\d+\u00a0-]+\]\(tel:\+?\d{3,15}\)/gu;

/** Of Markdown, as in a TextBlock or a text message in Teams. Bold is ours to give, so that alone is no finding. */
export function liveMarkup(text: string, { mentions = [], links = [] }: Meant = {}): string[] {
  let left = text;
  for (const name of mentions) left = left.replace(`<at>${name}</at>`, 'somebody');
  for (const link of links) left = left.replace(new RegExp(`\\[[\\w ]+\\]\\(${escapedFor(link)}\\)`, 'gu'), 'a link');
  // What a backslash stands before is a letter like any other.
  left = left.replace(TELEPHONE, 'a number').replace(/\\[!-/:-@[-`{-~]/gu, 'x');
  return [...found(left, MARKUP), ...rewritten(left), ...liveText(left)];
}

/** Of the titles of radio buttons and check boxes: Markdown in some clients, and in others every character is shown. */
export function liveChoice(text: string): string[] {
  return [
    ...found(text, [
      ['a link or an image', /\][([:]/u],
      ['a tag', /<(?=[^\s\u2060])/u],
      ['an entity', /&#?\w+;/u],
      ['an escape', /\\[!-/:-@[-`{-~]/u],
    ]),
    ...found(text, MARKUP.slice(3)),
    ...liveText(text),
  ];
}

/** Of text that is shown as it is, by something that makes links of what looks like one: mails, SMS. */
export function liveText(text: string, { links = [] }: Meant = {}): string[] {
  let left = text;
  for (const link of links) left = left.replaceAll(link, 'a link');
  return [...found(left, ADDRESSES), ...unseen(left)];
}

/** Of text that is only read: nothing may hide in it or turn it round. */
export function unseen(text: string): string[] {
  return found(text, TRICKS);
}

/** Of text in a card: a client rewrites what looks like one of its functions, also where Markdown is dead. */
export function rewritten(text: string): string[] {
  return found(text, [['a date function', /\{\{\s*(?:DATE|TIME)/iu]]);
}

const MARKUP: [string, RegExp][] = [
  ['a link or an image', /[[\]]/u],
  ['a tag', /<(?=[\S])/u],
  ['an entity', /&(?!amp;|lt;|gt;)#?\w+;/u],
  ['emphasis', /(?<!\*)\*(?!\*)|\*{3,}|(?<!\w)_|_(?!\w)|[~`|]/u],
  ['a heading, a quote, a rule', /^ {0,3}(?:#{1,6}(?:\s|$)|>|(?:[-=_] ?){3,}$)/mu],
  // Lists with a dash are ours; these are those of the table.
  ['a list', /^ {0,3}(?:[-+*] item|- \[|\+(?:\s|$)|\d{1,9}[.)](?:\s|$))/mu],
  ['code', /^(?: {4}|\t)/mu],
];

const ADDRESSES: [string, RegExp][] = [
  ['an address', /[a-z][a-z\d+.-]*:\/\/|\/\/[\p{L}\p{N}]|\bwww\.[\p{L}\p{N}]/iu],
  ['a domain', /[\p{L}\p{N}_-]\.(?:example|com|org|net)\b/iu],
  ['an e-mail address', /[\p{L}\p{N}._%+-]@[\p{L}\p{N}-]+\.\p{L}{2,}/iu],
];

const TRICKS: [string, RegExp][] = [
  ['a control character', /(?!\n)\p{Cc}/u],
  [
    'what turns the text or cannot be seen',
    /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb\u00ad]/u,
  ],
  ['another end of line', /[\u2028\u2029\u0085]/u],
];

function found(text: string, of: readonly (readonly [string, RegExp])[]): string[] {
  return of.flatMap(([what, pattern]) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [`${what}: ${JSON.stringify(text.slice(Math.max(0, at - 40), at + 40))}`];
  });
}

const escapedFor = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
