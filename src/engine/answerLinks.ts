/** Links by which somebody answers a ping from outside Teams: unguessable, for some days, used once. Of each only a hash is kept. */
import type { CaseId, ObligationKey } from '../domain/commands.ts';
import type { PersonId } from '../domain/organisation.ts';
import { type Instant, plusMs } from '../domain/time.ts';
import type { Link, Store } from '../store/index.ts';
import type { Outcome } from './outcome.ts';
import type { Clock } from './ports.ts';

/** Where links lead, below the address by which the bot is reached. */
export const answersPath = '/answers';

const kind = 'answer';

/** 144 bits: nobody finds one by trying, and it still fits an SMS. */
const tokenBytes = 18;
const shape = /^[A-Za-z0-9_-]{24}$/;

/** Longer than any hold; what is still owed then has been asked for again. */
const lastsMs = 3 * 86_400_000;

/** Tokens remembered, so that the tries of one message carry one link. */
const mostRemembered = 1_000;

/** What was asked, of whom, and on which version of the case. */
export interface Asked {
  caseId: CaseId;
  person: PersonId;
  keys: ObligationKey[];
  /** In which life of each it was asked: a newer one is another question. */
  epochs: Record<ObligationKey, string>;
  seen: number;
}

export interface AnswerLink extends Asked {
  id: string;
  expiresAt: Instant;
  usedAt: Instant | null;
}

export interface AnswerLinks {
  /** The address for what a message asks; null: this bot cannot be reached from outside. */
  urlFor(messageId: string, asked: Asked): Promise<string | null>;
  /** Null: there is no such link. Looking at it changes nothing. */
  read(token: string): Promise<AnswerLink | null>;
  /**
   * Answers by a link, which is used up unless the answer was refused. Null: it is used up already. One at a time for
   * each link, so that two clicks at once are one answer.
   */
  use(token: string, answer: (link: AnswerLink) => Promise<Outcome>): Promise<Outcome | null>;
}

export function answerLinksIn(
  store: Pick<Store, 'saveLink' | 'link' | 'endLink'>,
  clock: Clock,
  publicUrl: string | null,
): AnswerLinks {
  const tokens = new Map<string, string>();
  const busy = new Map<string, Promise<unknown>>();

  async function read(token: string): Promise<AnswerLink | null> {
    if (!shape.test(token)) return null;
    const link = await store.link(await idOf(token));
    return link?.kind === kind ? asAnswer(link) : null;
  }

  return {
    read,
    async urlFor(messageId, asked) {
      if (publicUrl === null) return null;
      const known = tokens.get(messageId);
      if (known !== undefined) return urlOf(publicUrl, known);
      const token = base64url(crypto.getRandomValues(new Uint8Array(tokenBytes)));
      const madeAt = clock.now();
      const { caseId, ...body } = asked;
      const expiresAt = plusMs(madeAt, lastsMs);
      await store.saveLink({ id: await idOf(token), kind, caseId, body, madeAt, expiresAt });
      tokens.set(messageId, token);
      if (tokens.size > mostRemembered) tokens.delete(tokens.keys().next().value as string);
      return urlOf(publicUrl, token);
    },
    use(token, answer) {
      const mine = (busy.get(token) ?? Promise.resolve()).then(async () => {
        const link = await read(token);
        if (link === null || link.usedAt !== null) return null;
        const outcome = await answer(link);
        // First the answer is kept, then the link ends: a crash in between leaves a link that finds the answer given.
        if (outcome.kind === 'done') await store.endLink(link.id, clock.now());
        return outcome;
      });
      const settled = mine.catch(() => {}).finally(() => busy.get(token) === settled && busy.delete(token));
      busy.set(token, settled);
      return mine;
    },
  };
}

function urlOf(publicUrl: string, token: string): string {
  return `${publicUrl}${answersPath}/${token}`;
}

/** Whoever reads the database cannot follow the link. */
async function idOf(token: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return hash.toHex();
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

function asAnswer({ id, caseId, body, expiresAt, endedAt }: Link): AnswerLink {
  const { person, keys, epochs, seen } = body as unknown as Omit<Asked, 'caseId'>;
  return { id, caseId, person, keys, epochs, seen, expiresAt: expiresAt as Instant, usedAt: endedAt as Instant | null };
}
