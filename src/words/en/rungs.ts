/** What those who are asked at a rung shall do, in two or three words: without it two rungs for one person look alike. */
import type { RungDo } from '../../domain/organisation.ts';

const DOES: Record<RungDo, string> = {
  ask: 'ask again',
  phone: 'phone them',
  'duty-manager': 'ask for the duty manager',
  call: 'call outside the ticket',
  executives: 'management to management',
};

/** "Megan Bowen: phone them"; a rung that only pings people says who. */
export function rungDoes(whom: string, act: RungDo | undefined): string {
  return act === undefined ? whom : `${whom}: ${DOES[act]}`;
}
