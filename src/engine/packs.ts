/** Evidence packs around the core: written from the state on which they are decided, read back from their facts, fetched by links. */
import type { Case } from '../domain/case.ts';
import type { CaseId, Command } from '../domain/commands.ts';
import type { CaseEvent } from '../domain/events.ts';
import type { Form, FormName, Forms } from '../domain/paperForms.ts';
import type { Elsewhere } from '../domain/routes.ts';
import { ticketOf } from '../domain/tickets.ts';
import { packPaper } from '../papers/packPaper.ts';
import { sealed, sha256 } from '../papers/seal.ts';
import type { Commit, Link, Store } from '../store/index.ts';
import type { Outcome } from './outcome.ts';
import type { Clock } from './ports.ts';

/** Of the store's links. */
export const packLinks = 'pack';
/** Where packs are fetched, below the address at which the bot is reached from outside. */
export const packPath = '/packs';

/** `pack.build` with the document, made of the very state that the decision is made on, so that nothing comes between them. */
export function withPaper(command: Command, state: Case | null, elsewhere: Elsewhere = {}): Command {
  const { intent, at } = command;
  if (intent.type !== 'pack.build' || state === null) return command;
  const ticket = ticketOf(state, intent.ticket);
  if (!ticket) return command;
  const { paper, personal } = packPaper(state, ticket, {
    version: state.packs.length + 1,
    at,
    people: intent.without !== 'people',
    elsewhere,
    ...(intent.words !== undefined && { answer: intent.words }),
  });
  return { ...command, supplies: { ...command.supplies, paper: { forms: sealed(paper), personal } } };
}

export interface NewLink {
  /** A hash of the token: whoever reads the database cannot follow the link. */
  id: string;
  url: string;
}

/** 32 random bytes that nobody guesses; only the answer to whoever asked ever carries them. */
export function newLink(publicUrl: string, path: string = packPath): NewLink {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  return { id: idOf(token), url: `${publicUrl}${path}/${token}` };
}

export function idOf(token: string): string {
  return sha256(token);
}

/** The rows of the links that these facts make and end, for the same transaction. */
export function linkRows(caseId: CaseId, events: readonly CaseEvent[]): Pick<Commit, 'links' | 'endedLinks'> {
  const links = events.flatMap(({ at, body }): Omit<Link, 'endedAt'>[] =>
    body.type === 'pack-linked'
      ? [
          {
            id: body.link,
            kind: packLinks,
            caseId,
            body: { version: body.version },
            madeAt: at,
            expiresAt: body.expires,
          },
        ]
      : [],
  );
  const ended = events.flatMap(({ at, body }) =>
    body.type === 'pack-revoked' ? body.links.map((id) => ({ id, at })) : [],
  );
  return { ...(links.length > 0 && { links }), ...(ended.length > 0 && { endedLinks: ended }) };
}

/** The bytes of a version, as they were built. */
export function formsOf(events: readonly CaseEvent[], version: number): Forms | null {
  for (const { body } of events) if (body.type === 'pack-built' && body.version === version) return body.forms;
  return null;
}

/** What a link leads to; `name`: for the file that it becomes. */
export interface Download extends Form {
  readonly name: string;
}

export interface Downloads {
  store: Pick<Store, 'link'>;
  clock: Clock;
  events(caseId: CaseId): Promise<CaseEvent[]>;
  handle(command: Command): Promise<Outcome>;
}

/** Written down before it is handed out. Null: no such link, or one that has expired, was revoked or is used up; which of them is not told. */
export async function fetchPack(of: Downloads, token: string, form: FormName): Promise<Download | null> {
  const row = await of.store.link(idOf(token));
  const now = of.clock.now();
  if (row === null || row.kind !== packLinks || row.endedAt !== null || row.expiresAt <= now) return null;
  const outcome = await of.handle({
    id: `download:${crypto.randomUUID()}`,
    caseId: row.caseId,
    at: now,
    by: { kind: 'system' },
    intent: { type: 'pack.downloaded', link: row.id, form },
  });
  if (outcome.kind === 'refused') return null;
  const version = outcome.events.flatMap(({ body }) => (body.type === 'pack-downloaded' ? [body.version] : []))[0];
  const forms = version === undefined ? null : formsOf(await of.events(row.caseId), version);
  return forms === null ? null : { ...forms[form], name: `${row.caseId}-pack-${version}` };
}
