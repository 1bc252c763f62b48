// `npm run verify [-- <file> | --head <link>]`: goes through the record, prints its heads, and names the first bad row.
// It ends with 1 when something is not as it was written. While the bot runs a copy of that moment is looked at.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import { StoreError, type Verification, verifyDatabase, verifyFile } from '../src/store/index.ts';
import { sentenceOf } from '../src/words/en/record.ts';
import { argumentsOf } from './arguments.ts';
import { ofRunningBot } from './copied.ts';
import { CannotDo, runScript, settings } from './operator.ts';

await runScript(async () => {
  const { values, positionals } = argumentsOf({
    command: 'verify',
    words: '[<backup>]',
    options: { head: { type: 'string' } },
  });
  const [named] = positionals;
  const { path, found } = named === undefined ? await ofDatabase(settings()) : await ofFile(named);
  console.log(path);
  for (const { caseId, seq, link } of found.heads) console.log(`${caseId}\t${seq}\t${link}`);
  const { book } = found;
  if (book !== null) console.log(`book\t${book.entry}\t${book.link}\t${book.at}`);
  for (const { name, at, rows } of found.erasures)
    console.log(`${rows} facts were rewritten by an erasure at ${at} (${name}).`);
  if (found.older > 0)
    console.log(`${found.older} facts are older than the chain: sealed when it was laid, unknown before.`);
  const { head } = values;
  if (head !== undefined && !found.links.includes(head))
    throw new CannotDo(
      `The book has no entry with the link ${head}: the record is not the one that wrote it, or was cut short.`,
    );
  const [first] = found.flaws;
  if (first !== undefined) {
    for (const flaw of found.flaws) console.error(sentenceOf(flaw));
    const more = found.flaws.length > 1 ? ` There are ${found.flaws.length} of them, at most one of each case.` : '';
    throw new CannotDo(`The record is not as it was written. The first bad row: ${nameOf(first)}.${more}`);
  }
  console.log(`${found.facts} facts of ${found.heads.length} cases are as they were written.`);
});

function nameOf({ caseId, seq }: Verification['flaws'][number]): string {
  if (caseId === '') return `entry ${seq} of the book`;
  return seq === 0 ? `case ${caseId}` : `fact ${seq} of ${caseId}`;
}

async function ofFile(path: string): Promise<{ path: string; found: Verification }> {
  return { path, found: await verifyFile(path) };
}

async function ofDatabase({ dataDir, databaseUrl }: Config): Promise<{ path: string; found: Verification }> {
  if (databaseUrl !== null) return { path: 'DATABASE_URL', found: await verifyDatabase(databaseUrl) };
  const path = join(dataDir, 'baton.db');
  if (!existsSync(path)) throw new CannotDo(`There is no database in ${dataDir}: nothing was ever kept there.`);
  try {
    return await ofFile(path);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'in-use') throw error;
    console.log('The bot is running and has its database for itself, so it was asked for a copy of this moment.');
    return { path, found: await ofRunningBot(dataDir, verifyFile) };
  }
}
