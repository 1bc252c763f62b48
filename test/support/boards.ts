/** A page of the board as the engine cuts it, from cases at hand. */
import { type Board, boardSize } from '../../src/cards/case/boardCard.ts';
import type { Case } from '../../src/domain/case.ts';
import { isOverdue, mostUrgentFirst } from '../../src/domain/next.ts';
import type { Instant } from '../../src/domain/time.ts';

export function boardWith(all: readonly Case[], now: Instant, number = 1): Board {
  const pages = Math.max(1, Math.ceil(all.length / boardSize));
  const page = Math.min(number, pages);
  const cases = mostUrgentFirst(all, now).slice((page - 1) * boardSize, page * boardSize);
  const late = all.filter((state) => isOverdue(state, now)).length;
  return { cases, page, pages, size: boardSize, total: all.length, late };
}
