/** Whose telephone a number is. Gateways write `+46700000002` what people write `070-000 00 02`. */
import type { Organisation, PersonId } from './organisation.ts';

/** Fewer digits than this are a short code or an extension, and nobody's in particular. */
const fewestDigits = 7;

/** Everybody who is listed with this number. */
export function peopleWith(number: string, { people }: Pick<Organisation, 'people'>): PersonId[] {
  return Object.values(people)
    .filter(({ phone, routes }) => {
      const own = routes.flatMap(({ kind, address }) => (kind === 'sms' || kind === 'phone' ? [address] : []));
      return [phone, ...own].some((one) => one !== undefined && isSame(one, number));
    })
    .map(({ id }) => id);
}

/** The same line, whether the country is written out or not. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [digitsOf(a), digitsOf(b)];
  if (one.number.length < fewestDigits || other.number.length < fewestDigits) return false;
  if (one.whole === other.whole) return one.number === other.number;
  const [long, short] = one.whole ? [one, other] : [other, one];
  return short.number.startsWith('0') && long.number.endsWith(short.number.slice(1));
}

/** `whole`: with the country. */
function digitsOf(text: string): { whole: boolean; number: string } {
  const bare = text.replace(/\(0\)/gu, '').replace(/[^\d+]/gu, '');
  if (bare.startsWith('+')) return { whole: true, number: bare.slice(1).replaceAll('+', '') };
  return bare.startsWith('00') ? { whole: true, number: bare.slice(2) } : { whole: false, number: bare };
}
