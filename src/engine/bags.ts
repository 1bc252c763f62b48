/**
 * The grab bag that lies ready for when Teams is down. One a day at the least; while cases run it is never older than five minutes, and a
 * minute after one began or ended it says so. And when somebody at the machine asks for one.
 */
import type { Case } from '../domain/case.ts';
import { earlier, fromMs, type Instant, msBetween, plusMs } from '../domain/time.ts';
import { grabBag } from '../papers/grabBag.ts';
import { htmlOf, textOf } from '../papers/index.ts';
import type { Store } from '../store/index.ts';
import type { Shelf } from './ports.ts';
import type { Supplier } from './supplies.ts';

/** Local time, when nobody works on the file. */
const bagTime = new Temporal.PlainTime(3);
const lookMs = 60_000;
const followMs = 300_000;

const bagKey = 'upkeep.bag';

export interface BagOptions {
  store: Pick<Store, 'getMeta' | 'setMeta' | 'cases'>;
  supplier: Pick<Supplier, 'organisation'>;
  /** Every case that is not closed. */
  running(): Promise<Case[]>;
  shelf: Shelf;
}

/** Lays one down where that is due; answers when to look again. */
export function bagsOn({ store, supplier, running, shelf }: BagOptions): (now: Instant) => Promise<Instant> {
  let last: { at: Instant; ids: string } | null = null;
  let looked: { at: Instant; next: Instant } | null = null;

  return async (now) => {
    const wanted = (await shelf.wanted?.()) === true;
    if (!wanted && looked !== null && now >= looked.at && now < looked.next) return looked.next;
    const { timeZone } = supplier.organisation();
    const today = Temporal.Instant.from(now)
      .toZonedDateTimeISO(timeZone)
      .subtract({ hours: bagTime.hour })
      .toPlainDate();
    const day = today.toString();
    const rows = await store.cases({ status: ['open', 'resolved'] });
    const ids = rows.map(({ caseId, status }) => `${caseId} ${status}`).join();
    const began = ids !== (last?.ids ?? '');
    const old = rows.length > 0 && last !== null && msBetween(last.at, now) >= followMs;
    if (wanted || began || old || (await store.getMeta(bagKey)) !== day) {
      const paper = grabBag({ organisation: supplier.organisation(), cases: await running(), now });
      await shelf.put(day, { html: htmlOf(paper), text: textOf(paper) });
      await store.setMeta(bagKey, day);
      last = { at: now, ids };
    }
    const night = fromMs(today.add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: bagTime }).epochMilliseconds);
    const next = earlier(night, plusMs(now, lookMs));
    looked = { at: now, next };
    return rows.length === 0 ? night : next;
  };
}
