// `npm run people -- erase <e-mail> ["another spelling" …]`: takes a person out of everything that Baton keeps. For operators, with the
// bot stopped. The facts stay in their places under another name, and the record can still be verified.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backupsIn } from '../src/backups.ts';
import type { Case } from '../src/domain/case.ts';
import { evolve } from '../src/domain/fold.ts';
import { obligationsOf } from '../src/domain/obligations.ts';
import { type Organisation, type Person, PING_WORDS, ROUTE_KINDS } from '../src/domain/organisation.ts';
import { factOf } from '../src/engine/history.ts';
import { addErasure, applyErasures, erasedAmong } from '../src/erasures.ts';
import { faultText, loadOrganisation } from '../src/organisation/index.ts';
import type { Traits } from '../src/rewriter.ts';
import type { Store, StoredEvent } from '../src/store/index.ts';
import { argumentsOf } from './arguments.ts';
import { CannotDo, openedStore, runScript, settings } from './operator.ts';

/** On PostgreSQL nobody can see from here whether a bot runs, so the operator says that none does. */
const stopped = '--stopped';
const options = { stopped: { type: 'boolean' } } as const;
const usage = 'Say whom: npm run people -- erase <e-mail> ["another spelling of the name" …]';

await runScript(async () => {
  const { values, positionals } = argumentsOf({
    command: 'people',
    words: 'erase <e-mail> ["another spelling" …]',
    options,
  });
  const [verb, email, ...spellings] = positionals;
  if (verb !== 'erase' || email === undefined || !/^\S+@\S+\.\S+$/.test(email)) throw new CannotDo(usage);
  const { dataDir, databaseUrl, organisationFile } = settings();
  if (databaseUrl === null && !existsSync(join(dataDir, 'baton.db')))
    throw new CannotDo(`There is no database in ${dataDir}: nothing was ever kept there.`);
  if (databaseUrl !== null && values.stopped !== true)
    throw new CannotDo(
      `DATABASE_URL is set, so it cannot be seen from here whether a bot is running. Stop all of them, then say this again with ${stopped} at its end.`,
    );
  const loaded = loadOrganisation(organisationFile, Temporal.Now.plainDateISO().year);
  if ('faults' in loaded) throw new CannotDo(loaded.faults.map(faultText).join('\n'));
  const { organisation } = loaded;
  if (Object.values(organisation.people).some((person) => isSame(person.email, email)))
    throw new CannotDo(
      `${email} is still in ${organisationFile}, and would come back from there. Take the person out of it; the bot reads it without a restart and hands over what is hers. Then stop the bot and say this again.`,
    );
  if (erasedAmong(dataDir, [email]).length > 0) throw new CannotDo(`${email} was erased already.`);
  const store = await openedStore({ dataDir, databaseUrl });
  if (store === null) throw new CannotDo('The bot is running: stop it first. Nothing was changed.');
  try {
    await eraseIn(store, { dataDir, email, spellings, organisation });
  } finally {
    await store.close();
  }
});

interface Wish {
  dataDir: string;
  email: string;
  spellings: readonly string[];
  organisation: Organisation;
}

async function eraseIn(store: Store, { dataDir, email, spellings, organisation }: Wish): Promise<void> {
  const found = await search(store, email);
  if (found.people.length + found.members.length + found.chats.length === 0 && spellings.length === 0)
    throw new CannotDo(
      `Nobody with the e-mail ${email} stands in any case or chat: is it spelt right? Nothing was changed. To take out what people typed all the same, add the name as they wrote it: npm run people -- erase ${email} "a spelling".`,
    );
  const ids = new Set(found.people.map(({ id }) => id));
  refuseHolder(email, found.open, ids);
  const others = [...found.others, ...Object.values(organisation.people).map(({ name }) => name)];
  const { traits, shared } = traitsOf(email, spellings, found, others);
  refuseWords(traits.ids, organisation);
  const at = new Date().toISOString();
  const name = addErasure(dataDir, traits, at);
  const done = (await applyErasures(store, dataDir, at)).find((one) => one.name === name);
  const { flaws } = await store.verify();
  console.log(
    `${email} is ${name} from now on: ${done?.facts ?? 0} facts and ${done?.others ?? 0} other rows were rewritten.`,
  );
  console.log(
    flaws.length === 0
      ? 'The record can still be verified: npm run verify names this erasure.'
      : 'The record was not as it was written before already: see npm run verify.',
  );
  for (const word of shared)
    console.log(`"${word}" alone was left: others are called so too. Look for it yourself where it matters.`);
  const copies = backupsIn(dataDir).length;
  if (copies > 0)
    console.log(
      `${copies} backups in ${join(dataDir, 'backups')} are from before. A restore applies this erasure to them; delete them if they must not hold her until then.`,
    );
  console.log(`Keep ${join(dataDir, 'erasures.json')} with your backups. What cannot be reached: docs/erasure.md.`);
}

interface Found {
  /** How she was entered, in whatever organisation file a case was opened with. */
  people: Person[];
  /** How Teams knows her. */
  members: Record<string, unknown>[];
  /** Her own chat with the bot. */
  chats: Record<string, unknown>[];
  /** Names of everybody else who was ever in the file. */
  others: string[];
  open: Case[];
}

