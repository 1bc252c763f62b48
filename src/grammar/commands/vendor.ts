/** `vendor …`: what is known of the vendors over all cases. */
import { contact, page, required, text, vendor } from '../args.ts';
import { row, said } from '../row.ts';
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
  row('vendor check', {
    needsCase: false,
    args: { vendor: vendor(), page: page() },
    query: (v) => ({ type: 'vendor.check', page: v.page ?? 1, ...said({ vendor: v.vendor }) }),
  }),
  row('vendor right', {
    needsCase: false,
    args: { contact: required(contact()) },
    query: (v) => ({ type: 'contact.right', contact: v.contact }),
  }),
  row('vendor changed', {
    needsCase: false,
    args: {
      contact: required(contact()),
      phone: text(40, { usage: 'phone:"…"', aliases: ['number', 'mobile'] }),
      email: text(200, { usage: 'email:"…"', aliases: ['mail'] }),
    },
    query: (v) => ({ type: 'contact.changed', contact: v.contact, change: said({ phone: v.phone, email: v.email }) }),
  }),
];
