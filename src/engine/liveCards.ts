/** Where things of a case stand in Teams: its thread, and the live cards that are edited in place. */
import type { CaseId, TicketId } from '../domain/commands.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import type { Receipt } from './ports.ts';

export type CardName = 'case' | TicketId;

/** The post whose conversation is the case's thread. */
const threadPost = 'thread';

export interface LiveCards {
  thread(caseId: CaseId): Promise<Receipt | null>;
  card(caseId: CaseId, card: CardName): Promise<(Receipt & { revision: number }) | null>;
  /** A card stands there now and shows this version of the case. */
  stands(caseId: CaseId, card: CardName, receipt: Receipt, revision: number): Promise<void>;
  /** The case has its thread under this root post. */
  threadBegan(caseId: CaseId, receipt: Receipt, at: Instant): Promise<void>;
  /** An answer under this root post is about the case too. */
  alsoUnder(caseId: CaseId, receipt: Receipt, at: Instant): Promise<void>;
  /** The case that a conversation is about. */
  caseOf(conversationId: string): Promise<CaseId | null>;
}

/** `shared`: another process may have given a case another thread, so none is remembered. */
export function liveCardsIn(
  store: Pick<Store, 'post' | 'savePost' | 'setThread' | 'caseByThread' | 'saveReference' | 'reference'>,
  shared = false,
): LiveCards {
  const threads = new Map<CaseId, Receipt>();
  const alias = (conversationId: string) => `thread:${conversationId}`;
  const alsoUnder = (caseId: CaseId, { conversationId }: Receipt, at: Instant) =>
    store.saveReference(alias(conversationId), { caseId }, at);

  return {
    alsoUnder,
    async thread(caseId) {
      const known = threads.get(caseId) ?? (await store.post(caseId, threadPost));
      if (known !== null && !shared) threads.set(caseId, known);
      return known;
    },
    card: (caseId, card) => store.post(caseId, card),
    async stands(caseId, card, { conversationId, activityId, serviceUrl }, revision) {
      const where = { conversationId, activityId, ...(serviceUrl !== undefined && { serviceUrl }) };
      await store.savePost(caseId, card, { ...where, revision });
    },
    async threadBegan(caseId, receipt, at) {
      const { conversationId, activityId, serviceUrl } = receipt;
      const where = { conversationId, activityId, ...(serviceUrl !== undefined && { serviceUrl }) };
      await store.savePost(caseId, threadPost, { ...where, revision: 0 });
      await store.setThread(caseId, conversationId);
      await alsoUnder(caseId, receipt, at);
      if (!shared) threads.set(caseId, where);
    },
    async caseOf(conversationId) {
      const found = await store.caseByThread(conversationId);
      if (found !== null) return found;
      const { caseId } = (await store.reference(alias(conversationId))) ?? {};
      return typeof caseId === 'string' ? caseId : null;
    },
  };
}
