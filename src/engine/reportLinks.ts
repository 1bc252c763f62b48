/**
 * Download links of reports: unguessable, for seven days, revocable. No fact is made of one: a report is read from the facts, so
 * its link keeps no document, but the fact and the moment up to which it is told. Of the token only a hash is kept.
 */
import type { CaseId } from '../domain/commands.ts';
import type { CaseEvent } from '../domain/events.ts';
import { linkExpires } from '../domain/packs.ts';
import type { FormName } from '../domain/paperForms.ts';
import { reportOf } from '../domain/report/report.ts';
import type { Instant } from '../domain/time.ts';
import { reportPaper } from '../papers/reportPaper.ts';
import { sealed } from '../papers/seal.ts';
import type { Store } from '../store/index.ts';
import { type Download, idOf, newLink } from './packs.ts';
import type { Clock } from './ports.ts';

const kind = 'report';
/** Where reports are fetched, below the address at which the bot is reached from outside. */
export const reportPath = '/reports';

export interface ReportLinks {
  /** This bot is reached from outside; if not no link can be made. */
  possible: boolean;
  /** The address of the report as it is now, and how many earlier links of the case work on beside it; null: none can be made. */
  make(caseId: CaseId): Promise<{ url: string; earlier: number } | null>;
  /** How many links of the case worked until now, and work no more. */
  revoke(caseId: CaseId): Promise<number>;
  /** Null: no such link, or one that has expired or was revoked; which of them is not told. */
  read(token: string, form: FormName): Promise<Download | null>;
}

export function reportLinksIn(of: {
  store: Pick<Store, 'saveLink' | 'link' | 'linksOf' | 'endLink'>;
  clock: Clock;
  publicUrl: string | null;
  events(caseId: CaseId): Promise<CaseEvent[]>;
}): ReportLinks {
  const { store, clock, publicUrl, events } = of;
  return {
    possible: publicUrl !== null,
    async make(caseId) {
      if (publicUrl === null) return null;
      const { id, url } = newLink(publicUrl, reportPath);
      const madeAt = clock.now();
      const version = (await events(caseId)).length;
      const earlier = (await livingOf(caseId, madeAt)).length;
      await store.saveLink({ id, kind, caseId, body: { version }, madeAt, expiresAt: linkExpires(madeAt) });
      return { url, earlier };
    },
    async revoke(caseId) {
      const now = clock.now();
      const living = await livingOf(caseId, now);
      for (const { id } of living) await store.endLink(id, now);
      return living.length;
    },
    async read(token, form) {
      const row = await store.link(idOf(token));
      if (row === null || row.kind !== kind || row.endedAt !== null || row.expiresAt <= clock.now()) return null;
      const { version } = row.body as { version?: number };
      const told = (await events(row.caseId)).filter(({ seq }) => seq <= (version ?? 0));
      const report = reportOf(told, row.madeAt as Instant);
      if (report === null) return null;
      return { ...sealed(reportPaper(report))[form], name: `${row.caseId}-report` };
    },
  };

  async function livingOf(caseId: CaseId, now: Instant) {
    return (await store.linksOf(caseId, kind)).filter((one) => one.endedAt === null && one.expiresAt > now);
  }
}
