/** `vendor …`: what is known of the vendors over all cases. */
import { supportOf } from '../../domain/contacts.ts';
import { entry } from '../../domain/organisation.ts';
import { page, required, text, vendor } from '../args.ts';
import { contact } from '../contactArg.ts';
import { row, said } from '../row.ts';
import type { CommandRow, Look } from '../types.ts';

/** Where there is only one, nobody has to say which. */
function onlyOne({ ctx }: Look): string | undefined {
  const all = Object.keys(ctx.vendors);
  return all.length === 1 ? all[0] : undefined;
}

/** The number that the file has: nobody need write one from memory to see how it is done. */
function numberNow({ ctx, known }: Look): string | undefined {
  const { contact: id } = known;
  const vendor = Object.values(ctx.vendors).find((one) => supportOf(one.id) === id);
  const routes = vendor?.routes ?? (typeof id === 'string' ? entry(ctx.people, id)?.routes : undefined) ?? [];
  return routes.find(({ kind, address }) => kind === 'phone' && address !== undefined)?.address ?? anyNumber;
}

const anyNumber = '+46 70 000 00 07';

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
      phone: text(40, { usage: 'phone:"…"', aliases: ['number', 'mobile'], sample: numberNow }),
      email: text(200, { usage: 'email:"…"', aliases: ['mail'] }),
    },
    check: (v) => (v.phone === undefined && v.email === undefined ? [{ problem: 'nothing-changed' }] : []),
    query: (v) => ({ type: 'contact.changed', contact: v.contact, change: said({ phone: v.phone, email: v.email }) }),
  }),
];
