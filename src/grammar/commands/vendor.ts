/** `vendor …`: what is known of the vendors over all cases. */
import { page, required, vendor } from '../args.ts';
import { row } from '../row.ts';
import type { CommandRow, Look } from '../types.ts';

/** Where there is only one, nobody has to say which. */
function onlyOne({ ctx }: Look): string | undefined {
  const all = Object.keys(ctx.vendors);
  return all.length === 1 ? all[0] : undefined;
}

export const vendorCommands: readonly CommandRow[] = [
  row('vendor list', {
    needsCase: false,
    args: { page: page() },
    query: (v) => ({ type: 'vendor.list', page: v.page ?? 1 }),
  }),
  row('vendor show', {
    needsCase: false,
    args: { vendor: required(vendor({ infer: onlyOne })) },
    query: (v) => ({ type: 'vendor.show', vendor: v.vendor }),
  }),
];
