// Adele, who did, said and owned things in a case, and then leaves. Not here: what becomes of what is kept of her.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrganisation } from '../../src/organisation/index.ts';
import { folder } from '../store/support.ts';
import { openWorld, type World } from './world.ts';

/** The example's file without Adele: Alex does her work. */
export const without = readFileSync('env/organisation.example.yaml', 'utf8')
  .replace(/^ {2}adele:.*\n/m, '')
  .replaceAll('[adele]', '[alex]');

/** A case in which Adele did, said and owned things. */
export async function worked(): Promise<World> {
  const world = await openWorld({ start: '2023-07-31T06:00:00.000Z' });
  const member = { id: '29:3-of-teams', aadObjectId: 'aaaa-3', name: 'Adele Vance (IT)', email: 'adelev@example.com' };
  await world.store.saveReference('chat:adele', { conversationId: 'a:adele' }, world.now);
  await world.store.saveReference('user:aaaa-3', member, world.now);
  await world.say('alex', 'case new "Outgoing e-mail blocked, says Adele" sev:1 playbook:mail-block affects:email');
  await world.say('adele', 'note "Adele Vance here: 070-000 00 03, or adelev@example.com"');
  await world.say('alex', 'step 2 assign @adele');
  await world.say('alex', 'ticket open microsoft ref:4711 "ask Adele, +46 70 000 00 03"');
  await world.say('alex', 'ticket own T1 @adele');
  await world.say('adele', 'pack build T1');
  await world.later(3_600_000);
  return world;
}

/** The organisation file without her is read by the running bot. */
export async function leaves(world: World): Promise<string> {
  const organisationFile = join(folder(), 'organisation.yaml');
  writeFileSync(organisationFile, without);
  const loaded = loadOrganisation(organisationFile, 2023);
  if ('faults' in loaded) throw new Error(JSON.stringify(loaded.faults));
  world.organisation = loaded.organisation;
  await world.engine.people.organisationChanged();
  await world.later(60_000);
  return organisationFile;
}
