// The steps that bring a database to today's shape, in order of their names.
// Only new steps may be added; a released one never changes, and test/store/fixtures/ keeps a file of every shape.
import type { Migration } from 'kysely/migration';
import { first } from './0001-first.ts';
import { desk } from './0002-desk.ts';
import { chain } from './0003-chain.ts';
import { holds } from './0004-holds.ts';
import { lightHolds } from './0005-light-holds.ts';

/** A map of modules and no folder scan: what runs is what was compiled and checked. */
export const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-desk': desk,
  '0003-chain': chain,
  '0004-holds': holds,
  '0005-light-holds': lightHolds,
};
