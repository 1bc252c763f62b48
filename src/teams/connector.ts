/**
 * The Bot Connector's REST surface, as far as Baton uses it. Spoken directly, with the SDK's credentials: the SDK's own client
 * repeats requests by itself (a message could arrive three times), hides Retry-After and does not know targeted messages.
 */
import { type Failure, fateOfError } from '../engine/requestFates.ts';
import { fateOfAnswer } from './fates.ts';
import type { Trust } from './trust.ts';

/** What is posted; the shape of the Bot Framework's activity. */
export type Outbound = Record<string, unknown>;

export interface Member {
  id: string;
  name: string;
  aadObjectId?: string;
  email?: string;
  userPrincipalName?: string;
}

export type Sent = { ok: true; id: string } | Failure;
export type Created = { ok: true; conversationId: string; activityId: string } | Failure;

export interface Connector {
  /** `targeted`: seen only by the activity's recipient. */
  post(serviceUrl: string, conversationId: string, activity: Outbound, targeted?: boolean): Promise<Sent>;
  edit(serviceUrl: string, conversationId: string, activityId: string, activity: Outbound): Promise<Sent>;
  /** A new chat, or with an activity in `body` a new root post. */
  create(serviceUrl: string, body: Record<string, unknown>): Promise<Created>;
  /** One member of a conversation; null when there is no such member or it cannot be told. */
  member(serviceUrl: string, conversationId: string, userId: string): Promise<Member | null>;
  /** Whether a conversation still has this member; undefined: it could not be told. */
  has(serviceUrl: string, conversationId: string, userId: string): Promise<boolean | undefined>;
  /** All members of a team or a chat; null when they cannot be had. */
  members(serviceUrl: string, conversationId: string): Promise<Member[] | null>;
}

export interface ConnectorOptions {
  /** A bearer token for the connector, null in anonymous mode; `fresh`: the one at hand was turned away. */
  token(fresh: boolean): Promise<string | null>;
  userAgent: string;
  /** Whether the address may be spoken to at all. Where it may not, not one byte goes there, and the message counts as refused. */
  mayCall: Trust['mayCall'];
  /** Milliseconds until an answer counts as lost. */
  timeoutMs?: number;
}

/** Answers to a post come within a second or two; Teams itself gives up after 15. */
const TIMEOUT_MS = 15_000;
/** A team may have 25,000 members, 500 to a page. */
const MOST_PAGES = 60;

export function connectorOf({ token, userAgent, mayCall, timeoutMs = TIMEOUT_MS }: ConnectorOptions): Connector {
  async function ask(
    serviceUrl: string,
    path: string,
    method: 'GET' | 'POST' | 'PUT',
    body?: unknown,
    fresh = false,
  ): Promise<{ ok: true; value: Record<string, unknown> } | Failure> {
    // Also what was stored: by another version, in another mode, or by whoever could write into the database.
    if (!mayCall(serviceUrl)) return { ok: false, fate: 'refused', reason: 'not an address of Teams' };
    if (/(^|\/)\.{1,2}(\/|\?|$)/.test(path)) return { ok: false, fate: 'refused', reason: 'not an id of Teams' };
    let bearer: string | null;
    try {
      bearer = await token(fresh);
    } catch (error) {
      // No token, nothing sent: whatever the reason, the message has not arrived.
      return { ok: false, fate: 'retry', reason: `no token: ${fateOfError(error).reason}` };
    }
    try {
      const answer = await fetch(`${serviceUrl.replace(/\/+$/, '')}/v3/${path}`, {
        method,
        headers: {
          'User-Agent': userAgent,
          Accept: 'application/json',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(bearer !== null && { Authorization: `Bearer ${bearer}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await answer.text();
      if (answer.status === 401 && bearer !== null && !fresh) return ask(serviceUrl, path, method, body, true);
      if (!answer.ok)
        return fateOfAnswer({ status: answer.status, retryAfter: answer.headers.get('retry-after'), body: text });
      return { ok: true, value: objectOf(text) };
    } catch (error) {
      return fateOfError(error);
    }
  }

  const at = (conversationId: string) => `conversations/${segment(conversationId)}`;

  return {
    async post(serviceUrl, conversationId, activity, targeted = false) {
      const query = targeted ? '?isTargetedActivity=true' : '';
      const answer = await ask(serviceUrl, `${at(conversationId)}/activities${query}`, 'POST', activity);
      return answer.ok ? { ok: true, id: textOf(answer.value['id']) } : answer;
    },
    async edit(serviceUrl, conversationId, activityId, activity) {
      const path = `${at(conversationId)}/activities/${segment(activityId)}`;
      const answer = await ask(serviceUrl, path, 'PUT', { ...activity, id: activityId });
      return answer.ok ? { ok: true, id: textOf(answer.value['id']) || activityId } : answer;
    },
    async create(serviceUrl, body) {
      const answer = await ask(serviceUrl, 'conversations', 'POST', body);
      if (!answer.ok) return answer;
      return {
        ok: true,
        conversationId: textOf(answer.value['id']),
        activityId: textOf(answer.value['activityId']),
      };
    },
    async member(serviceUrl, conversationId, userId) {
      const answer = await ask(serviceUrl, `${at(conversationId)}/members/${segment(userId)}`, 'GET');
      return answer.ok ? memberOf(answer.value) : null;
    },
    async has(serviceUrl, conversationId, userId) {
      const answer = await ask(serviceUrl, `${at(conversationId)}/members/${segment(userId)}`, 'GET');
      if (answer.ok) return true;
      return answer.fate === 'gone' || answer.fate === 'refused' ? false : undefined;
    },
    async members(serviceUrl, conversationId) {
      const found: Member[] = [];
      let next = '';
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = `?pageSize=500${next === '' ? '' : `&continuationToken=${segment(next)}`}`;
        const answer = await ask(serviceUrl, `${at(conversationId)}/pagedmembers${query}`, 'GET');
        if (!answer.ok) return null;
        const list = Array.isArray(answer.value['members']) ? answer.value['members'] : [];
        for (const entry of list) {
          const member = memberOf(entry);
          if (member) found.push(member);
        }
        next = textOf(answer.value['continuationToken']);
        if (next === '') return found;
      }
      return found;
    },
  };
}

function memberOf(value: unknown): Member | null {
  if (typeof value !== 'object' || value === null) return null;
  const of = value as Record<string, unknown>;
  const id = textOf(of['id']);
  if (id === '') return null;
  // Two names for one thing: the roster says objectId in older answers.
  const aadObjectId = textOf(of['aadObjectId']) || textOf(of['objectId']);
  const email = textOf(of['email']);
  const userPrincipalName = textOf(of['userPrincipalName']);
  return {
    id,
    name: textOf(of['name']),
    ...(aadObjectId !== '' && { aadObjectId }),
    ...(email !== '' && { email }),
    ...(userPrincipalName !== '' && { userPrincipalName }),
  };
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Of an address. Half of a sign in an id of people, which no address can hold, is replaced: then the platform says that it does not know it. */
const segment = (text: string) => encodeURIComponent(text.toWellFormed());
