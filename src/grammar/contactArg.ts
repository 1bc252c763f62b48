/** The argument that names a contact: somebody of the organisation file, or a vendor's support. */
import { type ContactId, supportOf } from '../domain/contacts.ts';
import { make } from './args.ts';
import { readNamed, readPerson } from './names.ts';
import type { Arg } from './types.ts';

/** Somebody of the organisation file, or a vendor: then its support is meant. */
export function contact(): Arg<ContactId, false> {
  return make<ContactId>({
    kind: 'text',
    usage: '<contact>',
    span: 3,
    read(given, _name, { ctx }) {
      const person = readPerson(given, ctx);
      if ('value' in person) return { value: person.value, text: person.value };
      const named = readNamed(given, ctx.people);
      if (named !== null) return { value: named, text: named };
      const support = Object.keys(ctx.vendors).find((id) => supportOf(id) === given) ?? readNamed(given, ctx.vendors);
      return support === null ? person : { value: supportOf(support), text: support };
    },
  });
}
