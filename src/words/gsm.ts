/** Text for a telephone: a single character outside the alphabet of GSM makes an SMS twice as long. */

const PLAINER: readonly (readonly [RegExp, string])[] = [
  [/[\u201c\u201d\u201e\u00ab\u00bb]/gu, '"'],
  [/[\u2018\u2019\u201a]/gu, "'"],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u2026/gu, '...'],
  [/[ \u00a0]· /gu, ', '],
  [/[\u00a0\u202f]/gu, ' '],
  [/·/gu, '-'],
  [/[▲●○✓✕↑•] ?/gu, ''],
];

/** What people wrote in other alphabets stays: a dear SMS is better than a wrong one. */
export function forPhone(text: string): string {
  return PLAINER.reduce((left, [from, to]) => left.replace(from, to), text).replace(/ {2,}/gu, ' ');
}
