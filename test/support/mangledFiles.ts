// Operators' files as no operator would write them.
import fc from 'fast-check';
import { hostileStrings } from './hostileStrings.ts';

/** Lines gone, doubled, moved in or out, with other values, with hostile text. */
export const mangled = (text: string) => {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const value = fc.oneof(
    fc.constantFrom(...hostileStrings.map(({ text }) => text)),
    fc.constantFrom(
      'null',
      '-1',
      '1e99',
      '[]',
      '{}',
      '*a',
      '&a x',
      '!!binary x',
      '<<: *a',
      '__proto__',
      'constructor',
      'PT0S',
      '2026-99-99',
      '"',
    ),
    fc.string({ unit: 'binary' }),
  );
  const change = fc.record({ at: fc.nat(lines.length - 1), way: fc.nat(5), value });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes
      .reduce((all, { at, way, value }) => {
        const line = all[at] ?? '';
        const other = [
          [],
          [line, line],
          [`  ${line}`],
          [line.replace(/:.*$/u, () => `: ${value}`)],
          [line.replace(/:.*$/u, () => `: ${JSON.stringify(value)}`)],
          [line.replace(/\w+:/u, () => `${value}:`)],
        ][way] as string[];
        return all.toSpliced(at, 1, ...other);
      }, lines)
      .join('\n'),
  );
};
