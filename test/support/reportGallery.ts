// The report of the gallery: an open case, a closed one, one that has only just begun, and the largest.

import { reportBytes, reportPost } from '../../src/cards/case/reportCard.ts';
import type { Post } from '../../src/cards/post.ts';
import { type Report, reportOf } from '../../src/domain/report/report.ts';
import { reportWithin } from '../../src/papers/reportPaper.ts';
import { textOf } from '../../src/papers/text.ts';
import type { Example } from './exampleCases.ts';

export function reportOn({ story, now }: Pick<Example, 'story' | 'now'>): Report {
  const report = reportOf(story.events, now);
  if (report === null) throw new Error('There is no case');
  return report;
}

/** The card as `report` answers it. */
export function reportCardOf(report: Report): Post {
  const { paper, whole } = reportWithin(report, reportBytes);
  return reportPost(
    report,
    { text: textOf(paper), whole, linkable: true },
    { now: report.at, language: 'en', person: 'alex' },
  );
}

export function reportPosts(open: Example, closed: Example, quiet: Example, huge: Example): [string, Post][] {
  return [
    ['report', reportCardOf(reportOn(open))],
    ['report-closed', reportCardOf(reportOn(closed))],
    ['report-quiet', reportCardOf(reportOn(quiet))],
    ['report-huge', reportCardOf(reportOn(huge))],
  ];
}
