/** What is claimed at a vendor: its own names for severities, which differ from ours. */
import { entry, SEVERITIES } from '../domain/organisation.ts';
import { text } from './args.ts';
import type { Arg, Look } from './types.ts';

/** The vendor's own word for a severity, as the organisation file gives it; of a vendor that nobody knows, any. */
export function claim(): Arg<string, false> {
  const any = text(20, { usage: 'sev:A', aliases: ['severity'] });
  return {
    ...any,
    read(given, name, look) {
      const known = claimsAt(look);
      if (known === null) return any.read(given, name, look);
      const word = given.trim().toLowerCase();
      const found = known.find((one) => one.toLowerCase() === word);
      return found === undefined
        ? { problem: { problem: 'bad-choice', command: look.command, arg: name, heard: given, choices: [...known] } }
        : { value: found, text: found };
    },
  };
}

/** What may be claimed at the vendor that was named before, the highest first; null: it is not known which. */
export function claimsAt({ ctx, known }: Look): readonly string[] | null {
  const vendor = typeof known['vendor'] === 'string' ? entry(ctx.vendors, known['vendor']) : undefined;
  return vendor ? [...new Set(SEVERITIES.map((one) => vendor.severities[one]))] : null;
}
