/** What the report's paper and its card say in the same words: whom the work waited for, and how long. */
import type { Milestone } from '../domain/report/milestones.ts';
import type { Report } from '../domain/report/report.ts';
import { longestOf, type Share, type Waited } from '../domain/report/waits.ts';
import { between, span, upper } from './format.ts';
import { type ReportWords, reportWordsOf } from './report.ts';
import type { Speech } from './speech.ts';

/** A name in the middle of a sentence. */
function party(of: Waited, { state }: Report, r: ReportWords, s: Speech): string {
  switch (of.who) {
    case 'vendor':
      return s.vendor(of.vendor);
    case 'us':
      return r.us;
    case 'verification':
      return r.checking;
    case 'authority':
      return r.reportTo(r.recipient(of.clock, state, s));
    case 'nobody':
      return r.nobody;
  }
}

/** "Microsoft", "Microsoft and we ourselves at once". */
export function partiesOf({ parties }: Pick<Share, 'parties'>, report: Report, s: Speech): string {
  const r = reportWordsOf(s.language);
  const names = s.list(parties.map((of) => party(of, report, r, s)));
  return upper(parties.length > 1 ? r.both(names) : names);
}

/** In few letters, for the label of a bar. */
export function barLabel({ parties }: Pick<Share, 'parties'>, { state }: Report, s: Speech): string {
  const r = reportWordsOf(s.language);
  const name = (of: Waited): string => {
    if (of.who === 'vendor') return s.vendor(of.vendor);
    return of.who === 'authority' ? r.recipient(of.clock, state, s) : r.short[of.who];
  };
  return parties.map(name).join(' + ');
}

/** "Microsoft had the ball for 4 d 3 h of 5 d": who it waited for longest until it worked again. */
export function headlineOf(report: Report, s: Speech): string {
  const r = reportWordsOf(s.language);
  const longest = longestOf(report.stretches, 'down');
  if (longest === undefined) return r.nothingYet;
  const over = report.state.status !== 'open';
  const [length, all] = [span(longest.ms), span(report.downMs)];
  const alone = longest.ms === report.downMs;
  switch (longest.party.who) {
    case 'us':
      return alone ? r.headlineAllUs(all, over) : r.headlineUs(length, all, over);
    case 'verification':
      return r.headlineCheck(length, all);
    default:
      return alone
        ? r.headlineAll(party(longest.party, report, r, s), all, over)
        : r.headline(party(longest.party, report, r, s), length, all, over);
  }
}

/** "9 h 15 m waiting for their answer, 2 h waiting for what they promised"; nothing where one reason says no more than the name. */
export function reasonsOf({ why, parties }: Share, s: Speech): string {
  const r = reportWordsOf(s.language);
  const only = why.length === 1 ? why[0] : undefined;
  if (only && (parties[0]?.who === 'verification' || parties[0]?.who === 'authority')) return '';
  if (only) return r.why(only.why);
  return why.map(({ why, ms }) => r.reason(span(ms), why)).join(', ');
}

/** What a moment was. */
export function milestoneOf(of: Milestone, { state }: Report, s: Speech): string {
  const r = reportWordsOf(s.language);
  const whom = 'vendor' in of ? s.vendor(of.vendor) : 'clock' in of ? r.recipient(of.clock, state, s) : '';
  return r.milestone(of.what, whom);
}

/** How long after we became aware; empty for what began it. */
export function afterStart({ at }: Milestone, { from }: Report): string {
  return at > from ? between(from, at) : '';
}
