/** `report`: told from the facts alone, as of now; with a download link for those who are not in Teams, where one was asked for. */

import { reportBytes, reportPost } from '../cards/case/reportCard.ts';
import type { ViewContext } from '../cards/post.ts';
import type { Case } from '../domain/case.ts';
import { reportOf } from '../domain/report/report.ts';
import type { Post } from '../engine/index.ts';
import type { Query } from '../grammar/types.ts';
import { textOf } from '../papers/index.ts';
import { reportWithin } from '../papers/reportPaper.ts';
import { reportWordsOf } from '../words/report.ts';
import type { Room } from './room.ts';

/** The link is made before the facts are read, so that the page never knows more than the card. */
export async function reportReply(
  room: Room,
  query: Extract<Query, { type: 'report' }>,
  state: Case,
  view: ViewContext,
): Promise<Post> {
  const r = reportWordsOf(view.language);
  if (query.link === 'revoke') return { text: r.revoked(await room.engine.reports.revoke(state.id), state.id) };
  const made = query.link === 'link' ? await room.engine.reports.make(state.id) : undefined;
  if (made === null) return { text: r.linksOff(state.id) };
  const report = reportOf(await room.engine.events(state.id), view.now);
  if (report === null) throw new Error('A case without facts');
  const { paper, whole } = reportWithin(report, reportBytes);
  return reportPost(
    report,
    { text: textOf(paper), whole, linkable: room.engine.reports.possible, ...(made !== undefined && { link: made }) },
    view,
  );
}
