/** The board: which cases stand on it, for whom, in which order. Only what a page shows is read of the closed ones. */
import type { Case } from '../domain/case.ts';
import type { CaseId } from '../domain/commands.ts';
import { isOverdue, mostUrgentFirst, nextActions } from '../domain/next.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import { inBatches } from './batches.ts';
import type { Clock } from './ports.ts';

export type BoardFilter = 'open' | 'mine' | 'overdue' | 'all';

export interface BoardPage {
  cases: Case[];
  /** Counted from 1; a page beyond the end is the last one. */
  page: number;
  pages: number;
  size: number;
  /** On all pages. */
  total: number;
  /** Of these, in how many something is late. */
  late: number;
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

type Read = (caseId: CaseId) => Promise<Case | null>;
type Breathing = Pick<Clock, 'breath'>;

/** Every case that is not closed, the oldest first. */
export async function openCases(store: Pick<Store, 'cases'>, clock: Breathing, read: Read): Promise<Case[]> {
  const rows = await store.cases({ status: ['open', 'resolved'] });
  const states = await inBatches(rows, clock, ({ caseId }) => read(caseId));
  return states.filter((state) => state !== null);
}

/** Those that are not closed come first, the most urgent on top; `all` adds the closed, newest first. */
export async function boardOf(
  store: Pick<Store, 'cases'>,
  clock: Breathing,
  read: Read,
  query: BoardQuery,
): Promise<BoardPage> {
  const { filter, now, size } = query;
  const open = mostUrgentFirst(
    (await openCases(store, clock, read)).filter((state) => belongs(state, query)),
    now,
  );
  const closed = filter === 'all' ? await store.cases({ status: ['closed'] }) : [];
  closed.sort((a, b) => b.number - a.number);
  const total = open.length + closed.length;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(Math.max(1, Math.trunc(query.page) || 1), pages);
  const from = (page - 1) * size;
  const ids = closed.slice(Math.max(0, from - open.length), Math.max(0, from + size - open.length));
  const old = await Promise.all(ids.map(({ caseId }) => read(caseId)));
  const cases = [...open.slice(from, from + size), ...old.filter((state) => state !== null)];
  return { cases, page, pages, size, total, late: open.filter((state) => isOverdue(state, now)).length };
}

/** `mine`: owned, or something of it is held by the reader. */
function belongs(state: Case, { filter, person, now }: BoardQuery): boolean {
  if (filter === 'overdue') return isOverdue(state, now);
  if (filter !== 'mine') return true;
  return (
    state.owner === person ||
    nextActions(state, now).some(({ holder }) => 'person' in holder && holder.person === person)
  );
}
