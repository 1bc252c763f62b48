/** `GET /healthz`: 200 or 503 for balancers. Whoever may watch reads why; the internet learns no more than which part it is. */
import type { Reply } from './server.ts';

export interface Health {
  ok: boolean;
  troubles: readonly { part: string; why: string }[];
  reasons: readonly string[];
  lastTick: string | null;
  waiting: readonly { why: string }[];
}

const mostReasons = 10;

export function healthReply({ ok, troubles, reasons, lastTick, waiting }: Health, mayWatch: boolean): Reply {
  const status = ok ? 200 : 503;
  if (!mayWatch) return { status, body: { ok, notWell: [...new Set(troubles.map(({ part }) => part))] } };
  const waitingFor = [...new Set(waiting.map(({ why }) => why))].slice(0, mostReasons);
  return { status, body: { ok, reasons, lastTick, waiting: waiting.length, waitingFor } };
}
