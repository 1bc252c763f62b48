/** Which face a ping has for its reader: the outsider's, the call card, or the ping itself. */
import type { Case } from '../domain/case.ts';
import { isOutsider } from '../domain/people.ts';
import { outsiderCard } from './outsider/outsiderCard.ts';
import { callCard } from './ping/callCard.ts';
import { type PingMessage, pingCard } from './ping/pingCard.ts';
import { openOf } from './ping/pingItems.ts';
import type { ViewContext } from './post.ts';
import { isCall } from './reach/callee.ts';
import type { Element } from './render.ts';
import { sceneOf } from './scene.ts';

/**
 * An outsider never gets another card than hers. Null: nothing is left to say, or nothing in it is for an outsider. Whoever
 * is to call gets the call card, whatever else waits: only it has the number, what to say and the outcomes.
 */
export function personCard(message: PingMessage, state: Case, view: ViewContext): Element | null {
  const reader = { ...view, person: message.person };
  const scene = sceneOf(state, reader, 'ping');
  if (!message.away && message.items.every((item) => !openOf(scene, item))) return null;
  if (isOutsider(state, message.person)) return outsiderCard(message, state, reader);
  const call = message.items.find((item) => isCall(scene, item));
  return (call && callCard(message, call, state, reader)) ?? pingCard(message, state, reader);
}