async function search(store: Store, email: string): Promise<Found> {
  const people: Person[] = [];
  const others = new Set<string>();
  const open: Case[] = [];
  for (const { caseId, status } of await store.cases()) {
    const facts = await store.load(caseId);
    for (const person of facts.flatMap(peopleIn))
      if (isSame(person.email, email)) people.push(person);
      else others.add(person.name);
    if (status === 'closed') continue;
    const state = facts.map(factOf).reduce<Case | null>(evolve, null);
    if (state !== null) open.push(state);
  }
  const ids = new Set(people.map(({ id }) => `chat:${id}`));
  const chats = (await store.references('chat:')).filter(({ key }) => ids.has(key)).map(({ body }) => body);
  const directory = new Set(people.flatMap(({ aadObjectId }) => aadObjectId?.toLowerCase() ?? []));
  const members = (await store.references('user:'))
    .map(({ body }) => body)
    .filter((member) => {
      const { email: mail, userPrincipalName, aadObjectId } = member;
      return (
        [mail, userPrincipalName].some((one) => isSame(one, email)) || directory.has(String(aadObjectId).toLowerCase())
      );
    });
  return { people, members, chats, others: [...others], open };
}

function peopleIn({ body }: StoredEvent): Person[] {
  const { organisation } = body as { organisation?: Organisation };
  return organisation === undefined ? [] : Object.values(organisation.people);
}

/** Everything that is known to name her, and the single names that name others too. */
function traitsOf(
  email: string,
  spellings: readonly string[],
  { people, members, chats }: Found,
  others: readonly string[],
) {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? [value] : []);
  const names = [...people.map(({ name }) => name), ...members.flatMap((member) => text(member['name']))];
  const routes = people
    .flatMap((person) => person.routes)
    .flatMap(({ kind, address }) => (address ? [{ kind, address }] : []));
  const taken = new Set(others.flatMap((name) => name.toLowerCase().split(/\s+/)));
  const single = [...new Set(names.flatMap((name) => name.split(/\s+/)).filter((name) => name.length > 2))];
  const shared = single.filter((name) => taken.has(name.toLowerCase()));
  const turned = names
    .map((name) => name.split(/\s+/))
    .flatMap((words) => (words.length > 1 ? `${words.at(-1)} ${words.slice(0, -1).join(' ')}` : []));
  const traits: Traits = {
    ids: [
      ...people.map(({ id }) => id),
      ...people.flatMap(({ aadObjectId }) => text(aadObjectId)),
      ...members.flatMap(({ id, aadObjectId }) => [...text(id), ...text(aadObjectId)]),
      ...chats.flatMap(({ conversationId }) => text(conversationId)),
    ],
    phrases: [
      email,
      ...people.map((person) => person.email),
      ...members.flatMap(({ email: mail, userPrincipalName }) => [...text(mail), ...text(userPrincipalName)]),
      ...routes.filter(({ kind }) => kind === 'email').map(({ address }) => address),
      ...names.filter((name) => /\s/.test(name)),
      ...turned,
      ...spellings,
    ],
    names: single.filter((name) => !shared.includes(name)),
    phones: [
      ...people.flatMap(({ phone }) => text(phone)),
      ...routes.filter(({ kind }) => kind === 'phone' || kind === 'sms').map(({ address }) => address),
    ],
  };
  return { traits, shared };
}

/** Whoever still owes something in an open case is not erased: nobody would be pinged for it any more. */
function refuseHolder(email: string, open: readonly Case[], ids: ReadonlySet<string>): void {
  const owed = open.flatMap((state) => {
    const keys = obligationsOf(state).filter(({ holder }) => 'person' in holder && ids.has(holder.person));
    return [
      ...(ids.has(state.owner) ? [`${state.id}: owns the case`] : []),
      ...keys.map(({ key }) => `${state.id}: ${key}`),
    ];
  });
  if (owed.length === 0) return;
  throw new CannotDo(
    [
      `${email} still holds something in open cases. Start the bot with the new organisation file, which hands it over, or hand it over yourself (case handover, step assign, ticket own); then stop the bot and say this again. Nothing was changed.`,
      ...owed,
    ].join('\n  '),
  );
}

/** An id that means something else too cannot be taken out of data by itself. */
function refuseWords(ids: readonly string[], { services, vendors, ladders }: Organisation): void {
  const words = new Set<string>([
    ...Object.keys(services),
    ...Object.keys(vendors),
    ...Object.keys(ladders),
    ...PING_WORDS,
    ...ROUTE_KINDS,
  ]);
  const [word] = ids.filter((id) => words.has(id));
  if (word !== undefined)
    throw new CannotDo(
      `The person's id "${word}" is also the name of something else in the organisation file, so it cannot be taken out by itself. Nothing was changed.`,
    );
}

function isSame(a: unknown, b: string): boolean {
  return typeof a === 'string' && a.toLowerCase() === b.toLowerCase();
}
