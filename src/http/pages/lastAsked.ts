/** What an SMS without further words answers: what its sender was asked last, outside Teams or in it. */
import type { Case } from '../../domain/case.ts';
import type { ObligationKey } from '../../domain/commands.ts';
import { obligationOf } from '../../domain/obligations.ts';
import type { PersonId } from '../../domain/organisation.ts';
import type { Instant } from '../../domain/time.ts';
import type { Engine } from '../../engine/index.ts';

export interface LastAsked {
  person: PersonId;
  state: Case;
  keys: readonly ObligationKey[];
}

/** More open cases at once are a flood; the newest ones are among these. */
const MOST_CASES = 1_000;

/** Two people may share a telephone: whoever was asked last answers. Null: nobody was asked, or not about that case. */
export async function lastAskedOf(
  engine: Pick<Engine, 'board'>,
  people: readonly PersonId[],
  caseId: string | null,
): Promise<LastAsked | null> {
  const { cases } = await engine.board({ filter: 'open', person: null, page: 1, size: MOST_CASES });
  const meant = caseId === null ? cases : cases.filter(({ id }) => id === caseId);
  const asked = meant.flatMap((state) => people.flatMap((person) => inCase(state, person)));
  // What went to a telephone is what a telephone answers; only without that, the newest ping of all.
  const newest = (all: typeof asked) =>
    all.reduce<(typeof asked)[number] | null>((a, b) => (a && a.at >= b.at ? a : b), null);
  return newest(asked.filter(({ bySms }) => bySms)) ?? newest(asked);
}

function inCase(state: Case, person: PersonId): (LastAsked & { at: Instant; bySms: boolean })[] {
  const open = (key: ObligationKey) => obligationOf(state, key) !== undefined;
  const sms = state.carried.findLast((one) => one.person === person && one.way === 'sms' && one.keys.some(open));
  const ping = Object.hasOwn(state.lastPings, person) ? state.lastPings[person] : undefined;
  return [
    ...(sms ? [{ person, state, keys: sms.keys, at: sms.at, bySms: true }] : []),
    ...(ping ? [{ person, state, keys: ping.keys, at: ping.at, bySms: false }] : []),
  ];
}
