/** `notice …`: the clocks of authorities. */
import { page, person, reference, required, text, words } from '../args.ts';
import { clock, report } from '../clockArgs.ts';
import { row, said } from '../row.ts';
import type { CommandRow } from '../types.ts';

const running = required(clock('running'));
const ref = required(reference({ aliases: ['reference', 'no', 'number'] }));
/** By which way the authority was told; theirs are no routes of a vendor's. */
const via = text(60, { usage: 'via:phone' });

export const noticeCommands: readonly CommandRow[] = [
  row('notice list', {
    lists: ['team', 'groupChat'],
    args: { page: page() },
    query: (v) => ({ type: 'notice.list', page: v.page ?? 1 }),
  }),
  row('notice start', {
    args: { clock: required(clock('startable')) },
    intent: (v) => ({ type: 'notice.start', clock: v.clock }),
  }),
  row('notice reported', {
    args: { clock: running, ref, via, stage: report() },
    intent: (v) => ({
      type: 'notice.reported',
      clock: v.clock,
      reference: v.ref,
      ...said({ via: v.via, stage: v.stage }),
    }),
  }),
  row('notice final', {
    args: { clock: running, ref, via },
    intent: (v) => ({ type: 'notice.final', clock: v.clock, reference: v.ref, ...said({ via: v.via }) }),
  }),
  row('notice undo', {
    args: { clock: required(clock('reported')), stage: report('sent') },
    intent: (v) => ({ type: 'notice.undo', clock: v.clock, ...said({ stage: v.stage }) }),
  }),
  row('notice waive', {
    args: {
      clock: running,
      reason: required(words({ usage: 'reason:"…"', aliases: ['words'] })),
      by: required(person({ place: 'keyed', usage: 'by:@x' })),
    },
    intent: (v) => ({ type: 'notice.waive', clock: v.clock, reason: v.reason, approvedBy: v.by }),
  }),
];
