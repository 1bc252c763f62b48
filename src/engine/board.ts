/** The board: which cases stand on it, for whom, in which order. */
import type { Case } from '../domain/case.ts';
import type { CaseId } from '../domain/commands.ts';
import { obligationsOf } from '../domain/obligations.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { CaseIndexRow, Store } from '../store/index.ts';

export type BoardFilter = 'open' | 'mine' | 'overdue' | 'all';

export interface BoardPage {
  cases: Case[];
  /** Counted from 1. */
  page: number;
  pages: number;
  total: number;
}

export interface BoardQuery {
  filter: BoardFilter;
  /** For `mine`. */
  person: PersonId | null;
  now: Instant;
  page: number;
  /** Cases on a page. */
  size: number;
}

/** Those that are not closed come first, the one whose clock is due soonest on top; `all` adds the closed, newest first. */
export async function boardOf(
  store: Pick<Store, 'cases'>,
  read: (caseId: CaseId) => Promise<Case | null>,
  query: BoardQuery,
): Promise<BoardPage> {
  const rows = await store.cases(query.filter === 'all' ? {} : { status: ['open', 'resolved'] });
  const chosen: { caseId: CaseId; state: Case | null }[] = [];
  for (const { caseId } of rows.sort(byPressure)) {
    if (query.filter === 'open' || query.filter === 'all') chosen.push({ caseId, state: null });
    else {
      const state = await read(caseId);
      if (state !== null && belongs(state, query)) chosen.push({ caseId, state });
    }
  }
  const pages = Math.max(1, Math.ceil(chosen.length / query.size));
  const page = Math.min(Math.max(1, query.page), pages);
  const shown = chosen.slice((page - 1) * query.size, page * query.size);
  const cases = await Promise.all(shown.map(async ({ caseId, state }) => state ?? (await read(caseId))));
  return { cases: cases.filter((state) => state !== null), page, pages, total: chosen.length };
}

function belongs(state: Case, { filter, person, now }: BoardQuery): boolean {
  const owed = obligationsOf(state, now);
  if (filter === 'overdue') return owed.some(({ kind, due }) => kind !== 'ticket' && kind !== 'deadline' && due < now);
  if (person === null) return false;
  return state.owner === person || owed.some(({ holder }) => 'person' in holder && holder.person === person);
}

function byPressure(a: CaseIndexRow, b: CaseIndexRow): number {
  if (a.nextAt === null || b.nextAt === null) {
    if (a.nextAt === b.nextAt) return b.number - a.number;
    return a.nextAt === null ? 1 : -1;
  }
  return a.nextAt < b.nextAt ? -1 : a.nextAt > b.nextAt ? 1 : a.number - b.number;
}
