/** Numbers and codes as they are said on the phone, so that nobody hears B for D. */

const LETTERS: Readonly<Record<string, string>> = {
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  I: 'India',
  J: 'Juliett',
  K: 'Kilo',
  L: 'Lima',
  M: 'Mike',
  N: 'November',
  O: 'Oscar',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  U: 'Uniform',
  V: 'Victor',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
};
const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const SIGNS: Readonly<Record<string, string>> = {
  '-': 'dash',
  '/': 'slash',
  '.': 'dot',
  '+': 'plus',
  _: 'underscore',
  '#': 'number sign',
};

/** More digits than this in a row are not written down in one go. */
const GROUP = 4;

const digit = (of: string) => DIGITS[Number(of)] ?? of;
const letter = (of: string) => {
  const word = LETTERS[of.toUpperCase()];
  return word === undefined ? of : `${of.toUpperCase()} for ${word}`;
};

/** "2307310050000123": "two three zero seven, three one zero zero, …"; "EA-4711": "E for Echo, A for Alfa, dash, four seven one one". */
export function spelled(text: string): string {
  return (text.match(/\d+|./gsu) ?? [])
    .flatMap((part) => {
      if (/^\d+$/u.test(part)) return groups(part).map((group) => [...group].map(digit).join(' '));
      if (/\s/u.test(part)) return [];
      return [SIGNS[part] ?? letter(part)];
    })
    .join(', ');
}

/** Telephone numbers: their own groups, and no word for what only stands between them. */
export function spelledPhone(number: string): string {
  const parts = number.split(/[\s\u00a0()./-]+/u).filter((part) => part !== '');
  return parts.map((part) => spelled(part).replaceAll('plus, ', 'plus ')).join(', ');
}

/** "K-7QM4X": "K, seven, Q for Quebec, M for Mike, four, X for X-ray". Every code begins with K: it needs no word. */
export function spelledCode(code: string): string {
  const [first = '', ...rest] = code.replace('-', '');
  return [first, ...rest.map((character) => (/\d/u.test(character) ? digit(character) : letter(character)))].join(', ');
}

/** Groups of four, the last one never of a single digit. */
function groups(digits: string): string[] {
  const made: string[] = [];
  for (let from = 0; from < digits.length; ) {
    const left = digits.length - from;
    const size = left === GROUP + 1 ? GROUP - 1 : Math.min(GROUP, left);
    made.push(digits.slice(from, from + size));
    from += size;
  }
  return made;
}

const DAYS: Readonly<Record<string, string>> = {
  Mon: 'Monday',
  Tue: 'Tuesday',
  Wed: 'Wednesday',
  Thu: 'Thursday',
  Fri: 'Friday',
  Sat: 'Saturday',
  Sun: 'Sunday',
};
const MONTHS: Readonly<Record<string, string>> = {
  Jan: 'January',
  Feb: 'February',
  Mar: 'March',
  Apr: 'April',
  May: 'May',
  Jun: 'June',
  Jul: 'July',
  Aug: 'August',
  Sep: 'September',
  Oct: 'October',
  Nov: 'November',
  Dec: 'December',
};

/** "Mon 31 Jul 08:35": "Monday 31 July, 08:35". */
export function spokenTimes(text: string): string {
  return text.replace(
    /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[ \u00a0](\d{1,2})[ \u00a0](Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)((?:[ \u00a0]\d{4})?)[ \u00a0](\d\d:\d\d)/gu,
    (_, day: string, date: string, month: string, year: string, time: string) =>
      `${DAYS[day]} ${date} ${MONTHS[month]}${year}, ${time}`,
  );
}
