/** A command that names its case, for where it is read outside of that case's thread. */
import type { CaseId } from '../domain/commands.ts';
import { headOf, wordOf } from './head.ts';
import { readCase } from './names.ts';
import { Tape, tokens } from './tokens.ts';

/** `step 3 done "…"` becomes `step 3 done INC-7 "…"`. What needs no case, names one already or is no command stays as it is. */
export function withCase(command: string, caseId: CaseId): string {
  const casePrefix = caseId.slice(0, caseId.lastIndexOf('-'));
  const tape = new Tape(command);
  const line = tokens(tape);
  const found = headOf(line, { casePrefix, threadCase: caseId, vendors: {} });
  if (found.found !== 'row' || !found.row.needsCase) return command;
  const [family, verb] = found.row.path.split(' ');
  // A number alone is shown; it stays a number where it is only named.
  if (wordOf(line[0]).replace(/^\//, '') !== family) return command;
  const bare = family === 'case';
  if (line.some(({ text }) => text === `${casePrefix}-…`)) return command;
  if (line.some(({ kind, text }) => kind === 'bare' && readCase(text, casePrefix, bare) !== null)) return command;
  const last = verb === undefined ? line[0] : line.find((token, i) => i > 0 && wordOf(token) === verb);
  // The verb of `step 2 due:40m` is a key; `step 2` has none.
  const end = last?.end ?? line.find(({ key }) => key === verb)?.start ?? tape.text.length;
  const [before, after] = [tape.text.slice(0, end).trimEnd(), tape.text.slice(end).trimStart()];
  return [before, caseId, after].filter((part) => part !== '').join(' ');
}
